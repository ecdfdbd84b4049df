/* test_draft.c - waivers for what failed, and adding them to a file. */
#include "tests/unit/suite/scene.h"

#include "base/json.h"
#include "waivers/waivers.h"

#define FINDING(level, at, check, rest)                                        \
    "{'level': '" level "', 'instanceLocation': '" at "', 'check': '" check    \
    "'" rest "}"
#define CASE(id, verdict, findings)                                            \
    "{'id': '" id "', 'verdict': '" verdict "', 'findings': [" findings "]}"
#define RESULTS(emulator, strict, testcases)                                   \
    "{'target': {'base_url': 'https://evs.example/v3', 'emulator': " emulator  \
    "}, 'dialect': 'd', 'profile': 'p', 'strict': " strict                     \
    ", 'testcases': [" testcases "]}"

static json_t *json_of(const char *text)
{
    char *copy = xstrdup(text);
    json_error_t at;
    json_t *value;

    for (char *quote = copy; (quote = strchr(quote, '\''));)
        *quote = '"';
    value = json_loads(copy, 0, &at);
    if (!value)
        fail_msg("%s: %s", text, at.text);
    free(copy);
    return value;
}

/* What a draft is about: testcase, findings, target. */
static const struct {
    const char *results;
    const char *drafts;
} rows[] = {
    {RESULTS("false", "false", CASE("s/a", "pass", "")), "[]"},
    {RESULTS("false", "false",
             CASE("s/a", "error", "") ", " CASE("s/b", "skip", "") ", " CASE(
                 "s/c", "waived",
                 FINDING("must", "", "status",
                         "")) ", " CASE("s/d", "stale",
                                        FINDING("must", "", "status", ""))),
     "[]"},
    {RESULTS("false", "false",
             CASE("s/a", "fail",
                  FINDING("must", "/x", "schema", ", 'clause': 'c/one'"))),
     "[{'testcase': 's/a', 'findings': [{'at': '/x', 'check': 'schema', "
     "'clause': 'c/one'}], 'target': {'base_url': 'https://evs.example/v3', "
     "'dialect': 'd', 'profile': 'p'}}]"},
    {RESULTS("true", "false",
             CASE("s/a", "fail",
                  FINDING("must", "", "status", ", 'clause': null"))),
     "[{'testcase': 's/a', 'findings': [{'at': '', 'check': 'status'}], "
     "'target': {'dialect': 'd', 'profile': 'p'}}]"},
    {RESULTS("true", "false",
             CASE("s/a", "fail",
                  FINDING("must", "/x", "schema", "") ", " FINDING(
                      "must", "/x", "schema",
                      "") ", " FINDING("should", "/y", "schema",
                                       "") ", " FINDING("must", "/z", "schema",
                                                        ", 'waived': true"))),
     "[{'testcase': 's/a', 'findings': [{'at': '/x', 'check': 'schema'}], "
     "'target': {'dialect': 'd', 'profile': 'p'}}]"},
    {RESULTS("true", "true",
             CASE("s/a", "fail", FINDING("should", "/y", "schema", ""))),
     "[{'testcase': 's/a', 'findings': [{'at': '/y', 'check': 'schema'}], "
     "'target': {'dialect': 'd', 'profile': 'p'}}]"},
};

static void a_draft_is_as_narrow_as_what_failed(void **state)
{
    static const struct waiver_words none = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *results = json_of(rows[i].results);
        json_t *wanted = json_of(rows[i].drafts);
        json_t *drafts = waivers_draft(results, &none);
        json_t *draft;
        size_t k;

        json_array_foreach(drafts, k, draft) {
            json_object_del(draft, "reason");
            json_object_del(draft, "owner");
            json_object_del(draft, "issue");
            json_object_del(draft, "expires");
        }
        if (!json_equal(drafts, wanted)) {
            char *text = json_text(drafts);

            fail_msg("%zu: %s", i, text);
        }
        json_decref(drafts);
        json_decref(wanted);
        json_decref(results);
    }
}

static size_t mistakes_of(struct scene *scene, json_t *document)
{
    char *path = path_join(scene->root, "w.json");
    size_t len;

    assert_int_equal(json_dump_file(document, path, 0), 0);
    problems_clear(&scene->problems);
    waivers_free(waivers_load(path, scene->library, &scene->problems));
    len = scene->problems.len;
    free(path);
    return len;
}

/* Of its four words each that is not known is one mistake. */
static void placeholders_are_refused_until_they_are_replaced(void **state)
{
    static const struct {
        struct waiver_words words;
        size_t mistakes;
    } table[] = {
        {{NULL, NULL, NULL}, 4},
        {{"storage", NULL, NULL}, 3},
        {{"storage", "https://issues.example/1", NULL}, 2},
        {{"storage", "https://issues.example/1", "2026-12-31"}, 1},
    };
    struct scene *scene = *state;
    json_t *results = json_of(
        RESULTS("false", "false",
                CASE("s/one", "fail", FINDING("must", "/a~1b", "schema", ""))));

    scene_load(scene);
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        json_t *drafts = waivers_draft(results, &table[i].words);
        json_t *document = waivers_empty();
        json_t *entry = json_array_get(drafts, 0);
        struct error err = {0};

        assert_int_equal(waivers_merge("w.json", document, drafts, &err), 1);
        assert_int_equal(mistakes_of(scene, document), table[i].mistakes);
        json_object_set_new(entry, "reason", json_string("known"));
        assert_int_equal(mistakes_of(scene, document), table[i].mistakes - 1);
        json_decref(document);
        json_decref(drafts);
    }
    json_decref(results);
}

static void a_file_keeps_all_that_it_has(void **state)
{
    static const char *const existing =
        "{'$schema': '../schemas/assay/waivers.json', 'waivers': ["
        "{'testcase': 's/b', 'reason': 'TODO', 'color': 'red'}]}";
    json_t *document = json_of(existing), *before = json_of(existing);
    json_t *drafts = json_of("{'list': [{'testcase': 's/a'}, {'testcase': "
                             "'s/b'}, {'testcase': 's/b', 'findings': []}]}");
    const json_t *list = json_object_get(drafts, "list");
    struct error err = {0};

    (void)state;
    assert_int_equal(waivers_merge("w.json", document, list, &err), 2);
    assert_int_equal(waivers_merge("w.json", document, list, &err), 0);
    assert_int_equal(json_array_size(json_object_get(document, "waivers")), 3);
    assert_true(
        json_equal(json_array_get(json_object_get(document, "waivers"), 0),
                   json_array_get(json_object_get(before, "waivers"), 0)));
    json_decref(drafts);
    json_decref(before);
    json_decref(document);
}

static void nothing_is_added_to_what_is_no_waivers_file(void **state)
{
    static const char *const texts[] = {
        "[]",
        "{}",
        "{'waivers': []}",
        "{'$schema': 'waivers.json', 'waivers': []}",
        "{'$schema': 'x/profile.json', 'waivers': []}",
        "{'$schema': 'x/waivers.json', 'waivers': {}}",
        "{'$schema': 'x/waivers.json'}"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        json_t *document = json_of(texts[i]), *drafts = json_of("[{}]");
        struct error err = {0};

        assert_int_equal(waivers_merge("f", document, drafts, &err), -1);
        assert_string_equal(err.text,
                            "is no waivers file, so nothing was added to it");
        json_decref(drafts);
        json_decref(document);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_draft_is_as_narrow_as_what_failed),
        IN_SCENE(placeholders_are_refused_until_they_are_replaced),
        cmocka_unit_test(a_file_keeps_all_that_it_has),
        cmocka_unit_test(nothing_is_added_to_what_is_no_waivers_file),
    };

    return cmocka_run_group_tests_name("waivers/draft", tests, NULL, NULL);
}
