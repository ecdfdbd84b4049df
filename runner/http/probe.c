#include "http/probe.h"

#include "base/alloc.h"

#include <curl/curl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define US_PER_S 1000000

/* The host of a URL, brackets of an IPv6 address taken off; new memory. */
static char *host_of(const char *url)
{
    CURLU *parts = curl_url();
    char *host = NULL, *copy = NULL;
    size_t len;

    if (curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
        len = strlen(host);
        copy = host[0] == '[' && len > 2 ? xmemdup(host + 1, len - 2)
                                         : xstrdup(host);
    }
    curl_free(host);
    curl_url_cleanup(parts);
    return copy;
}

static void add_addresses(const struct addrinfo *list, struct buffer *addresses)
{
    char text[64];

    for (; list; list = list->ai_next)
        if (getnameinfo(list->ai_addr, list->ai_addrlen, text, sizeof(text),
                        NULL, 0, NI_NUMERICHOST) == 0)
            buffer_printf(addresses, "%s%s", addresses->len ? ", " : "", text);
}

int probe_name(const char *url, char **host, struct buffer *addresses,
               struct error *err)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    int rc;

    *host = host_of(url);
    if (!*host)
        return error_set(err, ERROR_TRANSPORT, url, "has no host");
    rc = getaddrinfo(*host, NULL, &hints, &list);
    if (rc != 0)
        return error_set(err, ERROR_TRANSPORT, *host, "%s", gai_strerror(rc));
    add_addresses(list, addresses);
    freeaddrinfo(list);
    return 0;
}

bool probe_skew(const struct exchange *exchange, int64_t now_us, long *seconds)
{
    const char *date = fields_get(&exchange->response.fields, "Date");
    time_t theirs = date ? curl_getdate(date, NULL) : -1;
    int64_t took_us = exchange->timings.total_us;

    if (theirs == -1)
        return false;
    *seconds = (long)(theirs - (now_us - took_us / 2) / US_PER_S);
    return true;
}
