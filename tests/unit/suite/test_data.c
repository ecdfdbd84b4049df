/* test_data.c - the data of the source tree: no mistakes, no gaps. */
#include "tests/unit/suite/scene.h"

#include "suite/coverage.h"

/* Load with every dialect and profile; the problems of all. */
static void load_all(struct scene *scene,
                     void (*look)(const struct catalog *catalog))
{
    const struct library *library = scene->library;

    for (size_t i = 0; i < library->len; i++)
        for (size_t k = 0; k < library->len; k++) {
            const struct library_file *dialect = &library->files[i];
            const struct library_file *profile = &library->files[k];
            struct catalog *catalog;

            if (dialect->kind != FILE_DIALECT || profile->kind != FILE_PROFILE)
                continue;
            catalog = catalog_load(
                library,
                json_string_value(json_object_get(dialect->content, "id")),
                json_string_value(json_object_get(profile->content, "id")),
                &scene->problems, &scene->err);
            assert_non_null(catalog);
            look(catalog);
            catalog_free(catalog);
        }
}

static int load_source(void **state)
{
    struct scene *scene = xcalloc(1, sizeof(*scene));

    scene->library = library_load(source_directory(), NULL, 0, &scene->problems,
                                  &scene->err);
    if (!scene->library)
        fail_msg("%s: %s (is ASSAY_SOURCE_DIR the source tree?)",
                 scene->err.where, scene->err.text);
    *state = scene;
    return 0;
}

static int unload_source(void **state)
{
    scene_unload(*state);
    free(*state);
    return 0;
}

static void expect_testcases(const struct catalog *catalog)
{
    assert_true(catalog->suites_len > 0);
    for (size_t i = 0; i < catalog->suites_len; i++)
        assert_true(catalog->suites[i].testcases_len > 0);
    assert_true(catalog->ledgers_len > 0);
}

static void every_dialect_and_profile_loads_without_a_mistake(void **state)
{
    struct scene *scene = *state;

    load_all(scene, expect_testcases);
    assert_problems(scene, "");
}

static void expect_no_gaps(const struct catalog *catalog)
{
    struct problems problems = {0};

    coverage_check(catalog, &problems);
    problems_print(&problems, stderr);
    assert_int_equal(problems.len, 0);
    problems_clear(&problems);
}

static void every_clause_is_reached_or_says_why_not(void **state)
{
    load_all(*state, expect_no_gaps);
}

static void expect_substance(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
            assert_true(catalog->suites[i].testcases[k].clauses_len > 0);
    for (size_t i = 0; i < catalog->operations_len; i++) {
        const struct operation *operation = &catalog->operations[i];

        for (size_t k = 0; k < operation->outcomes_len; k++)
            assert_true(operation->outcomes[k].checks.len > 0);
    }
}

static void every_testcase_has_a_clause_and_every_outcome_a_check(void **state)
{
    load_all(*state, expect_substance);
}

#define OF_SOURCE(test)                                                        \
    cmocka_unit_test_setup_teardown(test, load_source, unload_source)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_SOURCE(every_dialect_and_profile_loads_without_a_mistake),
        OF_SOURCE(every_clause_is_reached_or_says_why_not),
        OF_SOURCE(every_testcase_has_a_clause_and_every_outcome_a_check),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
