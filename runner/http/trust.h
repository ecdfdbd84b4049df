/*
 * trust.h - is the file given as --cacert one that TLS can use?
 *
 * libcurl reads it at the first handshake, and a mistyped path would then
 * look like trouble with the target. So it is read once before any traffic.
 */
#ifndef HTTP_TRUST_H
#define HTTP_TRUST_H

#include "base/error.h"

/*
 * Returns 0 when the file holds at least one certificate in PEM form
 * (RFC 7468), or -1 with ERROR_USAGE, where "--cacert".
 */
int trust_check(const char *path, struct error *err);

#endif
