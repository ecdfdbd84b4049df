#include "http/transfer.h"

#include "base/alloc.h"
#include "http/proxy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * libcurl tells version and cipher only in its log (asking OpenSSL would need
 * its own library here): "SSL connection using TLSv1.3 / TLS_AES_…".
 */
static void note_tls(struct transfer *transfer, const char *text, size_t len)
{
    static const char intro[] = "SSL connection using ";
    char line[TRANSFER_TLS_SIZE + sizeof(intro)];
    char version[32], cipher[60];

    if (len >= sizeof(line) || len < sizeof(intro) ||
        memcmp(text, intro, sizeof(intro) - 1) != 0)
        return;
    memcpy(line, text, len);
    line[len] = '\0';
    if (sscanf(line + sizeof(intro) - 1, "%31s / %59s", version, cipher) == 2)
        snprintf(transfer->tls, sizeof(transfer->tls), "%s %s", version,
                 cipher);
}

static int on_debug(CURL *easy, curl_infotype type, char *bytes, size_t len,
                    void *data)
{
    struct transfer *transfer = data;

    (void)easy;
    if (type == CURLINFO_TEXT)
        note_tls(transfer, bytes, len);
    if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
        sent_add(&transfer->sent, bytes, len,
                 transfer->clock.monotonic_us(transfer->clock.state));
    return 0;
}

/* libcurl has a connection and is about to write the request. */
static int on_connected(void *data, char *primary_ip, char *local_ip,
                        int primary_port, int local_port)
{
    struct transfer *transfer = data;

    (void)primary_ip;
    (void)local_ip;
    (void)primary_port;
    transfer->local_port = local_port;
    transfer->sends++;
    sent_begin(&transfer->sent,
               transfer->clock.monotonic_us(transfer->clock.state));
    return CURL_PREREQFUNC_OK;
}

static void set_limits(CURL *easy, const struct http_options *options)
{
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     options->connect_timeout_ms);
}

static void set_proxy(struct transfer *transfer,
                      const struct http_options *options)
{
    CURL *easy = transfer->easy;

    if (options->proxy) {
        transfer->proxy = proxy_authority(options->proxy);
        curl_easy_setopt(easy, CURLOPT_PROXY, options->proxy);
        curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); /* not NO_PROXY */
        if (options->cacert)
            curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, options->cacert);
    } else if (transfer->target.is_loopback) {
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
    }
}

static void set_target(struct transfer *transfer,
                       const struct http_options *options)
{
    CURL *easy = transfer->easy;

    curl_easy_setopt(easy, CURLOPT_URL, transfer->request.url);
    for (size_t i = 0; i < options->resolve_len; i++)
        transfer->resolve =
            curl_slist_append(transfer->resolve, options->resolve[i]);
    curl_easy_setopt(easy, CURLOPT_RESOLVE, transfer->resolve);
    if (options->cacert)
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->cacert);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, options->insecure ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, options->insecure ? 0L : 2L);
    if (options->cert) {
        curl_easy_setopt(easy, CURLOPT_SSLCERT, options->cert);
        curl_easy_setopt(easy, CURLOPT_SSLKEY,
                         options->key ? options->key : options->cert);
    }
}

/*
 * When a kept-alive connection turns out dead, libcurl sends the request
 * again on a fresh one. RFC 9110 section 9.2.2 allows that for idempotent
 * methods only, so the others never use an old connection.
 */
static bool is_idempotent(const char *method)
{
    static const char *const methods[] = {"GET",    "HEAD",    "PUT",
                                          "DELETE", "OPTIONS", "TRACE"};

    for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
        if (!strcmp(methods[i], method))
            return true;
    return false;
}

static void set_request(struct transfer *transfer,
                        const struct http_options *options)
{
    CURL *easy = transfer->easy;
    const struct request *request = &transfer->request;

    if (!strcmp(request->method, "HEAD"))
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    if (request->content) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->content);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)request->content_len);
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT,
                     is_idempotent(request->method) ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->fields);
}

static void set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;

    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer->receive);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive_content);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer->receive);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, transfer);
}

struct transfer *transfer_new(const struct http_options *options,
                              const struct request *request, void *tag,
                              struct error *err)
{
    struct target target = {0};
    struct transfer *transfer;

    if (admit(request, &target, err) < 0)
        return NULL;
    transfer = xcalloc(1, sizeof(*transfer));
    transfer->tag = tag;
    transfer->target = target;
    transfer->clock = options->clock;
    request_copy(&transfer->request, request);
    receive_init(&transfer->receive, options->max_header, options->max_body);
    transfer->fields = admit_fields(request);
    transfer->easy = curl_easy_init();
    set_limits(transfer->easy, options);
    set_target(transfer, options);
    set_proxy(transfer, options);
    set_request(transfer, options);
    set_callbacks(transfer);
    return transfer;
}

void transfer_begin(struct transfer *transfer)
{
    const struct clock *clock = &transfer->clock;

    transfer->started_wall_us = clock->wall_us(clock->state);
    transfer->started_us = clock->monotonic_us(clock->state);
    transfer->detail[0] = transfer->tls[0] = '\0';
}

void transfer_free(struct transfer *transfer)
{
    if (!transfer)
        return;
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->fields);
    curl_slist_free_all(transfer->resolve);
    free(transfer->proxy);
    request_clear(&transfer->request);
    target_clear(&transfer->target);
    sent_clear(&transfer->sent);
    receive_clear(&transfer->receive);
    free(transfer);
}
