/*
 * buffer.h - bytes that grow up to a stated maximum.
 *
 * Every buffer has its maximum from the start, so hostile input cannot eat
 * memory. Data is always followed by a NUL that is not counted.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data;    /* owned, NULL while empty */
    size_t len;    /* bytes used, without the final NUL */
    size_t cap;    /* bytes allocated */
    size_t max;    /* bytes allowed; 0 means no limit */
    bool overflow; /* something did not fit and was not added */
};

/* An empty buffer of at most max bytes (0: unlimited). */
void buffer_init(struct buffer *buf, size_t max);

/* Append. Returns 0, or -1 when max would be passed (nothing is added). */
int buffer_add(struct buffer *buf, const void *bytes, size_t len);
int buffer_add_text(struct buffer *buf, const char *text);
int buffer_printf(struct buffer *buf, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The text so far, never NULL; borrowed until the next change. */
const char *buffer_text(const struct buffer *buf);

/* Move the bytes out (never NULL); the buffer is empty afterwards. */
char *buffer_take(struct buffer *buf);

/* Forget the bytes but keep the memory; or release the memory. */
void buffer_reset(struct buffer *buf);
void buffer_clear(struct buffer *buf);

#endif
