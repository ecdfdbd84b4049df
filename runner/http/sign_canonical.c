#include "http/sign_canonical.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/text.h"
#include "http/url.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A name and its value, decoded; both may hold NUL bytes. */
struct pair {
    struct buffer name;
    struct buffer value;
};

/* What the connection changes, or what is the signature itself. */
static const char *const unsigned_fields[] = {"authorization", "connection",
                                              "content-length", "expect",
                                              "transfer-encoding"};

struct sign_url sign_url_split(const char *url)
{
    struct sign_url parts = {.authority = strstr(url, "://") + 3};
    const char *mark;

    parts.authority_len = strcspn(parts.authority, "/?#");
    parts.path = parts.authority + parts.authority_len;
    parts.path_len = strcspn(parts.path, "?#");
    mark = parts.path + parts.path_len;
    parts.query = *mark == '?' ? mark + 1 : "";
    parts.query_len = strcspn(parts.query, "#");
    return parts;
}

static int hex_digit(char byte)
{
    const char *all = "0123456789abcdef0123456789ABCDEF";
    const char *at = byte ? strchr(all, byte) : NULL;

    return at ? (int)(at - all) % 16 : -1;
}

/* A percent sign without two hex digits stands for itself. */
static void add_decoded(struct buffer *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char byte = text[i];

        if (byte == '%' && len - i > 2 && hex_digit(text[i + 1]) >= 0 &&
            hex_digit(text[i + 2]) >= 0) {
            byte = (char)(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        }
        buffer_add(out, &byte, 1);
    }
}

/* Segment by segment, so that an encoded slash stays one. */
static void add_path(struct buffer *out, const char *path, size_t len)
{
    const char *end = path + len;

    while (path < end) {
        const char *slash = memchr(path, '/', (size_t)(end - path));
        const char *stop = slash ? slash : end;
        struct buffer segment;

        buffer_init(&segment, 0);
        add_decoded(&segment, path, (size_t)(stop - path));
        url_encode(out, segment.data, segment.len);
        buffer_clear(&segment);
        if (slash)
            buffer_add_text(out, "/");
        path = stop + (slash ? 1 : 0);
    }
    if (!out->len || out->data[out->len - 1] != '/')
        buffer_add_text(out, "/");
}

static int compare_bytes(const struct buffer *a, const struct buffer *b)
{
    size_t len = a->len < b->len ? a->len : b->len;
    int order = len ? memcmp(a->data, b->data, len) : 0;

    return order ? order : (a->len > b->len) - (a->len < b->len);
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = compare_bytes(&a->name, &b->name);

    return order ? order : compare_bytes(&a->value, &b->value);
}

static struct pair read_pair(const char *text, size_t len)
{
    const char *equals = memchr(text, '=', len);
    size_t name_len = equals ? (size_t)(equals - text) : len;
    struct pair pair;

    buffer_init(&pair.name, 0);
    buffer_init(&pair.value, 0);
    add_decoded(&pair.name, text, name_len);
    if (equals)
        add_decoded(&pair.value, equals + 1, len - name_len - 1);
    return pair;
}

/* Returns *len new pairs in the order of the URL; empty parts are skipped. */
static struct pair *read_pairs(const char *query, size_t query_len, size_t *len)
{
    const char *end = query + query_len;
    struct pair *pairs = NULL;
    size_t cap = 0;

    *len = 0;
    while (query < end) {
        const char *mark = memchr(query, '&', (size_t)(end - query));
        const char *stop = mark ? mark : end;

        if (stop > query) {
            pairs = xgrow(pairs, *len, &cap, sizeof(*pairs));
            pairs[(*len)++] = read_pair(query, (size_t)(stop - query));
        }
        query = stop + (mark ? 1 : 0);
    }
    return pairs;
}

static void add_query(struct buffer *out, const char *query, size_t query_len)
{
    size_t len;
    struct pair *pairs = read_pairs(query, query_len, &len);

    if (len)
        qsort(pairs, len, sizeof(*pairs), compare_pairs);
    for (size_t i = 0; i < len; i++) {
        buffer_add_text(out, i ? "&" : "");
        url_encode(out, pairs[i].name.data, pairs[i].name.len);
        buffer_add_text(out, "=");
        url_encode(out, pairs[i].value.data, pairs[i].value.len);
        buffer_clear(&pairs[i].name);
        buffer_clear(&pairs[i].value);
    }
    free(pairs);
}

/*
 * Only X-Sdk-Date has to be signed. What gateways are known to join, drop or
 * refuse - repeated fields, names with "_" - is left out rather than guessed.
 */
static bool is_signed(const struct fields *fields, size_t at)
{
    const char *name = fields->items[at].name;
    size_t rows = sizeof(unsigned_fields) / sizeof(*unsigned_fields);

    for (size_t i = 0; i < rows; i++)
        if (!strcasecmp(unsigned_fields[i], name))
            return false;
    for (size_t i = 0; i < fields->len; i++)
        if (i != at && !strcasecmp(fields->items[i].name, name))
            return false;
    return !strchr(name, '_');
}

static int compare_names(const void *left, const void *right)
{
    const struct field *const *a = left, *const *b = right;

    return strcasecmp((*a)->name, (*b)->name);
}

static void add_lower(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        char byte = (char)tolower((unsigned char)*text);

        buffer_add(out, &byte, 1);
    }
}

static void add_field(struct buffer *out, const struct field *field)
{
    const char *value = field->value + strspn(field->value, " \t");
    size_t len = strlen(value);

    while (len && strchr(" \t", value[len - 1]))
        len--;
    add_lower(out, field->name);
    buffer_add_text(out, ":");
    buffer_add(out, value, len);
    buffer_add_text(out, "\n");
}

static void add_fields(struct buffer *out, const struct fields *fields,
                       struct buffer *names)
{
    const struct field **chosen = xcalloc(fields->len + 1, sizeof(*chosen));
    size_t len = 0;

    for (size_t i = 0; i < fields->len; i++)
        if (is_signed(fields, i))
            chosen[len++] = &fields->items[i];
    qsort(chosen, len, sizeof(*chosen), compare_names);
    for (size_t i = 0; i < len; i++) {
        add_field(out, chosen[i]);
        buffer_add_text(names, i ? ";" : "");
        add_lower(names, chosen[i]->name);
    }
    free(chosen);
}

char *sign_canonical(const struct request *request, char **names)
{
    struct sign_url url = sign_url_split(request->url);
    struct buffer out, path, list;
    char hex[SIGN_HEX_SIZE];

    buffer_init(&out, 0);
    buffer_init(&path, 0);
    buffer_init(&list, 0);
    add_path(&path, url.path, url.path_len);
    buffer_printf(&out, "%s\n%s\n", request->method, buffer_text(&path));
    add_query(&out, url.query, url.query_len);
    buffer_add_text(&out, "\n");
    add_fields(&out, &request->fields, &list);
    digest_hex(request->content ? request->content : "",
               request->content ? request->content_len : 0, hex);
    buffer_printf(&out, "\n%s\n%s", buffer_text(&list), hex);
    buffer_clear(&path);
    *names = buffer_take(&list);
    return buffer_take(&out);
}
