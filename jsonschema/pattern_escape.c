#include "jsonschema/translation.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ECMA-262 WhiteSpace and LineTerminator, as the inside of a class. */
#define SPACES                                                                 \
    "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}"                  \
    "\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"

/*
 * All the rest: PCRE2 has no negation inside a class, and its own \D and
 * \W in [^\W\p{L}] let pass what is beyond U+00FF (10.42).
 */
#define NO_SPACES                                                              \
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}"              \
    "\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}"                \
    "\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}"                \
    "\\x{ff00}-\\x{10ffff}"
#define NO_DIGITS "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}"
#define NO_WORDS                                                               \
    "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}"                      \
    "\\x{7b}-\\x{10ffff}"

/* Escapes of one letter that stand for a fixed piece of PCRE2. */
static const struct letter {
    char letter;
    bool is_set; /* a class of its own; gets brackets outside of one */
    const char *text;
} letters[] = {
    {'d', true, "0-9"},        {'s', true, SPACES},    {'S', true, NO_SPACES},
    {'w', true, "A-Za-z0-9_"}, {'D', true, NO_DIGITS}, {'W', true, NO_WORDS},
    {'f', false, "\\x{c}"},    {'n', false, "\\x{a}"}, {'r', false, "\\x{d}"},
    {'t', false, "\\x{9}"},    {'v', false, "\\x{b}"}, {'b', false, "\\b"},
    {'B', false, "\\B"},
};

static void add_code_point(struct translation *t, uint32_t c)
{
    buffer_printf(&t->out, "\\x{%x}", (unsigned)c);
}

/* Exactly `digits` of hexadecimal; -1 when they are not there. */
static long take_hex(struct translation *t, size_t digits)
{
    char text[8] = "";
    char *end;

    if (digits >= sizeof(text) || translation_left(t) < digits)
        return -1;
    memcpy(text, t->at, digits);
    if (strspn(text, "0123456789abcdefABCDEF") != digits || digits == 0)
        return -1;
    t->at += digits;
    return strtol(text, &end, 16);
}

static void translate_braced_hex(struct translation *t)
{
    size_t zeros, digits = 0;
    long c;

    t->at++;
    for (zeros = 0;
         translation_left(t) > 1 && t->at[0] == '0' && t->at[1] != '}'; zeros++)
        t->at++;
    while (digits < translation_left(t) && t->at[digits] != '}')
        digits++;
    c = take_hex(t, digits);
    if (c < 0 || !translation_next_is(t, "}")) {
        translation_refuse(t, xstrdup("\\u{ needs hexadecimal digits and }"));
        return;
    }
    t->at++;
    add_code_point(t, (uint32_t)c);
}

/* \u0041, \u{1F600}, and the pair \uD83D\uDE00 as one code point. */
static void translate_unicode(struct translation *t, char letter)
{
    long high, low;
    const char *before;

    (void)letter;
    if (translation_next_is(t, "{")) {
        translate_braced_hex(t);
        return;
    }
    high = take_hex(t, 4);
    before = t->at;
    if (high >= 0xD800 && high < 0xDC00 && translation_next_is(t, "\\u")) {
        t->at += 2;
        low = take_hex(t, 4);
        if (low >= 0xDC00 && low < 0xE000)
            high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        else
            t->at = before;
    }
    if (high < 0)
        translation_refuse(t, xstrdup("\\u needs four hexadecimal digits"));
    else
        add_code_point(t, (uint32_t)high);
}

/* \1 ... : a group; \0: NUL. Octal escapes are not in ECMA-262 with "u". */
static void translate_digit(struct translation *t, char digit)
{
    bool more = translation_left(t) && *t->at >= '0' && *t->at <= '9';

    if (digit == '0' && !more) {
        add_code_point(t, 0);
    } else if (digit == '0' || t->is_class) {
        translation_refuse(t, xstrdup("octal escapes are not allowed"));
    } else {
        buffer_printf(&t->out, "\\g{%c", digit);
        for (; translation_left(t) && *t->at >= '0' && *t->at <= '9'; t->at++)
            buffer_add(&t->out, t->at, 1);
        buffer_add_text(&t->out, "}");
    }
}

static void translate_control(struct translation *t, char letter)
{
    char c = translation_left(t) ? *t->at : '\0';

    (void)letter;
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
        translation_refuse(t, xstrdup("\\c needs a letter"));
        return;
    }
    t->at++;
    add_code_point(t, (uint32_t)c & 31);
}

static void translate_byte(struct translation *t, char letter)
{
    long c = take_hex(t, 2);

    (void)letter;
    if (c < 0)
        translation_refuse(t, xstrdup("\\x needs two hexadecimal digits"));
    else
        add_code_point(t, (uint32_t)c);
}

static void translate_name_reference(struct translation *t, char letter)
{
    if (translation_next_is(t, "<") && !t->is_class)
        buffer_printf(&t->out, "\\%c", letter);
    else
        translation_refuse(t, xstrdup("\\k needs <name>"));
}

static void translate_letter(struct translation *t, char c)
{
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        const struct letter *one = &letters[i];
        const bool brackets = one->is_set && !t->is_class;

        if (one->letter != c || (t->is_class && c == 'B'))
            continue;
        buffer_printf(&t->out, "%s%s%s", brackets ? "[" : "", one->text,
                      brackets ? "]" : "");
        return;
    }
    translation_refuse(t, xasprintf("\\%c is not an escape", c));
}

/* Punctuation stands for itself in both dialects. */
static void translate_identity(struct translation *t, char c)
{
    if (c > ' ' && c < 0x7F)
        buffer_printf(&t->out, "\\%c", c);
    else
        translation_refuse(t, xstrdup("a backslash stands before a character "
                                      "that needs none"));
}

static const struct escape {
    const char *letters; /* after the backslash */
    void (*translate)(struct translation *t, char letter);
} escapes[] = {
    {"u", translate_unicode},
    {"x", translate_byte},
    {"c", translate_control},
    {"pP", translate_property},
    {"k", translate_name_reference},
    {"0123456789", translate_digit},
    {"abdefghijlmnoqrstvwyzABCDEFGHIJKLMNOQRSTUVWXYZ", translate_letter},
};

void translate_escape(struct translation *t)
{
    const char c = translation_left(t) ? *t->at : '\0';

    if (!c) {
        translation_refuse(t, xstrdup("ends with a backslash"));
        return;
    }
    t->at++;
    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++)
        if (strchr(escapes[i].letters, c)) {
            escapes[i].translate(t, c);
            return;
        }
    translate_identity(t, c);
}
