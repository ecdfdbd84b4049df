/*
 * alloc.h - memory that is always there.
 *
 * A runner that is out of memory can decide nothing, so these print one line
 * and exit with status 2 instead of returning NULL. Sizes that come from
 * outside are limited before they reach an allocator.
 */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stdarg.h>
#include <stddef.h>

/* Zeroed memory for count objects of size bytes. Caller frees. */
void *xcalloc(size_t count, size_t size);

/* Resize to count objects of size bytes; overflow counts as no memory. */
void *xrealloc_array(void *old, size_t count, size_t size);

/* Copies; the caller frees. xstrdup(NULL) is NULL. */
char *xstrdup(const char *text);
char *xmemdup(const void *bytes, size_t len); /* adds a final NUL */

/* printf into a new string. Caller frees. */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list args);

/* Grow *items so that index len exists; doubles *cap when needed. */
void *xgrow(void *items, size_t len, size_t *cap, size_t size);

#endif
