/*
 * translation.h - rewriting an ECMA-262 expression, piece by piece.
 */
#ifndef JSONSCHEMA_TRANSLATION_H
#define JSONSCHEMA_TRANSLATION_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of PCRE2's syntax; lookbehinds inside each other could be endless. */
#define TRANSLATED_MAX ((size_t)1024 * 1024)

struct translation {
    const char *at; /* next byte to read */
    const char *end;
    struct buffer out; /* PCRE2's syntax */
    size_t depth;      /* groups around the place that is read */
    size_t captures;   /* groups so far that capture */
    bool is_class;     /* between [ and ] */
    char *problem;     /* owned, why the expression is refused, or NULL */
};

/* Takes the problem; the first one stays, and reading ends. */
void translation_refuse(struct translation *t, char *problem);

/* Bytes not read yet; and whether they begin with the text. */
size_t translation_left(const struct translation *t);
bool translation_next_is(const struct translation *t, const char *text);

/* Translate the next piece: a character, a class, a group, a quantifier. */
void translate_piece(struct translation *t);

/* Translate what follows a backslash (pattern_escape.c). */
void translate_escape(struct translation *t);

/* Translate {...} after \p or \P, which is the letter (pattern_property.c). */
void translate_property(struct translation *t, char letter);

/* Translate from "(" to ")" (pattern_group.c). */
void translate_group(struct translation *t);

/*
 * Translate what stands between "(?<=" or "(?<!" and ")"; the ")" is not
 * read (pattern_lookbehind.c).
 */
void translate_lookbehind(struct translation *t);

/*
 * How often a quantifier allows what stands before it. It has been checked;
 * *max is SIZE_MAX without a limit.
 */
void quantifier_bounds(const char *text, size_t *min, size_t *max);

#endif
