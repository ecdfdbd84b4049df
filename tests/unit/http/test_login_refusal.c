/* test_login_refusal.c - no token: each reason has its own sentence. */
#include "tests/unit/http/login_bench.h"

#include "base/buffer.h"
#include "http/login_answer.h"

#define LEN(array) (sizeof(array) / sizeof(*(array)))
#define KEYSTONE   "{\"error\": {\"code\": 1, \"message\": \"own words\"}}"

static void assert_refused(struct login_bench *at, enum error_kind kind,
                           const char *text)
{
    char *message = error_message(&at->err);

    if (at->err.kind != kind || !strstr(message, text))
        fail_msg("kind %d, \"%s\"\nwanted %d, \"%s\"", at->err.kind, message,
                 kind, text);
    assert_lacks(message, "word\"");
    assert_lacks(message, NEW_TOKEN);
    assert_lacks(message, "\x1b");
    assert_null(at->login.token);
    assert_null(at->login.catalog);
    free(message);
}

static void every_status_has_its_sentence(void **state)
{
    static const struct {
        const char *head, *content;
        enum error_kind kind;
        const char *text;
    } rows[] = {
        {"HTTP/1.1 300 Multiple Choices\r\n", "{\"versions\": {}}", ERROR_USAGE,
         "answered 300: redirects are not followed"},
        {"HTTP/1.1 302 Found\r\nLocation: http://other/v3\r\n", "", ERROR_USAGE,
         "answered 302 and points to \"http://other/v3\": redirects"},
        {"HTTP/1.1 400 Bad Request\r\n", KEYSTONE, ERROR_TARGET,
         "does not understand the login; are user, project and their domains "
         "those of this cloud?: \"own words\""},
        {"HTTP/1.1 401 Unauthorized\r\n", KEYSTONE, ERROR_TARGET,
         "user, domain or password is wrong, or the password has expired"},
        {"HTTP/1.1 401 Unauthorized\r\nOpenstack-Auth-Receipt: x\r\n", KEYSTONE,
         ERROR_TARGET, "a second factor is asked for"},
        {"HTTP/1.1 403 Forbidden\r\n",
         "{\"error_msg\": \"own words\", \"error_code\": \"IAM.1\"}",
         ERROR_TARGET, "does not let it log in in this way: \"own words\""},
        {"HTTP/1.1 404 Not Found\r\n", "<html>nginx</html>", ERROR_USAGE,
         "not where Keystone's Identity API v3 is; set OS_AUTH_URL "
         "(clouds.yaml: auth.auth_url) to it: \"<html>nginx</html>\""},
        {"HTTP/1.1 405 Method Not Allowed\r\n", "", ERROR_USAGE,
         "not where Keystone's Identity API v3 is"},
        {"HTTP/1.1 410 Gone\r\n", "", ERROR_USAGE,
         "not where Keystone's Identity API v3 is"},
        {"HTTP/1.1 418 Teapot\r\n", "", ERROR_TARGET,
         "not what Keystone answers to a login"},
        {"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 9\r\n", "",
         ERROR_TARGET, "too many logins"},
        {"HTTP/1.1 503 Service Unavailable\r\n", "\x1b[31m", ERROR_TARGET,
         "is in trouble: \"\\u001b[31m\""},
        {"HTTP/1.1 999 Odd\r\n", "", ERROR_TARGET, "answered 999"},
    };
    struct login_bench *at = *state;
    struct credentials given = alice();

    given.user_domain_name = "Default";
    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(-1, log_in(at, "/id", &given,
                                    answer_of(rows[i].head, rows[i].content)));
        assert_refused(at, rows[i].kind, rows[i].text);
        assert_holds(at->err.where, "/id/v3/auth/tokens");
        assert_int_equal(i + 1, at->list.len);
        assert_true(login_exchange(at)->response.status > 0);
    }
}

static void a_401_names_what_the_method_can_be_wrong_about(void **state)
{
    static const struct {
        struct credentials given;
        const char *text;
    } rows[] = {
        {{.username = "a", .password = "password"},
         "the user's domain is not \"default\": neither OS_USER_DOMAIN_NAME"},
        {{.user_id = "a", .password = "password"},
         "user, domain or password is wrong"},
        {{.username = "a", .password = "password", .default_domain = "d"},
         "user, domain or password is wrong"},
        {{.token = "old-token"}, "the token has expired, was revoked"},
        {{.application_credential_id = "a",
          .application_credential_secret = "secret"},
         "the application credential's id, name or secret is wrong"},
    };
    struct login_bench *at = *state;

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(
            -1, log_in(at, "", &rows[i].given,
                       answer_of("HTTP/1.1 401 Unauthorized\r\n", KEYSTONE)));
        assert_refused(at, ERROR_TARGET, rows[i].text);
    }
}

/* As Keystone 22 does: "Could not recognize Fernet token". */
static void a_404_may_be_about_the_token(void **state)
{
    struct login_bench *at = *state;
    const struct credentials given = {.token = "old-token"};

    assert_int_equal(-1,
                     log_in(at, "", &given,
                            answer_of("HTTP/1.1 404 Not Found\r\n", KEYSTONE)));
    assert_refused(at, ERROR_TARGET, "the token is none of this cloud, or");
}

/* The same with "Could not find Application Credential". */
static void a_404_may_be_about_the_application_credential(void **state)
{
    struct login_bench *at = *state;
    const struct credentials given = {.application_credential_id = "a",
                                      .application_credential_secret =
                                          "secret"};

    assert_int_equal(-1,
                     log_in(at, "", &given,
                            answer_of("HTTP/1.1 404 Not Found\r\n", KEYSTONE)));
    assert_refused(at, ERROR_TARGET, "there is no such application credential");
}

static void an_accepted_login_without_a_token_is_none(void **state)
{
    static const struct {
        const char *head, *content, *text;
    } rows[] = {
        {CREATED, BODY, "the answer has no token (field X-Subject-Token)"},
        {CREATED "X-Subject-Token:\r\n", BODY, "the answer has no token"},
        {CREATED "X-Subject-Token: a b\r\n", BODY, "the token holds a blank"},
        {CREATED "X-Subject-Token: a\r\n b\r\n", BODY,
         "the token holds a blank"}, /* a folded line */
        {CREATED "X-Subject-Token: a\x01"
                 "b\r\n",
         BODY, "a control character"},
        {CREATED "X-Subject-Token: \xc3\xa4\r\n", BODY, "outside ASCII"},
        {CREATED SUBJECT, "", "the answer 201 is no JSON"},
        {CREATED SUBJECT, "<html>", "the answer 201 is no JSON"},
        {CREATED SUBJECT, "\x1b[31m", "no JSON that can be read ("},
        {CREATED SUBJECT, "{\"token\": {}", "the answer 201 is no JSON"},
        {CREATED SUBJECT, "{\"token\": {\"x\": 1e999}}",
         "the answer 201 is no JSON"},
        {CREATED SUBJECT, "[]", "no object \"token\""},
        {CREATED SUBJECT, "7", "no object \"token\""},
        {CREATED SUBJECT, "{\"token\": []}", "no object \"token\""},
        {CREATED SUBJECT, "{\"access\": {\"token\": {}}}",
         "no object \"token\""},
        {"HTTP/1.1 204 No Content\r\n" SUBJECT, "",
         "the answer 204 is no JSON"},
    };
    struct login_bench *at = *state;
    const struct credentials given = alice();

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(-1, log_in(at, "", &given,
                                    answer_of(rows[i].head, rows[i].content)));
        assert_refused(at, ERROR_TARGET, rows[i].text);
        assert_int_equal(i + 1, at->list.len);
    }
}

/* text len times, between two others. New memory. */
static char *repeated(const char *before, const char *text, size_t times,
                      const char *after)
{
    struct buffer all;

    buffer_init(&all, 0);
    buffer_add_text(&all, before);
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&all, text);
    buffer_add_text(&all, after);
    return buffer_take(&all);
}

static void size_and_depth_have_limits(void **state)
{
    const struct {
        const char *part;
        size_t times;
        const char *text; /* NULL: accepted */
    } rows[] = {
        {"a", LOGIN_TOKEN_MAX, NULL},
        {"a", LOGIN_TOKEN_MAX + 1, "the token has 65537 bytes"},
    };
    struct login_bench *at = *state;
    const struct credentials given = alice();
    char *deep = repeated("{\"token\": ", "[", 100000, "");

    for (size_t i = 0; i < LEN(rows); i++) {
        char *head = repeated(CREATED "X-Subject-Token: ", rows[i].part,
                              rows[i].times, "\r\n");

        assert_int_equal(rows[i].text ? -1 : 0,
                         log_in(at, "", &given, answer_of(head, BODY)));
        if (rows[i].text)
            assert_refused(at, ERROR_TARGET, rows[i].text);
        else
            assert_int_equal(rows[i].times, strlen(at->login.token));
        free(head);
    }
    assert_int_equal(-1,
                     log_in(at, "", &given, answer_of(CREATED SUBJECT, deep)));
    assert_refused(at, ERROR_TARGET, "no JSON that can be read");
    free(deep);
}

static void trouble_on_the_wire_is_a_transport_error(void **state)
{
    static const struct {
        const char *answer, *text;
    } rows[] = {
        {" ", "login: "},
        {CREATED SUBJECT "Content-Length: 100\r\n\r\n{\"token\"", "login: "},
        {CREATED SUBJECT "Content-Length: 999999999\r\n\r\n{", "login: "},
        {"not HTTP\r\n\r\n", "login: "},
    };
    struct login_bench *at = *state;
    const struct credentials given = alice();

    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(-1, log_in(at, "", &given, xstrdup(rows[i].answer)));
        assert_refused(at, ERROR_TRANSPORT, rows[i].text);
        assert_int_equal(i + 1, at->list.len);
        assert_int_not_equal(TRANSPORT_OK, login_exchange(at)->transport);
    }
}

static void nobody_listening_is_a_transport_error(void **state)
{
    struct login_bench *at = *state;
    struct credentials given = alice();
    int port;

    close(server_listen(&port));
    at->auth_url = xasprintf("http://127.0.0.1:%d", port);
    given.auth_url = at->auth_url;
    assert_int_equal(-1, login_perform(at->bench.client, &given, &at->list,
                                       &at->login, &at->err));
    assert_refused(at, ERROR_TRANSPORT, "login: ");
    assert_string_equal("connect",
                        transport_name(login_exchange(at)->transport));
}

static void an_interrupted_login_is_no_transport_error(void **state)
{
    struct login_bench *at = *state;
    struct credentials given = alice();

    given.auth_url = "http://127.0.0.1:9";
    http_client_interrupt(at->bench.client);
    assert_int_equal(-1, login_perform(at->bench.client, &given, &at->list,
                                       &at->login, &at->err));
    assert_refused(at, ERROR_INTERRUPTED, "login: ");
}

static void a_bad_auth_url_is_a_usage_error(void **state)
{
    static const char *const rows[][2] = {
        {"keystone:5000", "OS_AUTH_URL: no scheme"},
        {"ftp://h/v3", "neither http nor https"},
        {"http://u:word\"@h/v3", "user and password do not belong"},
        {"http://h/v3?x=y", "has no query"},
        {"http://h/v2.0", "ends in /v2.0, but the login is that of"},
        {"http://h/id/v2/", "ends in /v2, but the login is that of"},
        {"http://h/v3/0c2eba2c5af04d3f9e9d0d410b371fde",
         "ends in a project, so it is not Keystone's"},
    };
    struct login_bench *at = *state;
    struct credentials given = alice();

    for (size_t i = 0; i < LEN(rows); i++) {
        at->err = (struct error){0};
        given.auth_url = rows[i][0];
        assert_int_equal(-1, login_perform(at->bench.client, &given, &at->list,
                                           &at->login, &at->err));
        assert_refused(at, ERROR_USAGE, rows[i][1]);
        assert_refused(at, ERROR_USAGE, "auth.auth_url)");
        assert_int_equal(0, at->list.len);
        assert_int_equal(0, http_client_requests(at->bench.client));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        login_test(every_status_has_its_sentence),
        login_test(a_401_names_what_the_method_can_be_wrong_about),
        login_test(a_404_may_be_about_the_token),
        login_test(a_404_may_be_about_the_application_credential),
        login_test(an_accepted_login_without_a_token_is_none),
        login_test(size_and_depth_have_limits),
        login_test(trouble_on_the_wire_is_a_transport_error),
        login_test(nobody_listening_is_a_transport_error),
        login_test(an_interrupted_login_is_no_transport_error),
        login_test(a_bad_auth_url_is_a_usage_error),
    };

    return cmocka_run_group_tests_name("http/login_refusal", tests, NULL, NULL);
}
