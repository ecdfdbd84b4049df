#include "http/outcome.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What follows the sentence, behind a colon. */
enum detail {
    DETAIL_NONE,
    DETAIL_SYSTEM, /* the system's word, "Connection refused" */
    DETAIL_LIBCURL /* libcurl's own words */
};

/*
 * The first row whose code fits and whose words (when given) stand in
 * libcurl's message is used: one code often covers several causes. %s is
 * host:port.
 */
static const struct row {
    CURLcode code;
    const char *words;
    enum transport transport;
    const char *sentence;
    enum detail detail;
} rows[] = {
    {CURLE_COULDNT_RESOLVE_HOST, NULL, TRANSPORT_RESOLVE, "no address for %s",
     DETAIL_LIBCURL},
    {CURLE_COULDNT_RESOLVE_PROXY, NULL, TRANSPORT_RESOLVE,
     "no address for the proxy to %s", DETAIL_LIBCURL},
    {CURLE_COULDNT_CONNECT, NULL, TRANSPORT_CONNECT, "could not connect to %s",
     DETAIL_SYSTEM},
    {CURLE_PROXY, NULL, TRANSPORT_CONNECT, "the proxy does not connect to %s",
     DETAIL_LIBCURL},
    {CURLE_SSL_CONNECT_ERROR, NULL, TRANSPORT_TLS, "no TLS with %s",
     DETAIL_LIBCURL},
    {CURLE_PEER_FAILED_VERIFICATION, NULL, TRANSPORT_TLS,
     "the certificate of %s is not trusted", DETAIL_LIBCURL},
    {CURLE_SSL_CACERT_BADFILE, NULL, TRANSPORT_TLS, "no TLS with %s",
     DETAIL_LIBCURL},
    {CURLE_SSL_CERTPROBLEM, NULL, TRANSPORT_TLS, "no TLS with %s",
     DETAIL_LIBCURL},
    {CURLE_SSL_CIPHER, NULL, TRANSPORT_TLS, "no TLS with %s", DETAIL_LIBCURL},
    {CURLE_OPERATION_TIMEDOUT, "Operation timed out", TRANSPORT_TIMEOUT,
     "no complete response from %s in time", DETAIL_LIBCURL},
    {CURLE_OPERATION_TIMEDOUT, NULL, TRANSPORT_TIMEOUT,
     "no connection to %s in time", DETAIL_LIBCURL},
    {CURLE_GOT_NOTHING, NULL, TRANSPORT_RESET,
     "%s closed the connection before it answered", DETAIL_NONE},
    {CURLE_PARTIAL_FILE, NULL, TRANSPORT_RESET,
     "%s closed the connection before its response was whole", DETAIL_LIBCURL},
    {CURLE_RECV_ERROR, "CONNECT", TRANSPORT_CONNECT,
     "the proxy does not connect to %s", DETAIL_LIBCURL},
    {CURLE_RECV_ERROR, "alert", TRANSPORT_TLS, "%s refuses our TLS",
     DETAIL_LIBCURL},
    {CURLE_SEND_ERROR, "alert", TRANSPORT_TLS, "%s refuses our TLS",
     DETAIL_LIBCURL},
    {CURLE_RECV_ERROR, "chunk", TRANSPORT_PROTOCOL,
     "%s sent chunks that are not in HTTP's form", DETAIL_LIBCURL},
    {CURLE_RECV_ERROR, "Too large response headers", TRANSPORT_TOO_LARGE,
     "the fields of %s are larger than libcurl takes", DETAIL_LIBCURL},
    {CURLE_RECV_ERROR, NULL, TRANSPORT_RESET, "the connection to %s broke",
     DETAIL_LIBCURL},
    {CURLE_SEND_ERROR, NULL, TRANSPORT_RESET, "the connection to %s broke",
     DETAIL_LIBCURL},
    {CURLE_WEIRD_SERVER_REPLY, NULL, TRANSPORT_PROTOCOL,
     "%s does not answer in HTTP", DETAIL_LIBCURL},
    {CURLE_UNSUPPORTED_PROTOCOL, NULL, TRANSPORT_PROTOCOL,
     "%s does not answer in HTTP/1", DETAIL_LIBCURL},
    {CURLE_BAD_CONTENT_ENCODING, NULL, TRANSPORT_PROTOCOL,
     "%s does not answer in HTTP/1", DETAIL_LIBCURL},
    {CURLE_HTTP2, NULL, TRANSPORT_PROTOCOL, "%s does not answer in HTTP/2",
     DETAIL_LIBCURL},
    {CURLE_HTTP2_STREAM, "PROTOCOL_ERROR", TRANSPORT_PROTOCOL,
     "%s does not answer in HTTP/2", DETAIL_LIBCURL},
    {CURLE_HTTP2_STREAM, NULL, TRANSPORT_RESET, "%s reset the stream",
     DETAIL_LIBCURL},
    {CURLE_ABORTED_BY_CALLBACK, NULL, TRANSPORT_INTERRUPTED,
     "interrupted before %s answered", DETAIL_NONE},
    /* base/alloc.h ends the program without memory: this is a line too long. */
    {CURLE_OUT_OF_MEMORY, NULL, TRANSPORT_TOO_LARGE,
     "a field of %s is larger than libcurl takes (100 KiB)", DETAIL_NONE},
};

static const struct row *row_of(const struct transfer *transfer)
{
    static const struct row other = {CURLE_OK, NULL, TRANSPORT_OTHER,
                                     "no answer from %s", DETAIL_LIBCURL};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (rows[i].code == transfer->code &&
            (!rows[i].words || strstr(transfer->detail, rows[i].words)))
            return &rows[i];
    return &other;
}

static const char *libcurl_detail(const struct transfer *transfer)
{
    return transfer->detail[0] ? transfer->detail
                               : curl_easy_strerror(transfer->code);
}

static char *detail_of(const struct transfer *transfer, enum detail detail)
{
    char system[128];
    long number = 0;

    if (detail == DETAIL_NONE)
        return NULL;
    if (detail == DETAIL_SYSTEM)
        curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    if (number && strerror_r((int)number, system, sizeof(system)) == 0)
        return xstrdup(system);
    return xstrdup(libcurl_detail(transfer));
}

/* Our own limits made the callback refuse bytes (CURLE_WRITE_ERROR). */
static enum transport too_large(const struct transfer *transfer, char **text)
{
    const struct receive *receive = &transfer->receive;

    if (receive->header_overflow)
        *text = xasprintf("the header from %s passed the limit of %zu bytes",
                          transfer->target.authority, receive->max_header);
    else
        *text = xasprintf("the content from %s passed the limit of %zu bytes",
                          transfer->target.authority, receive->content.max);
    return TRANSPORT_TOO_LARGE;
}

/*
 * libcurl takes a header that ends with the connection, and an interim
 * response alone, for a success.
 */
static enum transport no_whole_header(const struct transfer *transfer,
                                      char **text)
{
    const char *authority = transfer->target.authority;

    if (!transfer->receive.http_version) {
        *text = xasprintf("%s does not answer in HTTP/1", authority);
        return TRANSPORT_PROTOCOL;
    }
    *text = xasprintf("%s closed the connection before its response was whole: "
                      "the header has no end or is an interim one (status %d)",
                      authority, transfer->receive.status);
    return TRANSPORT_RESET;
}

/* A server may write any version into its status line. */
static bool is_version_spoken(const struct transfer *transfer)
{
    const char *version = transfer->receive.http_version;

    return !version || (transfer->sent.is_http2 ? !strcmp(version, "2")
                                                : !strncmp(version, "1.", 2));
}

/* Who libcurl could not connect to is the proxy, when there is one. */
static char *place_of(const struct transfer *transfer)
{
    return transfer->proxy && transfer->code == CURLE_COULDNT_CONNECT
               ? xasprintf("the proxy %s", transfer->proxy)
               : xstrdup(transfer->target.authority);
}

static enum transport by_code(const struct transfer *transfer, char **text)
{
    const struct row *row = row_of(transfer);
    char *place = place_of(transfer);
    char *sentence = xasprintf(row->sentence, place);
    char *detail = detail_of(transfer, row->detail);

    *text = detail ? xasprintf("%s: %s", sentence, detail) : xstrdup(sentence);
    free(place);
    free(sentence);
    free(detail);
    return row->transport;
}

/* RFC 9110 section 15.5.8; through a tunnel nothing of the proxy comes. */
static bool is_refused_by_proxy(const struct transfer *transfer)
{
    return transfer->proxy && transfer->receive.status == 407 &&
           strncasecmp(transfer->request.url, "https:", 6) != 0;
}

static enum transport judge(const struct transfer *transfer, char **text)
{
    const struct receive *receive = &transfer->receive;
    const char *authority = transfer->target.authority;

    if (transfer->over_budget) {
        *text = xasprintf("%s was not asked: the requests of --max-requests "
                          "are used up",
                          authority);
        return TRANSPORT_BUDGET;
    }
    if (receive->header_overflow || receive->content.overflow)
        return too_large(transfer, text);
    if (!is_version_spoken(transfer)) {
        *text = xasprintf("%s answers in HTTP/%s where HTTP/%s was spoken",
                          authority, receive->http_version,
                          transfer->sent.is_http2 ? "2" : "1.1");
        return TRANSPORT_PROTOCOL;
    }
    if (transfer->code != CURLE_OK)
        return by_code(transfer, text);
    if (!receive_is_final(receive) || !receive->header_done)
        return no_whole_header(transfer, text);
    if (is_refused_by_proxy(transfer)) {
        *text = xasprintf("the proxy %s wants other credentials (status 407)",
                          transfer->proxy);
        return TRANSPORT_CONNECT;
    }
    return TRANSPORT_OK;
}

enum transport outcome_of(const struct transfer *transfer, char **text)
{
    enum transport transport;
    char *sentence = NULL;

    transport = judge(transfer, &sentence);
    *text = sentence && transfer->tries > 1
                ? xasprintf("%s (%zu tries)", sentence, transfer->tries)
                : xstrdup(sentence);
    free(sentence);
    return transport;
}
