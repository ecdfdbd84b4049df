#include "transcript/transcript.h"

#include "base/alloc.h"
#include "model/transcript.h"
#include "transcript/head.h"
#include "transcript/input.h"

#include <stdlib.h>
#include <string.h>

/* Of these that no testcase has come for yet. */
#define WAITING_MAX 1000000

struct transcript {
    struct input input;
    json_t *places;     /* owned: testcase id -> position in the plan */
    size_t next_index;  /* no testcase may come from before it */
    struct entry ahead; /* read, but of the next testcase; or {0} */
    json_t *silent;     /* owned: testcases without exchanges, to be told */
    size_t silent_at;
    json_t *notes; /* owned: [before which result, text], to be told */
    size_t notes_at;
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
    struct spot spot = {.path = t->input.path};

    snprintf(spot.place, sizeof(spot.place), "%s", place);
    return spot;
}

/* The ids of the plan, each once. */
static int index_plan(struct transcript *t, struct error *err)
{
    struct spot spot = spot_of(t, "log." TRANSCRIPT_HEAD ".plan");

    t->places = json_object();
    for (size_t i = 0; i < json_array_size(t->input.head.plan); i++) {
        const json_t *id =
            json_array_get(json_array_get(t->input.head.plan, i), 0);

        if (strlen(json_string_value(id)) != json_string_length(id) ||
            json_object_get(t->places, json_string_value(id)))
            return spot_wrong(&spot, "", "names a testcase twice", err);
        json_object_set_new(t->places, json_string_value(id),
                            json_integer((json_int_t)i));
    }
    return 0;
}

struct transcript *transcript_open(const char *path, struct error *err)
{
    struct transcript *t = xcalloc(1, sizeof(*t));

    t->silent = json_array();
    t->notes = json_array();
    if (input_open(&t->input, path, err) == 0 && index_plan(t, err) == 0)
        return t;
    transcript_close(t);
    return NULL;
}

void transcript_close(struct transcript *t)
{
    if (!t)
        return;
    entry_clear(&t->ahead);
    input_clear(&t->input);
    json_decref(t->places);
    json_decref(t->silent);
    json_decref(t->notes);
    free(t);
}

const struct transcript_head *transcript_head(const struct transcript *t)
{
    return &t->input.head;
}

const struct transcript_tail *transcript_tail(const struct transcript *t)
{
    return &t->input.tail;
}

const char *transcript_lack(const struct transcript *t)
{
    return t->input.lack;
}

size_t transcript_entries(const struct transcript *t)
{
    return t->input.entries;
}

const char *transcript_note(struct transcript *t, size_t index)
{
    const json_t *note = json_array_get(t->notes, t->notes_at);
    const char *text = json_string_value(json_array_get(note, 1));

    if (!text || (size_t)json_integer_value(json_array_get(note, 0)) > index)
        return NULL;
    t->notes_at++;
    return text;
}

/* Put a list behind those that wait; what is told is dropped. */
static int add_waiting(struct transcript *t, const json_t *more,
                       const char *name, json_t *list, size_t *at,
                       struct error *err)
{
    struct spot spot = spot_of(t, name);

    if (!more)
        return 0;
    if (!json_is_array(more))
        return spot_wrong(&spot, "", "is no array", err);
    if (*at == json_array_size(list)) {
        json_array_clear(list);
        *at = 0;
    }
    if (json_array_size(list) + json_array_size(more) > WAITING_MAX)
        return spot_wrong(&spot, "", "is too long", err);
    json_array_extend(list, (json_t *)more);
    return 0;
}

static int add_both(struct transcript *t, const json_t *silent,
                    const json_t *notes, struct error *err)
{
    if (add_waiting(t, silent, "silent", t->silent, &t->silent_at, err) < 0)
        return -1;
    return add_waiting(t, notes, "notes", t->notes, &t->notes_at, err);
}

/* The next entry into `ahead`: 1, 0 or -1. What waits is added. */
static int read_entry(struct transcript *t, struct error *err)
{
    bool was_at_end = t->input.reach == AT_END;
    int rc;

    entry_clear(&t->ahead);
    rc = input_entry(&t->input, &t->ahead, err);
    if (rc == 1)
        return add_both(t, t->ahead.silent, t->ahead.notes, err) < 0 ? -1 : 1;
    if (rc == 0 && !was_at_end)
        return add_both(t, json_object_get(t->input.tail.json, "silent"),
                        json_object_get(t->input.tail.json, "notes"), err);
    return rc;
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
        json_array_get(json_array_get(t->input.head.plan, index), 0));
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
    struct spot spot = input_spot(&t->input);
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
            return error_set(err, ERROR_SUITE, t->input.path,
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
