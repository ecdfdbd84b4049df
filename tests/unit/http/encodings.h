/*
 * encodings.h - a text in the ways in which servers write it down. Written
 * for the tests alone, so that it shares no mistake with what undoes it.
 */
#ifndef TESTS_UNIT_HTTP_ENCODINGS_H
#define TESTS_UNIT_HTTP_ENCODINGS_H

#include "base/alloc.h"
#include "base/buffer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BYTES(text) for (const char *at = (text); *at; at++)

/* Bytes that none of the escapes needs to touch. */
static inline bool is_safe(char c)
{
    return isalnum((unsigned char)c) || strchr("-_.", c);
}

static inline char *each_as(const char *text, const char *fmt, bool all)
{
    struct buffer out;

    buffer_init(&out, 0);
    BYTES(text)
    if (all || !is_safe(*at))
        buffer_printf(&out, fmt, (unsigned char)*at);
    else
        buffer_add(&out, at, 1);
    return buffer_take(&out);
}

static inline char *percent_upper(const char *text)
{
    return each_as(text, "%%%02X", false);
}

static inline char *percent_lower(const char *text)
{
    return each_as(text, "%%%02x", false);
}

static inline char *percent_all(const char *text)
{
    return each_as(text, "%%%02X", true);
}

/* "%2F" -> "%252F" -> "%25252F" */
static inline char *percent_again(char *once)
{
    char *again = each_as(once, "%%%02X", false);

    free(once);
    return again;
}

static inline char *percent_twice(const char *text)
{
    return percent_again(percent_lower(text));
}

static inline char *percent_thrice(const char *text)
{
    return percent_again(percent_twice(text));
}

static inline char *form(const char *text)
{
    char *encoded = percent_upper(text), *to = encoded;

    for (const char *from = encoded; *from; from++)
        if (!strncmp(from, "%20", 3)) {
            *to++ = '+';
            from += 2;
        } else {
            *to++ = *from;
        }
    *to = '\0';
    return encoded;
}

static inline char *json_upper(const char *text)
{
    return each_as(text, "\\u%04X", false);
}

static inline char *json_lower(const char *text)
{
    return each_as(text, "\\u%04x", true);
}

/* Two characters where there is such an escape, as "\/". */
static inline char *json_short(const char *text)
{
    struct buffer out;

    buffer_init(&out, 0);
    BYTES(text)
    {
        if (strchr("\"\\/", *at))
            buffer_add_text(&out, "\\");
        buffer_add(&out, at, 1);
    }
    return buffer_take(&out);
}

static inline char *json_twice(const char *text)
{
    char *once = json_short(text), *twice = json_short(once);

    free(once);
    return twice;
}

static inline char *xml_named(const char *text)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;",
                                        "&apos;"};
    static const char marks[] = "&<>\"'";
    struct buffer out;

    buffer_init(&out, 0);
    BYTES(text)
    if (strchr(marks, *at))
        buffer_add_text(&out, names[strchr(marks, *at) - marks]);
    else
        buffer_add(&out, at, 1);
    return buffer_take(&out);
}

static inline char *xml_decimal(const char *text)
{
    return each_as(text, "&#%u;", true);
}

static inline char *xml_hex(const char *text)
{
    return each_as(text, "&#x%X;", false);
}

static inline char *xml_hex_padded(const char *text)
{
    return each_as(text, "&#x%04x;", false);
}

static inline char *xml_twice(const char *text)
{
    char *once = xml_named(text), *twice = xml_named(once);

    free(once);
    return twice;
}

static inline char *xml_of_json(const char *text)
{
    char *once = json_short(text), *twice = xml_named(once);

    free(once);
    return twice;
}

static inline char *percent_of_json(const char *text)
{
    return percent_again(json_upper(text));
}

static inline char *hex_lower(const char *text)
{
    return each_as(text, "%02x", true);
}

static inline char *hex_upper(const char *text)
{
    return each_as(text, "%02X", true);
}

static inline char *with_case(const char *text, int (*change)(int))
{
    char *changed = xstrdup(text);

    for (char *at = changed; *at; at++)
        *at = (char)change((unsigned char)*at);
    return changed;
}

static inline char *case_lower(const char *text)
{
    return with_case(text, tolower);
}

static inline char *case_upper(const char *text)
{
    return with_case(text, toupper);
}

/* Bit by bit: RFC 4648 section 4, with two digits of choice. */
static inline char *base64_with(const char *text, const char *last)
{
    struct buffer out;
    unsigned bits = 0, group = 0;
    char digits[65];

    for (int i = 0; i < 26; i++) {
        digits[i] = (char)('A' + i);
        digits[26 + i] = (char)('a' + i);
    }
    memcpy(digits + 52, "0123456789", 10);
    memcpy(digits + 62, last, 3);
    buffer_init(&out, 0);
    BYTES(text)
    for (int bit = 7; bit >= 0; bit--) {
        group = group << 1 | ((unsigned char)*at >> bit & 1);
        if (++bits % 6 == 0) {
            buffer_add(&out, &digits[group & 63], 1);
            group = 0;
        }
    }
    if (bits % 6)
        buffer_add(&out, &digits[group << (6 - bits % 6) & 63], 1);
    while (out.len % 4)
        buffer_add_text(&out, "=");
    return buffer_take(&out);
}

static inline char *base64(const char *text)
{
    return base64_with(text, "+/");
}

static inline char *base64_url(const char *text)
{
    return base64_with(text, "-_");
}

struct encoding {
    const char *name;
    char *(*encode)(const char *text); /* new memory */
    bool is_base64; /* digits at both ends hold bits of the neighbours */
};

#define ROW(function)                                                          \
    {                                                                          \
#function, function, false                                             \
    }

static const struct encoding encodings[] = {ROW(xstrdup),
                                            ROW(percent_upper),
                                            ROW(percent_lower),
                                            ROW(percent_all),
                                            ROW(percent_twice),
                                            ROW(percent_thrice),
                                            ROW(form),
                                            ROW(json_upper),
                                            ROW(json_lower),
                                            ROW(json_short),
                                            ROW(json_twice),
                                            ROW(xml_named),
                                            ROW(xml_decimal),
                                            ROW(xml_hex),
                                            ROW(xml_hex_padded),
                                            ROW(xml_twice),
                                            ROW(xml_of_json),
                                            ROW(percent_of_json),
                                            ROW(hex_lower),
                                            ROW(hex_upper),
                                            ROW(case_lower),
                                            ROW(case_upper),
                                            {"base64", base64, true},
                                            {"base64_url", base64_url, true}};

#define ENCODINGS_LEN (sizeof(encodings) / sizeof(*encodings))

#endif
