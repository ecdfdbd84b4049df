#include "jsonschema/format.h"
#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/text.h"

#include <stdlib.h>

int compile_pattern(struct compiler *compiler, const struct node *node,
                    struct keyword *keyword)
{
    char *problem = NULL;

    if (compile_string(compiler, node, keyword) < 0)
        return -1;
    keyword->pattern =
        pattern_new(json_string_value(keyword->value),
                    json_string_length(keyword->value), &problem);
    if (!keyword->pattern)
        compile_error(compiler, node, keyword,
                      "is not a regular expression of ECMA-262: %s", problem);
    free(problem);
    return keyword->pattern ? 0 : -1;
}

int compile_format(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword)
{
    if (compile_string(compiler, node, keyword) < 0)
        return -1;
    keyword->format = format_find(json_string_value(keyword->value));
    if (!keyword->format)
        return compile_error(compiler, node, keyword,
                             "the format \"%s\" is not implemented",
                             json_string_value(keyword->value));
    return 0;
}

/* Lengths are in code points (RFC 8259 characters), not bytes. */
static size_t length_of(const json_t *text)
{
    return utf8_code_points(json_string_value(text), json_string_length(text));
}

enum schema_verdict validate_min_length(struct run *run,
                                        const struct keyword *keyword,
                                        const struct place *at)
{
    const size_t length = length_of(at->instance);
    struct amount room;

    if (length >= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "has %s, at least %zu are needed",
                amount(&room, length, "character"), keyword->count);
}

enum schema_verdict validate_max_length(struct run *run,
                                        const struct keyword *keyword,
                                        const struct place *at)
{
    const size_t length = length_of(at->instance);
    struct amount room;

    if (length <= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "has %s, at most %zu are allowed",
                amount(&room, length, "character"), keyword->count);
}

enum schema_verdict validate_max_bytes(struct run *run,
                                       const struct keyword *keyword,
                                       const struct place *at)
{
    const size_t length = json_string_length(at->instance);
    struct amount room;

    if (length <= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "is %s of UTF-8, at most %zu are allowed",
                amount(&room, length, "byte"), keyword->count);
}

enum schema_verdict validate_pattern(struct run *run,
                                     const struct keyword *keyword,
                                     const struct place *at)
{
    enum schema_verdict verdict =
        run_pattern(run, keyword->pattern, json_string_value(at->instance),
                    json_string_length(at->instance));
    char *is, *want;

    if (verdict == SCHEMA_INVALID && run->output) {
        is = show_value(at->instance);
        want = text_visible(json_string_value(keyword->value),
                            json_string_length(keyword->value), 200);
        fail(run, keyword, at, "is %s, which does not match the pattern %s", is,
             want);
        free(want);
        free(is);
    }
    return verdict;
}

enum schema_verdict validate_format(struct run *run,
                                    const struct keyword *keyword,
                                    const struct place *at)
{
    char *is;

    if (format_holds(keyword->format, json_string_value(at->instance),
                     json_string_length(at->instance)))
        return SCHEMA_VALID;
    is = show_value(at->instance);
    fail(run, keyword, at, "is %s, expected %s", is,
         format_title(keyword->format));
    free(is);
    return SCHEMA_INVALID;
}
