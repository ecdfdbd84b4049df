#include "http/redact.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct redactor {
    char **secrets; /* owned, each of at least REDACT_MIN bytes */
    size_t len;
    size_t cap;
};

/* What one written unit ("a", "%61", "\u0061") stands for. */
struct unit {
    char bytes[4];
    size_t len;
};

static const char *const credential_fields[] = {
    "X-Auth-Token",        "X-Subject-Token", "Authorization",
    "Proxy-Authorization", "Cookie",          "Set-Cookie"};

static bool is_known(const struct redactor *redactor, const char *secret)
{
    for (size_t i = 0; i < redactor->len; i++)
        if (!strcmp(redactor->secrets[i], secret))
            return true;
    return false;
}

void redactor_add(struct redactor *redactor, const char *secret)
{
    if (!secret || strlen(secret) < REDACT_MIN || is_known(redactor, secret))
        return;
    redactor->secrets = xgrow(redactor->secrets, redactor->len, &redactor->cap,
                              sizeof(*redactor->secrets));
    redactor->secrets[redactor->len++] = xstrdup(secret);
}

struct redactor *redactor_new(const char *const *secrets, size_t len)
{
    struct redactor *redactor = xcalloc(1, sizeof(*redactor));

    for (size_t i = 0; i < len; i++)
        redactor_add(redactor, secrets[i]);
    return redactor;
}

void redactor_free(struct redactor *redactor)
{
    if (!redactor)
        return;
    for (size_t i = 0; i < redactor->len; i++)
        free(redactor->secrets[i]);
    free(redactor->secrets);
    free(redactor);
}

/* Value of digits hex digits, or -1. */
static long hex_value(const char *text, size_t len, size_t digits)
{
    long value = 0;

    if (len < digits)
        return -1;
    for (size_t i = 0; i < digits; i++) {
        const char *all = "0123456789abcdef0123456789ABCDEF";
        const char *at = text[i] ? strchr(all, text[i]) : NULL;

        if (!at)
            return -1;
        value = value * 16 + (at - all) % 16;
    }
    return value;
}

/*
 * Readers of one unit: bytes of text used. An escape that means nothing is
 * read as the byte that stands there.
 */
static size_t read_plain(const char *text, size_t len, struct unit *unit)
{
    (void)len;
    *unit = (struct unit){{text[0]}, 1};
    return 1;
}

static size_t read_percent(const char *text, size_t len, struct unit *unit)
{
    long value = text[0] == '%' ? hex_value(text + 1, len - 1, 2) : -1;

    if (value >= 0) {
        *unit = (struct unit){{(char)value}, 1};
        return 3;
    }
    read_plain(text, len, unit);
    if (text[0] == '+') /* a blank in application/x-www-form-urlencoded */
        unit->bytes[0] = ' ';
    return 1;
}

static size_t read_unicode_escape(const char *text, size_t len,
                                  struct unit *unit)
{
    long high = hex_value(text + 2, len - 2, 4), low = -1;
    uint32_t code_point = (uint32_t)high;
    size_t used = 6;

    if (high < 0)
        return read_plain(text, len, unit);
    if (high >= 0xd800 && high < 0xdc00 && len >= 12 && text[6] == '\\' &&
        text[7] == 'u')
        low = hex_value(text + 8, len - 8, 4);
    if (low >= 0xdc00 && low < 0xe000) {
        code_point =
            0x10000 + (uint32_t)((high - 0xd800) * 0x400 + (low - 0xdc00));
        used = 12;
    } else if (high >= 0xd800 && high < 0xe000) {
        return read_plain(text, len, unit);
    }
    unit->len = utf8_encode(code_point, unit->bytes);
    return used;
}

static size_t read_json(const char *text, size_t len, struct unit *unit)
{
    static const char escapes[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *at;

    if (text[0] != '\\' || len < 2)
        return read_plain(text, len, unit);
    if (text[1] == 'u')
        return read_unicode_escape(text, len, unit);
    at = text[1] ? strchr(escapes, text[1]) : NULL;
    if (!at)
        return read_plain(text, len, unit);
    *unit = (struct unit){{meanings[at - escapes]}, 1};
    return 2;
}

static size_t (*const readers[])(const char *, size_t, struct unit *) = {
    read_plain, read_percent, read_json};

/* Bytes of text that spell the secret when read so, or 0. */
static size_t match_read(size_t (*read)(const char *, size_t, struct unit *),
                         const char *secret, const char *text, size_t len,
                         bool cut)
{
    size_t want = strlen(secret), matched = 0, used = 0;
    struct unit unit = {{0}, 0};

    while (matched < want && used < len) {
        used += read(text + used, len - used, &unit);
        if (unit.len > want - matched ||
            memcmp(unit.bytes, secret + matched, unit.len) != 0)
            return 0;
        matched += unit.len;
    }
    return matched == want || (cut && matched >= REDACT_MIN) ? used : 0;
}

/* The longest match of any secret in any form at the start of text, or 0. */
static size_t match_any(const struct redactor *redactor, const char *text,
                        size_t len, bool cut)
{
    size_t longest = 0;

    for (size_t i = 0; i < redactor->len; i++) {
        const char *secret = redactor->secrets[i];

        if (text[0] != secret[0] && !strchr("%+\\", text[0]))
            continue;
        for (size_t r = 0; r < sizeof(readers) / sizeof(*readers); r++) {
            size_t used = match_read(readers[r], secret, text, len, cut);

            longest = used > longest ? used : longest;
        }
    }
    return longest;
}

/* Matches that overlap become one mask, so no rest of a secret stays. */
char *redact_bytes(const struct redactor *redactor, const char *bytes,
                   size_t len, bool cut, size_t *out_len)
{
    struct buffer out;
    size_t masked_to = 0;

    buffer_init(&out, 0);
    for (size_t i = 0; i < len; i++) {
        size_t used = match_any(redactor, bytes + i, len - i, cut);

        if (used && i >= masked_to)
            buffer_add_text(&out, REDACT_MASK);
        if (i + used > masked_to)
            masked_to = i + used;
        if (i >= masked_to)
            buffer_add(&out, bytes + i, 1);
    }
    *out_len = out.len;
    return buffer_take(&out);
}

void redact_text(const struct redactor *redactor, char **text)
{
    size_t len;
    char *masked;

    if (!*text)
        return;
    masked = redact_bytes(redactor, *text, strlen(*text), false, &len);
    free(*text);
    *text = masked;
}

static bool carries_credentials(const char *name)
{
    size_t rows = sizeof(credential_fields) / sizeof(*credential_fields);

    for (size_t i = 0; i < rows; i++)
        if (!strcasecmp(credential_fields[i], name))
            return true;
    return false;
}

/* An empty value stays: it hides nothing, and that it was empty matters. */
void redact_fields(const struct redactor *redactor, struct fields *fields)
{
    for (size_t i = 0; i < fields->len; i++) {
        struct field *field = &fields->items[i];

        if (carries_credentials(field->name) && field->value[0]) {
            free(field->value);
            field->value = xstrdup(REDACT_MASK);
        }
        redact_text(redactor, &field->name);
        redact_text(redactor, &field->value);
    }
}

/* Returns whether anything was masked. */
static bool redact_content(const struct redactor *redactor, char **content,
                           size_t *len, bool cut)
{
    size_t masked_len;
    char *masked;
    bool changed;

    if (!*content)
        return false;
    masked = redact_bytes(redactor, *content, *len, cut, &masked_len);
    changed = masked_len != *len || memcmp(masked, *content, *len) != 0;
    free(*content);
    *content = masked;
    *len = masked_len;
    return changed;
}

void redact_exchange(const struct redactor *redactor, struct exchange *exchange)
{
    struct request *request = &exchange->request;
    struct response *response = &exchange->response;
    bool sent = redact_content(redactor, &request->content,
                               &request->content_len, false);
    bool received =
        redact_content(redactor, &response->content, &response->content_len,
                       exchange->transport != TRANSPORT_OK);

    exchange->masked = sent || received;
    redact_text(redactor, &request->url);
    redact_fields(redactor, &request->fields);
    redact_fields(redactor, &response->fields);
    redact_text(redactor, &exchange->transport_text);
}
