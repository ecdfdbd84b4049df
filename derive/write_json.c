#include "derive/write_json.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* No line of JSON_LINE_MAX code points has more bytes. */
#define FLAT_MAX ((size_t)4 * JSON_LINE_MAX)

/* Doubles with as many digits as every one of them keeps. */
#define FLAGS (JSON_ENCODE_ANY | JSON_REAL_PRECISION(15))

/* A value being written. */
struct writer {
    struct buffer out;
    size_t line; /* where the current line begins */
};

static size_t column(const struct writer *writer)
{
    return utf8_code_points(buffer_text(&writer->out) + writer->line,
                            writer->out.len - writer->line);
}

static void new_line(struct writer *writer, int level)
{
    buffer_add_text(&writer->out, "\n");
    writer->line = writer->out.len;
    buffer_printf(&writer->out, "%*s", level * 2, "");
}

static int add_bytes(const char *bytes, size_t len, void *buffer)
{
    return buffer_add(buffer, bytes, len);
}

/* All on one line: "a": 1, "b": [2, 3]. Returns -1 when it does not fit. */
static int flat(const json_t *value, struct buffer *text)
{
    return json_dump_callback(value, add_bytes, text, FLAGS);
}

static bool take(size_t *left, size_t len)
{
    if (len > *left)
        return false;
    *left -= len;
    return true;
}

/* Could a value be written in so many code points? Cheaper than trying; what
   escapes and numbers take is not counted. */
static bool may_fit(const json_t *value, size_t *left)
{
    const char *name;
    json_t *item;
    size_t i;

    if (json_is_string(value))
        return take(left, utf8_code_points(json_string_value(value),
                                           json_string_length(value)) +
                              2);
    if (!take(left, 1))
        return false;
    json_object_foreach((json_t *)value, name, item)
        if (!take(left, strlen(name) / 4 + 4) || !may_fit(item, left))
            return false;
    json_array_foreach(value, i, item)
        if (!take(left, i ? 2 : 0) || !may_fit(item, left))
            return false;
    return true;
}

static bool is_structure(const json_t *value)
{
    return json_object_size(value) || json_array_size(value);
}

static bool has_structure(const json_t *array)
{
    const json_t *item;
    size_t i;

    json_array_foreach(array, i, item)
        if (json_is_object(item) || json_is_array(item))
            return true;
    return false;
}

static void add_scalar(struct writer *writer, const json_t *value)
{
    flat(value, &writer->out);
}

/* Items without structure: as many on a line as fit. */
static void fill(struct writer *writer, const json_t *array, int level)
{
    const json_t *item;
    size_t i, last = json_array_size(array) - 1;

    json_array_foreach(array, i, item) {
        struct buffer text;
        size_t len;

        buffer_init(&text, 0);
        flat(item, &text);
        len = utf8_code_points(buffer_text(&text), text.len) + (i < last);
        if (i == 0 || column(writer) + 1 + len > JSON_LINE_MAX)
            new_line(writer, level);
        else
            buffer_add_text(&writer->out, " ");
        buffer_add(&writer->out, buffer_text(&text), text.len);
        buffer_add_text(&writer->out, i < last ? "," : "");
        buffer_clear(&text);
    }
}

/* On what is left of the line, before tail more. Returns whether it fits. */
static bool add_flat(struct writer *writer, const json_t *value, size_t tail)
{
    size_t used = column(writer) + tail;
    size_t left = used < JSON_LINE_MAX ? JSON_LINE_MAX - used : 0;
    struct buffer text;
    bool fits = false;

    if (!may_fit(value, &left))
        return false;
    buffer_init(&text, FLAT_MAX);
    if (flat(value, &text) == 0)
        fits = used + utf8_code_points(text.data, text.len) <= JSON_LINE_MAX;
    if (fits)
        buffer_add(&writer->out, text.data, text.len);
    buffer_clear(&text);
    return fits;
}

static void add_name(struct writer *writer, const char *name)
{
    json_t *key = json_string(name);

    add_scalar(writer, key);
    buffer_add_text(&writer->out, ": ");
    json_decref(key);
}

/* Depth is what a parser takes, jansson's 2048. */
static void add_value(struct writer *writer, const json_t *value, int level,
                      size_t tail)
{
    bool is_object = json_is_object(value);
    size_t left = is_object ? json_object_size(value) : json_array_size(value);
    const char *name;
    json_t *item;
    size_t i;

    if (!is_structure(value)) {
        add_scalar(writer, value);
        return;
    }
    if (level > 0 && add_flat(writer, value, tail))
        return;
    buffer_add_text(&writer->out, is_object ? "{" : "[");
    json_object_foreach((json_t *)value, name, item) {
        new_line(writer, level + 1);
        add_name(writer, name);
        add_value(writer, item, level + 1, --left > 0);
        buffer_add_text(&writer->out, left ? "," : "");
    }
    if (!is_object && !has_structure(value)) {
        fill(writer, value, level + 1);
        left = 0;
    }
    for (i = 0; !is_object && left; i++) {
        new_line(writer, level + 1);
        add_value(writer, json_array_get(value, i), level + 1, --left > 0);
        buffer_add_text(&writer->out, left ? "," : "");
    }
    new_line(writer, level);
    buffer_add_text(&writer->out, is_object ? "}" : "]");
}

char *json_pretty(const json_t *value)
{
    struct writer writer = {0};

    buffer_init(&writer.out, 0);
    add_value(&writer, value, 0, 0);
    buffer_add_text(&writer.out, "\n");
    return buffer_take(&writer.out);
}
