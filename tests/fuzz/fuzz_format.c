/*
 * fuzz_format - every format on a text, and the text as a pattern.
 *
 * The text is the first line; what the pattern is searched in is the rest. A
 * format that takes less than another is never the only one that holds, and a
 * pattern that is read in one pass finds what PCRE2 finds.
 */
#include "jsonschema/format.h"
#include "jsonschema/matcher.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What has the first format has the second as well; NULL: no such claim. */
static const char *const formats[][2] = {
    {"date-time", NULL},
    {"date", NULL},
    {"time", NULL},
    {"duration", NULL},
    {"email", NULL},
    {"idn-email", NULL},
    {"hostname", "idn-hostname"},
    {"idn-hostname", NULL},
    {"ipv4", "hostname"},
    {"ipv6", NULL},
    {"uri", "uri-reference"},
    {"uri", "iri"},
    {"uri-reference", "iri-reference"},
    {"iri", "iri-reference"},
    {"iri-reference", NULL},
    {"uri-template", NULL},
    {"uuid", "uri-reference"},
    {"regex", NULL},
    {"json-pointer", NULL},
    {"relative-json-pointer", NULL},
};

static bool holds(const char *name, const char *text, size_t len)
{
    const struct format *format = format_find(name);

    if (!format)
        abort();
    return format_holds(format, text, len);
}

static void try_formats(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (holds(formats[i][0], text, len) && formats[i][1] &&
            !holds(formats[i][1], text, len))
            abort();
}

/* Both ways of matching say the same. */
static void search(const struct matcher *matcher, const char *text, size_t len)
{
    struct match_room *room = match_room_new();
    enum pattern_result result =
        pattern_match(matcher->pattern, room, text, len);

    match_room_free(room);
    if (matcher->straight && result != PATTERN_LIMIT &&
        straight_matches(matcher->straight, text, len) !=
            (result == PATTERN_MATCH))
        abort();
}

/* Refused with a reason, or compiled; then a format "regex" as well. */
static void try_pattern(const char *text, size_t len, const char *subject,
                        size_t subject_len)
{
    char *problem = NULL;
    struct matcher matcher = {0};
    const bool is_right = matcher_init(&matcher, text, len, &problem) == 0;

    if (is_right != (problem == NULL) || is_right != holds("regex", text, len))
        abort();
    if (is_right && utf8_is_valid(subject, subject_len)) {
        search(&matcher, subject, subject_len);
        search(&matcher, text, len);
    }
    matcher_clear(&matcher);
    free(problem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *end = size ? memchr(data, '\n', size) : NULL;
    size_t len = end ? (size_t)(end - (const char *)data) : size;
    size_t begin = end ? len + 1 : size;
    char *text = xmemdup(data, len); /* ended by NUL, as strings of JSON are */
    char *rest = xmemdup(data + begin, size - begin);

    if (utf8_is_valid(text, len)) {
        try_formats(text, len);
        try_pattern(text, len, rest, size - begin);
    }
    free(text);
    free(rest);
    return 0;
}
