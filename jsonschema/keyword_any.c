#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>

/* Order matters for naming an instance: the first that fits is told. */
static const struct type_name {
    const char *name;
    const char *with_article;
    unsigned bit;
} type_names[] = {
    {"null", "null", TYPE_NULL},
    {"boolean", "a boolean", TYPE_BOOLEAN},
    {"integer", "an integer", TYPE_INTEGER},
    {"number", "a number", TYPE_NUMBER},
    {"string", "a string", TYPE_STRING},
    {"array", "an array", TYPE_ARRAY},
    {"object", "an object", TYPE_OBJECT},
};

#define TYPE_NAMES (sizeof(type_names) / sizeof(type_names[0]))

static unsigned type_bit(const json_t *name)
{
    for (size_t i = 0; json_is_string(name) && i < TYPE_NAMES; i++)
        if (!strcmp(type_names[i].name, json_string_value(name)))
            return type_names[i].bit;
    return 0;
}

static int add_type(struct compiler *compiler, const struct node *node,
                    struct keyword *keyword, const json_t *name)
{
    const unsigned bit = type_bit(name);

    if (!bit)
        return compile_error(compiler, node, keyword,
                             "must be null, boolean, integer, number, string, "
                             "array or object, or an array of them");
    if (keyword->types & bit)
        return compile_error(compiler, node, keyword, "lists \"%s\" twice",
                             json_string_value(name));
    keyword->types |= bit;
    return 0;
}

int compile_type(struct compiler *compiler, const struct node *node,
                 struct keyword *keyword)
{
    const json_t *value = keyword->value;

    if (!json_is_array(value))
        return add_type(compiler, node, keyword, value);
    if (json_array_size(value) == 0)
        return compile_error(compiler, node, keyword, "must not be empty");
    for (size_t i = 0; i < json_array_size(value); i++)
        if (add_type(compiler, node, keyword, json_array_get(value, i)) < 0)
            return -1;
    return 0;
}

static const char *name_of(unsigned types)
{
    size_t i = 0;

    while (i + 1 < TYPE_NAMES && !(type_names[i].bit & types))
        i++;
    return type_names[i].with_article;
}

static void list_types(struct buffer *out, unsigned types)
{
    for (size_t i = 0; i < TYPE_NAMES; i++) {
        if (!(type_names[i].bit & types))
            continue;
        types &= ~type_names[i].bit;
        if (out->len)
            buffer_add_text(out, types ? ", " : " or ");
        buffer_add_text(out, type_names[i].with_article);
    }
}

bool holds_type(const struct keyword *keyword, const json_t *instance)
{
    return (instance_types(instance) & keyword->types) != 0;
}

/* In draft 4 what is written with a fraction is no integer, 1.0 neither. */
static unsigned types_of_4(const json_t *instance)
{
    return json_is_real(instance) ? TYPE_NUMBER : instance_types(instance);
}

bool holds_type_4(const struct keyword *keyword, const json_t *instance)
{
    return (types_of_4(instance) & keyword->types) != 0;
}

static void explain(struct run *run, const struct keyword *keyword,
                    const struct place *at, unsigned types)
{
    struct buffer wanted;

    buffer_init(&wanted, 0);
    list_types(&wanted, keyword->types);
    fail(run, keyword, at, "is %s, expected %s", name_of(types),
         buffer_text(&wanted));
    buffer_clear(&wanted);
}

void explain_type(struct run *run, const struct keyword *keyword,
                  const struct place *at)
{
    explain(run, keyword, at, instance_types(at->instance));
}

void explain_type_4(struct run *run, const struct keyword *keyword,
                    const struct place *at)
{
    explain(run, keyword, at, types_of_4(at->instance));
}

/* The texts of the list, to be found without reading all of it. */
int compile_enum(struct compiler *compiler, const struct node *node,
                 struct keyword *keyword)
{
    const size_t len = json_array_size(keyword->value);
    struct name *rows;
    size_t count = 0;

    if (compile_array(compiler, node, keyword) < 0)
        return -1;
    rows = xcalloc(len, sizeof(*rows));
    for (size_t i = 0; i < len; i++) {
        const json_t *value = json_array_get(keyword->value, i);

        if (json_is_string(value))
            rows[count++] = (struct name){json_string_value(value),
                                          json_string_length(value), i};
    }
    names_init(&keyword->names, rows, count);
    return 0;
}

bool holds_text_enum(const struct keyword *keyword, const char *text,
                     size_t len)
{
    return names_find(&keyword->names, text, len) != NULL;
}

bool holds_enum(const struct keyword *keyword, const json_t *instance)
{
    if (json_is_string(instance))
        return holds_text_enum(keyword, json_string_value(instance),
                               json_string_length(instance));
    for (size_t i = 0; i < json_array_size(keyword->value); i++)
        if (json_same(instance, json_array_get(keyword->value, i)))
            return true;
    return false;
}

bool holds_text_const(const struct keyword *keyword, const char *text,
                      size_t len)
{
    return json_is_string(keyword->value) &&
           json_string_length(keyword->value) == len &&
           !memcmp(json_string_value(keyword->value), text, len);
}

bool holds_const(const struct keyword *keyword, const json_t *instance)
{
    return json_same(instance, keyword->value);
}

/* `expected` reads as in "is 3, expected one of [1,2]". */
static void explain_value(struct run *run, const struct keyword *keyword,
                          const struct place *at, const char *expected)
{
    char *is = show_value(at->instance);
    char *wanted = json_text_short(keyword->value, 400);

    fail(run, keyword, at, "is %s, %s%s", is, expected, wanted);
    free(wanted);
    free(is);
}

void explain_enum(struct run *run, const struct keyword *keyword,
                  const struct place *at)
{
    explain_value(run, keyword, at, "expected one of ");
}

void explain_const(struct run *run, const struct keyword *keyword,
                   const struct place *at)
{
    explain_value(run, keyword, at, "expected ");
}
