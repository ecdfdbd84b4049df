#include "tests/unit/emulator/fixture.h"

#include "emulator/sessions.h"

#include "base/pointer.h"

#define TOKENS "/identity/v3/auth/tokens"
#define UNSCOPED                                                               \
    "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":"        \
    "{\"user\":{\"id\":\"u1\",\"password\":\"secret1\"}}}}}"
#define SCOPED                                                                 \
    "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":"        \
    "{\"user\":{\"id\":\"u1\",\"password\":\"secret1\"}}},"                    \
    "\"scope\":{\"project\":{\"id\":\"p1\"}}}}"

/* Log in; the token goes to token. Returns the status. */
static int log_in(struct fixture *f, const char *body,
                  char token[SESSION_TOKEN_SIZE])
{
    struct exchange x;
    const char *given;
    int status;

    fixture_serve(f, &x, NULL, "POST", TOKENS, body);
    status = x.answer.status;
    given = answer_get_header(&x.answer, "X-Subject-Token");
    snprintf(token, SESSION_TOKEN_SIZE, "%s", given ? given : "");
    exchange_clear(&x);
    return status;
}

/* Ask about subject as caller; each may be NULL. Clear x afterwards. */
static void ask_about(struct fixture *f, struct exchange *x, const char *method,
                      const char *caller, const char *subject)
{
    struct request_header headers[2];
    size_t len = 0;

    if (caller)
        headers[len++] = (struct request_header){"X-Auth-Token", caller};
    if (subject)
        headers[len++] = (struct request_header){"x-subject-token", subject};
    fixture_serve_headers(f, x, headers, len, method, TOKENS, NULL);
}

static int status_about(struct fixture *f, const char *method,
                        const char *caller, const char *subject)
{
    struct exchange x;
    int status;

    ask_about(f, &x, method, caller, subject);
    status = x.answer.status;
    exchange_clear(&x);
    return status;
}

static int status_with(struct fixture *f, const char *token, const char *method,
                       const char *target)
{
    struct exchange x;
    int status;

    fixture_serve(f, &x, token, method, target, NULL);
    status = x.answer.status;
    exchange_clear(&x);
    return status;
}

static void assert_text(const struct exchange *x, const char *pointer,
                        const char *expected)
{
    const char *text =
        json_string_value(pointer_get(x->answer.document, pointer));

    if (!text || strcmp(text, expected) != 0)
        fail_msg("%s is %s, expected %s", pointer, text ? text : "no text",
                 expected);
}

static void a_login_answers_the_token_and_what_it_is_for(void **state)
{
    static const char *const texts[][2] = {
        {"/token/methods/0", "password"},
        {"/token/user/id", "u1"},
        {"/token/user/name", "ann"},
        {"/token/user/domain/id", "default"},
        {"/token/user/domain/name", "Default"},
        {"/token/project/id", "p1"},
        {"/token/project/name", "one"},
        {"/token/roles/1/name", "member"},
        {"/token/issued_at", "2023-11-14T22:13:20.000000Z"},
        {"/token/expires_at", "2023-11-15T22:13:20.000000Z"},
        {"/token/catalog/0/type", "identity"},
        {"/token/catalog/0/endpoints/0/url", "http://test/identity"},
        {"/token/catalog/1/type", "block-storage"},
        {"/token/catalog/1/endpoints/0/interface", "public"},
        {"/token/catalog/1/endpoints/1/interface", "internal"},
        {"/token/catalog/1/endpoints/2/interface", "admin"},
        {"/token/catalog/1/endpoints/0/region_id", "here"},
        {"/token/catalog/1/endpoints/2/url", "http://test/v3/p1"},
        {"/token/catalog/2/type", "volumev3"},
        {"/token/catalog/2/endpoints/0/url", "http://test/v3/p1"},
        {"/token/catalog/3/type", "volumev2"},
        {"/token/catalog/3/endpoints/0/url", "http://test/v2/p1"},
    };
    struct fixture f;
    struct exchange x;

    (void)state;
    fixture_start(&f);
    fixture_serve(&f, &x, NULL, "POST", TOKENS, SCOPED);
    assert_int_equal(x.answer.status, 201);
    assert_int_equal(strlen(answer_get_header(&x.answer, "X-Subject-Token")),
                     64);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_text(&x, texts[i][0], texts[i][1]);
    exchange_clear(&x);
    fixture_serve(&f, &x, NULL, "POST", TOKENS "?nocatalog", SCOPED);
    assert_null(pointer_get(x.answer.document, "/token/catalog"));
    assert_text(&x, "/token/project/id", "p1");
    exchange_clear(&x);
    fixture_stop(&f);
}

static void a_login_with_a_credential_is_for_its_project(void **state)
{
    struct fixture f;
    struct exchange x;

    (void)state;
    fixture_start(&f);
    fixture_serve(&f, &x, NULL, "POST", TOKENS,
                  "{\"auth\":{\"identity\":{\"methods\":["
                  "\"application_credential\"],\"application_credential\":"
                  "{\"id\":\"c1\",\"secret\":\"secret3\"}}}}");
    assert_int_equal(x.answer.status, 201);
    assert_text(&x, "/token/project/id", "p1");
    assert_text(&x, "/token/application_credential/id", "c1");
    assert_text(&x, "/token/methods/0", "application_credential");
    assert_null(strstr(buffer_text(&x.answer.body), "secret3"));
    exchange_clear(&x);
    fixture_stop(&f);
}

static void a_token_opens_its_project_until_its_end(void **state)
{
    struct fixture f;
    char token[SESSION_TOKEN_SIZE];

    (void)state;
    fixture_start(&f);
    f.emulator.sessions.ttl_ms = 1000;
    assert_int_equal(log_in(&f, SCOPED, token), 201);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 200);
    assert_int_equal(status_with(&f, token, "GET", "/v3/p2/snapshots"), 400);
    f.now_us += 999999;
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 200);
    f.now_us += 1;
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 401);
    assert_int_equal(status_with(&f, TOKEN, "GET", SNAPSHOT), 200);
    fixture_stop(&f);
}

static void a_token_is_good_for_so_many_requests(void **state)
{
    struct fixture f;
    char token[SESSION_TOKEN_SIZE];

    (void)state;
    fixture_start(&f);
    f.emulator.sessions.uses_most = 2;
    assert_int_equal(log_in(&f, SCOPED, token), 201);
    assert_int_equal(status_about(&f, "GET", token, token), 200);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 200);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 200);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 401);
    assert_int_equal(status_about(&f, "GET", token, token), 401);
    assert_int_equal(log_in(&f, SCOPED, token), 201);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 200);
    fixture_stop(&f);
}

static void a_token_without_a_project_opens_none(void **state)
{
    struct fixture f;
    struct exchange x;
    char token[SESSION_TOKEN_SIZE];

    (void)state;
    fixture_start(&f);
    assert_int_equal(log_in(&f, UNSCOPED, token), 201);
    ask_about(&f, &x, "GET", token, token);
    assert_int_equal(x.answer.status, 200);
    assert_null(pointer_get(x.answer.document, "/token/project"));
    assert_null(pointer_get(x.answer.document, "/token/catalog"));
    exchange_clear(&x);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 400);
    assert_int_equal(status_with(&f, token, "GET", "/identity/v3/auth/catalog"),
                     403);
    assert_int_equal(
        status_with(&f, token, "GET", "/identity/v3/auth/projects"), 200);
    fixture_stop(&f);
}

static void a_token_made_of_a_token_ends_with_it(void **state)
{
    struct fixture f;
    struct exchange x;
    char token[SESSION_TOKEN_SIZE], body[512];

    (void)state;
    fixture_start(&f);
    assert_int_equal(log_in(&f, UNSCOPED, token), 201);
    f.now_us += 5000000;
    snprintf(body, sizeof(body),
             "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":"
             "{\"id\":\"%s\"}},\"scope\":{\"project\":{\"id\":\"p1\"}}}}",
             token);
    fixture_serve(&f, &x, NULL, "POST", TOKENS, body);
    assert_int_equal(x.answer.status, 201);
    assert_text(&x, "/token/issued_at", "2023-11-14T22:13:25.000000Z");
    assert_text(&x, "/token/expires_at", "2023-11-15T22:13:20.000000Z");
    assert_text(&x, "/token/methods/0", "password");
    assert_text(&x, "/token/methods/1", "token");
    exchange_clear(&x);
    fixture_stop(&f);
}

static void a_token_is_shown_and_revoked_by_its_owner(void **state)
{
    struct fixture f;
    char token[SESSION_TOKEN_SIZE];

    (void)state;
    fixture_start(&f);
    assert_int_equal(log_in(&f, SCOPED, token), 201);
    assert_int_equal(status_about(&f, "GET", token, token), 200);
    assert_int_equal(status_about(&f, "HEAD", TOKEN, token), 200);
    assert_int_equal(status_about(&f, "GET", TOKEN, TOKEN), 200);
    assert_int_equal(status_about(&f, "GET", TOKEN, NULL), 404);
    assert_int_equal(status_about(&f, "GET", TOKEN, "nobody"), 404);
    assert_int_equal(status_about(&f, "GET", NULL, token), 401);
    assert_int_equal(status_about(&f, "GET", "nobody", token), 401);
    assert_int_equal(status_about(&f, "GET", "t2", token), 403);
    assert_int_equal(status_about(&f, "DELETE", "t2", token), 403);
    assert_int_equal(status_about(&f, "DELETE", TOKEN, TOKEN), 403);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 200);
    assert_int_equal(status_about(&f, "DELETE", token, token), 204);
    assert_int_equal(status_with(&f, token, "GET", SNAPSHOT), 401);
    fixture_stop(&f);
}

static void projects_are_the_callers_only_one(void **state)
{
    static const struct {
        const char *token, *target;
        int status;
        const char *shows; /* NULL: neither project */
    } rows[] = {
        {TOKEN, "/identity/v3/projects", 200, "\"id\":\"p1\""},
        {"t2", "/identity/v3/auth/projects", 200, "\"id\":\"p2\""},
        {TOKEN, "/identity/v3/projects?name=one", 200, "\"id\":\"p1\""},
        {TOKEN, "/identity/v3/projects?name=two", 200, NULL},
        {TOKEN, "/identity/v3/projects/p1", 200, "\"name\":\"one\""},
        {TOKEN, "/identity/v3/projects/p2", 404, NULL},
        {NULL, "/identity/v3/projects", 401, NULL},
        {TOKEN, "/identity/v3/auth/catalog", 200, "http://test/v3/p1"},
        {NULL, "/identity/v3/auth/catalog", 401, NULL},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct exchange x;
        const char *text;

        fixture_serve(&f, &x, rows[i].token, "GET", rows[i].target, NULL);
        text = buffer_text(&x.answer.body);
        if (x.answer.status != rows[i].status ||
            (rows[i].shows && !strstr(text, rows[i].shows)) ||
            (!rows[i].shows && strstr(text, "\"id\":\"p")))
            fail_msg("row %zu: %d %s", i, x.answer.status, text);
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

static void its_errors_are_those_of_keystone(void **state)
{
    static const struct {
        const char *method, *target, *body;
        int status;
        const char *title;
    } rows[] = {
        {"POST", TOKENS, NULL, 400, "Bad Request"},
        {"POST", TOKENS, "{", 400, "Bad Request"},
        {"POST", TOKENS, "{}", 400, "Bad Request"},
        {"POST", TOKENS, "{\"auth\":{\"identity\":{\"methods\":[\"totp\"]}}}",
         401, "Unauthorized"},
        {"GET", TOKENS, NULL, 401, "Unauthorized"},
        {"PUT", TOKENS, "{}", 405, "Method Not Allowed"},
        {"GET", "/identity/v3/nothing", NULL, 404, "Not Found"},
        {"GET", "/identity/v2.0", NULL, 404, "Not Found"},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *login;
        struct exchange x;

        fixture_serve(&f, &x, NULL, rows[i].method, rows[i].target,
                      rows[i].body);
        assert_int_equal(x.answer.status, rows[i].status);
        assert_text(&x, "/error/title", rows[i].title);
        assert_int_equal(
            json_integer_value(pointer_get(x.answer.document, "/error/code")),
            rows[i].status);
        login = answer_get_header(&x.answer, "WWW-Authenticate");
        assert_int_equal(login != NULL, rows[i].status == 401);
        if (login)
            assert_string_equal(login, "Keystone uri=\"http://test/identity\"");
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

static void versions_need_no_token_and_keep_the_scheme(void **state)
{
    static const struct request_header headers[] = {
        {"X-Forwarded-Proto", "https"}};
    static const struct {
        const char *target, *pointer;
        int status;
    } rows[] = {
        {"/identity", "/versions/values/0", 300},
        {"/identity/", "/versions/values/0", 300},
        {"/identity/v3", "/version", 200},
        {"/identity/v3/", "/version", 200},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct exchange x;
        const json_t *version;

        fixture_serve_headers(&f, &x, headers, 1, "GET", rows[i].target, NULL);
        version = pointer_get(x.answer.document, rows[i].pointer);
        assert_int_equal(x.answer.status, rows[i].status);
        assert_string_equal(json_string_value(json_object_get(version, "id")),
                            "v3.14");
        assert_string_equal(
            json_string_value(pointer_get(version, "/links/0/href")),
            "https://test/identity/v3/");
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

static void faults_of_the_volume_service_leave_it_alone(void **state)
{
    static const char *const names[] = {"error-envelope-error",
                                        "foreign-project-404"};
    struct error err = {0};
    struct fixture f;
    struct exchange x;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(variants_choose(&f.emulator.faults, names[i], &err),
                         0);
    fixture_serve(&f, &x, "t1", "GET", "/identity/v3/projects/p2", NULL);
    assert_int_equal(x.answer.status, 404);
    assert_text(&x, "/error/title", "Not Found");
    exchange_clear(&x);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_login_answers_the_token_and_what_it_is_for),
        cmocka_unit_test(a_login_with_a_credential_is_for_its_project),
        cmocka_unit_test(a_token_opens_its_project_until_its_end),
        cmocka_unit_test(a_token_is_good_for_so_many_requests),
        cmocka_unit_test(a_token_without_a_project_opens_none),
        cmocka_unit_test(a_token_made_of_a_token_ends_with_it),
        cmocka_unit_test(a_token_is_shown_and_revoked_by_its_owner),
        cmocka_unit_test(projects_are_the_callers_only_one),
        cmocka_unit_test(its_errors_are_those_of_keystone),
        cmocka_unit_test(versions_need_no_token_and_keep_the_scheme),
        cmocka_unit_test(faults_of_the_volume_service_leave_it_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
