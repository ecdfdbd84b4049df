#include "transcript/transcript.h"

#include "base/alloc.h"
#include "base/file.h"
#include "model/transcript.h"
#include "transcript/entry.h"
#include "transcript/head.h"
#include "transcript/scan.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* How far the file has been read. */
enum reach { IN_LOG, IN_ENTRIES, AFTER_ENTRIES, AT_END };

struct transcript {
    char *path;
    FILE *in;
    struct scan scan;
    struct buffer name;
    struct buffer value;
    enum reach reach;
    struct transcript_head head;
    struct transcript_tail tail;
    json_t *places;     /* owned: testcase id -> position in the plan */
    size_t next_index;  /* no testcase may come from before it */
    size_t entries;     /* read so far */
    struct entry ahead; /* read, but of the next testcase; or {0} */
    json_t *silent;     /* owned: testcases without exchanges, to be told */
    size_t silent_at;
    char *lack; /* owned: why the file is not what was written, or NULL */
};

void record_clear(struct record *record)
{
    free(record->altered);
    json_decref(record->variables);
    exchanges_clear(&record->exchanges);
    *record = (struct record){0};
}

static struct spot spot_of(const struct transcript *t, const char *place)
{
    struct spot spot = {.path = t->path};

    snprintf(spot.place, sizeof(spot.place), "%s", place);
    return spot;
}

static struct spot spot_of_entry(const struct transcript *t)
{
    struct spot spot = {.path = t->path};

    snprintf(spot.place, sizeof(spot.place), "log.entries[%zu]", t->entries);
    return spot;
}

/* -1 with why the file cannot be read on from here. */
static int complain(const struct transcript *t, enum scan_state state,
                    struct error *err)
{
    if (t->scan.failed)
        return error_set(err, ERROR_SUITE, t->path, "cannot be read");
    return error_set(err, ERROR_SUITE, t->path,
                     state == SCAN_CUT ? "byte %" PRIu64
                                         ": ends before its first entry"
                     : state == SCAN_LARGE
                         ? "byte %" PRIu64 ": a value is too large or too deep"
                         : "byte %" PRIu64 ": is not JSON",
                     t->scan.offset);
}

/* Returns -1: what is too much at this place. */
static int parse_member(struct transcript *t, struct error *err)
{
    const char *name = buffer_text(&t->name);
    bool is_head = !strcmp(name, TRANSCRIPT_HEAD);
    struct spot spot =
        spot_of(t, is_head ? "log." TRANSCRIPT_HEAD : "log." TRANSCRIPT_TAIL);
    json_t *json;

    if (is_head ? t->head.json != NULL : t->tail.json != NULL)
        return spot_wrong(&spot, "", "comes twice", err);
    json = value_parse(t->value.data, t->value.len, &spot, err);
    if (!json)
        return -1;
    return is_head ? head_read(&t->head, json, &spot, err)
                   : tail_read(&t->tail, json, &spot, err);
}

/* A member of the log whose name has been taken. */
static enum scan_state take_member(struct transcript *t, struct error *err)
{
    const char *name = buffer_text(&t->name);
    bool is_ours =
        !strcmp(name, TRANSCRIPT_HEAD) || !strcmp(name, TRANSCRIPT_TAIL);
    enum scan_state state = scan_value(&t->scan, is_ours ? &t->value : NULL);

    if (state == SCAN_OK && is_ours)
        parse_member(t, err);
    return state;
}

/* Take what comes between two members or elements, or the end. */
static enum scan_state take_comma(struct transcript *t, char end, bool *ended)
{
    int byte = scan_peek(&t->scan);

    *ended = byte == end;
    return scan_take(&t->scan, *ended ? end : ',');
}

/* Members of the log up to "entries", or to its end. */
static enum scan_state take_members(struct transcript *t, bool *ended,
                                    struct error *err)
{
    enum scan_state state;

    *ended = false;
    for (;;) {
        state = scan_name(&t->scan, &t->name);
        if (state != SCAN_OK)
            return state;
        if (!strcmp(buffer_text(&t->name), "entries"))
            return scan_take(&t->scan, '[');
        state = take_member(t, err);
        if (state != SCAN_OK || error_is_set(err))
            return state;
        state = take_comma(t, '}', ended);
        if (state != SCAN_OK || *ended)
            return state;
    }
}

/* { "log": { up to its first member; members before "log" are left out. */
static enum scan_state enter_log(struct transcript *t)
{
    enum scan_state state = scan_take(&t->scan, '{');

    while (state == SCAN_OK) {
        state = scan_name(&t->scan, &t->name);
        if (state != SCAN_OK)
            break;
        if (!strcmp(buffer_text(&t->name), "log"))
            return scan_take(&t->scan, '{');
        state = scan_value(&t->scan, NULL);
        if (state == SCAN_OK)
            state = scan_take(&t->scan, ',');
    }
    return state;
}

/* The ids of the plan, each once. */
static int index_plan(struct transcript *t, struct error *err)
{
    struct spot spot = spot_of(t, "log." TRANSCRIPT_HEAD ".plan");

    t->places = json_object();
    for (size_t i = 0; i < json_array_size(t->head.plan); i++) {
        const json_t *id = json_array_get(json_array_get(t->head.plan, i), 0);

        if (strlen(json_string_value(id)) != json_string_length(id) ||
            json_object_get(t->places, json_string_value(id)))
            return spot_wrong(&spot, "", "names a testcase twice", err);
        json_object_set_new(t->places, json_string_value(id),
                            json_integer((json_int_t)i));
    }
    return 0;
}

static int read_head(struct transcript *t, struct error *err)
{
    enum scan_state state = enter_log(t);
    bool ended = false;

    if (state == SCAN_OK)
        state = take_members(t, &ended, err);
    if (error_is_set(err))
        return -1;
    if (state != SCAN_OK)
        return complain(t, state, err);
    if (ended || !t->head.json)
        return error_set(err, ERROR_SUITE, t->path,
                         "is no transcript: no \"%s\" before the entries",
                         ended ? "entries" : TRANSCRIPT_HEAD);
    t->reach = IN_ENTRIES;
    return index_plan(t, err);
}

struct transcript *transcript_open(const char *path, struct error *err)
{
    struct transcript *t = xcalloc(1, sizeof(*t));
    bool is_stdin = !strcmp(path, "-");

    t->path = xstrdup(path);
    buffer_init(&t->name, 1000);
    buffer_init(&t->value, TRANSCRIPT_VALUE_MAX);
    t->in = is_stdin ? stdin : fopen(path, "rb");
    t->scan.in = t->in;
    if (!t->in)
        error_set(err, ERROR_SUITE, path, "cannot be read: %s",
                  strerror(errno));
    else if (read_head(t, err) == 0)
        return t;
    transcript_close(t);
    return NULL;
}

void transcript_close(struct transcript *t)
{
    if (!t)
        return;
    if (t->in && t->in != stdin)
        fclose(t->in);
    buffer_clear(&t->name);
    buffer_clear(&t->value);
    entry_clear(&t->ahead);
    json_decref(t->head.json);
    json_decref(t->tail.json);
    json_decref(t->places);
    json_decref(t->silent);
    free(t->lack);
    free(t->path);
    free(t);
}

const struct transcript_head *transcript_head(const struct transcript *t)
{
    return &t->head;
}

const struct transcript_tail *transcript_tail(const struct transcript *t)
{
    return &t->tail;
}

const char *transcript_lack(const struct transcript *t)
{
    return t->lack;
}

size_t transcript_entries(const struct transcript *t)
{
    return t->entries;
}

static void note_lack(struct transcript *t, char *lack)
{
    if (t->lack)
        free(lack);
    else
        t->lack = lack;
}

/* The file ends in the middle; what has been read counts. */
static int note_cut(struct transcript *t)
{
    t->reach = AT_END;
    note_lack(t, xasprintf("the transcript is cut: it ends at byte %" PRIu64
                           ", after %zu whole entries",
                           t->scan.offset, t->entries));
    return 0;
}

/* After the log: the end of the file, but for further members. */
static enum scan_state leave(struct transcript *t)
{
    enum scan_state state;
    bool ended = false;

    while ((state = take_comma(t, '}', &ended)) == SCAN_OK && !ended) {
        state = scan_name(&t->scan, &t->name);
        if (state == SCAN_OK)
            state = scan_value(&t->scan, NULL);
        if (state != SCAN_OK)
            return state;
    }
    if (state == SCAN_OK && scan_peek(&t->scan) >= 0)
        state = SCAN_BROKEN;
    return state;
}

/* What the tail says of the file. */
static void check_tail(struct transcript *t)
{
    const struct transcript_tail *tail = &t->tail;

    if (!tail->json)
        note_lack(t, xstrdup("the transcript has no end: no \"" TRANSCRIPT_TAIL
                             "\" in it"));
    else if (tail->entries != t->entries)
        note_lack(t, xasprintf("the transcript has %zu of the %zu entries that "
                               "were written",
                               t->entries, tail->entries));
}

/* From the end of the entries to that of the file. 0, or -1. */
static int read_tail(struct transcript *t, struct error *err)
{
    bool ended = false;
    enum scan_state state = take_comma(t, '}', &ended);

    if (state == SCAN_OK && !ended) {
        state = take_members(t, &ended, err);
        if (state == SCAN_OK && !ended && !error_is_set(err))
            return error_set(err, ERROR_SUITE, t->path,
                             "log.entries: comes twice");
    }
    if (state == SCAN_OK && !error_is_set(err))
        state = leave(t);
    if (t->tail.json && !error_is_set(err)) {
        t->silent = json_incref(json_object_get(t->tail.json, "silent"));
        t->silent_at = 0;
    }
    if (error_is_set(err))
        return -1;
    if (state == SCAN_CUT && !t->scan.failed)
        return note_cut(t);
    if (state != SCAN_OK)
        return complain(t, state, err);
    t->reach = AT_END;
    check_tail(t);
    return 0;
}

/* 1: an entry's text is in the value, 0: there are no more, -1. */
static int take_entry(struct transcript *t, struct error *err)
{
    int byte = scan_peek(&t->scan);
    bool ended = byte == ']';
    enum scan_state state = SCAN_OK;

    if (t->entries && !ended)
        state = take_comma(t, ']', &ended);
    else if (ended)
        state = scan_take(&t->scan, ']');
    if (state == SCAN_OK && ended)
        return read_tail(t, err);
    if (state == SCAN_OK)
        state = scan_value(&t->scan, &t->value);
    if (state == SCAN_CUT && !t->scan.failed)
        return note_cut(t);
    return state == SCAN_OK ? 1 : complain(t, state, err);
}

/* The next entry into `ahead`: 1, 0 or -1. */
static int read_entry(struct transcript *t, struct error *err)
{
    struct spot spot = spot_of_entry(t);
    int rc = t->reach == IN_ENTRIES ? take_entry(t, err) : 0;

    if (rc <= 0)
        return rc;
    entry_clear(&t->ahead);
    if (entry_read(&t->ahead, t->value.data, t->value.len, &spot, err) < 0)
        return -1;
    t->entries++;
    if (t->ahead.silent) {
        json_decref(t->silent);
        t->silent = json_incref((json_t *)t->ahead.silent);
        t->silent_at = 0;
    }
    return 1;
}

/* Make the record that of the plan's testcase with this id. */
static int place_record(struct transcript *t, struct record *record,
                        const char *id, const struct spot *spot,
                        struct error *err)
{
    const json_t *place = json_object_get(t->places, id);
    size_t index = (size_t)json_integer_value(place);

    if (!place)
        return spot_wrong(spot, "testcase", "is not in the plan", err);
    if (index < t->next_index)
        return spot_wrong(spot, "testcase", "comes twice, or out of turn", err);
    t->next_index = index + 1;
    record->index = index;
    record->id = json_string_value(
        json_array_get(json_array_get(t->head.plan, index), 0));
    return 0;
}

/* A testcase of which there is no exchange. */
static int take_silent(struct transcript *t, struct record *record,
                       struct error *err)
{
    const json_t *run = json_array_get(t->silent, t->silent_at++);
    struct spot spot = spot_of(t, "silent");
    const char *id;

    if (run_read(record, &id, run, &spot, err) < 0)
        return -1;
    record->whole = true;
    return place_record(t, record, id, &spot, err);
}

/* The first entry of a testcase that is there. */
static int start_record(struct transcript *t, struct record *record,
                        const struct entry *entry, struct error *err)
{
    struct spot spot = spot_of_entry(t);
    const char *id = entry->testcase;
    size_t index;

    if (entry->run && entry->part == 1 &&
        run_read(record, &id, entry->run, &spot, err) < 0)
        return -1;
    index = record->index;
    if (strcmp(id, entry->testcase) ||
        place_record(t, record, id, &spot, err) < 0)
        return spot_wrong(&spot, "run.testcase", "is another one", err);
    if (entry->run && entry->part == 1 && index != record->index)
        return spot_wrong(&spot, "run.index", "is not that of the plan", err);
    return 0;
}

/* Does the entry go on with the record? */
static bool belongs(const struct record *record, const struct entry *entry)
{
    return entry->testcase && !strcmp(record->id, entry->testcase);
}

static void add_exchange(struct record *record, struct entry *entry)
{
    if (entry->altered && !record->altered)
        record->altered =
            xasprintf("%s.%s", entry->exchange.step, entry->exchange.name);
    exchanges_take(&record->exchanges, &entry->exchange);
}

static size_t size_of(const struct exchange *exchange)
{
    return exchange->request.content_len + exchange->response.content_len;
}

/*
 * The exchanges of the testcase whose first is ahead. Parts count from 1 and
 * follow each other, or the record is not whole.
 */
static int take_record(struct transcript *t, struct record *record,
                       struct error *err)
{
    size_t of = t->ahead.of, size = 0;
    int rc = start_record(t, record, &t->ahead, err) < 0 ? -1 : 1;

    record->whole = t->ahead.run != NULL;
    while (rc == 1 && belongs(record, &t->ahead)) {
        size += size_of(&t->ahead.exchange);
        record->whole = record->whole && t->ahead.of == of &&
                        t->ahead.part == record->exchanges.len + 1;
        add_exchange(record, &t->ahead);
        entry_clear(&t->ahead);
        if (size > TRANSCRIPT_TESTCASE_MAX)
            return error_set(err, ERROR_SUITE, t->path,
                             "%s: its contents are too large", record->id);
        if (record->exchanges.len == of)
            return 1;
        rc = read_entry(t, err);
    }
    record->whole = false;
    return rc < 0 ? -1 : 1;
}

int transcript_next(struct transcript *t, struct record *record,
                    struct error *err)
{
    int rc;

    *record = (struct record){0};
    for (;;) {
        if (t->silent_at < json_array_size(t->silent))
            rc = take_silent(t, record, err) < 0 ? -1 : 1;
        else if (t->ahead.testcase)
            rc = take_record(t, record, err);
        else if ((rc = read_entry(t, err)) == 1 ||
                 (rc == 0 && t->silent_at < json_array_size(t->silent)))
            continue;
        break;
    }
    if (rc < 0)
        record_clear(record);
    return rc;
}
