/* test_url.c - base URLs as people write them, and the URLs made of them. */
#include "tests/unit/test.h"

#include "http/url.h"

#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))
#define PROJECT    "0c2eba2c5af04d3f9e9d0d410b371fde"
#define UUID       "0c2eba2c-5af0-4d3f-9e9d-0d410b371fde"

static void a_base_url_is_split(void **state)
{
    static const struct {
        const char *url, *root, *project;
    } rows[] = {
        {"http://host", "http://host", NULL},
        {"http://host/", "http://host", NULL},
        {"http://host///", "http://host", NULL},
        {"https://host:8776", "https://host:8776", NULL},
        {"HTTPS://Host", "https://host", NULL},
        {"hTTp://EVS.Example.COM:8776/Evs/V",
         "http://evs.example.com:8776/Evs/V", NULL},
        {"https://host:443/v3", "https://host", NULL},
        {"http://host:80", "http://host", NULL},
        {"http://host:0080", "http://host", NULL},
        {"http://host:443", "http://host:443", NULL},
        {"https://host:80", "https://host:80", NULL},
        {"https://[2001:DB8::7]:443", "https://[2001:db8::7]", NULL},
        {"http://127.0.0.1:1", "http://127.0.0.1:1", NULL},
        {"http://[::1]", "http://[::1]", NULL},
        {"http://[2001:db8::7]:8776/v3/", "http://[2001:db8::7]:8776", NULL},
        {"http://host/v1", "http://host", NULL},
        {"http://host/v2", "http://host", NULL},
        {"http://host/v3", "http://host", NULL},
        {"http://host/v3/", "http://host", NULL},
        {"http://host/v4", "http://host/v4", NULL},
        {"http://host/v3/" PROJECT, "http://host", PROJECT},
        {"http://host/v3/" PROJECT "/", "http://host", PROJECT},
        {"http://host/v2/" UUID, "http://host", UUID},
        {"http://host/evs", "http://host/evs", NULL},
        {"http://host/evs/v3", "http://host/evs", NULL},
        {"http://host/evs/v3/" PROJECT, "http://host/evs", PROJECT},
        {"http://host/a/b%20c/v3/" PROJECT "//", "http://host/a/b%20c",
         PROJECT},
        {"http://host//v3", "http://host", NULL},
        {"http://host/a//v3////", "http://host/a", NULL},
        {"http://host/v3/v2", "http://host/v3", NULL},
        {"http://host/v31", "http://host/v31", NULL},
        {"http://host/v3.0/api/v3", "http://host/v3.0/api", NULL},
        {"http://host:65535/v3", "http://host:65535", NULL},
        {"https://evs.eu-de.otc.t-systems.com/v3/" PROJECT,
         "https://evs.eu-de.otc.t-systems.com", PROJECT},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct endpoint endpoint = {0};
        struct error err = {0};

        assert_int_equal(0, endpoint_parse(rows[i].url, &endpoint, &err));
        assert_string_equal(rows[i].root, endpoint.root);
        if (rows[i].project)
            assert_string_equal(rows[i].project, endpoint.project_id);
        else
            assert_null(endpoint.project_id);
        endpoint_clear(&endpoint);
    }
}

static void a_bad_base_url_is_a_usage_error(void **state)
{
    static const struct {
        const char *url, *text;
    } rows[] = {
        {"", "no scheme"},
        {"host", "no scheme"},
        {"host:8776/v3", "no scheme"},
        {"//host", "no scheme"},
        {"http:/host", "no scheme"},
        {"ftp://host", "neither http nor https"},
        {"httpss://host", "neither http nor https"},
        {"://host", "neither http nor https"},
        {"http://", "no host"},
        {"http:///v3", "no host"},
        {"http://:80", "no host"},
        {"http://user:pass@host", "user and password"},
        {"http://user@host/v3", "user and password"},
        {"http://host?x=y", "no query"},
        {"http://host/v3?", "no query"},
        {"http://host/v3#x", "no fragment"},
        {" http://host", "neither http nor https"},
        {"http://ho st", "0x20"},
        {"http://host/v3 ", "0x20"},
        {"http://host\n", "0x0a"},
        {"http://h\xc3\xb6st", "0xc3"},
        {"http://host:99999", "port '99999'"},
        {"http://host:65536", "port"},
        {"http://host:0", "port"},
        {"http://host:", "port"},
        {"http://host:80a", "port"},
        {"http://host:-1", "port"},
        {"http://[::1", "IPv6"},
        {"http://[]", "IPv6"},
        {"http://[127.0.0.1]", "IPv6"},
        {"http://[::1]x", "host name"},
        {"http://[fe80::1%25eth0]/v3", "zone"},
        {"http://[fe80::1%eth0]", "zone"},
        {"http://host/v3.0", "write /v3"},
        {"http://host/evs/v2.10/", "write /v2"},
        {"http://host/v3.0/" PROJECT, "write /v3"},
        {"http://host/V3/" PROJECT, "write /v3"},
        {"http://host/v3/my-project", "--project-id"},
        {"http://[::1]:", "port"},
        {"http://host/a%2", "two hex digits"},
        {"http://host/v3/%(project_id)s", "two hex digits"},
        {"http://host/v3/my-project", "not a project id"},
        {"http://host/v3/" PROJECT "0", "not a project id"},
        {"http://host/v3/0c2eba2c-5af0-4d3f-9e9d-0d410b371fdg",
         "not a project id"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct endpoint endpoint = {0};
        struct error err = {0};

        assert_int_equal(-1, endpoint_parse(rows[i].url, &endpoint, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal("--base-url", err.where);
        assert_non_null(strstr(err.text, rows[i].text));
        assert_null(strstr(err.text, "pass@"));
        assert_null(endpoint.root);
    }
}

/* Cinder without Keystone calls projects "admin"; others "AUTH_…". */
static void a_named_project_needs_no_form(void **state)
{
    static const struct {
        const char *url, *given, *root, *project;
    } rows[] = {
        {"https://host/volume/v3/admin", "admin", "https://host/volume",
         "admin"},
        {"http://host:8776/v3/AUTH_test/", "AUTH_test", "http://host:8776",
         "AUTH_test"},
        {"http://host/v2/a%20b%2fc//", "a b/c", "http://host", "a b/c"},
        {"http://host/v3/v3", "v3", "http://host", "v3"},
        {"http://host/v3", "v3", "http://host", NULL},
        {"http://host/v3", "admin", "http://host", NULL},
        {"http://host/admin", "admin", "http://host/admin", NULL},
        {"http://host/v3/" PROJECT, PROJECT, "http://host", PROJECT},
        {"http://host/v3/" UUID, "admin", "http://host", UUID},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct endpoint endpoint = {0};
        struct error err = {0};

        assert_int_equal(
            0, endpoint_parse_for(rows[i].url, rows[i].given, &endpoint, &err));
        assert_string_equal(rows[i].root, endpoint.root);
        if (rows[i].project)
            assert_string_equal(rows[i].project, endpoint.project_id);
        else
            assert_null(endpoint.project_id);
        endpoint_clear(&endpoint);
    }
}

static void another_name_behind_a_version_is_a_usage_error(void **state)
{
    static const char *const given[] = {"", "adm", "administrator", "Admin",
                                        "v3"};

    (void)state;
    for (size_t i = 0; i < LEN(given); i++) {
        struct endpoint endpoint = {0};
        struct error err = {0};

        assert_int_equal(-1, endpoint_parse_for("http://host/v3/admin",
                                                given[i], &endpoint, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_non_null(strstr(err.text, "'admin' after /v3 is not"));
    }
}

static void a_path_is_filled_in_and_encoded(void **state)
{
    static const struct {
        const char *path, *values, *query, *want;
    } rows[] = {
        {"/v3", "{}", NULL, "http://h/x/v3"},
        {"", "{}", "{}", "http://h/x"},
        {"/{a}/s/{b}", "{\"a\": \"1\", \"b\": \"2\"}", NULL,
         "http://h/x/1/s/2"},
        {"/{a}{a}", "{\"a\": \"-._~\"}", NULL, "http://h/x/-._~-._~"},
        {"/{a}", "{\"a\": \"/ ?#%é\\u0000+\"}", NULL,
         "http://h/x/%2F%20%3F%23%25%C3%A9%00%2B"},
        {"/{a}", "{\"a\": \"\"}", NULL, "http://h/x/"},
        {"/s", "{}", "{\"limit\": \"1\", \"n m\": \"a&b=c\"}",
         "http://h/x/s?limit=1&n%20m=a%26b%3Dc"},
    };
    struct endpoint endpoint = {0};
    struct error err = {0};

    (void)state;
    assert_int_equal(0, endpoint_parse("http://h/x/", &endpoint, &err));
    for (size_t i = 0; i < LEN(rows); i++) {
        json_t *values = json_loads(rows[i].values, JSON_ALLOW_NUL, NULL);
        json_t *query =
            rows[i].query ? json_loads(rows[i].query, 0, NULL) : NULL;
        char *url = endpoint_url(&endpoint, rows[i].path, values, query, &err);

        assert_string_equal(rows[i].want, url);
        free(url);
        json_decref(values);
        json_decref(query);
    }
    endpoint_clear(&endpoint);
}

static void a_missing_value_is_a_suite_error(void **state)
{
    static const struct {
        const char *path, *query, *text;
    } rows[] = {
        {"/{other}", "{}", "{other}"},       {"/{number}", "{}", "{number}"},
        {"/{a", "{}", "without '}'"},        {"/{}", "{}", "{}"},
        {"/{a}", "{\"limit\": 1}", "limit"},
    };
    struct endpoint endpoint = {.root = (char[]){"http://h"}};
    json_t *values = json_pack("{s:s, s:i}", "a", "1", "number", 2);

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        json_t *query = json_loads(rows[i].query, 0, NULL);
        struct error err = {0};

        assert_null(endpoint_url(&endpoint, rows[i].path, values, query, &err));
        assert_int_equal(ERROR_SUITE, err.kind);
        assert_string_equal(rows[i].path, err.where);
        assert_non_null(strstr(err.text, rows[i].text));
        json_decref(query);
    }
    json_decref(values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_base_url_is_split),
        cmocka_unit_test(a_bad_base_url_is_a_usage_error),
        cmocka_unit_test(a_named_project_needs_no_form),
        cmocka_unit_test(another_name_behind_a_version_is_a_usage_error),
        cmocka_unit_test(a_path_is_filled_in_and_encoded),
        cmocka_unit_test(a_missing_value_is_a_suite_error),
    };

    return cmocka_run_group_tests_name("http/url", tests, NULL, NULL);
}
