#include "http/redact.h"

#include "base/alloc.h"
#include "http/json_secrets.h"
#include "http/masker.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* From here on a message may have been cut: struct error, libcurl's buffer. */
#define MESSAGE_MAX 255

char *redact_bytes(const struct redactor *redactor, const char *bytes,
                   size_t len, bool cut, size_t *out_len)
{
    struct masker masker = {
        .redactor = redactor, .text = bytes, .len = len, .cut = cut};

    masker_find(&masker);
    return masker_write(&masker, out_len);
}

static void replace_text(const struct redactor *redactor, char **text, bool cut)
{
    size_t len;
    char *masked;

    if (!*text)
        return;
    masked = redact_bytes(redactor, *text, strlen(*text), cut, &len);
    free(*text);
    *text = masked;
}

void redact_text(const struct redactor *redactor, char **text)
{
    replace_text(redactor, text, false);
}

static void redact_message(const struct redactor *redactor, char **text)
{
    replace_text(redactor, text, *text && strlen(*text) >= MESSAGE_MAX);
}

void redact_error(const struct redactor *redactor, struct error *err)
{
    struct error masked = {0};
    char *where = xstrdup(err->where), *text = xstrdup(err->text);

    if (!error_is_set(err))
        goto out;
    redact_message(redactor, &where);
    redact_message(redactor, &text);
    error_set(&masked, err->kind, where, "%s", text);
    *err = masked;
out:
    free(where);
    free(text);
}

static void redact_name(const struct redactor *redactor, char **name)
{
    struct masker masker = {
        .redactor = redactor, .text = *name, .len = strlen(*name)};
    size_t len;
    char *masked;

    masker_find_any_case(&masker);
    masked = masker_write(&masker, &len);
    free(*name);
    *name = masked;
}

/* An empty value stays: it hides nothing, and that it was empty matters. */
void redact_fields(const struct redactor *redactor, struct fields *fields)
{
    for (size_t i = 0; i < fields->len; i++) {
        struct field *field = &fields->items[i];

        if (is_secret_field(&redactor->masking, field->name) &&
            field->value[0]) {
            free(field->value);
            field->value = xstrdup(REDACT_MASK);
        }
        redact_name(redactor, &field->name);
        redact_text(redactor, &field->value);
    }
}

/* The value of a cookie: "id=VALUE; Path=/" (RFC 6265 section 4.1.1). */
static void learn_cookie(struct redactor *redactor, const char *cookie)
{
    const char *sign = strchr(cookie, '=');
    char *value =
        sign ? xmemdup(sign + 1, strcspn(sign + 1, "; \t")) : xstrdup("");

    redactor_learn(redactor, value);
    free(value);
}

static void learn_fields(struct redactor *redactor, const struct fields *fields)
{
    for (size_t i = 0; i < fields->len; i++) {
        const struct field *field = &fields->items[i];

        if (!strcasecmp(field->name, "Set-Cookie"))
            learn_cookie(redactor, field->value);
        else if (is_secret_field(&redactor->masking, field->name))
            redactor_learn(redactor, field->value);
    }
}

/* Content being looked through for values that are secret by their name. */
struct reading {
    struct redactor *learner; /* NULL: it is not an answer's */
    struct masker *masker;
};

/* The string that stands between quotes, as it is meant. */
static void learn_string(struct redactor *redactor, const char *text,
                         const struct json_secret *secret)
{
    json_t *value =
        json_loadb(text + secret->from - 1, secret->to - secret->from + 2,
                   JSON_DECODE_ANY, NULL);

    if (json_is_string(value))
        redactor_learn(redactor, json_string_value(value));
    json_decref(value);
}

static void take_value(const struct json_secret *secret, void *with)
{
    struct reading *reading = with;

    if (reading->learner && secret->is_text && secret->is_whole)
        learn_string(reading->learner, reading->masker->text, secret);
    masker_mark(reading->masker, secret->from, secret->to,
                secret->is_text ? MARK_SECRET : MARK_VALUE);
}

/* Returns whether anything was masked. learner: may be NULL. */
static bool redact_content(const struct redactor *redactor,
                           struct redactor *learner, char **content,
                           size_t *len, bool cut)
{
    struct masker masker = {
        .redactor = redactor, .text = *content, .len = *len, .cut = cut};
    struct reading reading = {learner, &masker};
    char *masked;

    if (!*content)
        return false;
    json_secrets(&redactor->masking, *content, *len, take_value, &reading);
    masker_find(&masker);
    masked = masker_write(&masker, len);
    free(*content);
    *content = masked;
    return masker.hides;
}

/* Nobody asked for a coding, but a server may choose one all the same. */
static bool is_coded(const struct response *response)
{
    static const char gzip[] = {'\x1f', '\x8b'};

    if (response->content_len >= sizeof(gzip) &&
        !memcmp(response->content, gzip, sizeof(gzip)))
        return true;
    for (size_t i = 0; i < response->fields.len; i++) {
        const struct field *field = &response->fields.items[i];

        if (!strcasecmp(field->name, "Content-Encoding") && field->value[0] &&
            strcasecmp(field->value, "identity") != 0)
            return true;
    }
    return false;
}

static bool redact_received(struct redactor *redactor,
                            struct response *response, bool cut)
{
    if (response->content && is_coded(response)) {
        free(response->content);
        response->content = xstrdup(REDACT_MASK);
        response->content_len = strlen(REDACT_MASK);
        return true;
    }
    return redact_content(redactor, redactor, &response->content,
                          &response->content_len, cut);
}

void redact_exchange(struct redactor *redactor, struct exchange *exchange)
{
    struct request *request = &exchange->request;
    struct response *response = &exchange->response;
    bool sent, received;

    learn_fields(redactor, &response->fields);
    /* first, since it may hand out what the rest of the exchange repeats */
    received = redact_received(redactor, response,
                               exchange->transport != TRANSPORT_OK);
    sent = redact_content(redactor, NULL, &request->content,
                          &request->content_len, false);
    exchange->masked = sent || received;
    redact_text(redactor, &request->url);
    redact_fields(redactor, &request->fields);
    redact_fields(redactor, &response->fields);
    redact_text(redactor, &response->http_version);
    redact_message(redactor, &exchange->transport_text);
}
