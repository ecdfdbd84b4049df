/* test_login.c - what is asked of Keystone, and what is made of a good answer
 */
#include "tests/unit/http/login_bench.h"

#include "base/json.h"

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* JSON of what the server got, compared as values. */
static void assert_sent(const struct login_bench *at, const char *want)
{
    const char *content = strstr(at->bench.server.got, "\r\n\r\n");
    json_t *sent, *wanted = json_loads(want, 0, NULL);

    assert_non_null(content);
    assert_non_null(wanted);
    sent = json_loads(content + 4, JSON_REJECT_DUPLICATES, NULL);
    if (!json_equal(sent, wanted))
        fail_msg("sent:   %s\nwanted: %s", content + 4, want);
    json_decref(sent);
    json_decref(wanted);
}

static void every_method_is_asked_as_documented(void **state)
{
    struct login_bench *at = *state;
    const struct {
        struct credentials given;
        const char *want;
    } rows[] = {
        {{.username = "alice", .password = "pw"},
         "{\"auth\": {\"identity\": {\"methods\": [\"password\"], "
         "\"password\": {\"user\": {\"name\": \"alice\", \"password\": \"pw\", "
         "\"domain\": {\"id\": \"default\"}}}}}}"},
        {{.username = "alice",
          .password = PASSWORD,
          .default_domain = "d0",
          .project_name = "demo"},
         "{\"auth\": {\"identity\": {\"methods\": [\"password\"], "
         "\"password\": {\"user\": {\"name\": \"alice\", "
         "\"password\": \"p\xc3\xa4ss \\\"word\\\"\", "
         "\"domain\": {\"id\": \"d0\"}}}}, "
         "\"scope\": {\"project\": {\"name\": \"demo\", "
         "\"domain\": {\"id\": \"d0\"}}}}}"},
        {{.auth_type = "v3password",
          .token = "unused",
          .username = "alice",
          .password = "pw",
          .user_domain_name = "OTC-1",
          .user_domain_id = "",
          .project_name = "eu-de",
          .project_domain_id = "d1",
          .project_domain_name = "unused"},
         "{\"auth\": {\"identity\": {\"methods\": [\"password\"], "
         "\"password\": {\"user\": {\"name\": \"alice\", \"password\": \"pw\", "
         "\"domain\": {\"name\": \"OTC-1\"}}}}, "
         "\"scope\": {\"project\": {\"name\": \"eu-de\", "
         "\"domain\": {\"id\": \"d1\"}}}}}"},
        {{.user_id = "u1",
          .username = "unused",
          .password = "pw",
          .project_id = "p1",
          .project_name = "unused"},
         "{\"auth\": {\"identity\": {\"methods\": [\"password\"], "
         "\"password\": {\"user\": {\"id\": \"u1\", \"password\": \"pw\"}}}, "
         "\"scope\": {\"project\": {\"id\": \"p1\"}}}}"},
        {{.token = "old-token", .password = "unused", .project_id = "p1"},
         "{\"auth\": {\"identity\": {\"methods\": [\"token\"], "
         "\"token\": {\"id\": \"old-token\"}}, "
         "\"scope\": {\"project\": {\"id\": \"p1\"}}}}"},
        {{.application_credential_id = "ac",
          .application_credential_secret = "s",
          .project_id = "never with a scope"},
         "{\"auth\": {\"identity\": {\"methods\": "
         "[\"application_credential\"], \"application_credential\": "
         "{\"id\": \"ac\", \"secret\": \"s\"}}}}"},
        {{.auth_type = "v3applicationcredential",
          .application_credential_name = "ci",
          .application_credential_secret = "s",
          .username = "alice",
          .user_domain_id = "d1"},
         "{\"auth\": {\"identity\": {\"methods\": "
         "[\"application_credential\"], \"application_credential\": "
         "{\"name\": \"ci\", \"secret\": \"s\", \"user\": {\"name\": "
         "\"alice\", \"domain\": {\"id\": \"d1\"}}}}}}"},
    };

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(0, log_in(at, "", &rows[i].given,
                                   answer_of(CREATED SUBJECT, BODY)));
        assert_sent(at, rows[i].want);
        assert_string_equal(NEW_TOKEN, at->login.token);
    }
}

static void auth_url_may_be_written_in_many_ways(void **state)
{
    static const char *const rows[][2] = {
        {"", "POST /v3/auth/tokens HTTP/1.1\r\n"},
        {"/", "POST /v3/auth/tokens HTTP/1.1\r\n"},
        {"/v3", "POST /v3/auth/tokens HTTP/1.1\r\n"},
        {"/v3/", "POST /v3/auth/tokens HTTP/1.1\r\n"},
        {"/identity", "POST /identity/v3/auth/tokens HTTP/1.1\r\n"},
        {"/a/identity/v3//", "POST /a/identity/v3/auth/tokens HTTP/1.1\r\n"},
        {"/vault", "POST /vault/v3/auth/tokens HTTP/1.1\r\n"},
    };
    struct login_bench *at = *state;
    const struct credentials given = alice();

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(0, log_in(at, rows[i][0], &given,
                                   answer_of(CREATED SUBJECT, BODY)));
        assert_ptr_equal(at->bench.server.got,
                         strstr(at->bench.server.got, rows[i][1]));
        assert_holds(at->bench.server.got, "application/json\r\n");
    }
}

static void what_the_answer_says_is_kept(void **state)
{
    struct login_bench *at = *state;
    const struct credentials given = alice();
    const struct login *login = &at->login;
    char *roles;

    assert_int_equal(0,
                     log_in(at, "", &given, answer_of(CREATED SUBJECT, BODY)));
    assert_string_equal("p1", login->project_id);
    assert_string_equal("demo", login->project_name);
    assert_string_equal("u1", login->user_id);
    assert_string_equal("alice", login->user_name);
    assert_int_equal(INT64_C(4951080000000000), login->expires_us);
    assert_true(login->obtained_us > INT64_C(1700000000000000));
    assert_int_equal(1, json_array_size(login->catalog));
    roles = json_text(login->roles);
    assert_string_equal("[\"member\",\"reader\"]", roles);
    free(roles);
}

/* What is recorded is masked; what is worked with is not. */
static void a_project_may_hold_the_text_of_a_secret(void **state)
{
    struct login_bench *at = *state;
    const struct credentials given = alice();

    assert_int_equal(0, log_in(at, "", &given,
                               answer_of(CREATED SUBJECT,
                                         "{\"token\": {\"project\": "
                                         "{\"id\": \"x" NEW_TOKEN "\"}}}")));
    assert_string_equal("x" NEW_TOKEN, at->login.project_id);
    assert_lacks(at->list.items[0].response.content, NEW_TOKEN);
}

static void members_may_be_missing_or_of_any_type(void **state)
{
    static const char *const rows[] = {
        "{\"token\": {}}",
        "{\"token\": {\"expires_at\": null, \"project\": null, "
        "\"user\": null, \"roles\": null, \"catalog\": null}}",
        "{\"token\": {\"expires_at\": 5, \"project\": [], \"user\": \"u\", "
        "\"roles\": {\"name\": \"x\"}, \"catalog\": {}}}",
        "{\"token\": {\"expires_at\": \"soon\", \"project\": {\"id\": 1}, "
        "\"user\": {\"id\": \"\", \"name\": \"a\\u0000b\"}, "
        "\"roles\": [[], null], \"catalog\": \"x\"}}",
    };
    struct login_bench *at = *state;
    const struct credentials given = alice();

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(
            0, log_in(at, "", &given, answer_of(CREATED SUBJECT, rows[i])));
        assert_string_equal(NEW_TOKEN, at->login.token);
        assert_null(at->login.project_id);
        assert_null(at->login.user_id);
        assert_null(at->login.user_name);
        assert_null(at->login.catalog);
        assert_int_equal(0, json_array_size(at->login.roles));
        assert_int_equal(0, at->login.expires_us);
        assert_false(login_is_stale(&at->login, INT64_MAX));
    }
}

static void assert_no_secret(const struct exchange *exchange,
                             const char *const *secrets)
{
    for (; *secrets; secrets++) {
        assert_lacks(exchange->request.content, *secrets);
        if (exchange->response.content)
            assert_lacks(exchange->response.content, *secrets);
        for (size_t i = 0; i < exchange->request.fields.len; i++)
            assert_lacks(exchange->request.fields.items[i].value, *secrets);
        for (size_t i = 0; i < exchange->response.fields.len; i++)
            assert_lacks(exchange->response.fields.items[i].value, *secrets);
    }
}

static void no_secret_is_recorded(void **state)
{
    static const char *const secrets[] = {"p\xc3\xa4ss", "word\\",  "old-token",
                                          "acs\"",       NEW_TOKEN, NULL};
    const struct credentials rows[] = {
        {.token = "old-token"},
        alice(),
        {.application_credential_id = "ac",
         .application_credential_secret = "acs"}, /* too short to look for */
    };
    struct login_bench *at = *state;

    for (size_t i = 0; i < LEN(rows); i++) {
        const struct exchange *exchange;

        assert_int_equal(
            0, log_in(at, "", &rows[i],
                      answer_of(CREATED SUBJECT "X-Echo: old-token " NEW_TOKEN
                                                "\r\n",
                                "{\"token\": {\"user\": {\"id\": \"" NEW_TOKEN
                                "\"}}, \"a\": \"old-token\"}")));
        exchange = login_exchange(at);
        assert_no_secret(exchange, secrets);
        assert_true(exchange->masked);
        assert_holds(exchange->request.content, "\"[masked]\"");
        assert_string_equal("[masked]", fields_get(&exchange->response.fields,
                                                   "x-subject-token"));
        assert_string_equal(LOGIN_STEP, exchange->step);
        assert_string_equal(LOGIN_NAME, exchange->name);
        assert_int_equal(1, exchange->attempt);
        assert_string_equal(NEW_TOKEN, at->login.token);
    }
    assert_int_equal(LEN(rows), at->list.len);
}

static void the_new_token_stays_masked(void **state)
{
    static const struct act script[] = {
        {ACT_READ, NULL, 0},
        {ACT_SEND, "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n" NEW_TOKEN,
         0},
        {ACT_CLOSE, NULL, 0},
        {ACT_END, NULL, 0}};
    struct login_bench *at = *state;
    struct bench *bench = &at->bench;
    const struct credentials given = alice();

    assert_int_equal(0,
                     log_in(at, "", &given, answer_of(CREATED SUBJECT, BODY)));
    server_kill(&bench->server);
    bench_get(bench, script);
    assert_string_equal("[masked]", bench->exchange.response.content);
    bench_request_clear(&bench->request);
    exchange_clear(&bench->exchange);
}

static void without_a_login_nothing_is_sent(void **state)
{
    static const struct {
        struct credentials given;
        const char *token;
    } rows[] = {
        {{0}, NULL},
        {{.auth_type = "none", .token = "t", .password = "p"}, NULL},
        {{.token = "given"}, "given"},
        {{.auth_type = "admin_token", .token = "given", .auth_url = "x"},
         "given"},
        {{.access_key = "AK", .secret_key = "SK", .auth_url = "x"}, NULL},
    };
    struct login_bench *at = *state;

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(0, login_perform(at->bench.client, &rows[i].given,
                                          &at->list, &at->login, &at->err));
        assert_int_equal(0, at->list.len);
        assert_int_equal(0, http_client_requests(at->bench.client));
        if (rows[i].token)
            assert_string_equal(rows[i].token, at->login.token);
        else
            assert_null(at->login.token);
        assert_false(login_is_stale(&at->login, INT64_MAX));
    }
}

#define S INT64_C(1000000)

static void a_token_is_stale_shortly_before_its_end(void **state)
{
    static const struct {
        int64_t obtained, expires, now;
        bool stale;
    } rows[] = {
        {1000 * S, 0, 9999 * S, false},
        {1000 * S, 4600 * S, 4569 * S, false},
        {1000 * S, 4600 * S, 4570 * S, true},
        {1000 * S, 4600 * S, 4700 * S, true},
        {1000 * S, 1060 * S, 1029 * S, false},
        {1000 * S, 1060 * S, 1030 * S, true},
        {1000 * S, 1010 * S, 1004 * S, false}, /* half of ten seconds */
        {1000 * S, 1010 * S, 1005 * S, true},
        {1000 * S, 1000 * S, 1000 * S, true},
        {1000 * S, 900 * S, 899 * S, false}, /* expired before it came */
        {1000 * S, 900 * S, 1000 * S, true},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct login login = {.obtained_us = rows[i].obtained,
                                    .expires_us = rows[i].expires};

        assert_int_equal(rows[i].stale, login_is_stale(&login, rows[i].now));
    }
}

/* The server lives in 1994 and gives an hour, whatever our clock says. */
static void another_clock_is_allowed_for(void **state)
{
    struct login_bench *at = *state;
    const struct credentials given = alice();
    int64_t left;

    assert_int_equal(0,
                     log_in(at, "", &given,
                            answer_of(CREATED SUBJECT
                                      "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
                                      "{\"token\": {\"expires_at\": "
                                      "\"1994-11-06T09:49:37.000000Z\"}}")));
    left = at->login.expires_us - at->login.obtained_us;
    assert_int_equal(3600 * S, left);
    assert_false(login_is_stale(&at->login, at->login.obtained_us));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        login_test(every_method_is_asked_as_documented),
        login_test(auth_url_may_be_written_in_many_ways),
        login_test(what_the_answer_says_is_kept),
        login_test(a_project_may_hold_the_text_of_a_secret),
        login_test(members_may_be_missing_or_of_any_type),
        login_test(no_secret_is_recorded),
        login_test(the_new_token_stays_masked),
        login_test(without_a_login_nothing_is_sent),
        cmocka_unit_test(a_token_is_stale_shortly_before_its_end),
        login_test(another_clock_is_allowed_for),
    };

    return cmocka_run_group_tests_name("http/login", tests, NULL, NULL);
}
