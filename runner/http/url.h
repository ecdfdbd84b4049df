/*
 * url.h - from what a user calls the base URL to the URL of a request.
 */
#ifndef HTTP_URL_H
#define HTTP_URL_H

#include "base/error.h"

#include <jansson.h>

/* Where the service lives. Start from {0}. */
struct endpoint {
    char *root;       /* scheme, authority and gateway prefix, without the
                         version and without a final slash */
    char *project_id; /* from the URL's end, or NULL when it had none */
};

/*
 * Understand http(s)://host[:port][/prefix][/v1|/v2|/v3[/PROJECT]][/]; a
 * trailing project is 32 hex digits or a dashed UUID (as in an OpenStack
 * catalog). User info, query and fragment are refused, and so is any scheme
 * but http and https. Returns 0, or -1 with ERROR_USAGE (where: "--base-url").
 */
int endpoint_parse(const char *base_url, struct endpoint *endpoint,
                   struct error *err);
void endpoint_clear(struct endpoint *endpoint);

/*
 * root + path with each {name} replaced by the percent-encoded (RFC 3986
 * unreserved) string member of values, + query (object of strings, may be
 * NULL). New memory, or NULL with ERROR_SUITE naming a placeholder without a
 * value.
 */
char *endpoint_url(const struct endpoint *endpoint, const char *path,
                   const json_t *values, const json_t *query,
                   struct error *err);

#endif
