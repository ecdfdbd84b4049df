#include "model/transcript.h"

#include "base/text.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_bytes(EVP_MD_CTX *hash, const char *bytes, size_t len)
{
    char size[32];
    int size_len = snprintf(size, sizeof(size), "%zu:", len);

    EVP_DigestUpdate(hash, size, (size_t)size_len);
    if (len)
        EVP_DigestUpdate(hash, bytes, len);
}

/* Absent and empty are different. */
static void add_content(EVP_MD_CTX *hash, const char *bytes, size_t len)
{
    EVP_DigestUpdate(hash, bytes ? "+" : "-", 1);
    if (bytes)
        add_bytes(hash, bytes, len);
}

static void add_text(EVP_MD_CTX *hash, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    char *safe = NULL;

    if (text && !utf8_is_valid(text, len)) {
        safe = text_visible(text, len, 0);
        text = safe;
        len = strlen(safe);
    }
    add_content(hash, text, len);
    free(safe);
}

static void add_number(EVP_MD_CTX *hash, long long number)
{
    char text[32];

    snprintf(text, sizeof(text), "%lld", number);
    add_text(hash, text);
}

static void add_fields(EVP_MD_CTX *hash, const struct fields *fields)
{
    add_number(hash, (long long)fields->len);
    for (size_t i = 0; i < fields->len; i++) {
        const struct field *field = &fields->items[i];

        add_bytes(hash, field->name, strlen(field->name));
        add_bytes(hash, field->value, strlen(field->value));
    }
}

static void add_messages(EVP_MD_CTX *hash, const struct request *request,
                         const struct response *response)
{
    add_text(hash, request->method);
    add_text(hash, request->url);
    add_fields(hash, &request->fields);
    add_content(hash, request->content, request->content_len);
    add_number(hash, response->status);
    add_text(hash, response->http_version);
    add_fields(hash, &response->fields);
    add_content(hash, response->content, response->content_len);
}

void exchange_digest(const struct exchange *exchange,
                     char hex[EXCHANGE_DIGEST_SIZE])
{
    unsigned char bytes[EVP_MAX_MD_SIZE] = {0};
    EVP_MD_CTX *hash = EVP_MD_CTX_new();

    EVP_DigestInit_ex(hash, EVP_sha256(), NULL);
    add_text(hash, exchange->step);
    add_text(hash, exchange->name);
    add_number(hash, exchange->attempt);
    add_text(hash, exchange->started);
    add_messages(hash, &exchange->request, &exchange->response);
    add_text(hash, transport_name(exchange->transport));
    add_text(hash, exchange->transport_text);
    add_number(hash, exchange->masked);
    EVP_DigestFinal_ex(hash, bytes, NULL);
    EVP_MD_CTX_free(hash);
    text_hex(bytes, 32, hex);
}

static const char *const kinds[] = {
    [ERROR_USAGE] = "usage",       [ERROR_SUITE] = "suite",
    [ERROR_OUTPUT] = "output",     [ERROR_TRANSPORT] = "transport",
    [ERROR_TARGET] = "target",     [ERROR_INTERRUPTED] = "interrupted",
    [ERROR_INTERNAL] = "internal",
};

const char *error_kind_name(enum error_kind kind)
{
    return kinds[kind];
}

int error_kind_from_name(const char *name)
{
    for (size_t i = 1; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (!strcmp(kinds[i], name))
            return (int)i;
    return -1;
}
