#include "http/client.h"

#include "base/alloc.h"
#include "http/flight.h"
#include "http/known.h"
#include "http/options.h"
#include "http/proxy.h"
#include "http/record.h"
#include "http/redact.h"
#include "http/transfer.h"

#include <stdlib.h>
#include <string.h>

struct http_client {
    struct http_options options;   /* owned; secrets not kept here */
    struct redactor *redactor;     /* borrowed, or own_redactor */
    struct redactor *own_redactor; /* owned, or NULL */
    struct flight flight;          /* transfers and libcurl's multi handle */
    struct known known;            /* TLS of the connections in use */
    size_t requests;               /* sent by transfers that have ended */
    size_t asked;                  /* requests taken, for max_requests */
    bool is_unlimited;             /* max_requests was lifted */
};

/* Memory for libcurl that is always there: see base/alloc.h. */
static void *curl_malloc(size_t size)
{
    return xrealloc_array(NULL, size, 1);
}

static void *curl_realloc(void *old, size_t size)
{
    return xrealloc_array(old, size, 1);
}

static char *curl_strdup(const char *text)
{
    return xstrdup(text);
}

static void take_redactor(struct http_client *client,
                          const struct http_options *options)
{
    if (!options->redactor)
        client->own_redactor = redactor_new(NULL);
    client->redactor =
        options->redactor ? options->redactor : client->own_redactor;
    for (size_t i = 0; i < options->secrets_len; i++)
        redactor_add(client->redactor, options->secrets[i]);
    proxy_mask(options->proxy, client->redactor);
}

struct http_client *http_client_new(const struct http_options *options,
                                    struct error *err)
{
    struct http_client *client;

    if (http_options_check(options, err) < 0)
        return NULL;
    curl_global_init_mem(CURL_GLOBAL_DEFAULT, curl_malloc, free, curl_realloc,
                         curl_strdup, xcalloc);
    client = xcalloc(1, sizeof(*client));
    if (flight_init(&client->flight, options, err) < 0) {
        curl_global_cleanup();
        free(client);
        return NULL;
    }
    client->options = http_options_copy(options);
    take_redactor(client, options);
    return client;
}

void http_client_free(struct http_client *client)
{
    if (!client)
        return;
    flight_clear(&client->flight);
    curl_global_cleanup();
    redactor_free(client->own_redactor);
    http_options_clear(&client->options);
    free(client);
}

/* The texts of a refusal quote the request, so they are masked as well. */
static int refuse(struct http_client *client, const struct error *cause,
                  struct error *err)
{
    struct error masked = *cause;

    redact_error(client->redactor, &masked);
    return error_set(err, masked.kind, masked.where, "%s", masked.text);
}

/* One request more: may it still go out? */
static bool is_within_budget(struct http_client *client)
{
    size_t max = client->options.max_requests;

    if (flight_is_interrupted(&client->flight))
        return true; /* it will not go out anyway */
    if (max && client->asked >= max && !client->is_unlimited)
        return false;
    client->asked++;
    return true;
}

/* Returns the new transfer, borrowed, or NULL with err. */
static struct transfer *start(struct http_client *client,
                              const struct request *request, void *tag,
                              struct error *err)
{
    struct error cause = {0};
    struct transfer *transfer =
        transfer_new(&client->options, request, tag, &cause);

    if (!transfer) {
        refuse(client, &cause, err);
        return NULL;
    }
    if (!is_within_budget(client))
        transfer->over_budget = transfer->done = true;
    flight_add(&client->flight, transfer);
    return transfer;
}

int http_start(struct http_client *client, const struct request *request,
               void *tag, struct error *err)
{
    return start(client, request, tag, err) ? 0 : -1;
}

static void finish(struct http_client *client, struct transfer *transfer,
                   struct exchange *exchange)
{
    flight_take(&client->flight, transfer);
    client->requests += transfer->sends;
    record(transfer, known_tls(&client->known, transfer), client->redactor,
           exchange);
    transfer_free(transfer);
}

bool http_wait(struct http_client *client, struct exchange *exchange,
               void **tag)
{
    struct transfer *transfer = flight_await(&client->flight, NULL);

    if (!transfer)
        return false;
    *tag = transfer->tag;
    finish(client, transfer, exchange);
    return true;
}

int http_perform(struct http_client *client, const struct request *request,
                 struct exchange *exchange, struct error *err)
{
    struct transfer *transfer = start(client, request, NULL, err);

    if (!transfer)
        return -1;
    finish(client, flight_await(&client->flight, transfer), exchange);
    return 0;
}

/* A copy; NULL where a text would end before the content does. */
static char *text_of(const struct buffer *content)
{
    return content->len == strlen(buffer_text(content))
               ? xstrdup(buffer_text(content))
               : NULL;
}

/* The value has to be known before the exchange that holds it is masked. */
int http_perform_secret(struct http_client *client,
                        const struct request *request, const char *secret_field,
                        char **secret, char **content,
                        struct exchange *exchange, struct error *err)
{
    struct transfer *transfer = start(client, request, NULL, err);

    *secret = NULL;
    if (content)
        *content = NULL;
    if (!transfer)
        return -1;
    transfer = flight_await(&client->flight, transfer);
    if (receive_is_final(&transfer->receive))
        *secret = xstrdup(fields_get(&transfer->receive.fields, secret_field));
    http_client_add_secret(client, *secret);
    if (content && transfer->receive.content.len)
        *content = text_of(&transfer->receive.content);
    finish(client, transfer, exchange);
    return 0;
}

void http_client_add_secret(struct http_client *client, const char *value)
{
    redactor_add(client->redactor, value);
}

const char *http_client_add_project(struct http_client *client, const char *id)
{
    return redactor_add_project(client->redactor, id);
}

void http_client_mask(const struct http_client *client, char **text)
{
    redact_text(client->redactor, text);
}

bool http_client_masks(const struct http_client *client, const char *text)
{
    return redactor_masks(client->redactor, text);
}

void http_client_lift_budget(struct http_client *client)
{
    client->is_unlimited = true;
}

void http_client_interrupt(struct http_client *client)
{
    flight_interrupt(&client->flight);
}

void http_client_resume(struct http_client *client)
{
    flight_resume(&client->flight);
}

size_t http_client_requests(const struct http_client *client)
{
    return client->requests + flight_sends(&client->flight);
}
