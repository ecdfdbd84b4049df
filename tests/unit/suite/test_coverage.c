/* test_coverage.c - which testcases can show that a clause is broken. */
#include "tests/unit/suite/scene.h"

#include "base/buffer.h"
#include "suite/coverage.h"

#define LINK(id, place) CLAUSE(id, ", 'schema': ['" place "']")

/* "clause: testcases" line by line. */
static char *describe(const struct catalog *catalog)
{
    struct coverage *coverage = coverage_new(catalog, NULL);
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < coverage->len; i++) {
        const struct coverage_row *row = &coverage->rows[i];

        buffer_printf(&buf, "%s:", row->clause->id);
        for (size_t k = 0; k < row->len; k++)
            buffer_printf(&buf, " %s", row->testcases[k]->id);
        buffer_printf(&buf, "%s%s\n", row->untested ? " - " : "",
                      row->untested ? row->untested : "");
    }
    coverage_free(coverage);
    return buffer_take(&buf);
}

static void a_clause_is_tested_by_name_by_check_and_by_schema(void **state)
{
    struct scene *scene = *state;
    char *text;

    scene_write(
        scene, "suites/c.json",
        LEDGER(CLAUSE("c/one", "") "," CLAUSE("c/two", "") "," LINK(
            "c/deep",
            "t/part.json#/$defs/far/type") "," LINK("c/else",
                                                    "t/part.json#/$defs/"
                                                    "unused") "," CLAUSE("c"
                                                                         "/"
                                                                         "n"
                                                                         "o"
                                                                         "n"
                                                                         "e",
                                                                         ","
                                                                         " "
                                                                         "'"
                                                                         "u"
                                                                         "n"
                                                                         "t"
                                                                         "e"
                                                                         "s"
                                                                         "t"
                                                                         "e"
                                                                         "d"
                                                                         "'"
                                                                         ":"
                                                                         " "
                                                                         "'"
                                                                         "s"
                                                                         "o"
                                                                         "'")));
    scene_write(scene, "schemas/t/answer.json",
                "{'$schema': 'https://json-schema.org/draft/2020-12/schema',"
                " 'properties': {'a': {'$ref': 'part.json#/$defs/near'}}}");
    scene_write(scene, "schemas/t/part.json",
                "{'$schema': 'https://json-schema.org/draft/2020-12/schema',"
                " '$defs': {'near': {'$ref': '#/$defs/far'},"
                " 'far': {'type': 'string'}, 'unused': {}}}");
    scene_write(scene, "suites/s.json",
                TESTCASES(TESTCASE("yes", ACCEPTED) "," TESTCASE(
                    "no", STEPS("{'expect': {'outcome': 'refused'}}"))));
    scene_load(scene);
    text = describe(scene->catalog);
    assert_string_equal(text, "c/one: s/yes s/no\n"
                              "c/two:\n"
                              "c/deep: s/yes\n"
                              "c/else:\n"
                              "c/none: - so\n");
    free(text);
}

static void a_testcase_knows_what_it_tests(void **state)
{
    struct scene *scene = *state;
    struct coverage *coverage;
    const struct coverage_list *list;
    const struct testcase *second;

    scene_write(scene, "suites/s.json",
                TESTCASES(TESTCASE("yes", ACCEPTED) "," TESTCASE(
                    "no", STEPS("{'expect': {'outcome': 'refused'}}"))));
    scene_load(scene);
    coverage = coverage_new(scene->catalog, NULL);
    second = catalog_testcase(scene->catalog, "s/no");
    assert_non_null(second);
    list = coverage_of(coverage, second);
    assert_int_equal(list->len, 1);
    assert_string_equal(coverage->rows[list->rows[0]].clause->id, "c/one");
    assert_ptr_equal(coverage_row_of(coverage, second->clauses[0]),
                     &coverage->rows[list->rows[0]]);
    coverage_free(coverage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(a_clause_is_tested_by_name_by_check_and_by_schema),
        IN_SCENE(a_testcase_knows_what_it_tests),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
