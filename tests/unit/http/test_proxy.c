/* test_proxy.c - requests through a proxy, and what must not be seen of it. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#define USER     "proxy-user"
#define PASSWORD "p/w:55%"
#define BASIC    "cHJveHktdXNlcjpwL3c6NTUl"

/* Ask http(s)://target.invalid through the script, which is the proxy. */
static void ask_through(struct bench *bench, const struct act *script,
                        const char *url)
{
    struct http_options options = bench_options();
    char *proxy;

    server_start(&bench->server, script);
    proxy = xasprintf("http://" USER ":p%%2Fw%%3A55%%25@127.0.0.1:%d",
                      bench->server.port);
    options.proxy = proxy;
    options.retries = 3;
    bench_client(bench, &options);
    free(proxy);
    bench_ask(bench, "GET", "/", NULL);
    free(bench->request.url);
    bench->request.url = xstrdup(url);
    bench_perform(bench);
    server_stop(&bench->server);
}

static void no_secret_is_in(const struct exchange *exchange)
{
    const struct fields *lists[] = {&exchange->request.fields,
                                    &exchange->response.fields};

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < lists[i]->len; k++) {
            assert_lacks(lists[i]->items[k].value, BASIC);
            assert_lacks(lists[i]->items[k].value, PASSWORD);
        }
    if (exchange->response.content) {
        assert_lacks(exchange->response.content, BASIC);
        assert_lacks(exchange->response.content, PASSWORD);
    }
    if (exchange->transport_text) {
        assert_lacks(exchange->transport_text, BASIC);
        assert_lacks(exchange->transport_text, PASSWORD);
        assert_lacks(exchange->transport_text, "p%2Fw");
    }
}

/* It is told back what it was told, as an angry page may. */
static void a_plain_request_is_the_proxys_with_its_credentials(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND,
         "HTTP/1.1 200 OK\r\nX-Echo: Basic " BASIC "\r\n"
         "Content-Length: 46\r\n\r\n" PASSWORD " " BASIC " p%2Fw%3A55%25",
         0},
        {0}};
    struct bench *bench = *state;
    const struct exchange *exchange = &bench->exchange;

    ask_through(bench, script, "http://target.invalid:8776/v3");
    assert_transport(bench, TRANSPORT_OK);
    assert_holds(bench->server.got,
                 "GET http://target.invalid:8776/v3 HTTP/1.1\r\n");
    assert_holds(bench->server.got, "Proxy-Authorization: Basic " BASIC "\r\n");
    assert_string_equal("[masked]", fields_get(&exchange->request.fields,
                                               "Proxy-Authorization"));
    assert_string_equal("Basic [masked]",
                        fields_get(&exchange->response.fields, "X-Echo"));
    assert_string_equal("[masked] [masked] [masked]",
                        exchange->response.content);
    no_secret_is_in(exchange);
}

static void a_proxy_that_refuses_us_is_no_answer_of_the_target(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND,
         "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
         "Content-Length: 24\r\n\r\n" BASIC,
         0},
        {0}};
    static const char *const urls[] = {"http://target.invalid/",
                                       "https://target.invalid/"};
    struct bench *bench = *state;

    for (size_t i = 0; i < 2; i++) {
        ask_through(bench, script, urls[i]);
        assert_transport(bench, TRANSPORT_CONNECT);
        assert_holds(bench->exchange.transport_text, "proxy");
        assert_holds(bench->exchange.transport_text, "407");
        assert_int_equal(1, bench->exchange.tries);
        no_secret_is_in(&bench->exchange);
        server_kill(&bench->server);
    }
}

static void a_tunnel_that_fails_is_not_the_request(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 403 No\r\nX-Proxy: y\r\nContent-Length: 0\r\n\r\n",
         0},
        {0}};
    struct bench *bench = *state;
    const struct exchange *exchange = &bench->exchange;

    ask_through(bench, script, "https://target.invalid:8776/v3");
    assert_holds(bench->server.got, "CONNECT target.invalid:8776 HTTP/1.1\r\n");
    assert_holds(bench->server.got, BASIC);
    assert_transport(bench, TRANSPORT_CONNECT);
    assert_holds(exchange->transport_text, "the proxy does not connect to "
                                           "target.invalid:8776");
    assert_int_equal(0, exchange->request.fields.len);
    assert_int_equal(0, exchange->response.status);
    assert_int_equal(0, http_client_requests(bench->client));
    no_secret_is_in(exchange);
}

/* 502 may pass: nothing of the request was sent, so it is tried again. */
static void a_tunnel_is_tried_again(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", 0},
        {ACT_CLOSE, 0, 0},
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", 0},
        {0}};
    struct bench *bench = *state;

    ask_through(bench, script, "https://target.invalid/");
    assert_transport(bench, TRANSPORT_CONNECT);
    assert_int_equal(2, bench->exchange.tries);
    assert_int_equal(2, bench->server.connections);
}

static void a_proxy_that_is_not_there_is_named(void **state)
{
    struct http_options options = bench_options();
    struct bench *bench = *state;
    char *proxy, *want;
    int port;

    close(server_listen(&port));
    proxy = xasprintf("http://" USER ":p%%2Fw%%3A55%%25@127.0.0.1:%d", port);
    want = xasprintf("could not connect to the proxy 127.0.0.1:%d: Connection "
                     "refused",
                     port);
    options.proxy = proxy;
    bench_client(bench, &options);
    bench->server.port = 1;
    bench_ask(bench, "GET", "/", NULL);
    bench_perform(bench);
    assert_transport(bench, TRANSPORT_CONNECT);
    assert_string_equal(want, bench->exchange.transport_text);
    free(proxy);
    free(want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(a_plain_request_is_the_proxys_with_its_credentials),
        bench_test(a_proxy_that_refuses_us_is_no_answer_of_the_target),
        bench_test(a_tunnel_that_fails_is_not_the_request),
        bench_test(a_tunnel_is_tried_again),
        bench_test(a_proxy_that_is_not_there_is_named),
    };

    return cmocka_run_group_tests_name("http/proxy", tests, NULL, NULL);
}
