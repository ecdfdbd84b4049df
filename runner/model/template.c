#include "model/template.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "model/fill.h"

#include <stdlib.h>
#include <string.h>

/* What to do, and where to report: err is NULL while only replacing. */
struct expansion {
    const json_t *variables;
    struct error *err;
};

/* The "}" that ends the variable starting at text ("${"), or NULL. */
static const char *variable_end(const char *text, const char *limit)
{
    return memchr(text + 2, '}', (size_t)(limit - text - 2));
}

static json_t *lookup(const struct expansion *ex, const char *name, size_t len)
{
    char *key = xmemdup(name, len);
    json_t *value = json_object_get(ex->variables, key);

    if (!value && ex->err)
        error_set(ex->err, ERROR_SUITE, "", "unknown variable ${%s}", key);
    free(key);
    return value;
}

static void add_value(struct buffer *buf, const json_t *value)
{
    char *text;

    if (json_is_string(value)) {
        buffer_add(buf, json_string_value(value), json_string_length(value));
        return;
    }
    text = json_text(value);
    buffer_add_text(buf, text);
    free(text);
}

/* Handle one '$' at text; returns how many bytes were used. */
static size_t add_dollar(const struct expansion *ex, struct buffer *buf,
                         const char *text, const char *limit)
{
    size_t left = (size_t)(limit - text);
    const char *end;
    json_t *value;

    if (left >= 3 && !memcmp(text, "$${", 3)) {
        buffer_add_text(buf, ex->err ? "${" : "$${");
        return 3;
    }
    end = left >= 3 && text[1] == '{' ? variable_end(text, limit) : NULL;
    value = end ? lookup(ex, text + 2, (size_t)(end - text - 2)) : NULL;
    if (!value) {
        buffer_add(buf, "$", 1);
        return 1;
    }
    add_value(buf, value);
    return (size_t)(end - text) + 1;
}

static json_t *expand_string(const struct expansion *ex, const json_t *value)
{
    const char *text = json_string_value(value);
    size_t len = json_string_length(value);
    const char *limit = text + len;
    struct buffer buf;
    json_t *result;

    if (len > 3 && !memcmp(text, "${", 2) &&
        variable_end(text, limit) == limit - 1) {
        result = lookup(ex, text + 2, len - 3);
        return result ? json_deep_copy(result) : json_stringn(text, len);
    }
    buffer_init(&buf, 0);
    while (text < limit) {
        const char *dollar = memchr(text, '$', (size_t)(limit - text));
        size_t plain = (size_t)((dollar ? dollar : limit) - text);

        buffer_add(&buf, text, plain);
        text += plain;
        if (dollar)
            text += add_dollar(ex, &buf, text, limit);
    }
    result = json_stringn_nocheck(buffer_text(&buf), buf.len);
    buffer_clear(&buf);
    return result;
}

static json_t *expand(const struct expansion *ex, const json_t *value);

static json_t *expand_object(const struct expansion *ex, const json_t *value)
{
    json_t *copy = json_object(), *item, *fill;
    const char *name;

    json_object_foreach((json_t *)value, name, item)
        json_object_set_new_nocheck(copy, name, expand(ex, item));
    if (!ex->err || json_object_size(copy) != 1 ||
        !json_object_get(copy, "$fill"))
        return copy;
    fill = fill_text(json_object_get(copy, "$fill"), ex->err);
    json_decref(copy);
    return fill ? fill : json_null();
}

static json_t *expand_array(const struct expansion *ex, const json_t *value)
{
    json_t *copy = json_array(), *item;
    size_t i;

    json_array_foreach((json_t *)value, i, item)
        json_array_append_new(copy, expand(ex, item));
    return copy;
}

static json_t *expand(const struct expansion *ex, const json_t *value)
{
    if (json_is_string(value))
        return expand_string(ex, value);
    if (json_is_object(value))
        return expand_object(ex, value);
    if (json_is_array(value))
        return expand_array(ex, value);
    return json_copy((json_t *)value);
}

json_t *template_replace(const json_t *value, const json_t *variables)
{
    struct expansion ex = {variables, NULL};

    return expand(&ex, value);
}

json_t *template_finish(const json_t *value, const json_t *variables,
                        struct error *err)
{
    struct expansion ex = {variables, err};
    json_t *result = expand(&ex, value);

    if (!error_is_set(err))
        return result;
    json_decref(result);
    return NULL;
}
