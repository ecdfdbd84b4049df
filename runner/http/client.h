/*
 * client.h - requests out, exchanges back, over libcurl's multi interface.
 *
 * HTTP/1.1, or HTTP/2 where a server offers it over TLS (ALPN, RFC 9113
 * section 3.2), with connections kept alive; http and https only, no
 * redirects, no cookies, no decompression, no proxy from the environment for
 * loopback. Every transfer has a connect and a total timeout and limits on
 * header and body size. Secrets are masked while the exchange is recorded
 * (redact.h), so they exist nowhere behind this header.
 *
 * The recorded request fields are those on the wire, in their order, with what
 * libcurl adds; of HTTP/2 in lower case, and ":authority" under its older name
 * "host". When a kept-alive connection dies before anything came back,
 * an idempotent request is repeated once on a fresh connection; other methods
 * (POST, PATCH) always get a fresh one (RFC 9110 section 9.2.2). A stream that
 * an HTTP/2 server refused unprocessed is repeated too, whatever its method
 * (RFC 9113 section 8.7).
 *
 * One client serves one thread; many transfers may be in flight.
 */
#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "base/clock.h"
#include "base/error.h"
#include "model/exchange.h"

#include <stdbool.h>
#include <stddef.h>

struct redactor;

/* Strings, lists and secrets are copied by http_client_new. */
struct http_options {
    long timeout_ms;         /* one try of a transfer in all; > 0 */
    long connect_timeout_ms; /* > 0 */
    size_t max_body;         /* bytes of content; > 0 */
    size_t max_header;       /* bytes of status lines, fields and trailers,
                                interim responses included; > 0. libcurl
                                takes no field over 100 KiB */
    const char *cacert;      /* PEM file, or NULL for the system's; holds for
                                a proxy's certificate too */
    bool insecure;           /* do not verify TLS (a proxy's still is) */
    const char *cert;        /* PEM file with a certificate of ours, or NULL */
    const char *key;         /* PEM file with its key; NULL: it is in cert */
    const char *proxy;       /* URL (proxy.h), for every request, loopback and
                                NO_PROXY too; NULL: as the environment says */
    const char *const *resolve; /* "HOST:PORT:ADDRESS[,ADDRESS]..." */
    size_t resolve_len;
    size_t retries;      /* further tries, with growing rests, of a transfer
                            of which nothing was sent (retry.h) */
    double rate_per_s;   /* requests started each second at most, tries too;
                            0: no limit. Needs a clock that moves */
    size_t max_requests; /* those beyond are TRANSPORT_BUDGET; 0: no limit */
    const char *user_agent;
    struct redactor *redactor;  /* borrowed while the client lives, learns
                                   secrets; NULL: the client has its own */
    const char *const *secrets; /* values to mask wherever they appear; those
                                   under 4 bytes are ignored */
    size_t secrets_len;
    struct clock clock;
};

struct http_client;

/*
 * Returns a new client, or NULL with err: ERROR_USAGE, where the option, for
 * files that TLS cannot use, a proxy that is no URL of one (the text does not
 * repeat it) and a "resolve" of another form. The password of the proxy, also
 * of one that the environment names, is masked like the secrets.
 */
struct http_client *http_client_new(const struct http_options *options,
                                    struct error *err);

/* Gives up what is in flight. NULL is fine. */
void http_client_free(struct http_client *client);

/*
 * Start a transfer; the request is copied. tag comes back from http_wait.
 * A request with content NULL sends no content and no Content-Length (PUT and
 * POST: "Content-Length: 0" only when content_len is 0 and content is "").
 * The client adds Host, User-Agent and Accept unless the request has them.
 * Returns 0, or -1 with err when it cannot even be started: a URL that is not
 * absolute http(s) or has user info (ERROR_USAGE), a method or field name that
 * is no token, a line end in a value, HEAD with content (ERROR_SUITE).
 */
int http_start(struct http_client *client, const struct request *request,
               void *tag, struct error *err);

/*
 * Wait for any transfer to end. Returns true and fills *exchange (the caller
 * clears it; step, name and attempt are left empty; of several tries it shows
 * the last one and their number) and *tag; false when none
 * is in flight. What went wrong on the wire is in exchange->transport, and
 * what had come until then in exchange->response. With several ended at once
 * the one started first is returned first.
 */
bool http_wait(struct http_client *client, struct exchange *exchange,
               void **tag);

/*
 * http_start and http_wait for one request, same results. Others in flight go
 * on meanwhile and stay for http_wait.
 */
int http_perform(struct http_client *client, const struct request *request,
                 struct exchange *exchange, struct error *err);

/*
 * http_perform for an answer that hands out a secret: *secret receives the
 * value of the response field secret_field as it came, in new memory (NULL
 * when no response has it; the first of several). The value is masked in this
 * exchange and in all that end later. content (may be NULL) receives the
 * content as it came, in new memory, NULL when there is none or it holds a
 * NUL: what has to be understood in it may look like a secret.
 */
int http_perform_secret(struct http_client *client,
                        const struct request *request, const char *secret_field,
                        char **secret, char **content,
                        struct exchange *exchange, struct error *err);

/*
 * Mask one value more (copied; NULL and those under 4 bytes are ignored) in
 * every exchange that ends from now on. Those recorded before stay as they are.
 */
void http_client_add_secret(struct http_client *client, const char *value);

/*
 * Replace the id of a project likewise, where the redactor was told to.
 * Returns what stands for it, borrowed while the redactor lives; else NULL.
 */
const char *http_client_add_project(struct http_client *client, const char *id);

/* Mask an owned text (or NULL) that is not of an exchange but will be shown. */
void http_client_mask(const struct http_client *client, char **text);

/* Is the text, of an exchange, not what was on the wire (redactor_masks)? */
bool http_client_masks(const struct http_client *client, const char *text);

/*
 * From now on max_requests does not hold: what a run changed is put back,
 * however many requests that takes.
 */
void http_client_lift_budget(struct http_client *client);

/*
 * End every transfer in flight, and each one started later, with
 * TRANSPORT_INTERRUPTED. Async-signal-safe. http_client_resume takes it back.
 */
void http_client_interrupt(struct http_client *client);
void http_client_resume(struct http_client *client);

/* Requests written to a connection so far, repeated ones included. */
size_t http_client_requests(const struct http_client *client);

#endif
