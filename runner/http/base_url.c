#include "http/url.h"

#include "base/alloc.h"
#include "base/buffer.h"

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

static const struct scheme {
    const char *name;
    long port; /* when none is written: RFC 9110 sections 4.2.1 and 4.2.2 */
} schemes[] = {{"http", 80}, {"https", 443}};

struct pieces {
    const struct scheme *scheme;
    struct span authority;
    struct span host; /* of the authority, with its brackets */
    long port;
    struct span path; /* "" or "/…", without final slashes */
};

static int split_scheme(const char *url, struct pieces *pieces,
                        struct error *err)
{
    const char *colon = strstr(url, "://");

    if (!colon)
        return error_set(err, ERROR_USAGE, WHERE,
                         "no scheme; begin with http:// or https://");
    for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
        if ((size_t)(colon - url) == strlen(schemes[i].name) &&
            !strncasecmp(url, schemes[i].name, (size_t)(colon - url)))
            pieces->scheme = &schemes[i];
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

static int read_port(const char *port, size_t len, long *into,
                     struct error *err)
{
    long number = len == 0 || len > 5 ? 0 : strtol(port, NULL, 10);

    if (strspn(port, "0123456789") < len || number < 1 || number > 65535)
        return error_set(err, ERROR_USAGE, WHERE,
                         "port '%.*s' is not a number from 1 to 65535",
                         (int)(len > 20 ? 20 : len), port);
    *into = number;
    return 0;
}

/* A zone (RFC 6874) has a meaning on one machine only. */
static int refuse_brackets(struct span authority, struct error *err)
{
    bool has_zone = memchr(authority.start, '%', authority.len);

    return error_set(err, ERROR_USAGE, WHERE,
                     has_zone ? "an IPv6 address with a zone is not taken"
                              : "the brackets hold no IPv6 address");
}

static int split_authority(struct pieces *pieces, struct error *err)
{
    struct span authority = pieces->authority;
    bool is_ipv6 = authority.len && authority.start[0] == '[';
    size_t host;

    /* The text is not repeated: it would show the password. */
    if (memchr(authority.start, '@', authority.len))
        return error_set(err, ERROR_USAGE, WHERE,
                         "user and password do not belong into a URL");
    host = is_ipv6 ? ipv6_len(authority) : strspn(authority.start, HOST);
    if (host == 0 && is_ipv6)
        return refuse_brackets(authority, err);
    if (host == 0)
        return error_set(err, ERROR_USAGE, WHERE, "no host");
    pieces->host = (struct span){authority.start, host};
    pieces->port = pieces->scheme->port;
    if (host == authority.len)
        return 0;
    if (authority.start[host] != ':')
        return error_set(err, ERROR_USAGE, WHERE,
                         "byte 0x%02x may not stand in a host name",
                         (unsigned char)authority.start[host]);
    return read_port(authority.start + host + 1, authority.len - host - 1,
                     &pieces->port, err);
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

/* "v3.0" is how a version calls itself, "V3" a slip: no path has them. */
static bool is_odd_version(struct span segment)
{
    const char *text = segment.start;

    if (segment.len < 2 || !strchr("vV", text[0]) || !strchr("123", text[1]))
        return false;
    if (segment.len == 2)
        return text[0] == 'V';
    return segment.len > 3 && text[2] == '.' &&
           strspn(text + 3, "0123456789") >= segment.len - 3;
}

/* Is the segment, percent-decoded, this text? split_path has checked it. */
static bool spells(struct span segment, const char *text)
{
    size_t at = 0;

    for (; at < segment.len && *text; text++) {
        char hex[3] = {0};
        char byte = segment.start[at];

        if (byte == '%') {
            memcpy(hex, segment.start + at + 1, 2);
            byte = (char)strtol(hex, NULL, 16);
        }
        if (byte != *text)
            return false;
        at += segment.start[at] == '%' ? 3 : 1;
    }
    return at == segment.len && !*text;
}

static int refuse_project(struct span version, struct span project,
                          struct error *err)
{
    return error_set(err, ERROR_USAGE, WHERE,
                     "'%.*s' after /%.*s is not a project id (32 hex digits "
                     "or a UUID); if it is yours, name it by --project-id",
                     (int)(project.len > 60 ? 60 : project.len), project.start,
                     (int)version.len, version.start);
}

/*
 * Take "/v3" or "/v3/PROJECT" off the path's end. Anything else behind a
 * version is more likely a mistake than a gateway's prefix, so it is refused.
 * project_id: that of the user, which needs no form; or NULL.
 */
static int split_project(struct pieces *pieces, const char *project_id,
                         struct span *project, struct error *err)
{
    struct span root = pieces->path;
    struct span last = last_segment(&root);
    struct span prefix = root;
    struct span before = last_segment(&root);
    bool is_own = project_id && *project_id && spells(last, project_id);

    if (is_odd_version(last) || is_odd_version(before)) {
        struct span odd = is_odd_version(last) ? last : before;

        return error_set(err, ERROR_USAGE, WHERE,
                         "/%.*s is no version of a path; write /v%c",
                         (int)(odd.len > 20 ? 20 : odd.len), odd.start,
                         odd.start[1]);
    }
    if (is_version(last) && !(is_own && is_version(before))) {
        pieces->path = prefix;
        return 0;
    }
    if (!is_version(before))
        return 0;
    if (!is_own && !is_project(last))
        return refuse_project(before, last, err);
    *project = last;
    pieces->path = root;
    return 0;
}

/* RFC 3986 sections 6.2.2.1 and 6.2.3: lower case, no default port. */
static char *root_of(const struct pieces *pieces)
{
    struct buffer root;

    buffer_init(&root, 0);
    buffer_printf(&root, "%s://", pieces->scheme->name);
    for (size_t i = 0; i < pieces->host.len; i++) {
        char byte = pieces->host.start[i];

        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte - 'A' + 'a');
        buffer_add(&root, &byte, 1);
    }
    if (pieces->port != pieces->scheme->port)
        buffer_printf(&root, ":%ld", pieces->port);
    buffer_add(&root, pieces->path.start, pieces->path.len);
    return buffer_take(&root);
}

int endpoint_parse_for(const char *base_url, const char *project_id,
                       struct endpoint *endpoint, struct error *err)
{
    struct pieces pieces = {0};
    struct span project = {NULL, 0};

    if (split_scheme(base_url, &pieces, err) < 0 ||
        split_path(&pieces, err) < 0 || split_authority(&pieces, err) < 0 ||
        split_project(&pieces, project_id, &project, err) < 0)
        return -1;
    while (pieces.path.len && pieces.path.start[pieces.path.len - 1] == '/')
        pieces.path.len--;
    endpoint_clear(endpoint);
    endpoint->root = root_of(&pieces);
    if (project.start)
        endpoint->project_id = project_id && spells(project, project_id)
                                   ? xstrdup(project_id)
                                   : xmemdup(project.start, project.len);
    return 0;
}

int endpoint_parse(const char *base_url, struct endpoint *endpoint,
                   struct error *err)
{
    return endpoint_parse_for(base_url, NULL, endpoint, err);
}

void endpoint_clear(struct endpoint *endpoint)
{
    free(endpoint->root);
    free(endpoint->project_id);
    *endpoint = (struct endpoint){0};
}
