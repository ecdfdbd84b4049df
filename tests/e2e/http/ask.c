/*
 * ask.c - the client alone: ask a URL and print all that is recorded.
 *
 * usage: ask [--OPTION VALUE]... METHOD URL [NAME:VALUE]...
 *
 * For each exchange a line "transport version status tries=N new|kept TLS",
 * then the sentence of a failure, the fields (">" sent, "<" received) and the
 * content ("="). Exit status 2 when the client refuses its options.
 */
#include "base/alloc.h"
#include "http/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RESOLVE_MAX 8

struct plan {
    struct http_options http;
    const char *resolve[RESOLVE_MAX];
    long times;   /* how often to ask */
    long rest_ms; /* between two requests */
};

static int take(struct plan *plan, const char *name, const char *value)
{
    struct http_options *http = &plan->http;
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"--proxy", &http->proxy},
                 {"--cacert", &http->cacert},
                 {"--cert", &http->cert},
                 {"--key", &http->key}};

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (!strcmp(name, texts[i].name)) {
            *texts[i].text = value;
            return 0;
        }
    if (!strcmp(name, "--resolve") && http->resolve_len < RESOLVE_MAX)
        plan->resolve[http->resolve_len++] = value;
    else if (!strcmp(name, "--retries"))
        http->retries = (size_t)atol(value);
    else if (!strcmp(name, "--timeout-ms"))
        http->timeout_ms = atol(value);
    else if (!strcmp(name, "--times"))
        plan->times = atol(value);
    else if (!strcmp(name, "--rest-ms"))
        plan->rest_ms = atol(value);
    else
        return -1;
    return 0;
}

static void print_fields(const char *mark, const struct fields *fields)
{
    for (size_t i = 0; i < fields->len; i++)
        printf("%s %s: %s\n", mark, fields->items[i].name,
               fields->items[i].value);
}

static void print_exchange(const struct exchange *exchange)
{
    const struct response *response = &exchange->response;

    printf("%s %s %d tries=%zu %s %s\n", transport_name(exchange->transport),
           response->http_version ? response->http_version : "-",
           response->status, exchange->tries,
           exchange->timings.connect_us < 0 ? "kept" : "new",
           exchange->tls ? exchange->tls : "-");
    if (exchange->transport_text)
        printf("! %s\n", exchange->transport_text);
    printf("> %s %s\n", exchange->request.method, exchange->request.url);
    print_fields(">", &exchange->request.fields);
    print_fields("<", &response->fields);
    if (response->content)
        printf("= %s\n", response->content);
    fflush(stdout);
}

static void ask(struct http_client *client, const struct plan *plan,
                const struct request *request)
{
    struct timespec rest = {plan->rest_ms / 1000,
                            plan->rest_ms % 1000 * 1000000};

    for (long i = 0; i < plan->times; i++) {
        struct exchange exchange = {0};
        struct error err = {0};

        if (i)
            nanosleep(&rest, NULL);
        if (http_perform(client, request, &exchange, &err) < 0)
            printf("refused %s\n", err.text);
        else
            print_exchange(&exchange);
        exchange_clear(&exchange);
    }
    printf("requests %zu\n", http_client_requests(client));
}

static struct request request_of(char **words)
{
    struct request request = {.method = words[0], .url = words[1]};

    if (!strcmp(words[0], "PUT") || !strcmp(words[0], "POST")) {
        request.content = (char *)"{}";
        request.content_len = 2;
    }
    for (char **word = words + 2; *word; word++) {
        char *colon = strchr(*word, ':');

        if (!colon)
            continue;
        *colon = '\0';
        fields_add(&request.fields, *word, colon + 1);
    }
    return request;
}

int main(int argc, char **argv)
{
    struct plan plan = {.times = 1,
                        .http = {.timeout_ms = 10000,
                                 .connect_timeout_ms = 10000,
                                 .max_body = 1000000,
                                 .max_header = 100000,
                                 .user_agent = "assay/ask",
                                 .clock = clock_system()}};
    struct error err = {0};
    struct http_client *client;
    struct request request;
    int at = 1;

    plan.http.resolve = plan.resolve;
    for (; at + 1 < argc && !strncmp(argv[at], "--", 2); at += 2)
        if (take(&plan, argv[at], argv[at + 1]) < 0)
            return 64;
    if (argc - at < 2)
        return 64;
    client = http_client_new(&plan.http, &err);
    if (!client) {
        printf("%s: %s\n", err.where, err.text);
        return 2;
    }
    request = request_of(argv + at);
    ask(client, &plan, &request);
    fields_clear(&request.fields);
    http_client_free(client);
    return 0;
}
