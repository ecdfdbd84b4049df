/*
 * sha256.h - SHA-256 of lists of files.
 */
#ifndef CERTIFY_SHA256_H
#define CERTIFY_SHA256_H

#include "base/digest.h"

#include <jansson.h>

/*
 * The digest of a list of objects with "sha256" and "name": that of the lines
 * which sha256sum(1) prints for them, so that anybody can make it again.
 */
void sha256_of_list(const json_t *files, char hex[DIGEST_TEXT_SIZE]);

#endif
