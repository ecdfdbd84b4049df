/*
 * translation.h - rewriting an ECMA-262 expression, piece by piece.
 */
#ifndef JSONSCHEMA_TRANSLATION_H
#define JSONSCHEMA_TRANSLATION_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct translation {
    const char *at; /* next byte to read */
    const char *end;
    struct buffer out; /* PCRE2's syntax */
    bool is_class;     /* between [ and ] */
    char *problem;     /* owned, why the expression is refused, or NULL */
};

/* Takes the problem; the first one stays, and reading ends. */
void translation_refuse(struct translation *t, char *problem);

/* Bytes not read yet; and whether they begin with the text. */
size_t translation_left(const struct translation *t);
bool translation_next_is(const struct translation *t, const char *text);

/* Translate what follows a backslash (pattern_escape.c). */
void translate_escape(struct translation *t);

#endif
