/* test_data.c - the data of the source tree: no mistakes, no gaps. */
#include "tests/unit/suite/scene.h"

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

static bool checks_name(const struct checks *checks,
                        const struct clause *clause)
{
    for (size_t i = 0; i < checks->len; i++)
        if (checks->items[i].clause == clause)
            return true;
    return false;
}

static bool operation_names(const struct catalog *catalog,
                            const struct clause *clause)
{
    for (size_t i = 0; i < catalog->operations_len; i++) {
        const struct operation *operation = &catalog->operations[i];

        if (checks_name(&operation->always, clause))
            return true;
        for (size_t k = 0; k < operation->outcomes_len; k++)
            if (checks_name(&operation->outcomes[k].checks, clause))
                return true;
    }
    return false;
}

static bool testcase_names(const struct testcase *testcase,
                           const struct clause *clause)
{
    for (size_t i = 0; i < testcase->clauses_len; i++)
        if (testcase->clauses[i] == clause)
            return true;
    for (size_t i = 0; i < testcase->steps_len; i++)
        if (checks_name(&testcase->steps[i].checks, clause))
            return true;
    return false;
}

static bool is_reached(const struct catalog *catalog,
                       const struct clause *clause)
{
    for (size_t i = 0; i < catalog->schema_clauses_len; i++)
        if (catalog->schema_clauses[i].clause == clause)
            return true;
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
            if (testcase_names(&catalog->suites[i].testcases[k], clause))
                return true;
    return operation_names(catalog, clause);
}

static size_t count_gaps(const struct catalog *catalog,
                         const struct ledger *ledger)
{
    const json_t *clauses = json_object_get(ledger->content, "clauses");
    size_t gaps = 0;

    for (size_t i = 0; i < ledger->len; i++) {
        bool reached = is_reached(catalog, &ledger->clauses[i]);
        bool excused =
            json_object_get(json_array_get(clauses, i), "untested") != NULL;

        if (reached != excused)
            continue;
        gaps++;
        print_error("%s: /clauses/%zu: %s %s\n", ledger->file, i,
                    ledger->clauses[i].id,
                    reached ? "is reached and says that it is untested"
                            : "is not reached and does not say why");
    }
    return gaps;
}

static void expect_no_gaps(const struct catalog *catalog)
{
    size_t gaps = 0;

    for (size_t i = 0; i < catalog->ledgers_len; i++)
        gaps += count_gaps(catalog, &catalog->ledgers[i]);
    assert_int_equal(gaps, 0);
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
