/*
 * proxy.h - the URL of a proxy, and what in it is secret.
 *
 * The URL may hold a user and a password, so no text made here repeats it.
 */
#ifndef HTTP_PROXY_H
#define HTTP_PROXY_H

#include "base/error.h"
#include "http/redact.h"

/*
 * scheme://[user[:password]@]host:port[/], the scheme being http, https,
 * socks5 (we resolve names) or socks5h (the proxy does). The port is needed:
 * clients differ in what they take when it is missing. Returns 0, or -1 with
 * ERROR_USAGE, where "--proxy".
 */
int proxy_check(const char *url, struct error *err);

/* "host:port" of a URL that was checked, in new memory. */
char *proxy_authority(const char *url);

/*
 * Mask the password of a proxy's URL (which may be wrong, or NULL) from now
 * on, and "user:password" as it is sent (base64, RFC 7617); and those of the
 * proxies that the environment names, which libcurl reads. The user's name
 * alone is no secret.
 */
void proxy_mask(const char *url, struct redactor *redactor);

#endif
