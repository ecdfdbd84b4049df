/* test_service.c - the block storage endpoint in a catalog. */
#include "tests/unit/test.h"

#include "http/service.h"

#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* Parts of a catalog. */
#define END(interface, region, url)                                            \
    "{\"interface\": \"" interface "\", \"region\": \"" region                 \
    "\", \"region_id\": \"" region "\", \"url\": \"" url "\"}"
#define SERVICE(type, endpoints)                                               \
    "{\"id\": \"s\", \"name\": \"n\", \"type\": \"" type                       \
    "\", \"endpoints\": [" endpoints "]}"
#define OTHERS                                                                 \
    SERVICE("identity", END("public", "r1", "http://id/v3"))                   \
    ", " SERVICE("compute", END("public", "r2", "http://compute/"))

static json_t *catalog_of(const char *text)
{
    json_t *catalog = json_loads(text, JSON_ALLOW_NUL, NULL);

    assert_non_null(catalog);
    return catalog;
}

static void the_endpoint_is_picked(void **state)
{
    static const struct {
        const char *catalog, *version;
        struct service_choice choice;
        const char *want;
    } rows[] = {
        {"[" SERVICE("volumev3", END("public", "r1", "http://v3/")) "]",
         "v3",
         {0},
         "http://v3/"},
        {"[" OTHERS
         ", " SERVICE("volume", END("public", "r1", "http://v1")) "]",
         "v3",
         {"public", NULL},
         "http://v1"},
        {"[" SERVICE("evs", END("public", "r1", "http://evs")) "]",
         "v2",
         {"", ""},
         "http://evs"},
        /* the official type before its aliases, wherever they stand */
        {"[" SERVICE("volume", END("public", "r1", "http://v1")) ", " SERVICE(
             "volumev2",
             END("public", "r1",
                 "http://v2")) ", "
                               "" SERVICE(
                                   "volumev3",
                                   END("public", "r1",
                                       "http://v3")) ", " SERVICE("block-"
                                                                  "storage",
                                                                  END("public",
                                                                      "r1",
                                                                      "http://"
                                                                      "bs")) "]",
         "v3",
         {0},
         "http://bs"},
        {"[" SERVICE("volumev3", END("public", "r1", "http://v3")) ", " SERVICE(
             "volumev2", END("public", "r1", "http://v2")) "]",
         "v2",
         {0},
         "http://v2"},
        /* … but only if it has what is asked for */
        {"[" SERVICE("block-storage",
                     END("internal", "r1",
                         "http://bs")) ", " SERVICE("volumev3",
                                                    END("public", "r1",
                                                        "http://v3")) "]",
         "v3",
         {0},
         "http://v3"},
        {"[" SERVICE("volumev3", END("public", "r1", "http://pub") ", " END(
                                     "internal", "r1",
                                     "http://int") ", " END("admin", "r1",
                                                            "http://adm")) "]",
         "v3",
         {"internal", NULL},
         "http://int"},
        {"[" SERVICE("volumev3", END("publicURL", "r1", "http://pub") ", " END(
                                     "adminURL", "r1", "http://adm")) "]",
         "v3",
         {"admin", NULL},
         "http://adm"},
        {"[" SERVICE("volumev3", END("admin", "r1", "http://adm")) "]",
         "v3",
         {"adminURL", "r1"},
         "http://adm"},
        {"[" SERVICE("volumev3", END("public", "r1", "http://r1") ", " END(
                                     "public", "r2", "http://r2")) "]",
         "v3",
         {NULL, "r2"},
         "http://r2"},
        /* two in one region: the first, as other clients do */
        {"[" SERVICE("volumev3", END("public", "r1", "http://a") ", " END(
                                     "public", "r1", "http://b")) "]",
         "v3",
         {0},
         "http://a"},
        /* regions of other interfaces and services do not count */
        {"[" OTHERS
         ", " SERVICE("volumev3", END("public", "r1", "http://r1") ", " END(
                                      "admin", "r2", "http://r2")) "]",
         "v3",
         {0},
         "http://r1"},
        {"[{\"type\": \"volumev3\", \"endpoints\": [{\"interface\": "
         "\"public\", \"region\": \"r1\", \"url\": \"http://old\"}]}]",
         "v3",
         {NULL, "r1"},
         "http://old"},
        /* what is no endpoint is passed over */
        {"[5, null, {}, [], {\"type\": 5, \"endpoints\": 5}, {\"type\": "
         "\"volumev3\"}, {\"type\": \"volumev3\", \"endpoints\": [1, {}, "
         "{\"url\": 5, \"interface\": \"public\"}, {\"url\": \"http://x\"}, "
         "{\"url\": \"\", \"interface\": \"public\"}, "
         "{\"url\": \"http://x\", \"interface\": \"publicity\"}]}, " SERVICE(
             "volumev3", END("public", "r1", "http://v3")) "]",
         "v3",
         {0},
         "http://v3"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        json_t *catalog = catalog_of(rows[i].catalog);
        struct error err = {0};
        char *url =
            service_url(catalog, rows[i].version, &rows[i].choice, &err);

        assert_string_equal("", err.text);
        assert_string_equal(rows[i].want, url);
        free(url);
        json_decref(catalog);
    }
}

static void no_endpoint_is_explained(void **state)
{
    static const struct {
        const char *catalog;
        struct service_choice choice;
        enum error_kind kind;
        const char *want; /* the whole message */
    } rows[] = {
        {"null",
         {0},
         ERROR_USAGE,
         "catalog: none came with the token, since it is for no project; give "
         "OS_PROJECT_ID or OS_PROJECT_NAME (clouds.yaml: auth.project_id or "
         "auth.project_name)"},
        {"[]",
         {0},
         ERROR_TARGET,
         "catalog: no block storage (block-storage, volumev3 or an alias) is "
         "in it; there are: none"},
        {"[" OTHERS ", " OTHERS "]",
         {0},
         ERROR_TARGET,
         "catalog: no block storage (block-storage, volumev3 or an alias) is "
         "in it; there are: identity, compute"},
        {"[]",
         {"private", NULL},
         ERROR_USAGE,
         "OS_INTERFACE: \"private\" is not public, internal or admin "
         "(clouds.yaml: interface)"},
        {"[" OTHERS
         ", " SERVICE("volumev3", END("public", "r1", "http://a") ", " END(
                                      "internal", "r2", "http://b")) "]",
         {NULL, "r2"},
         ERROR_USAGE,
         "catalog: block storage has no public endpoint in region r2; there "
         "are: volumev3 public r1, volumev3 internal r2"},
        {"[" SERVICE("volumev3", END("internal", "r2", "http://b")) "]",
         {0},
         ERROR_USAGE,
         "catalog: block storage has no public endpoint; there are: volumev3 "
         "internal r2"},
        {"[" SERVICE(
             "volumev3",
             END("public", "eu-de", "http://a") ", " END(
                 "public", "eu-nl",
                 "http://b") ", " END("public", "eu-de",
                                      "http://c") ", " END("public", "",
                                                           "http://d")) "]",
         {0},
         ERROR_USAGE,
         "catalog: several regions have volumev3; choose one with --region or "
         "OS_REGION_NAME: eu-de, eu-nl, (none)"},
        {"[" SERVICE("volumev3",
                     END("public", "r1", "http://user:secret@h/v3")) "]",
         {0},
         ERROR_TARGET,
         "catalog: the URL of volumev3 is unusable: user and password do not "
         "belong into a URL"},
        {"[" SERVICE("volumev3",
                     END("public", "r1", "http://h/v3/%(tenant_id)s")) "]",
         {0},
         ERROR_TARGET,
         "catalog: the URL of volumev3 is unusable: '%' is not followed by "
         "two hex digits"},
        {"[" SERVICE("volumev3", END("public", "r1", "\\u001b://h")) "]",
         {0},
         ERROR_TARGET,
         "catalog: the URL of volumev3 is unusable: scheme '\\u001b' is "
         "neither http nor https"},
        {"[" SERVICE("volumev3", END("public", "r1", "file:///etc")) "]",
         {0},
         ERROR_TARGET,
         "catalog: the URL of volumev3 is unusable: scheme 'file' is neither "
         "http nor https"},
        {"[" SERVICE("volumev3",
                     END("public", "r1", "http://[masked].example/v3")) "]",
         {0},
         ERROR_TARGET,
         "catalog: the URL of volumev3 holds the text of a secret and was "
         "masked with it; give the URL yourself (--base-url)"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        json_t *catalog = json_loads(rows[i].catalog, JSON_DECODE_ANY, NULL);
        struct error err = {0};
        char *message;

        assert_non_null(catalog);
        assert_null(service_url(catalog, "v3", &rows[i].choice, &err));
        message = error_message(&err);
        assert_string_equal(rows[i].want, message);
        assert_int_equal(rows[i].kind, err.kind);
        free(message);
        json_decref(catalog);
    }
}

/* A catalog from outside may have any number of entries of any length. */
static void long_lists_are_cut(void **state)
{
    json_t *service = json_pack("{s:s, s:[]}", "type", "volumev3", "endpoints");
    json_t *catalog = json_pack("[o]", service);
    const struct service_choice choice = {0};
    struct error err = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        json_array_append_new(json_object_get(service, "endpoints"),
                              json_pack("{s:s, s:o, s:s}", "interface",
                                        "public", "region",
                                        json_sprintf("%d-\x1b[31m%0200d", i, i),
                                        "url", "http://h"));
    assert_null(service_url(catalog, "v3", &choice, &err));
    assert_non_null(strstr(err.text, "OS_REGION_NAME: 0-\\u001b[31m"));
    assert_non_null(strstr(err.text, ", ..."));
    assert_true(strlen(err.text) < 500);
    json_decref(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_endpoint_is_picked),
        cmocka_unit_test(no_endpoint_is_explained),
        cmocka_unit_test(long_lists_are_cut),
    };

    return cmocka_run_group_tests_name("http/service", tests, NULL, NULL);
}
