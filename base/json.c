#include "base/json.h"

#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

json_t *json_load_checked(const char *path, enum error_kind kind,
                          struct error *err)
{
    json_error_t at;
    json_t *value;
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, kind, err);

    if (!bytes)
        return NULL;
    value =
        json_loadb(bytes, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &at);
    if (!value)
        error_set(err, kind, path, "line %d column %d: %s", at.line, at.column,
                  at.text);
    free(bytes);
    return value;
}

static enum json_text_problem classify(const json_error_t *at)
{
    switch (json_error_code(at)) {
    case json_error_duplicate_key:
        return JSON_TEXT_DUPLICATE;
    case json_error_numeric_overflow:
    case json_error_stack_overflow:
    case json_error_null_byte_in_key:
        return JSON_TEXT_LIMIT;
    default:
        return JSON_TEXT_BROKEN;
    }
}

/* The code unit of an escape "\\uXXXX" at text, or -1. */
static long escaped_unit(const char *text, size_t len)
{
    long unit = 0;

    if (len < 6 || text[0] != '\\' || text[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdefABCDEF";
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;

        if (!digit)
            return -1;
        unit = unit * 16 + (digit - digits) - (digit - digits > 15 ? 6 : 0);
    }
    return unit;
}

/* Overwrite the escapes of lone surrogates with that of U+FFFD. */
static void mend_surrogates(char *text, size_t len)
{
    for (size_t i = 0; i + 1 < len; i++) {
        long unit = escaped_unit(text + i, len - i), next;

        if (unit < 0xD800 || unit > 0xDFFF) {
            i += text[i] == '\\'; /* the escaped character is no escape */
            continue;
        }
        next = escaped_unit(text + i + 6, len - i - 6);
        if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF)
            i += 6;
        else
            memcpy(text + i, "\\uFFFD", 6);
        i += 5;
    }
}

static bool is_about_surrogates(const json_error_t *at)
{
    return json_error_code(at) == json_error_invalid_syntax &&
           strstr(at->text, "invalid Unicode '\\u");
}

/* json_loadb, with lone surrogates read as U+FFFD. */
static json_t *load(const char *bytes, size_t len, size_t flags, bool *mended,
                    json_error_t *at)
{
    json_t *value = json_loadb(bytes, len, flags, at);
    char *copy;

    if (value || !is_about_surrogates(at))
        return value;
    *mended = true;
    copy = xmemdup(bytes, len);
    mend_surrogates(copy, len);
    value = json_loadb(copy, len, flags, at);
    free(copy);
    return value;
}

static char *describe(const json_error_t *at)
{
    return xasprintf("line %d column %d: %s", at->line, at->column, at->text);
}

enum json_text_problem json_parse_text(const char *bytes, size_t len,
                                       json_t **value, char **message)
{
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    enum json_text_problem problem;
    bool mended = false;
    json_error_t at;

    *value = load(bytes, len, flags | JSON_REJECT_DUPLICATES, &mended, &at);
    if (*value && !mended)
        return JSON_TEXT_OK;
    if (*value) {
        if (message)
            *message = xstrdup("a text holds half of a surrogate pair");
        return JSON_TEXT_SURROGATE;
    }
    problem = classify(&at);
    if (problem == JSON_TEXT_DUPLICATE) {
        json_error_t rest;

        *value = load(bytes, len, flags, &mended, &rest);
        if (!*value) {
            at = rest;
            problem = classify(&at);
        }
    }
    if (message)
        *message = describe(&at);
    return problem;
}

static bool same_number(const json_t *a, const json_t *b)
{
    if (json_is_integer(a) && json_is_integer(b))
        return json_integer_value(a) == json_integer_value(b);
    if (json_is_real(a) && json_is_real(b))
        return json_real_value(a) == json_real_value(b);
    if (json_is_real(a))
        return same_number(b, a);
    /* integer a, real b: beyond 2^53 only an exact round trip is equal */
    return json_real_value(b) >= -9223372036854775808.0 &&
           json_real_value(b) < 9223372036854775808.0 &&
           (json_int_t)json_real_value(b) == json_integer_value(a) &&
           (double)json_integer_value(a) == json_real_value(b);
}

static bool same_object(const json_t *a, const json_t *b)
{
    const char *name;
    json_t *value;

    if (json_object_size(a) != json_object_size(b))
        return false;
    json_object_foreach((json_t *)a, name, value)
        if (!json_same(value, json_object_get(b, name)))
            return false;
    return true;
}

bool json_same(const json_t *a, const json_t *b)
{
    if (!a || !b)
        return a == b;
    if (json_is_number(a) && json_is_number(b))
        return same_number(a, b);
    if (json_typeof(a) != json_typeof(b))
        return false;
    if (json_is_object(a))
        return same_object(a, b);
    if (!json_is_array(a))
        return json_equal(a, b);
    if (json_array_size(a) != json_array_size(b))
        return false;
    for (size_t i = 0; i < json_array_size(a); i++)
        if (!json_same(json_array_get(a, i), json_array_get(b, i)))
            return false;
    return true;
}

char *json_text(const json_t *value)
{
    char *text =
        value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

    return text ? text : xstrdup(value ? "?" : "(absent)");
}

/* Move off the middle of a UTF-8 sequence. */
static size_t sequence_start(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

char *json_text_short(const json_t *value, size_t max)
{
    char *text = json_text(value), *cut;
    size_t len = strlen(text), head, tail;

    if (len <= max || max < 40)
        return text;
    head = sequence_start(text, max / 2);
    tail = sequence_start(text, len - max / 4);
    cut =
        xasprintf("%.*s...(%zu bytes)...%s", (int)head, text, len, text + tail);
    free(text);
    return cut;
}

const char *json_member_text(const json_t *object, const char *name,
                             const char *fallback)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : fallback;
}

bool json_array_has_text(const json_t *array, const char *text)
{
    size_t i;
    json_t *item;

    json_array_foreach(array, i, item)
        if (json_is_string(item) && !strcmp(json_string_value(item), text))
            return true;
    return false;
}
