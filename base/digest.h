/*
 * digest.h - SHA-256 (FIPS 180-4) as 64 hex digits.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

#define DIGEST_TEXT_SIZE 65

/* bytes may be NULL when there are none. */
void digest_hex(const void *bytes, size_t len, char hex[DIGEST_TEXT_SIZE]);

#endif
