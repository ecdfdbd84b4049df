/*
 * PCRE2 before 10.43 wants alternatives of fixed length in a lookbehind.
 * Two rewritings keep the meaning and give many others such a length:
 *
 * - what comes first need not be repeated more often than it must: there is
 *   an "a+" before the place exactly when there is an "a" before it;
 * - a limited repetition is an alternative for each count.
 *
 * Neither may change what a group captures, so a part that captures is
 * neither cut nor doubled. What has no fixed length then is left to PCRE2,
 * which refuses it.
 */
#include "jsonschema/translation.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Alternatives that one is replaced by. */
#define ALTERNATIVES_MAX 128

/* A piece with its quantifier, or a "|". */
struct part {
    size_t start;  /* in the buffer of the inside */
    size_t len;    /* bytes of the piece */
    size_t whole;  /* bytes with the quantifier */
    size_t min;    /* how often it may come */
    size_t max;    /* SIZE_MAX: no limit */
    size_t count;  /* how often it comes in the alternative being written */
    bool captures; /* it holds a group that does */
    bool is_bar;
};

struct parts {
    struct part *items; /* owned */
    size_t len;
    size_t cap;
    struct buffer inside; /* translated, what the parts point into */
};

static struct part take_part(struct translation *t)
{
    struct part part = {.start = t->out.len, .min = 1, .max = 1};
    const size_t captures = t->captures;

    part.is_bar = *t->at == '|';
    translate_piece(t);
    part.whole = part.len = t->out.len - part.start;
    part.captures = t->captures > captures;
    if (part.is_bar || !translation_left(t) || !strchr("*+?{", *t->at))
        return part;
    translate_piece(t);
    part.whole = t->out.len - part.start;
    if (!t->problem)
        quantifier_bounds(t->out.data + part.start + part.len, &part.min,
                          &part.max);
    return part;
}

/* Read up to the ")" into a buffer of their own. */
static struct parts take_parts(struct translation *t)
{
    struct parts parts = {0};
    struct buffer outer = t->out;

    buffer_init(&t->out, TRANSLATED_MAX);
    while (translation_left(t) && *t->at != ')') {
        struct part part = take_part(t);

        parts.items =
            xgrow(parts.items, parts.len, &parts.cap, sizeof(*parts.items));
        parts.items[parts.len++] = part;
    }
    parts.inside = t->out;
    t->out = outer;
    return parts;
}

/* What comes first comes as rarely as it may. */
static void cut_start(struct part *first, const struct part *end)
{
    for (; first < end && !first->captures; first++) {
        if (first->max < first->min)
            return;
        first->max = first->min;
        if (first->min)
            return;
    }
}

/* How many alternatives of fixed length there would be; 0: too many. */
static size_t alternatives(const struct part *first, const struct part *end)
{
    size_t number = 1;
    bool captures = false;

    for (; first < end; first++) {
        if (first->max < first->min ||
            first->max - first->min >= ALTERNATIVES_MAX)
            return 0;
        number *= first->max - first->min + 1;
        captures = captures || first->captures;
        if (number > ALTERNATIVES_MAX || (captures && number > 1))
            return 0;
    }
    return number;
}

/* The next choice of counts. False after the last one. */
static bool next_counts(struct part *first, const struct part *end)
{
    for (; first < end; first++) {
        if (first->count < first->max) {
            first->count++;
            return true;
        }
        first->count = first->min;
    }
    return false;
}

static void write_counts(struct buffer *out, const char *inside,
                         const struct part *first, const struct part *end)
{
    for (; first < end; first++) {
        buffer_add(out, inside + first->start, first->len);
        if (first->whole > first->len) /* PCRE2 refuses "^{0}" for us */
            buffer_printf(out, "{%zu}", first->count);
    }
}

static void write_alternative(struct buffer *out, const char *inside,
                              struct part *first, struct part *end)
{
    const char *bar = "";

    cut_start(first, end);
    if (!alternatives(first, end)) {
        for (; first < end; first++)
            buffer_add(out, inside + first->start, first->whole);
        return;
    }
    for (struct part *part = first; part < end; part++)
        part->count = part->min;
    do {
        buffer_add_text(out, bar);
        write_counts(out, inside, first, end);
        bar = "|";
    } while (next_counts(first, end) && !out->overflow);
}

void translate_lookbehind(struct translation *t)
{
    struct parts parts = take_parts(t);
    const char *inside = buffer_text(&parts.inside);
    size_t first = 0;

    for (size_t i = 0; i <= parts.len && !t->problem && parts.len; i++) {
        if (i < parts.len && !parts.items[i].is_bar)
            continue;
        write_alternative(&t->out, inside, parts.items + first,
                          parts.items + i);
        if (i < parts.len)
            buffer_add_text(&t->out, "|");
        first = i + 1;
    }
    if (parts.inside.overflow || t->out.overflow)
        translation_refuse(t, xstrdup("is too long in the syntax of PCRE2"));
    buffer_clear(&parts.inside);
    free(parts.items);
}
