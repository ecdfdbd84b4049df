/* test_receive.c - every form a response may come in, and broken ones. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#define READ                                                                   \
    {                                                                          \
        ACT_READ, 0, 0                                                         \
    }
#define SEND(text)                                                             \
    {                                                                          \
        ACT_SEND, text, 0                                                      \
    }
#define CLOSE                                                                  \
    {                                                                          \
        ACT_CLOSE, 0, 0                                                        \
    }
#define HOLD                                                                   \
    {                                                                          \
        ACT_HOLD, 0, 0                                                         \
    }

static void good_forms_are_understood(void **state)
{
    static const struct {
        const char *bytes, *version, *content;
        int status;
    } rows[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "1.1", "{}", 200},
        {"HTTP/1.1 404\r\nContent-Length: 2\r\n\r\n{}", "1.1", "{}", 404},
        {"HTTP/1.0 200 OK\r\n\r\nuntil close", "1.0", "until close", 200},
        {"HTTP/1.1 200 OK\r\n\r\n", "1.1", NULL, 200},
        {"HTTP/1.1 204 No Content\r\n\r\n", "1.1", NULL, 204},
        {"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", "1.1", NULL,
         304},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
         "2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n",
         "1.1", "abc", 200},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
         "2\r\nab\r\n0\r\nStatus: trailer\r\n\r\n",
         "1.1", "ab", 200},
        {"HTTP/1.1 100 Continue\r\nStatus: interim\r\n\r\n"
         "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
         "HTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx",
         "1.1", "x", 201},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
         "Content-Length: 3\r\n\r\nabc",
         "1.1", "[masked]", 200}, /* a secret may be inside */
        {"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
         "1.1", NULL, 302},
        {"HTTP/1.1 200 OK\nContent-Length: 1\n\nx", "1.1", "x", 200},
        {"HTTP/1.1 599 ?\r\nContent-Length: 0\r\n\r\n", "1.1", NULL, 599},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct act script[] = {READ, SEND(rows[i].bytes), CLOSE, {0}};
        const struct response *response = &bench->exchange.response;

        bench_get(bench, script);
        server_stop(&bench->server);
        assert_transport(bench, TRANSPORT_OK);
        assert_null(bench->exchange.transport_text);
        assert_int_equal(rows[i].status, response->status);
        assert_string_equal(rows[i].version, response->http_version);
        assert_null(fields_get(&response->fields, "Status"));
        if (rows[i].content)
            assert_string_equal(rows[i].content, response->content);
        else
            assert_null(response->content);
        assert_int_equal(rows[i].content ? strlen(rows[i].content) : 0,
                         response->content_len);
        server_kill(&bench->server);
    }
}

static void fields_keep_order_and_repeats(void **state)
{
    static const struct act script[] = {
        READ,
        SEND("HTTP/1.1 200 OK\r\nB: 1\r\nA:  two words \r\nb: 3\r\nB: 1\r\n"
             "Folded: a\r\n  b\r\nEmpty:\r\nHTTP/1.1: 9\r\n"
             "Content-Length: 0\r\n\r\n"),
        {0}};
    static const struct {
        const char *name, *value;
    } want[] = {{"B", "1"},        {"A", "two words"},     {"b", "3"},
                {"B", "1"},        {"Folded", "a b"},      {"Empty", ""},
                {"HTTP/1.1", "9"}, {"Content-Length", "0"}};
    struct bench *bench = *state;
    const struct fields *got = &bench->exchange.response.fields;

    bench_get(bench, script);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(sizeof(want) / sizeof(*want), got->len);
    for (size_t i = 0; i < got->len; i++) {
        assert_string_equal(want[i].name, got->items[i].name);
        assert_string_equal(want[i].value, got->items[i].value);
    }
}

static void a_head_has_no_content_to_wait_for(void **state)
{
    static const struct act script[] = {
        READ, SEND("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"), HOLD, {0}};
    struct bench *bench = *state;

    server_start(&bench->server, script);
    bench_ask(bench, "HEAD", "/", NULL);
    bench_perform(bench);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(200, bench->exchange.response.status);
    assert_null(bench->exchange.response.content);
}

/* What had come is kept: status and content say how far it got. */
static void broken_responses_are_named_and_kept(void **state)
{
    static const struct {
        const char *bytes;
        enum transport transport;
        int status;
        const char *content, *text;
    } rows[] = {
        {"", TRANSPORT_RESET, 0, NULL, "before it answered"},
        {"HTTP/1.1 200", TRANSPORT_RESET, 0, NULL, ""},
        {"HTTP/1.1 200 OK\r\nA: b\r\nC:", TRANSPORT_RESET, 200, NULL, ""},
        {"HTTP/1.1 100 Continue\r\n\r\n", TRANSPORT_RESET, 0, NULL, ""},
        {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", TRANSPORT_RESET,
         200, "abc", "before its response was whole"},
        {"HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
         TRANSPORT_RESET, 500, "ab", "before its response was whole"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab",
         TRANSPORT_RESET, 200, "ab", ""},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
         TRANSPORT_PROTOCOL, 200, NULL, "chunks"},
        {"SSH-2.0-OpenSSH_9.2\r\n", TRANSPORT_PROTOCOL, 0, NULL, "HTTP"},
        {"{\"not\": \"HTTP\"}", TRANSPORT_PROTOCOL, 0, NULL, "HTTP"},
        {"HTTP/1.1 abc OK\r\n\r\n", TRANSPORT_PROTOCOL, 0, NULL, "HTTP"},
        {"HTTP/2 200\r\n\r\n", TRANSPORT_PROTOCOL, 200, NULL, "HTTP/2"},
        {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", TRANSPORT_PROTOCOL,
         200, NULL, "HTTP"},
        {"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nx", TRANSPORT_PROTOCOL,
         200, NULL, "HTTP"},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct act script[] = {READ, SEND(rows[i].bytes), CLOSE, {0}};
        const struct exchange *exchange = &bench->exchange;

        bench_get(bench, script);
        server_stop(&bench->server);
        if (exchange->transport != rows[i].transport)
            print_message("%s -> %s\n", rows[i].bytes,
                          transport_name(exchange->transport));
        assert_transport(bench, rows[i].transport);
        assert_holds(exchange->transport_text, rows[i].text);
        assert_holds(exchange->transport_text, "127.0.0.1:");
        assert_int_equal(rows[i].status, exchange->response.status);
        assert_int_equal(rows[i].content ? strlen(rows[i].content) : 0,
                         exchange->response.content_len);
        if (rows[i].content)
            assert_string_equal(rows[i].content, exchange->response.content);
        server_kill(&bench->server);
    }
}

static void a_nul_in_a_field_is_not_http(void **state)
{
    static const struct act script[] = {
        READ, {ACT_SEND, "HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n", 27}, CLOSE, {0}};
    struct bench *bench = *state;

    bench_get(bench, script);
    assert_transport(bench, TRANSPORT_PROTOCOL);
}

/* The limits are 4096 and 2048 bytes (bench_options). */
static void endless_responses_are_cut_at_the_limit(void **state)
{
    static const struct {
        const char *first, *repeat, *text;
        size_t content_len;
    } rows[] = {
        {"HTTP/1.1 200 OK\r\n\r\n", "0123456789", "content", 4096},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
         "a\r\n0123456789\r\n", "content", 4096},
        {"HTTP/1.1 200 OK\r\n", "A: 0123456789\r\n", "header", 0},
        {"HTTP/1.1 200 OK\r\nA: ", "0123456789", "libcurl takes", 0},
        {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Hints\r\nA: b\r\n\r\n",
         "header", 0},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
         "A: 0123456789\r\n", "header", 0},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct act script[] = {READ,
                                     SEND(rows[i].first),
                                     {ACT_REPEAT, rows[i].repeat, 0},
                                     CLOSE,
                                     {0}};

        bench_get(bench, script);
        server_stop(&bench->server);
        assert_transport(bench, TRANSPORT_TOO_LARGE);
        assert_holds(bench->exchange.transport_text, rows[i].text);
        assert_int_equal(rows[i].content_len,
                         bench->exchange.response.content_len);
        server_kill(&bench->server);
    }
}

static void the_limits_themselves_are_allowed(void **state)
{
    static const struct act script[] = {
        READ, SEND("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"), {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;

    options.max_header = strlen("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    options.max_body = 5;
    for (size_t less = 0; less < 3; less++) {
        options.max_header -= less == 1;
        options.max_body -= less == 2;
        options.max_header += less == 2;
        bench_client(bench, &options);
        bench_get(bench, script);
        server_stop(&bench->server);
        assert_transport(bench, less ? TRANSPORT_TOO_LARGE : TRANSPORT_OK);
        server_kill(&bench->server);
    }
    assert_holds(bench->exchange.transport_text, "limit of 4 bytes");
    assert_string_equal("abcd", bench->exchange.response.content);
}

static void silence_becomes_a_timeout(void **state)
{
    static const struct act silent[] = {READ, HOLD, {0}};
    static const struct act half[] = {
        READ,
        SEND("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
        HOLD,
        {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;

    options.timeout_ms = 500;
    bench_client(bench, &options);
    bench_get(bench, silent);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_TIMEOUT);
    assert_holds(bench->exchange.transport_text, "no complete response");
    assert_int_equal(-1, bench->exchange.timings.receive_us);
    assert_in_range(bench->exchange.timings.wait_us, 300000, 5000000);
    assert_in_range(bench->exchange.timings.total_us, 490000, 5000000);
    server_kill(&bench->server);
    bench_get(bench, half);
    assert_transport(bench, TRANSPORT_TIMEOUT);
    assert_string_equal("abc", bench->exchange.response.content);
}

/* A port that was free a moment ago: nobody listens. */
static void a_refused_port_is_named(void **state)
{
    struct bench *bench = *state;
    char want[80];

    close(server_listen(&bench->server.port));
    bench_ask(bench, "GET", "/", NULL);
    bench_perform(bench);
    assert_transport(bench, TRANSPORT_CONNECT);
    snprintf(want, sizeof(want),
             "could not connect to 127.0.0.1:%d: Connection refused",
             bench->server.port);
    assert_string_equal(want, bench->exchange.transport_text);
    assert_int_equal(-1, bench->exchange.timings.send_us);
    assert_int_equal(0, http_client_requests(bench->client));
}

static void a_server_without_tls_is_a_tls_error(void **state)
{
    static const struct act script[] = {
        {ACT_ACCEPT, 0, 0}, SEND("HTTP/1.1 400 Bad\r\n\r\n"), HOLD, {0}};
    struct bench *bench = *state;
    char *url;

    server_start(&bench->server, script);
    bench_ask(bench, "GET", "/", NULL);
    url = xasprintf("https://127.0.0.1:%d/", bench->server.port);
    free(bench->request.url);
    bench->request.url = url;
    bench_perform(bench);
    assert_transport(bench, TRANSPORT_TLS);
    assert_int_equal(0, http_client_requests(bench->client));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(good_forms_are_understood),
        bench_test(fields_keep_order_and_repeats),
        bench_test(a_head_has_no_content_to_wait_for),
        bench_test(broken_responses_are_named_and_kept),
        bench_test(a_nul_in_a_field_is_not_http),
        bench_test(endless_responses_are_cut_at_the_limit),
        bench_test(the_limits_themselves_are_allowed),
        bench_test(silence_becomes_a_timeout),
        bench_test(a_refused_port_is_named),
        bench_test(a_server_without_tls_is_a_tls_error),
    };

    return cmocka_run_group_tests_name("http/receive", tests, NULL, NULL);
}
