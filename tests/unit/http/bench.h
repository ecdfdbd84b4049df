/*
 * bench.h - what every test of the client needs: a client, a server, a
 * request and the exchange, released also after a failed assert.
 */
#ifndef TESTS_UNIT_HTTP_BENCH_H
#define TESTS_UNIT_HTTP_BENCH_H

#include "tests/unit/http/server.h"

#include "base/alloc.h"
#include "http/client.h"

#define TOKEN "gAAAA-secret/1\"x"

struct bench {
    struct server server;
    struct http_client *client;
    struct request request;
    struct exchange exchange;
    struct error err;
};

static const char *const bench_secrets[] = {TOKEN, "abc", NULL};

static inline struct http_options bench_options(void)
{
    return (struct http_options){.timeout_ms = 10000,
                                 .connect_timeout_ms = 10000,
                                 .max_body = 4096,
                                 .max_header = 2048,
                                 .user_agent = "assay/test",
                                 .secrets = bench_secrets,
                                 .secrets_len = 3,
                                 .clock = clock_system()};
}

static inline int bench_setup(void **state)
{
    struct bench *bench = xcalloc(1, sizeof(*bench));
    struct http_options options = bench_options();

    bench->client = http_client_new(&options, &bench->err);
    *state = bench;
    return bench->client ? 0 : -1;
}

static inline void bench_request_clear(struct request *request)
{
    free(request->method);
    free(request->url);
    fields_clear(&request->fields);
    free(request->content);
    *request = (struct request){0};
}

static inline int bench_teardown(void **state)
{
    struct bench *bench = *state;

    http_client_free(bench->client);
    server_kill(&bench->server);
    bench_request_clear(&bench->request);
    exchange_clear(&bench->exchange);
    free(bench);
    return 0;
}

/* Another client, with other limits. */
static inline void bench_client(struct bench *bench,
                                const struct http_options *options)
{
    http_client_free(bench->client);
    bench->client = http_client_new(options, &bench->err);
    assert_non_null(bench->client);
}

/* Make the request to ask; content NULL: none. */
static inline void bench_ask(struct bench *bench, const char *method,
                             const char *path, const char *content)
{
    bench_request_clear(&bench->request);
    bench->request.method = xstrdup(method);
    bench->request.url =
        xasprintf("http://127.0.0.1:%d%s", bench->server.port, path);
    bench->request.content = xstrdup(content);
    bench->request.content_len = content ? strlen(content) : 0;
}

static inline void bench_perform(struct bench *bench)
{
    exchange_clear(&bench->exchange);
    assert_int_equal(0, http_perform(bench->client, &bench->request,
                                     &bench->exchange, &bench->err));
}

/* Start the script and GET / from it. */
static inline void bench_get(struct bench *bench, const struct act *script)
{
    server_start(&bench->server, script);
    bench_ask(bench, "GET", "/", NULL);
    bench_perform(bench);
}

#define assert_transport(bench, want)                                          \
    assert_string_equal(transport_name(want),                                  \
                        transport_name((bench)->exchange.transport))
#define assert_holds(text, part) assert_non_null(strstr((text), (part)))
#define assert_lacks(text, part) assert_null(strstr((text), (part)))

#define bench_test(name)                                                       \
    cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

#endif
