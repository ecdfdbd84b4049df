#include "transcript/input.h"

#include "base/alloc.h"
#include "model/transcript.h"
#include "transcript/head.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct spot spot_of(const struct input *input, const char *place)
{
    struct spot spot = {.path = input->path};

    snprintf(spot.place, sizeof(spot.place), "%s", place);
    return spot;
}

struct spot input_spot(const struct input *input)
{
    struct spot spot = {.path = input->path};

    snprintf(spot.place, sizeof(spot.place), "log.entries[%zu]",
             input->entries);
    return spot;
}

/* -1 with why the file cannot be read on from here. */
static int complain(const struct input *input, enum scan_state state,
                    struct error *err)
{
    if (input->scan.failed)
        return error_set(err, ERROR_SUITE, input->path, "cannot be read");
    return error_set(err, ERROR_SUITE, input->path,
                     state == SCAN_CUT ? "byte %" PRIu64
                                         ": ends before its first entry"
                     : state == SCAN_LARGE
                         ? "byte %" PRIu64 ": a value is too large or too deep"
                         : "byte %" PRIu64 ": is not JSON",
                     input->scan.offset);
}

/* Returns -1: what is too much at this place. */
static int parse_member(struct input *input, struct error *err)
{
    const char *name = buffer_text(&input->name);
    bool is_head = !strcmp(name, TRANSCRIPT_HEAD);
    struct spot spot = spot_of(input, is_head ? "log." TRANSCRIPT_HEAD
                                              : "log." TRANSCRIPT_TAIL);
    json_t *json;

    if (is_head ? input->head.json != NULL : input->tail.json != NULL)
        return spot_wrong(&spot, "", "comes twice", err);
    json = value_parse(input->value.data, input->value.len, &spot, err);
    if (!json)
        return -1;
    return is_head ? head_read(&input->head, json, &spot, err)
                   : tail_read(&input->tail, json, &spot, err);
}

/* A member of the log whose name has been taken. */
static enum scan_state take_member(struct input *input, struct error *err)
{
    const char *name = buffer_text(&input->name);
    bool is_ours =
        !strcmp(name, TRANSCRIPT_HEAD) || !strcmp(name, TRANSCRIPT_TAIL);
    enum scan_state state =
        scan_value(&input->scan, is_ours ? &input->value : NULL);

    if (state == SCAN_OK && is_ours)
        parse_member(input, err);
    return state;
}

/* Take what comes between two members or elements, or the end. */
static enum scan_state take_comma(struct input *input, char end, bool *ended)
{
    int byte = scan_peek(&input->scan);

    *ended = byte == end;
    return scan_take(&input->scan, *ended ? end : ',');
}

/* Members of the log up to "entries", or to its end. */
static enum scan_state take_members(struct input *input, bool *ended,
                                    struct error *err)
{
    enum scan_state state;

    *ended = false;
    for (;;) {
        state = scan_name(&input->scan, &input->name);
        if (state != SCAN_OK)
            return state;
        if (!strcmp(buffer_text(&input->name), "entries"))
            return scan_take(&input->scan, '[');
        state = take_member(input, err);
        if (state != SCAN_OK || error_is_set(err))
            return state;
        state = take_comma(input, '}', ended);
        if (state != SCAN_OK || *ended)
            return state;
    }
}

/* { "log": { up to its first member; members before "log" are left out. */
static enum scan_state enter_log(struct input *input, struct error *err)
{
    enum scan_state state = scan_take(&input->scan, '{');
    bool ended = false;

    while (state == SCAN_OK && !ended) {
        state = scan_name(&input->scan, &input->name);
        if (state == SCAN_OK && !strcmp(buffer_text(&input->name), "log"))
            return scan_take(&input->scan, '{');
        if (state == SCAN_OK)
            state = scan_value(&input->scan, NULL);
        if (state == SCAN_OK)
            state = take_comma(input, '}', &ended);
    }
    if (ended)
        error_set(err, ERROR_SUITE, input->path,
                  "is no transcript: it has no \"log\"");
    return state;
}

static int read_head(struct input *input, struct error *err)
{
    enum scan_state state = enter_log(input, err);
    bool ended = false;

    if (state == SCAN_OK && !error_is_set(err))
        state = take_members(input, &ended, err);
    if (error_is_set(err))
        return -1;
    if (state != SCAN_OK)
        return complain(input, state, err);
    if (ended || !input->head.json)
        return error_set(err, ERROR_SUITE, input->path,
                         "is no transcript: no \"%s\" before the entries",
                         ended ? "entries" : TRANSCRIPT_HEAD);
    input->reach = IN_ENTRIES;
    return 0;
}

int input_open(struct input *input, const char *path, struct error *err)
{
    input->path = xstrdup(path);
    buffer_init(&input->name, NAME_MAX_BYTES);
    buffer_init(&input->value, TRANSCRIPT_VALUE_MAX);
    input->in = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    input->scan.in = input->in;
    if (!input->in)
        return error_set(err, ERROR_SUITE, path, "cannot be read: %s",
                         strerror(errno));
    return read_head(input, err);
}

void input_clear(struct input *input)
{
    if (input->in && input->in != stdin)
        fclose(input->in);
    buffer_clear(&input->name);
    buffer_clear(&input->value);
    json_decref(input->head.json);
    json_decref(input->tail.json);
    free(input->lack);
    free(input->path);
}

static void note_lack(struct input *input, char *lack)
{
    if (input->lack)
        free(lack);
    else
        input->lack = lack;
}

/* The file ends in the middle; what has been read counts. */
static int note_cut(struct input *input)
{
    input->reach = AT_END;
    note_lack(input, xasprintf("the transcript is cut: it ends at byte %" PRIu64
                               ", after %zu whole entries",
                               input->scan.offset, input->entries));
    return 0;
}

/* After the log: the end of the file, but for further members. */
static enum scan_state leave(struct input *input)
{
    enum scan_state state;
    bool ended = false;

    while ((state = take_comma(input, '}', &ended)) == SCAN_OK && !ended) {
        state = scan_name(&input->scan, &input->name);
        if (state == SCAN_OK)
            state = scan_value(&input->scan, NULL);
        if (state != SCAN_OK)
            return state;
    }
    if (state == SCAN_OK && scan_peek(&input->scan) >= 0)
        state = SCAN_BROKEN;
    return state;
}

/* What the tail says of the file. */
static void check_tail(struct input *input)
{
    const struct transcript_tail *tail = &input->tail;

    if (!tail->json)
        note_lack(input,
                  xstrdup("the transcript has no end: no \"" TRANSCRIPT_TAIL
                          "\" in it"));
    else if (tail->entries != input->entries)
        note_lack(input,
                  xasprintf("the transcript has %zu of the %zu entries that "
                            "were written",
                            input->entries, tail->entries));
}

/* From the end of the entries to that of the file. 0, or -1. */
static int read_tail(struct input *input, struct error *err)
{
    bool ended = false;
    enum scan_state state = take_comma(input, '}', &ended);

    if (state == SCAN_OK && !ended) {
        state = take_members(input, &ended, err);
        if (state == SCAN_OK && !ended && !error_is_set(err))
            return error_set(err, ERROR_SUITE, input->path,
                             "log.entries: comes twice");
    }
    if (state == SCAN_OK && !error_is_set(err))
        state = leave(input);
    if (error_is_set(err))
        return -1;
    if (state == SCAN_CUT && !input->scan.failed)
        return note_cut(input);
    if (state != SCAN_OK)
        return complain(input, state, err);
    input->reach = AT_END;
    check_tail(input);
    return 0;
}

/* 1: an entry's text is in the value, 0: there are no more, -1. */
static int take_entry(struct input *input, struct error *err)
{
    int byte = scan_peek(&input->scan);
    bool ended = byte == ']';
    enum scan_state state = SCAN_OK;

    if (input->entries && !ended)
        state = take_comma(input, ']', &ended);
    else if (ended)
        state = scan_take(&input->scan, ']');
    if (state == SCAN_OK && ended)
        return read_tail(input, err);
    if (state == SCAN_OK)
        state = scan_value(&input->scan, &input->value);
    if (state == SCAN_CUT && !input->scan.failed)
        return note_cut(input);
    return state == SCAN_OK ? 1 : complain(input, state, err);
}

int input_entry(struct input *input, struct entry *entry, struct error *err)
{
    struct spot spot = input_spot(input);
    int rc = input->reach == IN_ENTRIES ? take_entry(input, err) : 0;

    if (rc <= 0)
        return rc;
    if (entry_read(entry, input->value.data, input->value.len, &spot, err) < 0)
        return -1;
    input->entries++;
    return 1;
}
