/*
 * base64.h - bytes as text and back (RFC 4648).
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stddef.h>

/* New memory; padded, without line ends (section 4). */
char *base64_encode(const void *bytes, size_t len);

/*
 * New memory with a final NUL, and *out_len bytes in it; NULL when the text is
 * not Base64: another character, a wrong length, padding that is missing or
 * in the middle, or bits after the last byte that are not zero (section 3.5).
 */
char *base64_decode(const char *text, size_t len, size_t *out_len);

/* The same, also in the URL-safe alphabet (section 5), also without padding. */
char *base64_decode_any(const char *text, size_t len, size_t *out_len);

#endif
