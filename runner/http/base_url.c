#include "http/url.h"

#include "base/alloc.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WHERE "--base-url"

/* RFC 3986: what may stand in a path (3.3) and in a host name (3.2.2). */
#define ALNUM "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define PATH  ALNUM "-._~!$&'()*+,;=:@/%"
#define HOST  ALNUM "-._"
#define HEX   "0123456789abcdefABCDEF"

/* Borrowed pieces of the base URL. */
struct span {
    const char *start;
    size_t len;
};

struct pieces {
    const char *scheme; /* "http" or "https", a constant */
    struct span authority;
    struct span path; /* "" or "/…", without final slashes */
};

static int split_scheme(const char *url, struct pieces *pieces,
                        struct error *err)
{
    static const char *const schemes[] = {"http", "https"};
    const char *colon = strstr(url, "://");

    if (!colon)
        return error_set(err, ERROR_USAGE, WHERE,
                         "no scheme; begin with http:// or https://");
    for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
        if ((size_t)(colon - url) == strlen(schemes[i]) &&
            !strncasecmp(url, schemes[i], strlen(schemes[i])))
            pieces->scheme = schemes[i];
    if (!pieces->scheme)
        return error_set(err, ERROR_USAGE, WHERE,
                         "scheme '%.*s' is neither http nor https",
                         (int)(colon - url > 20 ? 20 : colon - url), url);
    pieces->authority.start = colon + strlen("://");
    pieces->authority.len = strcspn(pieces->authority.start, "/?#");
    return 0;
}

static int split_path(struct pieces *pieces, struct error *err)
{
    const char *path = pieces->authority.start + pieces->authority.len;
    size_t len = strcspn(path, "?#");

    if (path[len])
        return error_set(err, ERROR_USAGE, WHERE, "a base URL has no %s",
                         path[len] == '?' ? "query" : "fragment");
    if (strspn(path, PATH) < len)
        return error_set(err, ERROR_USAGE, WHERE,
                         "byte 0x%02x may not stand in a URL; write it as %%XX",
                         (unsigned char)path[strspn(path, PATH)]);
    for (size_t i = 0; i < len; i++)
        if (path[i] == '%' && strspn(path + i + 1, HEX) < 2)
            return error_set(err, ERROR_USAGE, WHERE,
                             "'%%' is not followed by two hex digits");
    while (len && path[len - 1] == '/')
        len--;
    pieces->path = (struct span){path, len};
    return 0;
}

/* Length of "[…]" when it holds an IPv6 address, or 0. */
static size_t ipv6_len(struct span authority)
{
    char text[INET6_ADDRSTRLEN + 1];
    struct in6_addr address;
    const char *end = memchr(authority.start, ']', authority.len);
    size_t len = end ? (size_t)(end - authority.start) - 1 : sizeof(text);

    if (len >= sizeof(text))
        return 0;
    memcpy(text, authority.start + 1, len);
    text[len] = '\0';
    return inet_pton(AF_INET6, text, &address) == 1 ? len + 2 : 0;
}

static int check_port(const char *port, size_t len, struct error *err)
{
    long number = len == 0 || len > 5 ? 0 : strtol(port, NULL, 10);

    if (strspn(port, "0123456789") < len || number < 1 || number > 65535)
        return error_set(err, ERROR_USAGE, WHERE,
                         "port '%.*s' is not a number from 1 to 65535",
                         (int)(len > 20 ? 20 : len), port);
    return 0;
}

static int check_authority(struct span authority, struct error *err)
{
    bool is_ipv6 = authority.len && authority.start[0] == '[';
    size_t host;

    /* The text is not repeated: it would show the password. */
    if (memchr(authority.start, '@', authority.len))
        return error_set(err, ERROR_USAGE, WHERE,
                         "user and password do not belong into a URL");
    host = is_ipv6 ? ipv6_len(authority) : strspn(authority.start, HOST);
    if (host == 0 && is_ipv6)
        return error_set(err, ERROR_USAGE, WHERE,
                         "the brackets hold no IPv6 address");
    if (host == 0)
        return error_set(err, ERROR_USAGE, WHERE, "no host");
    if (host == authority.len)
        return 0;
    if (authority.start[host] != ':')
        return error_set(err, ERROR_USAGE, WHERE,
                         "byte 0x%02x may not stand in a host name",
                         (unsigned char)authority.start[host]);
    return check_port(authority.start + host + 1, authority.len - host - 1,
                      err);
}

/* Cut the last segment off the path, with its slash; returned without it. */
static struct span last_segment(struct span *path)
{
    size_t at = path->len;

    if (!at)
        return (struct span){path->start, 0};
    while (path->start[at - 1] != '/')
        at--;
    struct span segment = {path->start + at, path->len - at};
    path->len = at - 1;
    return segment;
}

static bool is_version(struct span segment)
{
    return segment.len == 2 && segment.start[0] == 'v' &&
           strchr("123", segment.start[1]);
}

/* 32 hex digits, or a UUID with dashes (RFC 9562 section 4). */
static bool is_project(struct span segment)
{
    static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    if (segment.len == 32)
        return strspn(segment.start, HEX) >= 32;
    if (segment.len != strlen(form))
        return false;
    for (size_t i = 0; i < segment.len; i++)
        if (form[i] == '-' ? segment.start[i] != '-'
                           : !strchr(HEX, segment.start[i]))
            return false;
    return true;
}

/*
 * Take "/v3" or "/v3/PROJECT" off the path's end. Anything else behind a
 * version is more likely a mistake than a gateway's prefix, so it is refused.
 */
static int split_project(struct pieces *pieces, struct span *project,
                         struct error *err)
{
    struct span prefix = pieces->path;
    struct span last = last_segment(&prefix), before;

    if (is_version(last)) {
        pieces->path = prefix;
        return 0;
    }
    before = last_segment(&prefix);
    if (!is_version(before))
        return 0;
    if (!is_project(last))
        return error_set(err, ERROR_USAGE, WHERE,
                         "'%.*s' after /%.2s is not a project id "
                         "(32 hex digits or a UUID)",
                         (int)(last.len > 60 ? 60 : last.len), last.start,
                         before.start);
    *project = last;
    pieces->path = prefix;
    return 0;
}

int endpoint_parse(const char *base_url, struct endpoint *endpoint,
                   struct error *err)
{
    struct pieces pieces = {0};
    struct span project = {NULL, 0};

    if (split_scheme(base_url, &pieces, err) < 0 ||
        split_path(&pieces, err) < 0 ||
        check_authority(pieces.authority, err) < 0 ||
        split_project(&pieces, &project, err) < 0)
        return -1;
    while (pieces.path.len && pieces.path.start[pieces.path.len - 1] == '/')
        pieces.path.len--;
    endpoint_clear(endpoint);
    endpoint->root = xasprintf(
        "%s://%.*s%.*s", pieces.scheme, (int)pieces.authority.len,
        pieces.authority.start, (int)pieces.path.len, pieces.path.start);
    endpoint->project_id =
        project.start ? xmemdup(project.start, project.len) : NULL;
    return 0;
}

void endpoint_clear(struct endpoint *endpoint)
{
    free(endpoint->root);
    free(endpoint->project_id);
    *endpoint = (struct endpoint){0};
}
