/* test_login_method.c - the way to log in, and what is missing for it. */
#include "tests/unit/test.h"

#include "http/login_method.h"

#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))
#define URL        .auth_url = "http://h"
#define APPLICATION                                                            \
    .application_credential_id = "i", .application_credential_secret = "s"

static void what_is_given_decides_without_auth_type(void **state)
{
    static const struct {
        struct credentials given;
        enum login_method want;
    } rows[] = {
        {{0}, LOGIN_NONE},
        {{.token = ""}, LOGIN_NONE},
        {{.token = "t"}, LOGIN_GIVEN_TOKEN},
        {{.token = "t", .auth_url = ""}, LOGIN_GIVEN_TOKEN},
        {{.token = "t", URL}, LOGIN_TOKEN},
        {{.token = "t", .username = "u", .password = "p", URL}, LOGIN_TOKEN},
        {{.username = "u", .password = "p", URL}, LOGIN_PASSWORD},
        {{.auth_type = "", .username = "u", .password = "p", URL},
         LOGIN_PASSWORD},
        {{APPLICATION, URL}, LOGIN_APPLICATION_CREDENTIAL},
        {{APPLICATION, .username = "u", .password = "p", URL},
         LOGIN_APPLICATION_CREDENTIAL},
        {{APPLICATION, .token = "t", URL}, LOGIN_TOKEN},
        {{.access_key = "a", .secret_key = "s"}, LOGIN_NONE},
        {{.access_key = "a", .secret_key = "s", URL}, LOGIN_NONE},
        {{.access_key = "a",
          .secret_key = "s",
          .username = "u",
          .password = "p",
          URL},
         LOGIN_PASSWORD},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        enum login_method method;
        struct error err = {0};

        assert_int_equal(0, login_method_of(&rows[i].given, &method, &err));
        assert_int_equal(rows[i].want, method);
    }
}

static void auth_type_decides(void **state)
{
    static const struct {
        const char *auth_type;
        enum login_method want;
    } rows[] = {
        {"password", LOGIN_PASSWORD},
        {"v3password", LOGIN_PASSWORD},
        {"token", LOGIN_TOKEN},
        {"v3token", LOGIN_TOKEN},
        {"v3applicationcredential", LOGIN_APPLICATION_CREDENTIAL},
        {"admin_token", LOGIN_GIVEN_TOKEN},
        {"token_endpoint", LOGIN_GIVEN_TOKEN},
        {"none", LOGIN_NONE},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct credentials given = {.auth_type = rows[i].auth_type,
                                          .token = "t",
                                          .username = "u",
                                          .password = "p",
                                          APPLICATION,
                                          URL};
        enum login_method method;
        struct error err = {0};

        assert_int_equal(0, login_method_of(&given, &method, &err));
        assert_int_equal(rows[i].want, method);
    }
}

static void what_is_missing_is_named_twice(void **state)
{
    static const struct {
        struct credentials given;
        const char *want; /* the whole message */
    } rows[] = {
        {{.auth_type = "v2password"},
         "OS_AUTH_TYPE: \"v2password\" is not a way to log in that is known "
         "here (clouds.yaml: auth_type): password, v3password, token, "
         "v3token, v3applicationcredential, admin_token, token_endpoint, "
         "none"},
        {{.auth_type = "password", URL, .username = "u"},
         "credentials: a login with a password also needs OS_PASSWORD "
         "(clouds.yaml: auth.password)"},
        {{.password = "secret"},
         "credentials: a login with a password also needs OS_AUTH_URL "
         "(clouds.yaml: auth.auth_url), and OS_USERNAME or OS_USER_ID "
         "(clouds.yaml: auth.username or auth.user_id)"},
        {{URL, .username = "", .password = ""},
         "credentials: a login with a password also needs OS_USERNAME or "
         "OS_USER_ID (clouds.yaml: auth.username or auth.user_id), and "
         "OS_PASSWORD (clouds.yaml: auth.password)"},
        {{.auth_type = "token"},
         "credentials: a login with a token also needs OS_AUTH_URL "
         "(clouds.yaml: auth.auth_url), and OS_TOKEN (clouds.yaml: "
         "auth.token)"},
        {{.auth_type = "admin_token"},
         "credentials: a token without a login also needs OS_TOKEN "
         "(clouds.yaml: auth.token)"},
        {{.application_credential_id = "i", URL},
         "credentials: a login with an application credential also needs "
         "OS_APPLICATION_CREDENTIAL_SECRET (clouds.yaml: "
         "auth.application_credential_secret)"},
        {{.application_credential_secret = "secret", URL, .user_id = "u"},
         "credentials: a login with an application credential also needs "
         "OS_APPLICATION_CREDENTIAL_ID (clouds.yaml: "
         "auth.application_credential_id)"},
        {{.application_credential_secret = "secret",
          .application_credential_name = "n",
          URL},
         "credentials: a login with an application credential also needs "
         "OS_USERNAME or OS_USER_ID (clouds.yaml: auth.username or "
         "auth.user_id) beside a name"},
        {{URL, .username = "u", .password = "secret\xff"},
         "OS_PASSWORD: holds bytes that are not UTF-8"},
        {{URL, .username = "\xc3", .password = "secret"},
         "OS_USERNAME: holds bytes that are not UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        enum login_method method;
        struct error err = {0};
        char *message;

        assert_int_equal(-1, login_method_of(&rows[i].given, &method, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        message = error_message(&err);
        assert_string_equal(rows[i].want, message);
        free(message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_decides_without_auth_type),
        cmocka_unit_test(auth_type_decides),
        cmocka_unit_test(what_is_missing_is_named_twice),
    };

    return cmocka_run_group_tests_name("http/login_method", tests, NULL, NULL);
}
