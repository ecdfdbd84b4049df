#include "http/client.h"

#include "base/alloc.h"
#include "http/known.h"
#include "http/record.h"
#include "http/redact.h"
#include "http/transfer.h"
#include "http/trust.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* libcurl has timers of its own; this bounds one sleep of ours. */
#define POLL_MS 1000

struct http_client {
    struct http_options options; /* strings owned; secrets not kept here */
    struct redactor *redactor;   /* owned */
    CURLM *multi;                /* owned */
    struct transfer *transfers;  /* owned, oldest first */
    struct known known;          /* TLS of the connections in use */
    size_t requests;             /* sent by transfers that have ended */
    atomic_bool interrupted;     /* lock-free, so a signal handler may set it */
    int wake[2];                 /* a pipe to itself; read end is polled */
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

static int open_wake(int wake[2])
{
    if (pipe(wake) < 0)
        return -1;
    for (size_t i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

static void own_options(struct http_client *client,
                        const struct http_options *options)
{
    assert(options->timeout_ms > 0 && options->connect_timeout_ms > 0);
    assert(options->max_body > 0 && options->max_header > 0);
    client->options = *options;
    client->options.cacert = xstrdup(options->cacert);
    client->options.user_agent = xstrdup(options->user_agent);
    client->options.secrets = NULL;
    client->options.secrets_len = 0;
    client->redactor = redactor_new(options->secrets, options->secrets_len);
}

struct http_client *http_client_new(const struct http_options *options,
                                    struct error *err)
{
    struct http_client *client;
    int wake[2];

    if (options->cacert && trust_check(options->cacert, err) < 0)
        return NULL;
    if (open_wake(wake) < 0) {
        error_set(err, ERROR_INTERNAL, "", "pipe: %s", strerror(errno));
        return NULL;
    }
    curl_global_init_mem(CURL_GLOBAL_DEFAULT, curl_malloc, free, curl_realloc,
                         curl_strdup, xcalloc);
    client = xcalloc(1, sizeof(*client));
    memcpy(client->wake, wake, sizeof(wake));
    own_options(client, options);
    client->multi = curl_multi_init();
    return client;
}

/* Take a transfer out of the list and off the network; the caller owns it. */
static void detach(struct http_client *client, struct transfer *transfer)
{
    struct transfer **at = &client->transfers;

    while (*at != transfer)
        at = &(*at)->next;
    *at = transfer->next;
    if (transfer->attached)
        curl_multi_remove_handle(client->multi, transfer->easy);
}

void http_client_free(struct http_client *client)
{
    struct transfer *transfer;

    if (!client)
        return;
    while ((transfer = client->transfers)) {
        detach(client, transfer);
        transfer_free(transfer);
    }
    curl_multi_cleanup(client->multi);
    curl_global_cleanup();
    redactor_free(client->redactor);
    free((char *)client->options.cacert);
    free((char *)client->options.user_agent);
    close(client->wake[0]);
    close(client->wake[1]);
    free(client);
}

static void enlist(struct http_client *client, struct transfer *transfer)
{
    struct transfer **at = &client->transfers;
    const struct clock *clock = &client->options.clock;

    while (*at)
        at = &(*at)->next;
    *at = transfer;
    transfer->started_wall_us = clock->wall_us(clock->state);
    transfer->started_us = clock->monotonic_us(clock->state);
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

static void end(struct transfer *transfer, CURLcode code)
{
    transfer->done = true;
    transfer->code = code;
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
    enlist(client, transfer);
    if (atomic_load(&client->interrupted)) {
        end(transfer, CURLE_ABORTED_BY_CALLBACK); /* nothing goes out */
        return transfer;
    }
    curl_multi_add_handle(client->multi, transfer->easy);
    transfer->attached = true;
    return transfer;
}

int http_start(struct http_client *client, const struct request *request,
               void *tag, struct error *err)
{
    return start(client, request, tag, err) ? 0 : -1;
}

/* Note which transfers libcurl has finished. */
static void collect(struct http_client *client)
{
    struct transfer *transfer;
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(client->multi, &left))) {
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        end(transfer, message->data.result);
    }
}

static void end_all(struct http_client *client, CURLcode code)
{
    for (struct transfer *at = client->transfers; at; at = at->next)
        if (!at->done)
            end(at, code);
}

/* The oldest that is done; with only, that one when it is done. */
static struct transfer *find_done(const struct http_client *client,
                                  const struct transfer *only)
{
    for (struct transfer *at = client->transfers; at; at = at->next)
        if (at->done && (!only || at == only))
            return at;
    return NULL;
}

static void drain(const struct http_client *client)
{
    char bytes[64];

    while (read(client->wake[0], bytes, sizeof(bytes)) > 0)
        ;
}

/* Let libcurl work; sleep only when it has nothing to report. */
static void advance(struct http_client *client, const struct transfer *only)
{
    struct curl_waitfd wake = {client->wake[0], CURL_WAIT_POLLIN, 0};
    int running = 0;
    CURLMcode code = curl_multi_perform(client->multi, &running);

    collect(client);
    if (code == CURLM_OK && !find_done(client, only) &&
        !atomic_load(&client->interrupted))
        code = curl_multi_poll(client->multi, &wake, 1, POLL_MS, NULL);
    if (code != CURLM_OK)
        end_all(client, CURLE_FAILED_INIT);
}

static void finish(struct http_client *client, struct transfer *transfer,
                   struct exchange *exchange)
{
    detach(client, transfer);
    client->requests += transfer->sends;
    record(transfer, known_tls(&client->known, transfer), client->redactor,
           exchange);
    transfer_free(transfer);
}

/*
 * Work until a transfer is done; with only, that one. Returns it, still in
 * the list, or NULL when none is in flight.
 */
static struct transfer *await(struct http_client *client,
                              const struct transfer *only)
{
    struct transfer *transfer;

    while (client->transfers) {
        collect(client);
        if (atomic_load(&client->interrupted))
            end_all(client, CURLE_ABORTED_BY_CALLBACK);
        transfer = find_done(client, only);
        if (transfer)
            return transfer;
        advance(client, only);
    }
    return NULL;
}

bool http_wait(struct http_client *client, struct exchange *exchange,
               void **tag)
{
    struct transfer *transfer = await(client, NULL);

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
    finish(client, await(client, transfer), exchange);
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
    transfer = await(client, transfer);
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

void http_client_interrupt(struct http_client *client)
{
    int saved = errno;
    ssize_t written;

    atomic_store(&client->interrupted, true);
    written = write(client->wake[1], "", 1);
    (void)written; /* a full pipe wakes as well */
    errno = saved;
}

void http_client_resume(struct http_client *client)
{
    atomic_store(&client->interrupted, false);
    drain(client);
}

size_t http_client_requests(const struct http_client *client)
{
    size_t requests = client->requests;

    for (struct transfer *at = client->transfers; at; at = at->next)
        requests += at->sends;
    return requests;
}
