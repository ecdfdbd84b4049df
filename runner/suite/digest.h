/*
 * digest.h - SHA-256 (FIPS 180-4) as 64 hex digits.
 */
#ifndef SUITE_DIGEST_H
#define SUITE_DIGEST_H

#include <stddef.h>

#define DIGEST_TEXT_SIZE 65

void digest_hex(const void *bytes, size_t len, char hex[DIGEST_TEXT_SIZE]);

#endif
