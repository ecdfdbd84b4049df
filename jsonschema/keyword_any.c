#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

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

enum schema_verdict validate_type(struct run *run,
                                  const struct keyword *keyword,
                                  const struct place *at)
{
    const unsigned types = instance_types(at->instance);
    struct buffer wanted;

    if (types & keyword->types)
        return SCHEMA_VALID;
    if (!run->output)
        return SCHEMA_INVALID;
    buffer_init(&wanted, 0);
    list_types(&wanted, keyword->types);
    fail(run, keyword, at, "is %s, expected %s", name_of(types),
         buffer_text(&wanted));
    buffer_clear(&wanted);
    return SCHEMA_INVALID;
}

enum schema_verdict validate_enum(struct run *run,
                                  const struct keyword *keyword,
                                  const struct place *at)
{
    char *is, *wanted;

    for (size_t i = 0; i < json_array_size(keyword->value); i++)
        if (json_same(at->instance, json_array_get(keyword->value, i)))
            return SCHEMA_VALID;
    if (!run->output)
        return SCHEMA_INVALID;
    is = show_value(at->instance);
    wanted = json_text_short(keyword->value, 400);
    fail(run, keyword, at, "is %s, expected one of %s", is, wanted);
    free(wanted);
    free(is);
    return SCHEMA_INVALID;
}

enum schema_verdict validate_const(struct run *run,
                                   const struct keyword *keyword,
                                   const struct place *at)
{
    char *is, *wanted;

    if (json_same(at->instance, keyword->value))
        return SCHEMA_VALID;
    if (!run->output)
        return SCHEMA_INVALID;
    is = show_value(at->instance);
    wanted = json_text_short(keyword->value, 400);
    fail(run, keyword, at, "is %s, expected %s", is, wanted);
    free(wanted);
    free(is);
    return SCHEMA_INVALID;
}
