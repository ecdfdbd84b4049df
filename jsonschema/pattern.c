#include "jsonschema/pattern.h"

#include "base/alloc.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

/* Backtracking steps, nesting, and KiB of heap that one match may use. */
#define MATCH_STEPS_MAX 200000
#define MATCH_DEPTH_MAX 20000
#define MATCH_HEAP_KIB  8192

struct pattern {
    pcre2_code *code;
};

struct match_room {
    pcre2_match_data *data;
    pcre2_match_context *limits;
};

/* ECMA-262: "$" is the end only, unset groups match "", [] matches nothing. */
static const uint32_t ecma_options =
    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF |
    PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_BACKSLASH_C;

static pcre2_code *compile_translated(const char *text, char **problem)
{
    PCRE2_UCHAR message[160];
    PCRE2_SIZE offset = 0;
    int code = 0;
    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, ecma_options,
                      &code, &offset, NULL);

    if (compiled || !problem)
        return compiled;
    pcre2_get_error_message(code, message, sizeof(message));
    *problem = xstrdup((const char *)message);
    return NULL;
}

struct pattern *pattern_new(const char *text, size_t len, char **problem)
{
    char *translated = pattern_translate(text, len, problem);
    struct pattern *pattern = NULL;
    pcre2_code *code;

    if (!translated)
        return NULL;
    code = compile_translated(translated, problem);
    free(translated);
    if (!code)
        return NULL;
    pattern = xcalloc(1, sizeof(*pattern));
    pattern->code = code;
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_code_free(pattern->code);
    free(pattern);
}

/* One pair of offsets is enough to know whether there is a match. */
struct match_room *match_room_new(void)
{
    struct match_room *room = xcalloc(1, sizeof(*room));

    room->data = pcre2_match_data_create(1, NULL);
    room->limits = pcre2_match_context_create(NULL);
    if (!room->data || !room->limits)
        abort();
    pcre2_set_match_limit(room->limits, MATCH_STEPS_MAX);
    pcre2_set_depth_limit(room->limits, MATCH_DEPTH_MAX);
    pcre2_set_heap_limit(room->limits, MATCH_HEAP_KIB);
    return room;
}

void match_room_free(struct match_room *room)
{
    if (!room)
        return;
    pcre2_match_data_free(room->data);
    pcre2_match_context_free(room->limits);
    free(room);
}

enum pattern_result pattern_match(const struct pattern *pattern,
                                  struct match_room *room, const char *text,
                                  size_t len)
{
    int rc = pcre2_match(pattern->code, (PCRE2_SPTR)text, len, 0,
                         PCRE2_NO_UTF_CHECK, room->data, room->limits);

    if (rc >= 0)
        return PATTERN_MATCH;
    return rc == PCRE2_ERROR_NOMATCH ? PATTERN_NO_MATCH : PATTERN_LIMIT;
}
