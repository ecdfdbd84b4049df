#include "emulator/canonical.h"

#include "base/text.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* Every path ends in a slash here, whether it came with one or not. */
static void add_path(struct buffer *canonical, const struct target *target)
{
    for (size_t i = 0; i < target->segments_len; i++) {
        buffer_add_text(canonical, "/");
        target_escape(canonical, target->segments[i]);
    }
    if (*target->segments[target->segments_len - 1])
        buffer_add_text(canonical, "/");
    buffer_add_text(canonical, "\n");
}

/* An argument in its escaped form; both owned. */
struct pair {
    char *name;
    char *value;
};

static char *escaped(const char *text)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    target_escape(&buf, text);
    return buffer_take(&buf);
}

static int compare_pairs(const void *one, const void *other)
{
    const struct pair *a = one, *b = other;
    int names = strcmp(a->name, b->name);

    return names ? names : strcmp(a->value, b->value);
}

static void add_query(struct buffer *canonical, const struct target *target)
{
    struct pair pairs[TARGET_ARGUMENTS_MAX];
    size_t len = target->arguments_len;

    for (size_t i = 0; i < len; i++)
        pairs[i] = (struct pair){escaped(target->arguments[i].name),
                                 escaped(target->arguments[i].value)};
    qsort(pairs, len, sizeof(pairs[0]), compare_pairs);
    for (size_t i = 0; i < len; i++) {
        buffer_printf(canonical, "%s%s=%s", i > 0 ? "&" : "", pairs[i].name,
                      pairs[i].value);
        free(pairs[i].name);
        free(pairs[i].value);
    }
    buffer_add_text(canonical, "\n");
}

/* "name:value" without blanks around the value. */
static void add_header(struct buffer *canonical, const char *name,
                       const char *value)
{
    size_t len;

    value += strspn(value, " \t");
    len = strlen(value);
    while (len > 0 && (value[len - 1] == ' ' || value[len - 1] == '\t'))
        len--;
    buffer_printf(canonical, "%s:", name);
    buffer_add(canonical, value, len);
    buffer_add_text(canonical, "\n");
}

static bool is_lower(const char *name)
{
    for (; *name; name++)
        if (isupper((unsigned char)*name))
            return false;
    return true;
}

/* Returns false when one is missing or the names are not as they should be. */
static bool add_headers(struct buffer *canonical, const struct request *request,
                        const char *names)
{
    char copy[CANONICAL_NAMES_SIZE];
    char *save = NULL;
    const char *before = "";
    bool has_date = false;

    strcpy(copy, names);
    for (char *name = strtok_r(copy, ";", &save); name;
         name = strtok_r(NULL, ";", &save)) {
        const char *value = request_header(request, name);

        if (!value || !is_lower(name) || strcmp(before, name) >= 0)
            return false;
        if (!strcmp(name, "x-sdk-date"))
            has_date = true;
        add_header(canonical, name, value);
        before = name;
    }
    buffer_printf(canonical, "\n%s\n", names);
    return has_date;
}

void canonical_add_digest(struct buffer *text, const void *bytes, size_t len)
{
    unsigned char digest[CANONICAL_DIGEST];
    char hex[2 * CANONICAL_DIGEST + 1];

    EVP_Digest(bytes, len, digest, NULL, EVP_sha256(), NULL);
    text_hex(digest, sizeof(digest), hex);
    buffer_add_text(text, hex);
}

bool canonical_add(struct buffer *canonical, const struct request *request,
                   const char *names)
{
    buffer_printf(canonical, "%s\n", request->method);
    add_path(canonical, &request->target);
    add_query(canonical, &request->target);
    if (!add_headers(canonical, request, names))
        return false;
    canonical_add_digest(canonical, request->body_len ? request->body : "",
                         request->body_len);
    return true;
}
