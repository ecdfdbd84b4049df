/*
 * base64.h - Base64 (RFC 4648 section 4), and for reading also its URL-safe
 * alphabet (section 5), since verifiers of DSSE must take either.
 */
#ifndef CERTIFY_BASE64_H
#define CERTIFY_BASE64_H

#include <stddef.h>

/* New memory; padded, without line ends. */
char *base64_write(const void *bytes, size_t len);

/*
 * New memory with a final NUL, and *len bytes in it; NULL when the text is not
 * Base64: another character, a wrong length, padding in the middle, or bits
 * after the last byte that are not zero (RFC 4648 section 3.5). Padding may be
 * left out.
 */
char *base64_read(const char *text, size_t text_len, size_t *len);

#endif
