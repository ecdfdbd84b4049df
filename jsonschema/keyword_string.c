#include "jsonschema/format.h"
#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int compile_pattern(struct compiler *compiler, const struct node *node,
                    struct keyword *keyword)
{
    char *problem = NULL;

    if (compile_string(compiler, node, keyword) < 0)
        return -1;
    if (matcher_init(&keyword->matcher, json_string_value(keyword->value),
                     json_string_length(keyword->value), &problem) == 0)
        return 0;
    compile_error(compiler, node, keyword,
                  "is not a regular expression of ECMA-262: %s", problem);
    free(problem);
    return -1;
}

static const struct schema_format *find_own(const struct schema_store *store,
                                            const char *name)
{
    for (size_t i = 0; i < store->formats_len; i++)
        for (size_t k = 0; k < store->formats[i].len; k++)
            if (!strcmp(store->formats[i].rows[k].name, name))
                return &store->formats[i].rows[k];
    return NULL;
}

/* An unknown format annotates (Validation 7.2.3), unless strict. */
int compile_format(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword)
{
    const struct schema_store *store = compile_store(compiler);
    const char *name = json_string_value(keyword->value);

    if (compile_string(compiler, node, keyword) < 0)
        return -1;
    keyword->own_format = find_own(store, name);
    if (!keyword->own_format)
        keyword->format = format_find(name);
    keyword->is_off =
        (!keyword->format && !keyword->own_format) ||
        (!store->options.assert_format &&
         !(node->dialect->vocabularies & VOCABULARY_FORMAT_ASSERTION));
    if (store->options.strict && !keyword->format && !keyword->own_format)
        return compile_error(compiler, node, keyword,
                             "the format \"%s\" is not implemented", name);
    return 0;
}

/*
 * Lengths are in code points (RFC 8259 characters), not bytes; one has up to
 * four, so most need not be counted.
 */
static size_t length_of(const json_t *text)
{
    return utf8_code_points(json_string_value(text), json_string_length(text));
}

bool holds_text_min_length(const struct keyword *keyword, const char *text,
                           size_t len)
{
    return len / 4 >= keyword->count ||
           (len >= keyword->count &&
            utf8_code_points(text, len) >= keyword->count);
}

bool holds_min_length(const struct keyword *keyword, const json_t *instance)
{
    return holds_text_min_length(keyword, json_string_value(instance),
                                 json_string_length(instance));
}

void explain_min_length(struct run *run, const struct keyword *keyword,
                        const struct place *at)
{
    struct amount room;

    fail(run, keyword, at, "has %s, at least %zu are needed",
         amount(&room, length_of(at->instance), "character"), keyword->count);
}

bool holds_text_max_length(const struct keyword *keyword, const char *text,
                           size_t len)
{
    return len <= keyword->count ||
           utf8_code_points(text, len) <= keyword->count;
}

bool holds_max_length(const struct keyword *keyword, const json_t *instance)
{
    return holds_text_max_length(keyword, json_string_value(instance),
                                 json_string_length(instance));
}

void explain_max_length(struct run *run, const struct keyword *keyword,
                        const struct place *at)
{
    struct amount room;

    fail(run, keyword, at, "has %s, at most %zu are allowed",
         amount(&room, length_of(at->instance), "character"), keyword->count);
}

enum schema_verdict validate_pattern(struct run *run,
                                     const struct keyword *keyword,
                                     const struct place *at)
{
    enum schema_verdict verdict =
        run_pattern(run, &keyword->matcher, json_string_value(at->instance),
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

bool holds_text_format(const struct keyword *keyword, const char *text,
                       size_t len)
{
    if (keyword->own_format)
        return keyword->own_format->holds(text, len);
    return format_holds(keyword->format, text, len);
}

bool holds_format(const struct keyword *keyword, const json_t *instance)
{
    return holds_text_format(keyword, json_string_value(instance),
                             json_string_length(instance));
}

void explain_format(struct run *run, const struct keyword *keyword,
                    const struct place *at)
{
    char *is = show_value(at->instance);

    fail(run, keyword, at, "is %s, expected %s", is,
         keyword->own_format ? keyword->own_format->title
                             : format_title(keyword->format));
    free(is);
}
