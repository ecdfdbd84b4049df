/* test_redact.c - no secret leaves the room, in whatever form it stands. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#include "http/redact.h"

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* "é€😀" is C3 A9, E2 82 AC, F0 9F 98 80 in UTF-8. */
static const char *const secrets[] = {"s3cr/t \"q\"", "abc", "abcd", "cdef",
                                      "p%A/w",        NULL,  "é€😀x"};

static struct redactor *all_secrets(const struct masking *masking)
{
    struct redactor *redactor = redactor_new(masking);

    for (size_t i = 0; i < LEN(secrets); i++)
        redactor_add(redactor, secrets[i]);
    return redactor;
}

static char *masked(const char *text, size_t len, bool cut, size_t *out)
{
    struct redactor *redactor = all_secrets(NULL);
    char *result = redact_bytes(redactor, text, len, cut, out);

    redactor_free(redactor);
    return result;
}

static void every_form_of_a_secret_is_masked(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", ""},
        {"nothing here", "nothing here"},
        {"a s3cr/t \"q\" b", "a [masked] b"},
        {"s3cr%2Ft%20%22q%22", "[masked]"},
        {"s3cr%2ft+%22q%22&x", "[masked]&x"},
        {"%73%33cr/t%20\"q\"", "[masked]"},
        {"s3cr\\/t \\\"q\\\"", "[masked]"},
        {"s3cr\\u002Ft\\u0020\\u0022q\\u0022", "[masked]"},
        {"\\u00733cr/t \\\"q\\\"!", "[masked]!"},
        {"s3cr/t s3cr/t \"q\"", "s3cr/t [masked]"},
        {"s3cr/t \"q", "s3cr/t \"q"},
        {"abc abd", "abc abd"},
        {"xabcdx", "x[masked]x"},
        {"abcdef", "[masked]"},
        {"abcdabcd", "[masked]"},
        {"p%A/w p%25A%2Fw", "[masked] [masked]"},
        {"é€😀x", "[masked]"},
        {"\\u00e9\\u20AC\\ud83d\\ude00x", "[masked]"},
        {"%C3%A9%e2%82%ac%F0%9F%98%80x", "[masked]"},
        {"\\u00e9\\u20AC\\ud83dx \\ud83d\\u", "\\u00e9\\u20AC\\ud83dx "
                                              "\\ud83d\\u"},
        {"% %4 %zz \\ \\", "% %4 %zz \\ \\"},
    };
    size_t len;

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        char *got = masked(rows[i].text, strlen(rows[i].text), false, &len);

        assert_string_equal(rows[i].want, got);
        assert_int_equal(strlen(rows[i].want), len);
        free(got);
    }
}

static void bytes_around_a_secret_are_kept(void **state)
{
    size_t len;
    char *got = masked("\0abcd\0\xff", 7, false, &len);

    (void)state;
    assert_int_equal(11, len);
    assert_memory_equal("\0[masked]\0\xff", got, 12);
    free(got);
}

static void a_cut_secret_is_masked_too(void **state)
{
    size_t len;
    char *cut = masked("x s3cr/t", 8, true, &len);
    char *whole = masked("x s3cr/t", 8, false, &len);

    (void)state;
    assert_string_equal("x [masked]", cut);
    assert_string_equal("x s3cr/t", whole);
    free(cut);
    free(whole);
}

static void fields_of_credentials_are_masked_by_name(void **state)
{
    static const struct {
        const char *name, *value, *want;
    } rows[] = {
        {"X-Auth-Token", "1", "[masked]"},
        {"x-subject-token", "1", "[masked]"},
        {"AUTHORIZATION", "Basic eDp5", "[masked]"},
        {"Proxy-Authorization", "Basic eDp5", "[masked]"},
        {"Cookie", "a=b", "[masked]"},
        {"Set-Cookie", "a=b; Secure", "[masked]"},
        {"X-Auth-Token", "", ""},
        {"X-Auth-Tokens", "1", "1"},
        {"X-Echo", "<abcd>", "<[masked]>"},
    };
    struct redactor *redactor = all_secrets(NULL);
    struct fields fields = {0};

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        fields_add(&fields, rows[i].name, rows[i].value);
    redact_fields(redactor, &fields);
    for (size_t i = 0; i < LEN(rows); i++) {
        assert_string_equal(rows[i].name, fields.items[i].name);
        assert_string_equal(rows[i].want, fields.items[i].value);
    }
    fields_clear(&fields);
    redactor_free(redactor);
}

/* TOKEN is gAAAA-secret/1"x: sent everywhere, and echoed in three forms. */
static void an_exchange_shows_no_secret_but_the_wire_does(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND,
         "HTTP/1.1 200 OK\r\nX-Subject-Token: other\r\nX-Echo: " TOKEN "\r\n"
         "Content-Length: 999\r\n\r\n"
         "{\"t\": \"gAAAA-secret\\/1\\\"x\", \"u\": \"gAAAA-secret%2F1%22x\","
         " \"v\": \"gAAAA-sec",
         0},
        {ACT_CLOSE, 0, 0},
        {0}};
    struct bench *bench = *state;
    const struct exchange *exchange = &bench->exchange;

    server_start(&bench->server, script);
    bench_ask(bench, "PUT", "/?t=gAAAA-secret%2f1%22x", "say " TOKEN);
    fields_add(&bench->request.fields, "X-Auth-Token", TOKEN);
    bench_perform(bench);
    server_stop(&bench->server);
    assert_holds(bench->server.got, "X-Auth-Token: " TOKEN "\r\n");
    assert_holds(bench->server.got, "\r\n\r\nsay " TOKEN);
    assert_holds(exchange->request.url, "/?t=[masked]");
    assert_string_equal("[masked]",
                        fields_get(&exchange->request.fields, "X-Auth-Token"));
    assert_string_equal("say [masked]", exchange->request.content);
    assert_int_equal(12, exchange->request.content_len);
    assert_string_equal(
        "[masked]", fields_get(&exchange->response.fields, "X-Subject-Token"));
    assert_string_equal("[masked]",
                        fields_get(&exchange->response.fields, "X-Echo"));
    assert_string_equal("{\"t\": \"[masked]\", \"u\": \"[masked]\","
                        " \"v\": \"[masked]",
                        exchange->response.content);
    assert_int_equal(strlen(exchange->response.content),
                     exchange->response.content_len);
}

static void the_sentence_shows_no_secret(void **state)
{
    struct redactor *redactor = redactor_new(NULL);
    struct exchange exchange = {0};

    (void)state;
    redactor_add(redactor, "secret-host");
    exchange.transport_text = xstrdup("no address for secret-host:80");
    redact_exchange(redactor, &exchange);
    assert_string_equal("no address for [masked]:80", exchange.transport_text);
    exchange_clear(&exchange);
    redactor_free(redactor);
}

/* Some services without a login take "user:project" for a token. */
static void a_project_within_a_token_is_no_secret(void **state)
{
    static const char id[] = "0123456789abcdef0123456789abcdef";
    struct redactor *redactor = redactor_new(NULL);
    char *path = xasprintf("/v3/%s/snapshots", id);
    char *token = xasprintf("told alice:%s!", id);

    (void)state;
    redactor_add_project(redactor, id);
    redactor_add(redactor, "alice:0123456789abcdef0123456789abcdef");
    redact_text(redactor, &path);
    redact_text(redactor, &token);
    assert_string_equal(path, "/v3/0123456789abcdef0123456789abcdef/snapshots");
    assert_null(strstr(token, "alice"));
    assert_non_null(strstr(token, REDACT_MASK));
    free(path);
    free(token);
    redactor_free(redactor);
}

/* Who names a secret as a project has not given it away. */
static void a_secret_that_is_a_project_is_masked(void **state)
{
    struct redactor *redactor = redactor_new(NULL);
    char *text = xasprintf("0123456789abcdef0123456789abcdef");

    (void)state;
    redactor_add_project(redactor, text);
    redactor_add(redactor, text);
    redact_text(redactor, &text);
    assert_string_equal(text, REDACT_MASK);
    free(text);
    redactor_free(redactor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_within_a_token_is_no_secret),
        cmocka_unit_test(a_secret_that_is_a_project_is_masked),
        cmocka_unit_test(every_form_of_a_secret_is_masked),
        cmocka_unit_test(bytes_around_a_secret_are_kept),
        cmocka_unit_test(a_cut_secret_is_masked_too),
        cmocka_unit_test(fields_of_credentials_are_masked_by_name),
        bench_test(an_exchange_shows_no_secret_but_the_wire_does),
        cmocka_unit_test(the_sentence_shows_no_secret),
    };

    return cmocka_run_group_tests_name("http/redact", tests, NULL, NULL);
}
