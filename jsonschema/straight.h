/*
 * straight.h - patterns that need no backtracking.
 *
 * Most patterns of API schemas are a row of character classes between "^"
 * and "$": ^[a-z0-9-]{1,64}$. Where each class is told from what may follow
 * it by one byte, reading the text once decides. All other patterns, and the
 * question whether a pattern is right at all, are left to pattern.h.
 */
#ifndef JSONSCHEMA_STRAIGHT_H
#define JSONSCHEMA_STRAIGHT_H

#include <stdbool.h>
#include <stddef.h>

struct straight;

/* From a pattern that pattern_new accepted; NULL when it is another kind. */
struct straight *straight_new(const char *text, size_t len);

/* Does the text (UTF-8) match? */
bool straight_matches(const struct straight *straight, const char *text,
                      size_t len);

#endif
