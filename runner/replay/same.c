#include "replay/same.h"

#include "http/redact.h"

#include <string.h>
#include <strings.h>

#define MASK_LEN (sizeof(REDACT_MASK) - 1)

static const char *find(const char *in, size_t len, const char *what,
                        size_t what_len)
{
    for (size_t i = 0; i + what_len <= len; i++)
        if (!memcmp(in + i, what, what_len))
            return in + i;
    return NULL;
}

/*
 * Are the bytes those that were wanted, each mask standing for any run? What
 * stands between two masks is taken at the first place where it fits.
 */
static bool fits(const char *wanted, size_t wanted_len, const char *recorded,
                 size_t len)
{
    const char *mask = find(recorded, len, REDACT_MASK, MASK_LEN);
    size_t part = mask ? (size_t)(mask - recorded) : len;

    if (!mask)
        return wanted_len == len && !memcmp(wanted, recorded, len);
    if (wanted_len < part || memcmp(wanted, recorded, part))
        return false;
    for (;;) {
        const char *found;

        wanted += part;
        wanted_len -= part;
        recorded = mask + MASK_LEN;
        len -= part + MASK_LEN;
        mask = find(recorded, len, REDACT_MASK, MASK_LEN);
        if (!mask) /* the rest stands at the end */
            return wanted_len >= len &&
                   !memcmp(wanted + wanted_len - len, recorded, len);
        part = (size_t)(mask - recorded);
        found = find(wanted, wanted_len, recorded, part);
        if (!found)
            return false;
        wanted_len -= (size_t)(found - wanted);
        wanted = found;
    }
}

static bool text_fits(const char *wanted, const char *recorded)
{
    return fits(wanted, strlen(wanted), recorded, strlen(recorded));
}

/* A value without surrounding blanks, as fields are recorded. */
static bool value_fits(const char *wanted, const char *recorded)
{
    size_t len;

    wanted += strspn(wanted, " \t");
    len = strlen(wanted);
    while (len && strchr(" \t", wanted[len - 1]))
        len--;
    if (!len) /* what is empty hides nothing, and is not masked */
        return !*recorded;
    return fits(wanted, len, recorded, strlen(recorded));
}

static bool content_fits(const struct request *wanted,
                         const struct request *recorded)
{
    if (!wanted->content || !recorded->content)
        return !wanted->content && !recorded->content;
    return fits(wanted->content, wanted->content_len, recorded->content,
                recorded->content_len);
}

/* A signature stands in place of a token. */
static bool is_token(const char *name)
{
    return !strcasecmp(name, "X-Auth-Token");
}

static const char *wanted_fields_trouble(const struct fields *wanted,
                                         const struct fields *recorded)
{
    bool is_signed = fields_get(recorded, "Authorization") != NULL;

    for (size_t i = 0; i < wanted->len; i++) {
        const struct field *field = &wanted->items[i];
        const char *value = fields_get(recorded, field->name);

        if (is_token(field->name) && is_signed)
            continue;
        if (!value || !value_fits(field->value, value))
            return "another field";
    }
    return NULL;
}

/* Fields that no client adds by itself. */
static const char *other_fields_trouble(const struct fields *wanted,
                                        const struct fields *recorded)
{
    static const char *const names[] = {"X-Auth-Token", "Content-Type",
                                        "OpenStack-API-Version"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (fields_get(recorded, names[i]) && !fields_get(wanted, names[i]))
            return "a field more";
    return NULL;
}

const char *same_trouble(const struct request *wanted,
                         const struct exchange *exchange)
{
    const struct request *recorded = &exchange->request;
    const char *trouble;

    if (strcmp(wanted->method, recorded->method))
        return "another method";
    if (!text_fits(wanted->url, recorded->url))
        return "another URL";
    if (exchange->transport != TRANSPORT_OK && !recorded->fields.len)
        return NULL;
    if (!content_fits(wanted, recorded))
        return "another content";
    trouble = wanted_fields_trouble(&wanted->fields, &recorded->fields);
    return trouble ? trouble
                   : other_fields_trouble(&wanted->fields, &recorded->fields);
}
