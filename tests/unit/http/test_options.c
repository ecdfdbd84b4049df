/* test_options.c - what a client is told wrongly is noticed before traffic. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* Returns the text of the refusal, borrowed until the next call; NULL: none. */
static const char *refusal(const struct http_options *options,
                           const char *where)
{
    static struct error err;
    struct http_client *client;

    err = (struct error){0};
    client = http_client_new(options, &err);
    http_client_free(client);
    if (client)
        return NULL;
    assert_int_equal(ERROR_USAGE, err.kind);
    assert_string_equal(where, err.where);
    return err.text;
}

static void a_proxy_is_a_url_with_a_port(void **state)
{
    static const char *const rows[] = {
        "http://127.0.0.1:3128",     "http://proxy.example:1/",
        "https://proxy.example:443", "socks5://[::1]:1080",
        "socks5h://host:9050/",      "HTTP://host:80",
        "http://user@host:80",       "http://user:pass@host:80",
        "http://:pass@host:80",      "http://u%40d:p%2F%3a%25@host:80"};

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct http_options options = bench_options();

        options.proxy = rows[i];
        assert_null(refusal(&options, "--proxy"));
    }
}

static void a_bad_proxy_is_a_usage_error_that_shows_no_password(void **state)
{
    static const struct {
        const char *url, *text;
    } rows[] = {
        {"", "begin with"},
        {"host:3128", "begin with"},
        {"u:pa55@host:3128", "begin with"},
        {"ftp://u:pa55@host:21", "none of http"},
        {"socks4://u:pa55@host:21", "none of http"},
        {"pa55://host:21", "none of http"},
        {"http://u:pa55@host", "port"},
        {"http://u:pa55@host:0", ""},
        {"http://u:pa55@host:pa55", ""},
        {"http://u:pa55@host:99999", ""},
        {"http://u:pa55@:80", ""},
        {"http://u:pa55@ho st:80", ""},
        {"http://u:pa55@host:80/pa55", "nothing may follow"},
        {"http://u:pa55@host:80?pa55", "nothing may follow"},
        {"http://u:pa55@host:80/#pa55", "nothing may follow"},
        {"http://u:pa55%0d%0aX@host:80", "control"},
        {"http://pa55%00:x@host:80", "control"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct http_options options = bench_options();
        const char *text;

        options.proxy = rows[i].url;
        text = refusal(&options, "--proxy");
        assert_non_null(text);
        assert_holds(text, rows[i].text);
        assert_lacks(text, "pa55");
    }
}

static void an_address_by_hand_has_three_parts(void **state)
{
    static const struct {
        const char *entry, *text; /* NULL: it is right */
    } rows[] = {
        {"host:443:127.0.0.1", NULL},
        {"Host_1.example.:1:10.0.0.1,10.0.0.2", NULL},
        {"*:65535:::1", NULL},
        {"host:80:[::1],127.0.0.1", NULL},
        {"host:80:2001:db8::7,[2001:db8::8]", NULL},
        {"", "HOST:PORT:ADDRESS"},
        {"host", "HOST:PORT:ADDRESS"},
        {"host:80", "HOST:PORT:ADDRESS"},
        {"+host:80:127.0.0.1", "HOST:PORT:ADDRESS"},
        {"-host:80", "HOST:PORT:ADDRESS"},
        {":80:127.0.0.1", "HOST:PORT:ADDRESS"},
        {"ho st:80:127.0.0.1", "HOST:PORT:ADDRESS"},
        {"*x:80:127.0.0.1", "HOST:PORT:ADDRESS"},
        {"host:0:127.0.0.1", "port '0'"},
        {"host:65536:127.0.0.1", "port"},
        {"host::127.0.0.1", "port ''"},
        {"host:8a:127.0.0.1", "port '8a'"},
        {"host:80:", "'' is neither"},
        {"host:80:localhost", "'localhost' is neither"},
        {"host:80:127.0.0.1,", "'' is neither"},
        {"host:80:127.0.0.1,,::1", "'' is neither"},
        {"host:80:[127.0.0.1]", "neither"},
        {"host:80:[::1", "neither"},
        {"host:80:127.0.0.256", "neither"},
        {"host:80:::1::1::1:aaaa:aaaa:aaaa:aaaa:aaaa:aaaa:aaaa:aaaa:aaaa",
         "neither"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        const char *const entries[] = {"good:80:127.0.0.1", rows[i].entry};
        struct http_options options = bench_options();
        const char *text;

        options.resolve = entries;
        options.resolve_len = 2;
        text = refusal(&options, "--resolve");
        if (!rows[i].text)
            assert_null(text);
        else
            assert_holds(text, rows[i].text);
    }
}

static void a_name_is_resolved_by_hand(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0},
        {0}};
    struct http_options options = bench_options();
    struct bench *bench = *state;
    const char *const *resolve;
    char *entry, *want;

    server_start(&bench->server, script);
    entry = xasprintf("no-such-name.invalid:%d:127.0.0.1", bench->server.port);
    resolve = (const char *const[]){entry};
    options.resolve = resolve;
    options.resolve_len = 1;
    unsetenv("http_proxy");
    unsetenv("ALL_PROXY");
    unsetenv("all_proxy");
    bench_client(bench, &options);
    free(entry); /* it was copied */
    bench_ask(bench, "GET", "/", NULL);
    free(bench->request.url);
    bench->request.url =
        xasprintf("http://no-such-name.invalid:%d/", bench->server.port);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_transport(bench, TRANSPORT_OK);
    want = xasprintf("Host: no-such-name.invalid:%d\r\n", bench->server.port);
    assert_holds(bench->server.got, want);
    free(want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_proxy_is_a_url_with_a_port),
        cmocka_unit_test(a_bad_proxy_is_a_usage_error_that_shows_no_password),
        cmocka_unit_test(an_address_by_hand_has_three_parts),
        bench_test(a_name_is_resolved_by_hand),
    };

    return cmocka_run_group_tests_name("http/options", tests, NULL, NULL);
}
