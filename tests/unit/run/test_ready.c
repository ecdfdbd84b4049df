/* test_ready.c - waiting for a target that starts late. */
#include "tests/unit/http/server.h"

#include "run/ready.h"

#define ANSWER(status)                                                         \
    {ACT_READ, NULL, 0},                                                       \
        {ACT_SEND,                                                             \
         "HTTP/1.1 " status " X\r\nConnection: close\r\n"                      \
         "Content-Length: 0\r\n\r\n",                                          \
         0},                                                                   \
    {                                                                          \
        ACT_CLOSE, NULL, 0                                                     \
    }
#define END                                                                    \
    {                                                                          \
        ACT_END, NULL, 0                                                       \
    }

struct wait {
    struct server server;
    struct http_client *client;
    char url[60];
};

static int setup(void **state)
{
    struct wait *wait = xcalloc(1, sizeof(*wait));
    struct http_options options = {.timeout_ms = 5000,
                                   .connect_timeout_ms = 5000,
                                   .max_body = 4096,
                                   .max_header = 4096,
                                   .user_agent = "test",
                                   .clock = clock_system()};
    struct error err = {0};

    wait->client = http_client_new(&options, &err);
    *state = wait;
    return wait->client ? 0 : -1;
}

static int teardown(void **state)
{
    struct wait *wait = *state;

    http_client_free(wait->client);
    server_kill(&wait->server);
    free(wait);
    return 0;
}

static int wait_for(struct wait *wait, const struct act *script, long limit_ms,
                    struct error *err)
{
    struct clock clock = clock_system();

    server_start(&wait->server, script);
    snprintf(wait->url, sizeof(wait->url), "http://127.0.0.1:%d/",
             wait->server.port);
    return ready_wait(wait->client, &clock, wait->url, limit_ms, err);
}

static int count_requests(const char *text)
{
    int count = 0;

    for (; (text = strstr(text, "GET / ")); text++)
        count++;
    return count;
}

/* An answer of any other kind says that somebody is there. */
static void what_says_not_yet_is_asked_again(void **state)
{
    static const struct act script[] = {ANSWER("502"), ANSWER("503"),
                                        ANSWER("504"), ANSWER("404"), END};
    struct wait *wait = *state;
    struct error err = {0};

    assert_int_equal(0, wait_for(wait, script, 60000, &err));
    server_stop(&wait->server);
    assert_int_equal(4, count_requests(wait->server.got));
}

static void after_the_limit_the_last_answer_is_told(void **state)
{
    static const struct act script[] = {ANSWER("503"), END};
    struct wait *wait = *state;
    struct error err = {0};

    assert_int_equal(-1, wait_for(wait, script, 1, &err));
    server_stop(&wait->server);
    assert_int_equal(ERROR_TRANSPORT, err.kind);
    assert_non_null(strstr(err.text, "within 0.001 s (--wait-ready)"));
    assert_non_null(strstr(err.text, "it answered 503"));
}

static void so_is_why_nothing_answered(void **state)
{
    struct wait *wait = *state;
    struct clock clock = clock_system();
    struct error err = {0};

    assert_int_equal(
        -1, ready_wait(wait->client, &clock, "http://127.0.0.1:1/", 1, &err));
    assert_int_equal(ERROR_TRANSPORT, err.kind);
    assert_non_null(strstr(err.text, "127.0.0.1:1"));
}

#define ready_test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ready_test(what_says_not_yet_is_asked_again),
        ready_test(after_the_limit_the_last_answer_is_told),
        ready_test(so_is_why_nothing_answered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
