#include "model/fill.h"

#include "base/buffer.h"

#include <string.h>

static void add_text(struct buffer *buf, const json_t *fill, const char *member)
{
    const json_t *text = json_object_get(fill, member);

    if (text)
        buffer_add(buf, json_string_value(text), json_string_length(text));
}

static int check_names(const json_t *fill, struct error *err)
{
    static const char *const known[] = {"unit", "bytes", "times", "prefix",
                                        "suffix"};
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)fill, name, value) {
        size_t i = 0;

        while (i < sizeof(known) / sizeof(*known) && strcmp(known[i], name))
            i++;
        if (i == sizeof(known) / sizeof(*known))
            return error_set(err, ERROR_SUITE, "",
                             "$fill: unknown member \"%s\"", name);
    }
    return 0;
}

static int check_members(const json_t *fill, struct error *err)
{
    static const char *const texts[] = {"prefix", "suffix"};
    const json_t *bytes = json_object_get(fill, "bytes");
    const json_t *times = json_object_get(fill, "times");
    const json_t *size = bytes ? bytes : times;

    if (!json_string_length(json_object_get(fill, "unit")))
        return error_set(err, ERROR_SUITE, "", "$fill: unit is not a text");
    if (!bytes == !times || !json_is_integer(size) ||
        json_integer_value(size) < 0 || json_integer_value(size) > FILL_MAX)
        return error_set(err, ERROR_SUITE, "",
                         "$fill: needs one of bytes and times, 0 to %d",
                         FILL_MAX);
    for (size_t i = 0; i < 2; i++) {
        const json_t *text = json_object_get(fill, texts[i]);

        if (text && !json_is_string(text))
            return error_set(err, ERROR_SUITE, "", "$fill: %s is not a text",
                             texts[i]);
    }
    return 0;
}

static void add_bytes(struct buffer *buf, const json_t *unit, size_t room)
{
    size_t len = json_string_length(unit);

    for (; room >= len; room -= len)
        buffer_add(buf, json_string_value(unit), len);
    for (; room > 0; room--)
        buffer_add(buf, "a", 1);
}

json_t *fill_text(const json_t *fill, struct error *err)
{
    const json_t *unit = json_object_get(fill, "unit");
    const json_t *bytes = json_object_get(fill, "bytes");
    struct buffer buf;
    json_t *text = NULL;
    size_t around;

    if (check_names(fill, err) < 0 || check_members(fill, err) < 0)
        return NULL;
    buffer_init(&buf, (size_t)FILL_MAX * 4);
    add_text(&buf, fill, "prefix");
    around = buf.len + json_string_length(json_object_get(fill, "suffix"));
    if (!bytes) {
        json_int_t times = json_integer_value(json_object_get(fill, "times"));

        while (times-- > 0 && !buf.overflow)
            buffer_add(&buf, json_string_value(unit), json_string_length(unit));
    } else if ((size_t)json_integer_value(bytes) >= around) {
        add_bytes(&buf, unit, (size_t)json_integer_value(bytes) - around);
    } else {
        error_set(err, ERROR_SUITE, "",
                  "$fill: prefix and suffix alone are longer than bytes");
    }
    add_text(&buf, fill, "suffix");
    if (buf.overflow)
        error_set(err, ERROR_SUITE, "", "$fill: the text is too long");
    if (!error_is_set(err))
        text = json_stringn_nocheck(buffer_text(&buf), buf.len);
    buffer_clear(&buf);
    return text;
}
