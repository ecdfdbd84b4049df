/* test_entry.c - which findings and targets a waiver is about. */
#include "tests/unit/waivers/scene.h"

static const struct {
    const char *scopes; /* NULL: the waiver has none */
    const char *finding;
    bool want;
} scopes[] = {
    {NULL, "must status", true},
    {NULL, "must schema /a/b", true},
    {"{'at': ''}", "must status", true},
    {"{'at': ''}", "must schema /a", true},
    {"{'at': '/a'}", "must schema /a", true},
    {"{'at': '/a'}", "must schema /a/b/0", true},
    {"{'at': '/a'}", "must schema /ab", false},
    {"{'at': '/a'}", "must schema /b", false},
    {"{'at': '/a'}", "must status", false},
    {"{'at': '/a/b'}", "must schema /a", false},
    {"{'at': '/a/1'}", "must schema /a/10", false},
    /* RFC 6901: ~1 is a slash within a name, ~0 a tilde */
    {"{'at': '/a~1b'}", "must schema /a~1b", true},
    {"{'at': '/a~1b'}", "must schema /a~1b/c", true},
    {"{'at': '/a~1b'}", "must schema /a/b", false},
    {"{'at': '/a'}", "must schema /a~1b", false},
    {"{'at': '/m~0n'}", "must schema /m~0n", true},
    {"{'at': '/m~0n'}", "must schema /m~0n/x", true},
    {"{'at': '/m~0'}", "must schema /m~0n", false},
    {"{'at': '/m~01'}", "must schema /m~1", false},
    {"{'check': 'status'}", "must status", true},
    {"{'check': 'status'}", "must schema", false},
    {"{'clause': 'c/one'}", "must schema /a c/one", true},
    {"{'clause': 'c/one'}", "must schema /a c/two", false},
    {"{'clause': 'c/one'}", "must schema /a", false},
    /* all of a scope, any of the scopes */
    {"{'at': '/a', 'check': 'schema'}", "must schema /a", true},
    {"{'at': '/a', 'check': 'schema'}", "must echo /a", false},
    {"{'at': '/a', 'check': 'schema'}", "must schema /b", false},
    {"{'at': '/a', 'clause': 'c/one'}", "must schema /a c/two", false},
    {"{'at': '/a'}, {'at': '/b'}", "must schema /b", true},
    {"{'at': '/a'}, {'at': '/b'}", "must schema /c", false},
};

static void a_scope_covers_what_lies_at_its_place_or_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(scopes) / sizeof(*scopes); i++) {
        char *list =
            scopes[i].scopes ? xasprintf("[%s]", scopes[i].scopes) : NULL;
        json_t *findings = list ? scene_json(list) : NULL;
        struct waiver waiver = {.findings = findings};
        struct result result = {0};

        scene_find(&result, scopes[i].finding);
        if (waiver_covers(&waiver, &result.findings.items[0]) != scopes[i].want)
            fail_msg("%s: %s", list ? list : "no scope", scopes[i].finding);
        result_clear(&result);
        json_decref(findings);
        free(list);
    }
}

static const struct {
    const char *target;
    const char *elsewhere; /* NULL: it is for this target */
} targets[] = {
    {NULL, NULL},
    {"{'profile': 'otc'}", NULL},
    {"{'profile': 'o*'}", NULL},
    {"{'profile': 'openstack'}",
     "it is for profile openstack, and this is otc"},
    {"{'dialect': 'cinder-*'}", NULL},
    {"{'dialect': 'cinder-v2'}",
     "it is for dialect cinder-v2, and this is cinder-v3"},
    {"{'base_url': 'https://evs.example/v3'}", NULL},
    {"{'base_url': 'https://evs.example/v3/'}", NULL},
    {"{'base_url': 'https://evs.example'}", NULL},
    {"{'base_url': 'https://evs.example/'}", NULL},
    {"{'base_url': 'https://*.example'}", NULL},
    {"{'base_url': 'https://evs.exam'}",
     "it is for base_url https://evs.exam, and this is https://evs.example/v3"},
    {"{'base_url': 'https://evs.example/v2'}",
     "it is for base_url https://evs.example/v2, and this is "
     "https://evs.example/v3"},
    {"{'base_url': 'https://evs.example', 'profile': 'openstack'}",
     "it is for profile openstack, and this is otc"},
    {"{'base_url': 'https://evs.example', 'profile': 'otc', 'dialect': '*'}",
     NULL},
};

static void a_waiver_is_for_the_target_that_it_names(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene, "", false);
    for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++) {
        char *text = targets[i].target
                         ? xasprintf("{'target': %s}", targets[i].target)
                         : xstrdup("{}");
        json_t *entry = scene_json(text);
        char *why = waiver_elsewhere(entry, &scene.info);

        if (!why != !targets[i].elsewhere ||
            (why && strcmp(why, targets[i].elsewhere) != 0))
            fail_msg("%s: %s", text, why ? why : "(it is for this target)");
        free(why);
        json_decref(entry);
        free(text);
    }
    scene_close(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scope_covers_what_lies_at_its_place_or_below),
        cmocka_unit_test(a_waiver_is_for_the_target_that_it_names),
    };

    return cmocka_run_group_tests_name("waivers/entry", tests, NULL, NULL);
}
