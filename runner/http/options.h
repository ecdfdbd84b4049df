/*
 * options.h - what a client is told at its beginning: checked, and copied.
 *
 * libcurl looks at most of it only when the first request goes out, and a
 * mistyped file would then look like trouble with the target.
 */
#ifndef HTTP_OPTIONS_H
#define HTTP_OPTIONS_H

#include "http/client.h"

/* Returns 0, or -1 with ERROR_USAGE naming the option. Reads the PEM files. */
int http_options_check(const struct http_options *options, struct error *err);

/*
 * A copy that owns its strings, but for the secrets, which it leaves out: they
 * belong into a redactor.
 */
struct http_options http_options_copy(const struct http_options *options);
void http_options_clear(struct http_options *options);

#endif
