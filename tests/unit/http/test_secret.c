/* test_secret.c - secrets that are learned on the way: a login's token. */
#include "tests/unit/test.h"

#include "tests/unit/http/bench.h"

#define LEARNED "tok-4711/é"

static void perform_secret(struct bench *bench, char **secret)
{
    bench_ask(bench, "POST", "/v3/auth/tokens", "{}");
    assert_int_equal(0, http_perform_secret(bench->client, &bench->request,
                                            "x-subject-token", secret, NULL,
                                            &bench->exchange, &bench->err));
}

static void a_learned_secret_is_given_once_and_masked_from_then_on(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND,
         "HTTP/1.1 201 Created\r\nX-Subject-Token: " LEARNED "\r\n"
         "X-Other: <" LEARNED ">\r\nContent-Length: 15\r\n\r\n"
         "[\"" LEARNED "\"]",
         0},
        {ACT_OTHER, 0, 0},
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" LEARNED, 0},
        {0}};
    struct bench *bench = *state;
    const struct exchange *exchange = &bench->exchange;
    char *secret;

    server_start(&bench->server, script);
    perform_secret(bench, &secret);
    assert_transport(bench, TRANSPORT_OK);
    assert_string_equal(LEARNED, secret);
    free(secret);
    assert_string_equal(
        "[masked]", fields_get(&exchange->response.fields, "X-Subject-Token"));
    assert_string_equal("<[masked]>",
                        fields_get(&exchange->response.fields, "X-Other"));
    assert_string_equal("[\"[masked]\"]", exchange->response.content);
    assert_true(exchange->masked);

    bench_ask(bench, "POST", "/?t=" LEARNED, "a " LEARNED);
    fields_add(&bench->request.fields, "X-Subject-Token", "short");
    bench_perform(bench);
    server_stop(&bench->server);
    assert_holds(exchange->request.url, "/?t=[masked]");
    assert_string_equal("a [masked]", exchange->request.content);
    assert_string_equal(
        "[masked]", fields_get(&exchange->request.fields, "X-Subject-Token"));
    assert_string_equal("[masked]", exchange->response.content);
}

static void an_answer_without_the_field_teaches_nothing(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", 0},
        {0}};
    struct bench *bench = *state;
    char *secret = (char *)"left over";

    server_start(&bench->server, script);
    perform_secret(bench, &secret);
    server_stop(&bench->server);
    assert_null(secret);
    assert_int_equal(401, bench->exchange.response.status);
    assert_false(bench->exchange.masked);
}

static void a_request_that_cannot_start_teaches_nothing(void **state)
{
    struct bench *bench = *state;
    char *secret = (char *)"left over";

    bench_ask(bench, "G T", "/", NULL);
    assert_int_equal(-1, http_perform_secret(bench->client, &bench->request,
                                             "X-Subject-Token", &secret, NULL,
                                             &bench->exchange, &bench->err));
    assert_null(secret);
}

/* Values that are too short would mask half of every text. */
static void added_secrets_follow_the_same_rules(void **state)
{
    static const struct act script[] = {
        {ACT_READ, 0, 0},
        {ACT_SEND,
         "HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\nxyz added-later %", 0},
        {0}};
    struct bench *bench = *state;

    http_client_add_secret(bench->client, NULL);
    http_client_add_secret(bench->client, "");
    http_client_add_secret(bench->client, "xyz");
    http_client_add_secret(bench->client, "added-later");
    http_client_add_secret(bench->client, "added-later");
    bench_get(bench, script);
    server_stop(&bench->server);
    assert_string_equal("xyz [masked] %", bench->exchange.response.content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(a_learned_secret_is_given_once_and_masked_from_then_on),
        bench_test(an_answer_without_the_field_teaches_nothing),
        bench_test(a_request_that_cannot_start_teaches_nothing),
        bench_test(added_secrets_follow_the_same_rules),
    };

    return cmocka_run_group_tests_name("http/secret", tests, NULL, NULL);
}
