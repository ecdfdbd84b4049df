/*
 * sign_canonical.h - the one text that both ends make of a request before
 * they sign it ("Constructing a Standard Request" in the API Request Signing
 * Guide of Huawei Cloud).
 */
#ifndef HTTP_SIGN_CANONICAL_H
#define HTTP_SIGN_CANONICAL_H

#include "model/exchange.h"

#include <stddef.h>

#define SIGN_HEX_SIZE 65

/* Borrowed pieces of a URL; len 0 where there is none. */
struct sign_url {
    const char *authority;
    size_t authority_len;
    const char *path; /* "" or "/…" */
    size_t path_len;
    const char *query; /* without "?" */
    size_t query_len;
};

/* The URL must hold "://". The fragment is left out. */
struct sign_url sign_url_split(const char *url);

/*
 * The canonical request, in new memory: method, path with a final slash,
 * sorted query, sorted fields, their names, SHA-256 of the content in hex.
 * Path and query are decoded and encoded again (RFC 3986 section 2.3: all but
 * the unreserved characters, upper-case hex); "+" is a plus sign and no blank.
 * Dot segments stay, as they do on the wire. *names receives the names of the
 * fields in it, lower case, joined by ";", in new memory.
 */
char *sign_canonical(const struct request *request, char **names);

#endif
