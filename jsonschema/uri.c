#include "jsonschema/uri.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A piece of a URI; at is NULL when the component is not there at all. */
struct part {
    const char *at;
    size_t len;
};

/* The components of RFC 3986 section 3, delimiters left out. */
struct uri {
    struct part scheme;
    struct part authority;
    struct part path; /* always there, may be empty */
    struct part query;
    struct part fragment;
};

static size_t scheme_length(const char *text)
{
    size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

    if (text[len] != ':' || strchr("0123456789+.-", text[0]))
        return 0;
    return len;
}

static struct uri split(const char *text)
{
    struct uri uri = {0};
    size_t len = scheme_length(text);

    if (len) {
        uri.scheme = (struct part){text, len};
        text += len + 1;
    }
    if (!strncmp(text, "//", 2)) {
        uri.authority = (struct part){text + 2, strcspn(text + 2, "/?#")};
        text += 2 + uri.authority.len;
    }
    uri.path = (struct part){text, strcspn(text, "?#")};
    text += uri.path.len;
    if (*text == '?') {
        uri.query = (struct part){text + 1, strcspn(text + 1, "#")};
        text += 1 + uri.query.len;
    }
    if (*text == '#')
        uri.fragment = (struct part){text + 1, strlen(text + 1)};
    return uri;
}

/* Drop the last segment of what was written since `start`. */
static void drop_segment(struct buffer *out, size_t start)
{
    while (out->len > start && out->data[out->len - 1] != '/')
        out->len--;
    if (out->len > start)
        out->len--;
    if (out->data)
        out->data[out->len] = '\0';
}

/* RFC 3986 section 5.2.4, one segment with its leading slash at a time. */
static void add_without_dots(struct buffer *out, const char *path)
{
    size_t start = out->len;

    while (*path) {
        size_t slash = *path == '/' ? 1 : 0;
        size_t len = slash + strcspn(path + slash, "/");
        const char *name = path + slash;
        bool is_last = path[len] == '\0';

        if (len - slash == 2 && !strncmp(name, "..", 2)) {
            drop_segment(out, start);
            if (is_last)
                buffer_add(out, "/", 1);
        } else if (len - slash == 1 && *name == '.') {
            if (is_last)
                buffer_add(out, "/", 1);
        } else {
            buffer_add(out, path, len);
        }
        path += len;
    }
}

/* RFC 3986 section 5.2.3: the base's path up to its last slash + the path. */
static char *merge_paths(const struct uri *base, struct part path)
{
    size_t keep = base->path.len;

    if (base->authority.at && keep == 0)
        return xasprintf("/%.*s", (int)path.len, path.at);
    while (keep > 0 && base->path.at[keep - 1] != '/')
        keep--;
    return xasprintf("%.*s%.*s", (int)keep, base->path.at, (int)path.len,
                     path.at);
}

static void add_part(struct buffer *out, const char *before, struct part part,
                     const char *after)
{
    if (!part.at)
        return;
    buffer_add_text(out, before);
    buffer_add(out, part.at, part.len);
    buffer_add_text(out, after);
}

char *uri_resolve(const char *base_text, const char *reference)
{
    const struct uri base = split(base_text), ref = split(reference);
    const bool has_own_path = ref.scheme.at || ref.authority.at;
    const bool is_same_document = !has_own_path && ref.path.len == 0;
    struct buffer out;
    char *path;

    buffer_init(&out, 0);
    add_part(&out, "", ref.scheme.at ? ref.scheme : base.scheme, ":");
    add_part(&out, "//", has_own_path ? ref.authority : base.authority, "");
    if (is_same_document) {
        buffer_add(&out, base.path.at, base.path.len);
        add_part(&out, "?", ref.query.at ? ref.query : base.query, "");
    } else {
        path = has_own_path || ref.path.at[0] == '/'
                   ? xmemdup(ref.path.at, ref.path.len)
                   : merge_paths(&base, ref.path);
        if (ref.scheme.at && path[0] != '/') /* urn:x, mailto:x */
            buffer_add_text(&out, path);
        else
            add_without_dots(&out, path);
        free(path);
        add_part(&out, "?", ref.query, "");
    }
    add_part(&out, "#", ref.fragment, "");
    return buffer_take(&out);
}

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)((at - digits) % 16) : -1;
}

static char *percent_decoded(const char *text)
{
    char *plain = xstrdup(text), *out = plain;

    for (const char *at = text; *at; at++) {
        if (*at == '%') {
            int high = hex_value(at[1]);
            int low = high < 0 ? -1 : hex_value(at[2]);

            if (low < 0 || high * 16 + low == 0) {
                free(plain);
                return NULL;
            }
            *out++ = (char)(high * 16 + low);
            at += 2;
        } else {
            *out++ = *at;
        }
    }
    *out = '\0';
    return plain;
}

char *uri_take_fragment(char *uri)
{
    char *hash = strchr(uri, '#');

    if (!hash)
        return NULL;
    *hash = '\0';
    return percent_decoded(hash + 1);
}
