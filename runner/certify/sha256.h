/*
 * sha256.h - SHA-256 (FIPS 180-4) of bytes and of lists of files.
 */
#ifndef CERTIFY_SHA256_H
#define CERTIFY_SHA256_H

#include <jansson.h>
#include <stddef.h>

#define SHA256_TEXT_SIZE 65

/* 64 lower-case hex digits. */
void sha256_text(const void *bytes, size_t len, char hex[SHA256_TEXT_SIZE]);

/*
 * The digest of a list of objects with "sha256" and "name": that of the lines
 * which sha256sum(1) prints for them, so that anybody can make it again.
 */
void sha256_of_list(const json_t *files, char hex[SHA256_TEXT_SIZE]);

#endif
