/*
 * uri.h - references between schema documents (RFC 3986).
 *
 * Only what "$id" and "$ref" need: resolving a reference against a base and
 * taking the fragment apart. Comparison is by text after resolution.
 */
#ifndef JSONSCHEMA_URI_H
#define JSONSCHEMA_URI_H

/*
 * The target URI of a reference (RFC 3986 section 5.2), in new memory. A base
 * without a scheme is taken as a path, so file names work as URIs too.
 */
char *uri_resolve(const char *base, const char *reference);

/*
 * Cut off the fragment in place. Returns it percent-decoded in new memory,
 * or NULL when there is none or when it cannot be decoded (%00, %G1).
 */
char *uri_take_fragment(char *uri);

#endif
