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

struct http_client {
    struct http_options options; /* owned; secrets not kept here */
    struct redactor *redactor;   /* owned */
    struct flight flight;        /* transfers and libcurl's multi handle */
    struct known known;          /* TLS of the connections in use */
    size_t requests;             /* sent by transfers that have ended */
    size_t asked;                /* requests taken, for max_requests */
    bool is_unlimited;           /* max_requests was lifted */
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

static struct redactor *redactor_of(const struct http_options *options)
{
    struct redactor *redactor =
        redactor_new(options->secrets, options->secrets_len);

    if (options->proxy)
        proxy_mask(options->proxy, redactor);
    return redactor;
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
    client->redactor = redactor_of(options);
    return client;
}

void http_client_free(struct http_client *client)
{
    if (!client)
        return;
    flight_clear(&client->flight);
    curl_global_cleanup();
    redactor_free(client->redactor);
    http_options_clear(&client->options);
    free(client);
}

/* The texts of a refusal quote the request, so they are masked as well. */
static int refuse(struct http_client *client, const struct error *cause,
                  struct error *err)
{
    char *where = xstrdup(cause->where), *text = xstrdup(cause->text);

    redact_text(client->redactor, &where);
    redact_text(client->redactor, &text);
    error_set(err, cause->kind, where, "%s", text);
    free(where);
    free(text);
    return -1;
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

/* The value has to be known before the exchange that holds it is masked. */
int http_perform_secret(struct http_client *client,
                        const struct request *request, const char *secret_field,
                        char **secret, struct exchange *exchange,
                        struct error *err)
{
    struct transfer *transfer = start(client, request, NULL, err);

    *secret = NULL;
    if (!transfer)
        return -1;
    transfer = flight_await(&client->flight, transfer);
    if (receive_is_final(&transfer->receive))
        *secret = xstrdup(fields_get(&transfer->receive.fields, secret_field));
    http_client_add_secret(client, *secret);
    finish(client, transfer, exchange);
    return 0;
}

void http_client_add_secret(struct http_client *client, const char *value)
{
    redactor_add(client->redactor, value);
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
