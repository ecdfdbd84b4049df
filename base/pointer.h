/*
 * pointer.h - JSON Pointer (RFC 6901).
 */
#ifndef BASE_POINTER_H
#define BASE_POINTER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * The value a pointer names ("" is the whole document). Returns a borrowed
 * reference, or NULL when nothing is there or the pointer is malformed.
 */
json_t *pointer_get(const json_t *document, const char *pointer);

/* parent + "/" + escaped token, in new memory. Tokens may hold NUL bytes. */
char *pointer_child(const char *parent, const char *token, size_t len);
char *pointer_index(const char *parent, size_t index);

/* One reference token unescaped into new memory (~0, ~1). */
char *pointer_unescape(const char *token, size_t len);

/* Does the pointer lie at or below the prefix? "/a/b" is below "/a". */
bool pointer_is_below(const char *pointer, const char *prefix);

#endif
