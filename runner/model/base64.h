/*
 * base64.h - bytes as text and back (RFC 4648 section 4, with padding).
 */
#ifndef MODEL_BASE64_H
#define MODEL_BASE64_H

#include <stddef.h>

/* New memory. */
char *base64_encode(const char *bytes, size_t len);

/*
 * New memory with a final NUL, and its length; NULL for what is no base64 of
 * whole bytes. No blanks, no line ends; padding only at the end.
 */
char *base64_decode(const char *text, size_t len, size_t *out_len);

#endif
