/* test_catalog.c - what the files say about each other. */
#include "tests/unit/suite/scene.h"

static void files_that_fit_together_make_a_catalog(void **state)
{
    struct scene *scene = *state;
    const struct operation *operation;

    scene_load(scene);
    assert_problems(scene, "");
    operation = catalog_operation(scene->catalog, "things.update");
    assert_non_null(operation);
    assert_string_equal(operation->method, "PUT");
    assert_string_equal(operation->page, "page-1");
    assert_int_equal(operation->before_len, 1);
    assert_int_equal(operation->outcomes_len, 2);
    assert_non_null(schema_book_find(scene->catalog->book, "t/answer.json"));
    /* one that has no file is only a request */
    operation = catalog_operation(scene->catalog, "things.get");
    assert_non_null(operation);
    assert_string_equal(operation->path_id, "id");
    assert_int_equal(operation->outcomes_len, 0);
    assert_null(catalog_operation(scene->catalog, "things"));
    assert_string_equal(
        catalog_clause(scene->catalog, "things.update", "c/two")->page,
        "page-1");
    assert_null(catalog_clause(scene->catalog, "things.update", "c/three"));
    /* an operation without a ledger may name any */
    assert_non_null(catalog_clause(scene->catalog, "things.get", "c/two"));
    assert_int_equal(scene_count(scene), 1);
}

static void an_unknown_dialect_or_profile_names_those_there_are(void **state)
{
    struct scene *scene = *state;
    struct error dialect = {0}, profile = {0};

    scene_load(scene);
    assert_null(
        catalog_load(scene->library, "x", "p", &scene->problems, &dialect));
    assert_int_equal(dialect.kind, ERROR_USAGE);
    assert_string_equal(dialect.where, "--dialect");
    assert_string_equal(dialect.text,
                        "there is no dialect \"x\"; there are: d");
    assert_null(
        catalog_load(scene->library, "d", "x", &scene->problems, &profile));
    assert_int_equal(profile.kind, ERROR_USAGE);
    assert_string_equal(profile.where, "--profile");
    assert_string_equal(profile.text,
                        "there is no profile \"x\"; there are: p");
    assert_problems(scene, "");
}

static void two_files_with_one_id_are_a_problem(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "suites/t.json", TESTCASES(TESTCASE("x", ACCEPTED)));
    scene_write(scene, "suites/profiles/q.json", PROFILE(""));
    scene_load(scene);
    assert_problems(
        scene, "suites/profiles/q.json: /id: 'p' is the id of "
               "suites/profiles/p.json already\n"
               "suites/t.json: /id: 's' is the id of suites/s.json already\n");
}

static void
a_dialect_must_have_the_operations_and_pages_that_are_named(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/dialects/d.json",
        DIALECT("'things.get': {'method': 'GET', 'path': '/t', 'page': 'q'}"),
        "suites/dialects/d.json: /operations/things.get/page: 'q' is no page "
        "of this dialect\n"
        "suites/c.json: /operation: dialect 'd' has no operation "
        "'things.update'\n"
        "suites/s.json: /operation: dialect 'd' has no operation "
        "'things.update'\n");
    assert_int_equal(scene_count(scene), 0);
}

static void a_ledger_with_mistakes_names_all_of_them(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/c.json",
        LEDGER(CLAUSE("c/one", "") "," CLAUSE("c/one", "") "," CLAUSE(
            "c/two", ", 'page': 'page-2'") "," CLAUSE("c/three",
                                                      ", 'schema': "
                                                      "['t/answer.json#/type',"
                                                      "'t/answer.json#/title', "
                                                      "'t/lost.json#/type']")),
        "suites/c.json: /clauses/1/id: clause 'c/one' is listed twice\n"
        "suites/c.json: /clauses/2/page: dialect 'd' has no page 'page-2'\n"
        "suites/c.json: /clauses/3/schema: 't/answer.json#/title' names no "
        "place in a schema\n"
        "suites/c.json: /clauses/3/schema: 't/lost.json#/type' names no "
        "place in a schema\n");
}

static void an_operation_has_one_ledger(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "suites/c2.json",
                "{'$schema': '../schemas/assay/clauses.json', 'id': 'c2',"
                " 'operation': 'things.update', 'source': {'file': 'f',"
                " 'prefix': 'p'}, 'clauses': [" CLAUSE("d/one", "") "]}");
    scene_load(scene);
    assert_problems(scene, "suites/c2.json: /operation: 'things.update' has "
                           "the ledger suites/c.json already\n");
}

/* Otherwise every reference would look like a mistake. */
static void a_broken_foundation_is_the_only_problem_named(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(scene, "suites/c.json", LEDGER(""),
                       "suites/c.json: /clauses: has 0 items, at least 1 are "
                       "needed\n");
    assert_non_null(scene->catalog);
    assert_int_equal(scene_count(scene), 0);
}

static void one_broken_suite_does_not_hide_the_mistakes_of_another(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "suites/profiles/p.json",
                PROFILE("{'clause': 'c/one', 'testcases': ['b/*'],"
                        "'outcome': 'refused'," BECAUSE "}"));
    scene_write(scene, "suites/b.json",
                "{'$schema': '../schemas/assay/suite.json', 'id': 'b'}");
    scene_write(scene, "suites/s.json",
                ONE_STEP("{'operation': 'things.lose'}"));
    scene_load(scene);
    assert_problems(scene,
                    "suites/b.json: member 'title' is missing\n"
                    "suites/b.json: member 'operation' is missing\n"
                    "suites/b.json: member 'testcases' is missing\n"
                    "suites/s.json: /testcases/0: s/one: unknown operation "
                    "'things.lose'\n");
}

static void a_clause_without_its_own_ledger_may_come_from_any(void **state)
{
    struct scene *scene = *state;

    scene_write(
        scene, "suites/g.json",
        "{'$schema': '../schemas/assay/suite.json', 'id': 'g',"
        "'title': 'G', 'operation': 'things.get', 'testcases': [" TESTCASE(
            "one", STEPS("{}")) "]}");
    scene_load(scene);
    assert_problems(scene, "");
    assert_string_equal(
        catalog_testcase(scene->catalog, "g/one")->clauses[0]->id, "c/one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(files_that_fit_together_make_a_catalog),
        IN_SCENE(an_unknown_dialect_or_profile_names_those_there_are),
        IN_SCENE(two_files_with_one_id_are_a_problem),
        IN_SCENE(a_dialect_must_have_the_operations_and_pages_that_are_named),
        IN_SCENE(a_ledger_with_mistakes_names_all_of_them),
        IN_SCENE(an_operation_has_one_ledger),
        IN_SCENE(a_broken_foundation_is_the_only_problem_named),
        IN_SCENE(one_broken_suite_does_not_hide_the_mistakes_of_another),
        IN_SCENE(a_clause_without_its_own_ledger_may_come_from_any),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
