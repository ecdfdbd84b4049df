/* test_client.c - what goes out, what comes in, connections, interruption. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#define OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

static void a_get_is_these_bytes_on_the_wire(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {0}};
    struct bench *bench = *state;
    char want[256];

    bench_get(bench, script);
    server_stop(&bench->server);
    snprintf(want, sizeof(want),
             "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
             "User-Agent: assay/test\r\nAccept: */*\r\n\r\n",
             bench->server.port);
    assert_string_equal(want, bench->server.got);
    assert_int_equal(1, http_client_requests(bench->client));
}

/* {method, content, what the wire must end with} */
static void content_is_sent_as_given(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {ACT_HOLD, 0, 0}, {0}};
    static const struct {
        const char *method, *content, *end;
    } rows[] = {
        {"PUT", NULL, "Accept: */*\r\n\r\n"},
        {"PUT", "", "Content-Length: 0\r\n\r\n"},
        {"PUT", "{}", "Content-Length: 2\r\n\r\n{}"},
        {"POST", NULL, "Accept: */*\r\n\r\n"},
        {"POST", "{}", "Content-Length: 2\r\n\r\n{}"},
        {"GET", "{}", "Content-Length: 2\r\n\r\n{}"},
        {"DELETE", NULL, "Accept: */*\r\n\r\n"},
        {"PATCH", "x", "Content-Length: 1\r\n\r\nx"},
        {"M-SEARCH", NULL, "Accept: */*\r\n\r\n"},
    };
    struct http_options options = bench_options();
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *got = bench->server.got;

        bench_client(bench, &options);
        server_start(&bench->server, script);
        bench_ask(bench, rows[i].method, "/a/../b", rows[i].content);
        bench_perform(bench);
        http_client_free(bench->client);
        bench->client = NULL;
        server_stop(&bench->server);
        assert_transport(bench, TRANSPORT_OK);
        assert_memory_equal(rows[i].method, got, strlen(rows[i].method));
        assert_holds(got, " /a/../b HTTP/1.1\r\n");
        assert_string_equal(rows[i].end,
                            got + bench->server.got_len - strlen(rows[i].end));
        assert_lacks(got, "Content-Type");
        assert_lacks(got, "Expect");
        server_kill(&bench->server);
    }
}

static void a_nul_in_content_is_a_byte_like_others(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\0b", 41},
        {0}};
    struct bench *bench = *state;

    server_start(&bench->server, script);
    bench_ask(bench, "PUT", "/", "xxxxx");
    memcpy(bench->request.content, "1\0002\0003", 5);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_memory_equal("1\0002\0003",
                        bench->server.got + bench->server.got_len - 5, 5);
    assert_int_equal(5, bench->exchange.request.content_len);
    assert_memory_equal("1\0002\0003", bench->exchange.request.content, 5);
    assert_int_equal(3, bench->exchange.response.content_len);
    assert_memory_equal("a\0b", bench->exchange.response.content, 4);
}

/* Beyond 1 MiB libcurl would ask for "100 Continue" first. */
static void large_content_goes_out_without_asking(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {0}};
    const size_t len = 1500000;
    struct bench *bench = *state;

    server_start(&bench->server, script);
    bench_ask(bench, "PUT", "/", NULL);
    bench->request.content = xcalloc(len + 1, 1);
    memset(bench->request.content, 'x', len);
    bench->request.content_len = len;
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_lacks(bench->server.got, "Expect");
    assert_non_null(
        fields_get(&bench->exchange.request.fields, "Content-Length"));
    assert_memory_equal(bench->request.content,
                        bench->server.got + bench->server.got_len - len, len);
    assert_int_equal(len, bench->exchange.request.content_len);
}

static void the_recorded_request_is_the_one_on_the_wire(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {0}};
    static const char *const names[] = {
        "Host", "User-Agent",   "Accept",  "X-B",           "X-A",
        "X-B",  "Content-Type", "X-Empty", "Content-Length"};
    struct bench *bench = *state;
    struct fields *got = &bench->exchange.request.fields;
    char *at;

    server_start(&bench->server, script);
    bench_ask(bench, "PUT", "/", "{}");
    fields_add(&bench->request.fields, "X-B", "2");
    fields_add(&bench->request.fields, "X-A", "1");
    fields_add(&bench->request.fields, "X-B", "1");
    fields_add(&bench->request.fields, "Content-Type", "application/json");
    fields_add(&bench->request.fields, "X-Empty", "");
    bench_perform(bench);
    server_stop(&bench->server);
    assert_int_equal(sizeof(names) / sizeof(*names), got->len);
    at = bench->server.got;
    for (size_t i = 0; i < got->len; i++) {
        assert_string_equal(names[i], got->items[i].name);
        assert_non_null(at = strstr(at, names[i]));
        at += strlen(names[i]);
    }
    assert_string_equal("2", fields_get(got, "Content-Length"));
    assert_string_equal("", fields_get(got, "X-Empty"));
    assert_string_equal("PUT", bench->exchange.request.method);
    assert_string_equal("{}", bench->exchange.request.content);
}

/* "Name;" is libcurl's notation of an empty value and "Name:" removes. */
static void what_cannot_be_sent_is_refused(void **state)
{
    static const struct {
        const char *method, *url, *name, *value;
        enum error_kind kind;
        const char *text;
    } rows[] = {
        {"GET", "ftp://127.0.0.1/", "A", "b", ERROR_USAGE, "http"},
        {"GET", "http://u:p@127.0.0.1/", "A", "b", ERROR_USAGE, ""},
        {"GET", "http://127.0.0.1/ x", "A", "b", ERROR_USAGE, ""},
        {"GET", "127.0.0.1/x", "A", "b", ERROR_USAGE, ""},
        {"GET", "http://127.0.0.1/", "A", "b\r\nC: d", ERROR_SUITE, "line end"},
        {"GET", "http://127.0.0.1/", "A", "b\nC: d", ERROR_SUITE, "line end"},
        {"GET", "http://127.0.0.1/", "A:", "b", ERROR_SUITE, "token"},
        {"GET", "http://127.0.0.1/", "", "b", ERROR_SUITE, "token"},
        {"G T", "http://127.0.0.1/", "A", "b", ERROR_SUITE, "token"},
        {"", "http://127.0.0.1/", "A", "b", ERROR_SUITE, "token"},
        {"GET", "http://127.0.0.1/" TOKEN "\n", "A", "b", ERROR_USAGE, ""},
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error err = {0};

        bench_request_clear(&bench->request);
        bench->request.method = xstrdup(rows[i].method);
        bench->request.url = xstrdup(rows[i].url);
        fields_add(&bench->request.fields, rows[i].name, rows[i].value);
        assert_int_equal(
            -1, http_start(bench->client, &bench->request, NULL, &err));
        assert_int_equal(rows[i].kind, err.kind);
        assert_holds(err.text, rows[i].text);
        assert_lacks(err.where, TOKEN);
    }
    assert_int_equal(0, http_client_requests(bench->client));
}

static void two_requests_share_one_connection(void **state)
{
    static const struct act script[] = {{ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {0}};
    struct bench *bench = *state;

    bench_get(bench, script);
    assert_true(bench->exchange.timings.connect_us >= 0);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(1, bench->server.connections);
    assert_int_equal(-1, bench->exchange.timings.dns_us);
    assert_int_equal(-1, bench->exchange.timings.connect_us);
    assert_int_equal(-1, bench->exchange.timings.tls_us);
    assert_true(bench->exchange.timings.wait_us >= 0);
    assert_int_equal(2, http_client_requests(bench->client));
}

/* RFC 9110 section 9.2.2: a POST must not be repeated by itself. */
static void a_post_never_uses_an_old_connection(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {ACT_OTHER, 0, 0},
        {ACT_READ, 0, 0}, {ACT_CLOSE, 0, 0},       {0}};
    struct bench *bench = *state;

    bench_get(bench, script);
    bench_ask(bench, "POST", "/", "{}");
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_RESET);
    assert_int_equal(2, bench->server.connections);
    assert_int_equal(2, http_client_requests(bench->client));
}

static void a_dead_connection_is_replaced_for_a_put(void **state)
{
    static const struct act script[] = {{ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_CLOSE, 0, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {0}};
    struct bench *bench = *state;

    bench_get(bench, script);
    bench_ask(bench, "PUT", "/again", "{}");
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(2, bench->server.connections);
    assert_int_equal(3, http_client_requests(bench->client));
    assert_int_equal(4, bench->exchange.request.fields.len);
}

/* Nothing is answered before both requests are there. */
static void many_may_be_in_flight(void **state)
{
    static const struct act script[] = {{ACT_READ, 0, 0},
                                        {ACT_OTHER, 0, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_OTHER, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {0}};
    struct bench *bench = *state;
    int tags[2] = {0, 0};
    void *tag;

    server_start(&bench->server, script);
    bench_ask(bench, "GET", "/", NULL);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(0, http_start(bench->client, &bench->request, &tags[i],
                                       &bench->err));
    for (size_t i = 0; i < 2; i++) {
        exchange_clear(&bench->exchange);
        assert_true(http_wait(bench->client, &bench->exchange, &tag));
        assert_transport(bench, TRANSPORT_OK);
        *(int *)tag += 1;
    }
    server_stop(&bench->server);
    assert_int_equal(1, tags[0]);
    assert_int_equal(1, tags[1]);
    exchange_clear(&bench->exchange);
    assert_false(http_wait(bench->client, &bench->exchange, &tag));
}

static void perform_leaves_others_in_flight_alone(void **state)
{
    static const struct act script[] = {{ACT_READ, 0, 0},
                                        {ACT_OTHER, 0, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_OTHER, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {0}};
    struct bench *bench = *state;
    void *tag = NULL;

    server_start(&bench->server, script);
    bench_ask(bench, "GET", "/first", NULL);
    assert_int_equal(
        0, http_start(bench->client, &bench->request, bench, &bench->err));
    bench_ask(bench, "GET", "/second", NULL);
    bench_perform(bench);
    assert_holds(bench->exchange.request.url, "/second");
    exchange_clear(&bench->exchange);
    assert_true(http_wait(bench->client, &bench->exchange, &tag));
    assert_ptr_equal(bench, tag);
    assert_holds(bench->exchange.request.url, "/first");
    server_stop(&bench->server);
}

static struct http_client *volatile to_interrupt;

static void on_signal(int number)
{
    (void)number;
    http_client_interrupt(to_interrupt);
}

static void a_signal_handler_interrupts_what_waits(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", 0},
        {ACT_SIGNAL, 0, 0},
        {ACT_HOLD, 0, 0},
        {0}};
    struct sigaction action = {.sa_handler = on_signal}, old;
    struct bench *bench = *state;

    to_interrupt = bench->client;
    sigaction(SIGUSR1, &action, &old);
    bench_get(bench, script);
    sigaction(SIGUSR1, &old, NULL);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_INTERRUPTED);
    assert_holds(bench->exchange.transport_text, "interrupted");
    assert_true(bench->exchange.timings.total_us > 0);
}

static void an_interrupted_client_sends_nothing_until_it_resumes(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {0}};
    struct bench *bench = *state;

    http_client_interrupt(bench->client);
    bench_get(bench, script);
    assert_transport(bench, TRANSPORT_INTERRUPTED);
    assert_int_equal(0, bench->exchange.response.status);
    assert_int_equal(0, http_client_requests(bench->client));
    http_client_resume(bench->client);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(1, bench->server.connections);
}

static void a_wrong_cacert_is_a_usage_error(void **state)
{
    static const char *const paths[] = {"/nonexistent/ca.pem", "/dev/null"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct http_options options = bench_options();
        struct error err = {0};

        options.cacert = paths[i];
        assert_null(http_client_new(&options, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal("--cacert", err.where);
        assert_holds(err.text, paths[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(a_get_is_these_bytes_on_the_wire),
        bench_test(content_is_sent_as_given),
        bench_test(a_nul_in_content_is_a_byte_like_others),
        bench_test(large_content_goes_out_without_asking),
        bench_test(the_recorded_request_is_the_one_on_the_wire),
        bench_test(what_cannot_be_sent_is_refused),
        bench_test(two_requests_share_one_connection),
        bench_test(a_post_never_uses_an_old_connection),
        bench_test(a_dead_connection_is_replaced_for_a_put),
        bench_test(many_may_be_in_flight),
        bench_test(perform_leaves_others_in_flight_alone),
        bench_test(a_signal_handler_interrupts_what_waits),
        bench_test(an_interrupted_client_sends_nothing_until_it_resumes),
        cmocka_unit_test(a_wrong_cacert_is_a_usage_error),
    };

    return cmocka_run_group_tests_name("http/client", tests, NULL, NULL);
}
