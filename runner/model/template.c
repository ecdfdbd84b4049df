#include "model/template.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "model/fill.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NODE_BYTES 64 /* what a value costs beside its text, about */

struct expansion {
    const json_t *variables;
    bool is_last; /* every variable must be known, $fill is made */
    size_t left;  /* bytes that may still be made */
    struct error *err;
};

/* A short file could name a long text very often. */
static bool spend(struct expansion *ex, size_t bytes)
{
    if (bytes > ex->left) {
        error_set(ex->err, ERROR_SUITE, "", "grows to more than %d MiB",
                  TEMPLATE_MAX_MIB);
        ex->left = 0;
        return false;
    }
    ex->left -= bytes;
    return true;
}

/* What a copy of a value costs. */
static size_t weight(const json_t *value)
{
    size_t sum = NODE_BYTES + json_string_length(value), i;
    const char *name;
    json_t *item;

    json_array_foreach((json_t *)value, i, item)
        sum += weight(item);
    json_object_foreach((json_t *)value, name, item)
        sum += strlen(name) + weight(item);
    return sum;
}

/* The "}" that ends the variable starting at text ("${"), or NULL. */
static const char *variable_end(const char *text, const char *limit)
{
    return memchr(text + 2, '}', (size_t)(limit - text - 2));
}

static json_t *lookup(struct expansion *ex, const char *name, size_t len)
{
    char *key = xmemdup(name, len);
    json_t *value = NULL;

    if (memchr(name, '\0', len))
        error_set(ex->err, ERROR_SUITE, "", "a variable's name holds U+0000");
    else
        value = json_object_get(ex->variables, key);
    if (!value && ex->is_last)
        error_set(ex->err, ERROR_SUITE, "", "unknown variable ${%s}", key);
    free(key);
    return value;
}

static void add_value(struct expansion *ex, struct buffer *buf,
                      const json_t *value)
{
    char *text;

    if (!spend(ex, weight(value)))
        return;
    if (json_is_string(value)) {
        buffer_add(buf, json_string_value(value), json_string_length(value));
        return;
    }
    text = json_text(value);
    buffer_add_text(buf, text);
    free(text);
}

/* Handle one '$' at text; returns how many bytes were used. */
static size_t add_dollar(struct expansion *ex, struct buffer *buf,
                         const char *text, const char *limit)
{
    size_t left = (size_t)(limit - text);
    const char *end;
    json_t *value;

    if (left >= 3 && !memcmp(text, "$${", 3)) {
        buffer_add_text(buf, ex->is_last ? "${" : "$${");
        return 3;
    }
    end = left >= 3 && text[1] == '{' ? variable_end(text, limit) : NULL;
    value = end ? lookup(ex, text + 2, (size_t)(end - text - 2)) : NULL;
    if (!value) {
        buffer_add(buf, "$", 1);
        return 1;
    }
    add_value(ex, buf, value);
    return (size_t)(end - text) + 1;
}

static json_t *expand_string(struct expansion *ex, const json_t *value)
{
    const char *text = json_string_value(value);
    size_t len = json_string_length(value);
    const char *limit = text + len;
    struct buffer buf;
    json_t *result;

    if (len > 3 && !memcmp(text, "${", 2) &&
        variable_end(text, limit) == limit - 1) {
        result = lookup(ex, text + 2, len - 3);
        if (!result)
            return json_stringn(text, len);
        return spend(ex, weight(result)) ? json_deep_copy(result) : json_null();
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

/* {"$fill": …} in its last form becomes its text. Takes object. */
static json_t *finish_object(struct expansion *ex, json_t *object)
{
    const json_t *spec = json_object_get(object, "$fill");
    json_t *text = NULL;

    if (!spec || !ex->is_last)
        return object;
    if (json_object_size(object) != 1)
        error_set(ex->err, ERROR_SUITE, "", "$fill: has members beside it");
    else
        text = fill_text(spec, ex->err);
    if (text)
        spend(ex, json_string_length(text));
    json_decref(object);
    return text ? text : json_null();
}

static json_t *expand(struct expansion *ex, const json_t *value);

static json_t *expand_object(struct expansion *ex, const json_t *value)
{
    json_t *copy = json_object(), *item;
    const char *name;

    json_object_foreach((json_t *)value, name, item)
        json_object_set_new_nocheck(copy, name, expand(ex, item));
    return finish_object(ex, copy);
}

static json_t *expand_array(struct expansion *ex, const json_t *value)
{
    json_t *copy = json_array(), *item;
    size_t i;

    json_array_foreach((json_t *)value, i, item)
        json_array_append_new(copy, expand(ex, item));
    return copy;
}

static json_t *expand(struct expansion *ex, const json_t *value)
{
    if (!spend(ex, NODE_BYTES + json_string_length(value)))
        return json_null();
    if (json_is_string(value))
        return expand_string(ex, value);
    if (json_is_object(value))
        return expand_object(ex, value);
    if (json_is_array(value))
        return expand_array(ex, value);
    return json_copy((json_t *)value);
}

static json_t *expand_all(struct expansion *ex, const json_t *value)
{
    json_t *result = error_is_set(ex->err) ? NULL : expand(ex, value);

    if (!error_is_set(ex->err))
        return result;
    json_decref(result);
    return NULL;
}

json_t *template_replace(const json_t *value, const json_t *variables,
                         struct error *err)
{
    struct expansion ex = {variables, false, TEMPLATE_MAX, err};

    return expand_all(&ex, value);
}

json_t *template_finish(const json_t *value, const json_t *variables,
                        struct error *err)
{
    struct expansion ex = {variables, true, TEMPLATE_MAX, err};

    return expand_all(&ex, value);
}
