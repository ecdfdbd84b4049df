/* test_profile.c - what a profile changes, and what it names in vain. */
#include "tests/unit/suite/scene.h"

#define CHANGE(clause, rest) "{'clause': '" clause "', " rest ", " BECAUSE "}"

static const struct step *step_of(const struct scene *scene, const char *id,
                                  size_t index)
{
    const struct testcase *testcase = catalog_testcase(scene->catalog, id);

    assert_non_null(testcase);
    assert_true(index < testcase->steps_len);
    return &testcase->steps[index];
}

static void assert_outcome(const struct scene *scene, const char *id,
                           size_t index, const char *name)
{
    const struct step *step = step_of(scene, id, index);

    assert_int_equal(step->alternatives_len, 1);
    assert_string_equal(step->alternatives[0].outcome->name, name);
}

static void a_changed_outcome_is_that_of_the_last_expectation(void **state)
{
    struct scene *scene = *state;

    scene_write(
        scene, "suites/s.json",
        TESTCASES(TESTCASE(
            "one", "'each': [{'id': 'a'}, {'id': 'b'}], " STEPS(
                       "{'expect': {'outcome': 'accepted'}},"
                       "{'expect': {'outcome': ['accepted', 'refused']}},"
                       "{}")) "," TESTCASE("two", ACCEPTED)));
    assert_problems_of(scene, "suites/profiles/p.json",
                       PROFILE(CHANGE("c/one", "'testcases': ['s/*/a'],"
                                               "'outcome': 'refused'")),
                       "");
    assert_outcome(scene, "s/one/a", 0, "accepted");
    assert_outcome(scene, "s/one/a", 1, "refused");
    assert_int_equal(step_of(scene, "s/one/b", 1)->alternatives_len, 2);
    assert_outcome(scene, "s/two", 0, "accepted");
}

static void a_replaced_schema_goes_under_the_name_that_checks_use(void **state)
{
    struct scene *scene = *state;
    const struct schema *schema;
    json_t *array = json_array();

    scene_write(scene, "schemas/t/other.json",
                "{'$defs': {'list': {'type': 'array'}}}");
    assert_problems_of(
        scene, "suites/profiles/p.json",
        PROFILE(CHANGE("c/one", "'schema': 't/answer.json',"
                                "'use': 't/other.json#/$defs/list'")),
        "");
    schema = schema_book_find(scene->catalog->book, "t/answer.json");
    assert_non_null(schema);
    assert_int_equal(schema_validate(schema, array, NULL), SCHEMA_VALID);
    json_decref(array);
}

static void a_clause_that_is_off_says_why(void **state)
{
    struct scene *scene = *state;
    const struct clause *off, *on;

    assert_problems_of(scene, "suites/profiles/p.json",
                       PROFILE(CHANGE("c/two", "'off': true")), "");
    off = catalog_clause(scene->catalog, "things.update", "c/two");
    on = catalog_clause(scene->catalog, "things.update", "c/one");
    assert_true(off->is_off);
    assert_string_equal(off->off_reason, "so");
    assert_false(on->is_off);
    assert_null(on->off_reason);
}

static void what_a_profile_names_must_be_there(void **state)
{
    struct scene *scene = *state;

    scene_write(
        scene, "suites/s.json",
        TESTCASES(TESTCASE("one", ACCEPTED) "," TESTCASE("bare", STEPS("{}"))));
    assert_problems_of(
        scene, "suites/profiles/p.json",
        PROFILE(CHANGE("c/lost", "'off': true") "," CHANGE(
            "c/one",
            "'testcases': ['s/lost', 's/o*', 't/*'],"
            "'outcome': 'accepted'") "," CHANGE("c/one",
                                                "'schema': "
                                                "'t/answer.json', 'use': "
                                                "'t/lost.json'") "," CHANGE("c/"
                                                                            "on"
                                                                            "e",
                                                                            "'s"
                                                                            "ch"
                                                                            "em"
                                                                            "a'"
                                                                            ": "
                                                                            "'t"
                                                                            "/u"
                                                                            "nu"
                                                                            "se"
                                                                            "d."
                                                                            "js"
                                                                            "on"
                                                                            "',"
                                                                            "'u"
                                                                            "se"
                                                                            "':"
                                                                            " '"
                                                                            "t/"
                                                                            "an"
                                                                            "sw"
                                                                            "er"
                                                                            ".j"
                                                                            "so"
                                                                            "n"
                                                                            "'") "," CHANGE("c/one",
                                                                                            "'testcases': ['s/bare'],"
                                                                                            "'outcome': 'accepted'") "," CHANGE("c/one",
                                                                                                                                "'testcases': ['s/one'], 'outcome': 'lost'")),
        "suites/o.json: /outcomes/accepted/checks/1: schema 't/lost.json': "
        "leads to 'https://assay.invalid/schemas/t/lost.json', which is not "
        "in the store\n"
        "suites/s.json: /testcases/0: s/one: unknown outcome 'lost'\n"
        "suites/profiles/p.json: /changes/4: s/bare has no step with an "
        "expectation\n"
        "suites/profiles/p.json: /changes/0: unknown clause 'c/lost'\n"
        "suites/profiles/p.json: /changes/1: 's/lost' matches no testcase\n"
        "suites/profiles/p.json: /changes/1: 't/*' matches no testcase\n"
        "suites/profiles/p.json: /changes/2: there is no schema "
        "'t/lost.json'\n"
        "suites/profiles/p.json: /changes/3: no check uses the schema "
        "'t/unused.json'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(a_changed_outcome_is_that_of_the_last_expectation),
        IN_SCENE(a_replaced_schema_goes_under_the_name_that_checks_use),
        IN_SCENE(a_clause_that_is_off_says_why),
        IN_SCENE(what_a_profile_names_must_be_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
