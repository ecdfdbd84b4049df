/*
 * url.h - from what a user calls the base URL to the URL of a request.
 */
#ifndef HTTP_URL_H
#define HTTP_URL_H

#include "base/buffer.h"
#include "base/error.h"

#include <jansson.h>

/* Where the service lives. Start from {0}. */
struct endpoint {
    char *root;       /* scheme, authority and gateway prefix, without the
                         version and without a final slash; scheme and host
                         in lower case, no default port */
    char *project_id; /* from the URL's end, or NULL when it had none */
};

/*
 * Understand http(s)://host[:port][/prefix][/v1|/v2|/v3[/PROJECT]][/]; a
 * trailing project is 32 hex digits or a dashed UUID (as in an OpenStack
 * catalog). User info, query and fragment are refused, and so is any scheme
 * but http and https; what follows /v3/ and is no project too, and a version
 * like v3.0. The host is a name in ASCII, an IPv4 or a bracketed IPv6 address
 * without a zone (RFC 3986 section 3.2.2). Several slashes at an end are one.
 * Fills *endpoint anew only on success. Returns 0, or -1 with ERROR_USAGE
 * (where: "--base-url").
 */
int endpoint_parse(const char *base_url, struct endpoint *endpoint,
                   struct error *err);

/*
 * The same for somebody who named the project: PROJECT may then also be
 * project_id, whatever its form ("admin", "AUTH_x"; percent-encoded in the
 * URL). That the two projects are the same is left to the caller. NULL: none.
 */
int endpoint_parse_for(const char *base_url, const char *project_id,
                       struct endpoint *endpoint, struct error *err);
void endpoint_clear(struct endpoint *endpoint);

/*
 * root + path with each {name} replaced by the percent-encoded (RFC 3986
 * unreserved) string member of values, + query (object of strings, may be
 * NULL; encoded likewise). The rest of path is taken as it stands. New memory,
 * or NULL with ERROR_SUITE (where: path) naming a placeholder or query member
 * without a string.
 */
char *endpoint_url(const struct endpoint *endpoint, const char *path,
                   const json_t *values, const json_t *query,
                   struct error *err);

/*
 * Append bytes with all but unreserved characters (RFC 3986 section 2.3) as
 * percent and two hexadecimal digits in capitals.
 */
void url_encode(struct buffer *url, const char *bytes, size_t len);

#endif
