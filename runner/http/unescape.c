#include "http/unescape.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Digits of a reference; more are no sensible writing of a character. */
#define REFERENCE_DIGITS_MAX 8

/* What one escape stands for. */
struct unit {
    char bytes[4];
    size_t len;
};

/* What a reader says instead of the bytes that it has used. */
#define PLAIN ((size_t)0)  /* this is no escape */
#define CUT   ((size_t)-1) /* the text ends before the escape does */

static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return 16;
}

/* Exactly so many hexadecimal digits: PLAIN, CUT or their number. */
static size_t read_hex(const char *text, size_t len, size_t digits,
                       uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (i == len)
            return CUT;
        if (digit_value(text[i]) > 15)
            return PLAIN;
        *value = *value * 16 + (uint32_t)digit_value(text[i]);
    }
    return digits;
}

static bool is_used(size_t used)
{
    return used != PLAIN && used != CUT;
}

/* An escape of one byte: so many digits behind so many other bytes. */
static size_t read_byte(const char *text, size_t len, size_t before,
                        struct unit *unit)
{
    uint32_t value;
    size_t used = read_hex(text + before, len - before, 2, &value);

    if (!is_used(used))
        return used;
    *unit = (struct unit){{(char)value}, 1};
    return before + used;
}

static size_t read_percent(const char *text, size_t len, struct unit *unit)
{
    return read_byte(text, len, 1, unit);
}

static size_t read_plus(const char *text, size_t len, struct unit *unit)
{
    (void)text;
    (void)len;
    *unit = (struct unit){{' '}, 1};
    return 1;
}

/* The second half of a surrogate pair, at text. */
static size_t read_low(const char *text, size_t len, uint32_t *low)
{
    static const char start[] = "\\u";
    size_t used;

    for (size_t i = 0; i < 2; i++) {
        if (i == len)
            return CUT;
        if (text[i] != start[i])
            return PLAIN;
    }
    used = read_hex(text + 2, len - 2, 4, low);
    if (!is_used(used))
        return used;
    return *low >= 0xDC00 && *low < 0xE000 ? 6 : PLAIN;
}

static size_t read_utf16(const char *text, size_t len, struct unit *unit)
{
    uint32_t code_point, low;
    size_t used = read_hex(text + 2, len - 2, 4, &code_point), more = 0;

    if (!is_used(used))
        return used;
    if (code_point >= 0xDC00 && code_point < 0xE000)
        return PLAIN;
    if (code_point >= 0xD800 && code_point < 0xDC00) {
        more = read_low(text + 6, len - 6, &low);
        if (!is_used(more))
            return more;
        code_point = 0x10000 + (code_point - 0xD800) * 0x400 + (low - 0xDC00);
    }
    unit->len = utf8_encode(code_point, unit->bytes);
    return 6 + more;
}

static size_t read_backslash(const char *text, size_t len, struct unit *unit)
{
    static const char escapes[] = "\"\\/'bfnrt";
    static const char meanings[] = "\"\\/'\b\f\n\r\t";
    const char *at;

    if (len < 2)
        return CUT;
    if (text[1] == 'u')
        return read_utf16(text, len, unit);
    if (text[1] == 'x')
        return read_byte(text, len, 2, unit);
    at = text[1] ? strchr(escapes, text[1]) : NULL;
    if (!at)
        return PLAIN;
    *unit = (struct unit){{meanings[at - escapes]}, 1};
    return 2;
}

/* "&#47;" and "&#x2F;". */
static size_t read_number(const char *text, size_t len, struct unit *unit)
{
    bool is_hex = len > 2 && (text[2] == 'x' || text[2] == 'X');
    size_t start = is_hex ? 3 : 2, at = start;
    int base = is_hex ? 16 : 10;
    uint32_t value = 0;

    while (at < len && at - start < REFERENCE_DIGITS_MAX &&
           digit_value(text[at]) < base) {
        if (value < 0x110000)
            value = value * (uint32_t)base + (uint32_t)digit_value(text[at]);
        at++;
    }
    if (at == len)
        return CUT;
    if (at == start || text[at] != ';' || value == 0 || value > 0x10FFFF ||
        (value >= 0xD800 && value < 0xE000))
        return PLAIN;
    unit->len = utf8_encode(value, unit->bytes);
    return at + 1;
}

static size_t read_reference(const char *text, size_t len, struct unit *unit)
{
    static const struct {
        const char *name;
        char meaning;
    } names[] = {{"&amp;", '&'},
                 {"&lt;", '<'},
                 {"&gt;", '>'},
                 {"&quot;", '"'},
                 {"&apos;", '\''}};

    if (len < 2)
        return CUT;
    if (text[1] == '#')
        return read_number(text, len, unit);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        size_t name = strlen(names[i].name);

        if (memcmp(text, names[i].name, name < len ? name : len) != 0)
            continue;
        *unit = (struct unit){{names[i].meaning}, 1};
        return name <= len ? name : CUT;
    }
    return PLAIN;
}

static size_t read_unit(const char *text, size_t len, struct unit *unit)
{
    switch (text[0]) {
    case '%':
        return read_percent(text, len, unit);
    case '+':
        return read_plus(text, len, unit);
    case '\\':
        return read_backslash(text, len, unit);
    case '&':
        return read_reference(text, len, unit);
    default:
        return PLAIN;
    }
}

static void add(struct unescaped *result, const struct unit *unit,
                uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < unit->len; i++) {
        result->bytes[result->len] = unit->bytes[i];
        result->from[result->len] = from;
        result->to[result->len++] = to;
    }
}

bool unescape(const struct unescaped *of, const char *bytes, size_t len,
              bool cut, struct unescaped *result)
{
    const char *text = of ? of->bytes : bytes;
    size_t all = of ? of->len : len;
    bool any = false;

    /* no escape is shorter than what it stands for */
    *result =
        (struct unescaped){.bytes = xcalloc(all + 1, 1),
                           .from = xcalloc(all + 1, sizeof(*result->from)),
                           .to = xcalloc(all + 1, sizeof(*result->to))};
    for (size_t at = 0; at < all;) {
        struct unit unit = {{text[at]}, 1};
        size_t used = read_unit(text + at, all - at, &unit);

        any = any || is_used(used) || (used == CUT && cut);
        if (used == CUT && cut)
            break;
        used = is_used(used) ? used : 1;
        add(result, &unit, of ? of->from[at] : (uint32_t)at,
            of ? of->to[at + used - 1] : (uint32_t)(at + used));
        at += used;
    }
    return any;
}

char *unescape_text(const char *text, size_t len, size_t *out_len)
{
    struct unescaped result;
    char *bytes = NULL;

    if (unescape(NULL, text, len, false, &result)) {
        bytes = xmemdup(result.bytes, result.len);
        *out_len = result.len;
    }
    unescaped_clear(&result);
    return bytes;
}

void unescaped_clear(struct unescaped *unescaped)
{
    free(unescaped->bytes);
    free(unescaped->from);
    free(unescaped->to);
    *unescaped = (struct unescaped){0};
}
