#include "http/resolve.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WHERE "--resolve"

/* RFC 1123 section 2.1, and the underscore that some networks use. */
#define HOST "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

static bool is_address(const char *text, size_t len)
{
    char address[INET6_ADDRSTRLEN + 1];
    unsigned char bytes[sizeof(struct in6_addr)];
    bool in_brackets = len > 2 && text[0] == '[' && text[len - 1] == ']';

    text += in_brackets ? 1 : 0;
    len -= in_brackets ? 2 : 0;
    if (len >= sizeof(address))
        return false;
    memcpy(address, text, len);
    address[len] = '\0';
    return inet_pton(AF_INET6, address, bytes) == 1 ||
           (!in_brackets && inet_pton(AF_INET, address, bytes) == 1);
}

static bool is_port(const char *text, size_t len)
{
    long number = len == 0 || len > 5 ? 0 : strtol(text, NULL, 10);

    return strspn(text, "0123456789") == len && number >= 1 && number <= 65535;
}

int resolve_check(const char *entry, struct error *err)
{
    size_t host = entry[0] == '*' ? 1 : strspn(entry, HOST);
    const char *port = entry + host + 1, *address;
    size_t len;

    if (host == 0 || entry[host] != ':' || !strchr(port, ':'))
        return error_set(err, ERROR_USAGE, WHERE,
                         "\"%.80s\" is not of the form HOST:PORT:ADDRESS",
                         entry);
    len = strcspn(port, ":");
    if (!is_port(port, len))
        return error_set(err, ERROR_USAGE, WHERE,
                         "port '%.*s' is not a number from 1 to 65535",
                         (int)(len > 20 ? 20 : len), port);
    for (address = port + len + 1;; address += len + 1) {
        len = strcspn(address, ",");
        if (!is_address(address, len))
            return error_set(err, ERROR_USAGE, WHERE,
                             "'%.*s' is neither an IPv4 nor an IPv6 address",
                             (int)(len > 60 ? 60 : len), address);
        if (!address[len])
            return 0;
    }
}
