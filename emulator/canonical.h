/*
 * canonical.h - the form of a request that a signature is made of.
 *
 * "Constructing a Standard Request" of the API Request Signing Guide (Huawei
 * Cloud), lines joined by line feeds:
 *
 *   method
 *   path, each segment escaped, a slash at its end
 *   query, "name=value" escaped, ordered by name, joined by "&"
 *   "name:value" of each signed header, names in lower case, values trimmed
 *   (an empty line)
 *   names of the signed headers, joined by ";"
 *   SHA-256 of the body in hexadecimal
 */
#ifndef EMULATOR_CANONICAL_H
#define EMULATOR_CANONICAL_H

#include "base/buffer.h"
#include "emulator/exchange.h"

#include <stdbool.h>
#include <stddef.h>

#define CANONICAL_NAMES_SIZE 513 /* of the signed headers, with the NUL */
#define CANONICAL_DIGEST     32  /* bytes of SHA-256 */

/*
 * Append the form of a request whose signed headers are these ("a;b", shorter
 * than CANONICAL_NAMES_SIZE). Returns false when a header is not there, when
 * x-sdk-date is not among them, or when the names are not in lower case and
 * in ascending order.
 */
bool canonical_add(struct buffer *canonical, const struct request *request,
                   const char *names);

/* Append the SHA-256 of the bytes in hexadecimal. */
void canonical_add_digest(struct buffer *text, const void *bytes, size_t len);

#endif
