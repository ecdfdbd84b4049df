#include "jsonschema/translation.h"

#include "jsonschema/pattern.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Longer expressions are refused. */
#define PATTERN_MAX 20000

void translation_refuse(struct translation *t, char *problem)
{
    if (t->problem)
        free(problem);
    else
        t->problem = problem;
    t->at = t->end;
}

size_t translation_left(const struct translation *t)
{
    return (size_t)(t->end - t->at);
}

bool translation_next_is(const struct translation *t, const char *text)
{
    size_t len = strlen(text);

    return translation_left(t) >= len && !memcmp(t->at, text, len);
}

/* One character that means itself. */
static void copy_character(struct translation *t)
{
    uint32_t c;
    size_t len = utf8_decode(t->at, translation_left(t), &c);

    if (!len || c == 0) {
        translation_refuse(
            t, xstrdup(len ? "holds U+0000; write \\0" : "is not UTF-8"));
        return;
    }
    buffer_add(&t->out, t->at, len);
    t->at += len;
}

/* One member of a class. True when it is a set, like \d. */
static bool translate_class_atom(struct translation *t)
{
    bool is_set = false;

    if (*t->at == '\\') {
        t->at++;
        is_set = translation_left(t) && strchr("dDsSwWpP", *t->at);
        translate_escape(t);
    } else if (*t->at && strchr("[-.:=", *t->at)) {
        buffer_printf(&t->out, "\\%c", *t->at++); /* not [:alpha:] */
    } else {
        copy_character(t);
    }
    return is_set;
}

/* "-" makes a range only between two single characters. */
static void translate_class_range(struct translation *t)
{
    bool is_set = translate_class_atom(t);

    if (!translation_next_is(t, "-") || translation_next_is(t, "-]"))
        return;
    buffer_add(&t->out, t->at++, 1);
    if (translation_left(t))
        is_set = translate_class_atom(t) || is_set;
    if (is_set)
        translation_refuse(t, xstrdup("a set cannot be the end of a range; "
                                      "write \\-"));
}

static void translate_class(struct translation *t)
{
    buffer_add(&t->out, t->at++, 1);
    if (translation_next_is(t, "^"))
        buffer_add(&t->out, t->at++, 1);
    t->is_class = true;
    while (translation_left(t) && *t->at != ']')
        translate_class_range(t);
    t->is_class = false;
    if (!translation_next_is(t, "]"))
        translation_refuse(t, xstrdup("[ has no ]"));
    else
        buffer_add(&t->out, t->at++, 1);
}

/* Length of {n}, {n,} or {n,m}; 0 when it is none. */
static size_t braces_length(const struct translation *t)
{
    static const char digits[] = "0123456789";
    char text[32] = "";
    size_t len = translation_left(t), at;

    memcpy(text, t->at, len < sizeof(text) - 1 ? len : sizeof(text) - 1);
    at = 1 + strspn(text + 1, digits);
    if (at == 1)
        return 0;
    if (text[at] == ',')
        at += 1 + strspn(text + at + 1, digits);
    return text[at] == '}' ? at + 1 : 0;
}

void quantifier_bounds(const char *text, size_t *min, size_t *max)
{
    char *end;

    *min = *text == '+';
    *max = *text == '?' ? 1 : SIZE_MAX;
    if (*text != '{')
        return;
    *min = *max = strtoul(text + 1, &end, 10);
    if (*end == ',')
        *max = end[1] == '}' ? SIZE_MAX : strtoul(end + 1, NULL, 10);
}

/* A quantifier; what follows it must not make it possessive. */
static void translate_quantifier(struct translation *t)
{
    size_t len = *t->at == '{' ? braces_length(t) : 1;

    if (!len) {
        translation_refuse(t, xstrdup("{ is no quantifier; write \\{"));
        return;
    }
    buffer_add(&t->out, t->at, len);
    t->at += len;
    if (translation_next_is(t, "?"))
        buffer_add(&t->out, t->at++, 1);
    if (translation_left(t) && strchr("*+?{", *t->at))
        translation_refuse(t, xstrdup("a quantifier follows a quantifier"));
}

static void translate_any(struct translation *t)
{
    t->at++;
    buffer_add_text(&t->out, "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]");
}

static void translate_backslash(struct translation *t)
{
    t->at++;
    translate_escape(t);
}

static void refuse_lone(struct translation *t)
{
    translation_refuse(
        t, xasprintf("%c stands alone; write \\%c", *t->at, *t->at));
}

static const struct form {
    const char *first; /* bytes it begins with */
    void (*translate)(struct translation *t);
} forms[] = {
    {"\\", translate_backslash}, {"[", translate_class},
    {"(", translate_group},      {"*+?{", translate_quantifier},
    {".", translate_any},        {"]})", refuse_lone},
};

void translate_piece(struct translation *t)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (*t->at && strchr(forms[i].first, *t->at)) {
            forms[i].translate(t);
            return;
        }
    copy_character(t);
}

char *pattern_translate(const char *text, size_t len, char **problem)
{
    struct translation t = {.at = text, .end = text + len};

    buffer_init(&t.out, TRANSLATED_MAX);
    if (len > PATTERN_MAX)
        translation_refuse(&t,
                           xasprintf("is longer than %d bytes", PATTERN_MAX));
    while (translation_left(&t))
        translate_piece(&t);
    if (t.out.overflow)
        translation_refuse(&t, xstrdup("is too long in the syntax of PCRE2"));
    if (!t.problem)
        return buffer_take(&t.out);
    buffer_clear(&t.out);
    if (problem)
        *problem = t.problem;
    else
        free(t.problem);
    return NULL;
}
