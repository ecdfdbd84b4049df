#include "http/url.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/* What needs no escape in a path segment or a query: RFC 3986 section 2.3. */
#define UNRESERVED                                                             \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"

void url_encode(struct buffer *url, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] && strchr(UNRESERVED, bytes[i]))
            buffer_add(url, bytes + i, 1);
        else
            buffer_printf(url, "%%%02X", (unsigned char)bytes[i]);
}

/* Add the value of the placeholder at brace; returns what follows it. */
static const char *add_value(struct buffer *url, const char *brace,
                             const char *path, const json_t *values,
                             struct error *err)
{
    const char *end = strchr(brace, '}');
    const json_t *value;
    char *name;

    if (!end) {
        error_set(err, ERROR_SUITE, path, "'{' without '}'");
        return NULL;
    }
    name = xmemdup(brace + 1, (size_t)(end - brace) - 1);
    value = json_object_get(values, name);
    if (json_is_string(value))
        url_encode(url, json_string_value(value), json_string_length(value));
    else
        error_set(err, ERROR_SUITE, path, "no value for {%s}", name);
    free(name);
    return json_is_string(value) ? end + 1 : NULL;
}

static int add_path(struct buffer *url, const char *path, const json_t *values,
                    struct error *err)
{
    const char *at = path;

    while (at && *at) {
        size_t literal = strcspn(at, "{");

        buffer_add(url, at, literal);
        at += literal;
        if (*at)
            at = add_value(url, at, path, values, err);
    }
    return at ? 0 : -1;
}

static int add_query(struct buffer *url, const json_t *query, const char *path,
                     struct error *err)
{
    const char *name, *mark = "?";
    json_t *value;

    json_object_foreach((json_t *)query, name, value) {
        if (!json_is_string(value))
            return error_set(err, ERROR_SUITE, path,
                             "query member '%s' is not a string", name);
        buffer_add_text(url, mark);
        url_encode(url, name, strlen(name));
        buffer_add_text(url, "=");
        url_encode(url, json_string_value(value), json_string_length(value));
        mark = "&";
    }
    return 0;
}

char *endpoint_url(const struct endpoint *endpoint, const char *path,
                   const json_t *values, const json_t *query, struct error *err)
{
    struct buffer url;

    buffer_init(&url, 0);
    buffer_add_text(&url, endpoint->root);
    if (add_path(&url, path, values, err) < 0 ||
        (query && add_query(&url, query, path, err) < 0)) {
        buffer_clear(&url);
        return NULL;
    }
    return buffer_take(&url);
}
