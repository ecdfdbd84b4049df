/* test_reach.c - trying again, pacing, and the number of requests allowed. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#include "http/pace.h"

#include <time.h>

#define OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

static int64_t now_us(void)
{
    struct clock clock = clock_system();

    return clock.monotonic_us(clock.state);
}

static void what_was_not_sent_is_tried_again(void **state)
{
    struct http_options options = bench_options();
    struct bench *bench = *state;
    int64_t began = now_us();

    options.retries = 2;
    bench_client(bench, &options);
    close(server_listen(&bench->server.port));
    bench_ask(bench, "POST", "/", "{}");
    bench_perform(bench);
    assert_transport(bench, TRANSPORT_CONNECT);
    assert_int_equal(3, bench->exchange.tries);
    assert_holds(bench->exchange.transport_text, "refused (3 tries)");
    assert_in_range(now_us() - began, 600000, 8000000);
    assert_in_range(bench->exchange.timings.total_us, 0, 500000);
    assert_int_equal(0, http_client_requests(bench->client));
}

/* The server begins to listen while the client rests. */
static void a_later_try_may_succeed(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {0}};
    struct http_options options = bench_options();
    struct sockaddr_in address = {.sin_family = AF_INET};
    struct bench *bench = *state;
    int port, listener;
    pid_t late;

    options.retries = 5;
    bench_client(bench, &options);
    close(server_listen(&port));
    late = fork();
    if (late == 0) {
        struct timespec rest = {0, 300000000};

        nanosleep(&rest, NULL);
        alarm(SERVER_ALARM_S);
        address.sin_port = htons((uint16_t)port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        listener = socket(AF_INET, SOCK_STREAM, 0);
        if (bind(listener, (struct sockaddr *)&address, sizeof(address)) < 0 ||
            listen(listener, 1) < 0)
            _exit(99);
        _exit(serve(listener, script, tmpfile()));
    }
    bench->server.pid = late;
    bench->server.port = port;
    bench_ask(bench, "POST", "/", "{}");
    bench_perform(bench);
    assert_transport(bench, TRANSPORT_OK);
    assert_null(bench->exchange.transport_text);
    assert_true(bench->exchange.tries > 1);
    assert_int_equal(1, http_client_requests(bench->client));
}

static void what_was_sent_is_not_tried_again(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_CLOSE, 0, 0}, {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;

    options.retries = 5;
    bench_client(bench, &options);
    bench_get(bench, script);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_RESET);
    assert_int_equal(1, bench->exchange.tries);
    assert_lacks(bench->exchange.transport_text, "tries");
    assert_int_equal(1, bench->server.connections);
}

static struct http_client *volatile to_interrupt;

static void on_alarm(int number)
{
    (void)number;
    http_client_interrupt(to_interrupt);
}

/* Neither a rest between tries nor one of the pace holds a signal up. */
static void a_rest_can_be_interrupted(void **state)
{
    struct sigaction action = {.sa_handler = on_alarm}, old;
    struct http_options options = bench_options();
    struct bench *bench = *state;
    int64_t began;

    options.retries = 100;
    options.rate_per_s = 0.01;
    bench_client(bench, &options);
    close(server_listen(&bench->server.port));
    bench_ask(bench, "GET", "/", NULL);
    to_interrupt = bench->client;
    sigaction(SIGALRM, &action, &old);
    alarm(1);
    began = now_us();
    bench_perform(bench);
    sigaction(SIGALRM, &old, NULL);
    assert_transport(bench, TRANSPORT_INTERRUPTED);
    assert_in_range(now_us() - began, 500000, 5000000);
    assert_int_equal(1, bench->exchange.tries);
}

static void requests_are_spread_by_the_rate(void **state)
{
    static const struct act script[] = {{ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;
    int64_t began = now_us();
    void *tag;

    options.rate_per_s = 2;
    bench_client(bench, &options);
    server_start(&bench->server, script);
    bench_ask(bench, "GET", "/", NULL);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            0, http_start(bench->client, &bench->request, NULL, &bench->err));
    for (size_t i = 0; i < 3; i++) {
        exchange_clear(&bench->exchange);
        assert_true(http_wait(bench->client, &bench->exchange, &tag));
        assert_transport(bench, TRANSPORT_OK);
        assert_in_range(bench->exchange.timings.total_us, 0, 450000);
    }
    server_stop(&bench->server);
    assert_in_range(now_us() - began, 1000000, 8000000);
}

/* 1/3 s is no whole number of microseconds. */
static void no_second_sees_more_than_the_rate(void **state)
{
    static const double rates[] = {0.5, 1, 3, 7, 1000, 0.000001};

    (void)state;
    for (size_t r = 0; r < sizeof(rates) / sizeof(*rates); r++) {
        struct pace pace = {.per_s = rates[r]};
        double span_us;
        int64_t now = 5;

        assert_int_equal(0, pace_wait_us(&pace, now));
        for (int i = 0; i < 21; i++) {
            now += pace_wait_us(&pace, now);
            if (i < 20)
                pace_start(&pace, now);
        }
        span_us = 20 / rates[r] * 1e6;
        if (rates[r] < 0.001) /* no rest is longer than a day */
            span_us = 20 * 86400e6;
        assert_true((double)(now - 5) >= span_us);
        assert_true((double)(now - 5) <= span_us + 21);
    }
}

static void without_a_rate_nothing_waits(void **state)
{
    struct pace pace = {.per_s = 0};

    (void)state;
    pace_start(&pace, 100);
    assert_int_equal(0, pace_wait_us(&pace, 100));
}

static void requests_beyond_the_budget_are_not_sent(void **state)
{
    static const struct act script[] = {{ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {ACT_READ, 0, 0},
                                        {ACT_SEND, OK_EMPTY, 0},
                                        {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;

    options.max_requests = 1;
    bench_client(bench, &options);
    bench_get(bench, script);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(1, bench->exchange.tries);
    for (size_t i = 0; i < 2; i++) {
        bench_perform(bench);
        assert_transport(bench, TRANSPORT_BUDGET);
        assert_holds(bench->exchange.transport_text, "--max-requests");
        assert_int_equal(0, bench->exchange.tries);
        assert_int_equal(0, bench->exchange.response.status);
        assert_int_equal(-1, bench->exchange.timings.send_us);
    }
    assert_int_equal(1, http_client_requests(bench->client));
    http_client_lift_budget(bench->client);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    assert_int_equal(2, http_client_requests(bench->client));
}

/* What an interrupt holds back, or cannot be sent at all, costs nothing. */
static void only_what_may_go_out_is_counted(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0}, {ACT_SEND, OK_EMPTY, 0}, {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;

    options.max_requests = 1;
    bench_client(bench, &options);
    http_client_interrupt(bench->client);
    bench_get(bench, script);
    assert_transport(bench, TRANSPORT_INTERRUPTED);
    http_client_resume(bench->client);
    bench_ask(bench, "G T", "/", NULL);
    assert_int_equal(
        -1, http_start(bench->client, &bench->request, NULL, &bench->err));
    bench_ask(bench, "GET", "/", NULL);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(what_was_not_sent_is_tried_again),
        bench_test(a_later_try_may_succeed),
        bench_test(what_was_sent_is_not_tried_again),
        bench_test(a_rest_can_be_interrupted),
        bench_test(requests_are_spread_by_the_rate),
        cmocka_unit_test(no_second_sees_more_than_the_rate),
        cmocka_unit_test(without_a_rate_nothing_waits),
        bench_test(requests_beyond_the_budget_are_not_sent),
        bench_test(only_what_may_go_out_is_counted),
    };

    return cmocka_run_group_tests_name("http/reach", tests, NULL, NULL);
}
