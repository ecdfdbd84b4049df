/* test_clauses.c - from verdicts and findings to what became of a clause. */
#include "tests/unit/suite/scene.h"

#include "run/clauses.h"

/* Two testcases that test c/one, one of them also c/two; c/off, c/none. */
static struct scene *open_scene(struct scene *scene)
{
    scene_write(scene, "suites/c.json",
                LEDGER(CLAUSE("c/one", "") "," CLAUSE("c/two", "") "," CLAUSE(
                    "c/off", "") "," CLAUSE("c/none", ", 'untested': 'why'")));
    scene_write(scene, "suites/profiles/p.json",
                PROFILE("{'clause': 'c/off', 'off': true, " BECAUSE "}"));
    scene_write(
        scene, "suites/s.json",
        TESTCASES(TESTCASE(
            "a",
            ACCEPTED) ","
                      "{'id': 'b', 'title': 'T', 'clauses': ['c/one', 'c/two'],"
                      "'level': 'must', 'basis': 'documented', " ACCEPTED "}"));
    scene_load(scene);
    assert_problems(scene, "");
    return scene;
}

/* A finding of a level against a clause; NULL: none. */
struct row {
    enum verdict a, b;
    const char *broken;
    enum level level;
    const char *states; /* of the four clauses */
};

static void note(struct clauses *clauses, const struct catalog *catalog,
                 const char *id, enum verdict verdict, const struct row *row)
{
    struct result result = {.testcase = catalog_testcase(catalog, id),
                            .verdict = verdict};

    if (row->broken && !strcmp(id, "s/b")) {
        struct finding *finding =
            findings_add(&result.findings, "status", "wrong");

        finding->promise =
            catalog_clause(catalog, "things.update", row->broken);
        finding->level = row->level;
    }
    clauses_note(clauses, &result);
    findings_clear(&result.findings);
}

static void assert_states(const struct catalog *catalog, const struct row *row)
{
    struct clauses clauses;
    struct summary summary = {0};
    char text[200] = "";

    clauses_init(&clauses, catalog, NULL);
    note(&clauses, catalog, "s/a", row->a, row);
    note(&clauses, catalog, "s/b", row->b, row);
    clauses_conclude(&clauses, &summary);
    assert_int_equal(summary.clauses_len, 4);
    for (size_t i = 0; i < summary.clauses_len; i++) {
        strcat(text, i ? " " : "");
        strcat(text, clause_state_name(summary.clauses[i].state));
    }
    assert_string_equal(text, row->states);
    assert_string_equal(summary.clauses[2].reason, "so");
    assert_string_equal(summary.clauses[3].reason, "why");
    clauses_clear(&clauses);
    summary_clear(&summary);
}

static void a_clause_has_a_state_of_its_own(void **state)
{
#define PASS VERDICT_PASS
#define FAIL VERDICT_FAIL
    static const struct row rows[] = {
        {PASS, PASS, NULL, LEVEL_MUST, "kept kept off untested"},
        {PASS, FAIL, "c/two", LEVEL_MUST, "kept broken off untested"},
        {PASS, FAIL, "c/one", LEVEL_MUST, "broken undecided off untested"},
        {PASS, PASS, "c/two", LEVEL_SHOULD, "kept advised off untested"},
        {VERDICT_ERROR, VERDICT_ERROR, NULL, LEVEL_MUST,
         "undecided undecided off untested"},
        {VERDICT_SKIP, VERDICT_SKIP, NULL, LEVEL_MUST,
         "untried untried off untested"},
        {PASS, VERDICT_SKIP, NULL, LEVEL_MUST, "kept untried off untested"},
        {PASS, VERDICT_WAIVED, "c/two", LEVEL_MUST, "kept broken off untested"},
        {PASS, VERDICT_STALE, NULL, LEVEL_MUST, "kept kept off untested"},
        {PASS, VERDICT_STALE, "c/one", LEVEL_MUST,
         "broken undecided off untested"},
    };
    struct scene *scene = open_scene(*state);

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_states(scene->catalog, &rows[i]);
}

static void verdicts_are_counted_by_clause(void **state)
{
    struct scene *scene = open_scene(*state);
    static const struct row row = {PASS, FAIL, "c/two", LEVEL_MUST, ""};
    struct clauses clauses;
    struct summary summary = {0};

    clauses_init(&clauses, scene->catalog, NULL);
    note(&clauses, scene->catalog, "s/a", row.a, &row);
    note(&clauses, scene->catalog, "s/b", row.b, &row);
    clauses_conclude(&clauses, &summary);
    assert_int_equal(summary.clauses[0].passed, 1);
    assert_int_equal(summary.clauses[0].failed, 1);
    assert_int_equal(summary.clauses[0].findings, 0);
    assert_int_equal(summary.clauses[1].failed, 1);
    assert_int_equal(summary.clauses[1].findings, 1);
    clauses_clear(&clauses);
    summary_clear(&summary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(a_clause_has_a_state_of_its_own),
        IN_SCENE(verdicts_are_counted_by_clause),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
