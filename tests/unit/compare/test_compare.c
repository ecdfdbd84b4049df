/* test_compare.c - what two runs say together. */
#include "tests/unit/compare/scene.h"

#define MUST      FINDING("must", "c/one", "")
#define FINE      COMPARISON_FINE
#define WORSE     COMPARISON_WORSE
#define UNDECIDED COMPARISON_UNDECIDED
#define STANDINGS 8

/* How testcase s/a may stand; s/b passes in both runs. */
static const char *const standings[STANDINGS] = {
    NULL,
    CASE("s/a", "skip", ""),
    CASE("s/a", "error", ""),
    CASE("s/a", "pass", ""),
    CASE("s/a", "waived", MUST),
    CASE("s/a", "fail", MUST),
    CASE("s/a", "stale", ""),   /* passes */
    CASE("s/a", "stale", MUST), /* fails */
};

/* Rows: old; columns: new, in the order of standings. */
static const struct {
    const char *change;
    enum comparison_end end;
} gate[STANDINGS][STANDINGS] = {
    {{NULL, FINE},
     {"new", FINE},
     {"new", FINE},
     {"new", FINE},
     {"newly-waived", FINE},
     {"newly-broken", WORSE},
     {"new", FINE},
     {"newly-broken", WORSE}},
    {{"dropped", FINE},
     {"same", FINE},
     {"in-error", FINE},
     {"newly-tried", FINE},
     {"newly-waived", FINE},
     {"newly-broken", WORSE},
     {"newly-tried", FINE},
     {"newly-broken", WORSE}},
    {{"gone", WORSE},
     {"gone", WORSE},
     {"in-error", FINE},
     {"newly-tried", FINE},
     {"newly-waived", FINE},
     {"newly-broken", WORSE},
     {"newly-tried", FINE},
     {"newly-broken", WORSE}},
    {{"gone", WORSE},
     {"gone", WORSE},
     {"undecided", UNDECIDED},
     {"same", FINE},
     {"newly-waived", FINE},
     {"newly-broken", WORSE},
     {"same", FINE},
     {"newly-broken", WORSE}},
    {{"gone", WORSE},
     {"gone", WORSE},
     {"undecided", UNDECIDED},
     {"fixed", FINE},
     {"still-broken", FINE},
     {"still-broken", FINE},
     {"fixed", FINE},
     {"still-broken", FINE}},
    {{"gone", WORSE},
     {"gone", WORSE},
     {"undecided", UNDECIDED},
     {"fixed", FINE},
     {"still-broken", FINE},
     {"still-broken", FINE},
     {"fixed", FINE},
     {"still-broken", FINE}},
    {{"gone", WORSE},
     {"gone", WORSE},
     {"undecided", UNDECIDED},
     {"same", FINE},
     {"newly-waived", FINE},
     {"newly-broken", WORSE},
     {"same", FINE},
     {"newly-broken", WORSE}},
    {{"gone", WORSE},
     {"gone", WORSE},
     {"undecided", UNDECIDED},
     {"fixed", FINE},
     {"still-broken", FINE},
     {"still-broken", FINE},
     {"fixed", FINE},
     {"still-broken", FINE}},
};

static json_t *results_with(const char *testcase)
{
    char *list = xasprintf("%s%s%s", testcase ? testcase : "",
                           testcase ? ", " : "", CASE("s/b", "pass", ""));
    json_t *results = scene_results(list, "", "");

    free(list);
    return results;
}

static const struct testcase_change *
change_of(const struct comparison *comparison, const char *id)
{
    for (size_t i = 0; i < comparison->testcases_len; i++)
        if (!strcmp(comparison->testcases[i].id, id))
            return &comparison->testcases[i];
    return NULL;
}

static void each_pair_of_verdicts_is_one_change(void **state)
{
    (void)state;
    for (size_t old = 0; old < STANDINGS; old++)
        for (size_t new = 0; new < STANDINGS; new ++) {
            struct comparison comparison;
            const struct testcase_change *found;

            scene_compare(&comparison, results_with(standings[old]),
                          results_with(standings[new]), false);
            found = change_of(&comparison, "s/a");
            if (!found != !gate[old][new].change ||
                (found && strcmp(change_name(found->change),
                                 gate[old][new].change) != 0))
                fail_msg("%zu -> %zu: %s", old, new,
                         found ? change_name(found->change) : "nothing");
            if (comparison.end != gate[old][new].end)
                fail_msg("%zu -> %zu ends as %d", old, new, comparison.end);
            comparison_clear(&comparison);
        }
}

/* Between targets: absent, skip, error are no verdict; waived is a failure. */
static void between_targets_it_matters_how_they_behave(void **state)
{
    static const char kinds[STANDINGS] = {'-', '-', '-', '+',
                                          'x', 'x', '+', 'x'};

    (void)state;
    for (size_t a = 0; a < STANDINGS; a++)
        for (size_t b = 0; b < STANDINGS; b++) {
            struct comparison comparison;
            bool one_sided = (kinds[a] == '-') != (kinds[b] == '-');
            bool differs = kinds[a] != kinds[b] && !one_sided;

            scene_compare(&comparison, results_with(standings[a]),
                          results_with(standings[b]), true);
            if (comparison.end != (one_sided ? UNDECIDED
                                   : differs ? WORSE
                                             : FINE))
                fail_msg("%zu, %zu: %d", a, b, comparison.end);
            assert_int_equal(comparison.counts[CHANGE_DIFFERS], differs);
            assert_int_equal(comparison.counts[CHANGE_ONE_SIDED], one_sided);
            comparison_clear(&comparison);
        }
}

static void nothing_decided_in_both_is_never_fine(void **state)
{
    static const char *const lists[] = {"", CASE("s/a", "error", ""),
                                        CASE("s/a", "skip", "")};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int parity = 0; parity < 2; parity++) {
            struct comparison comparison;

            scene_compare(&comparison, scene_results(lists[i], "", ""),
                          scene_results(lists[i], "", ""), parity);
            assert_int_equal(comparison.end, UNDECIDED);
            comparison_clear(&comparison);
        }
}

/* Strict runs fail for advice; without waivers so would a stale testcase. */
static void of_a_strict_run_a_stale_testcase_with_advice_fails(void **state)
{
    struct comparison comparison;

    (void)state;
    scene_compare(&comparison, results_with(CASE("s/a", "pass", "")),
                  scene_results(CASE("s/a", "stale",
                                     FINDING("should", "c/one",
                                             "")) ", " CASE("s/b", "pass", ""),
                                "", "'strict': true"),
                  false);
    assert_int_equal(comparison.end, WORSE);
    comparison_clear(&comparison);
}

static void
a_testcase_with_another_id_is_found_by_title_and_clauses(void **state)
{
#define TITLED(id, title, verdict, clause)                                     \
    "{'id': '" id "', 'title': '" title "', 'verdict': '" verdict "',"         \
    " 'clauses': [{'id': '" clause "'}], 'findings': [], 'observations': []}"
    static const struct {
        const char *old, *new;
        const char *old_id; /* of s/new; NULL: not the same */
        size_t gone;
    } rows[] = {
        {TITLED("s/old", "T", "pass", "c/one"),
         TITLED("s/new", "T", "pass", "c/one"), "s/old", 0},
        {TITLED("s/old", "T", "pass", "c/one"),
         TITLED("s/new", "U", "pass", "c/one"), NULL, 1},
        {TITLED("s/old", "T", "pass", "c/one"),
         TITLED("s/new", "T", "pass", "c/two"), NULL, 1},
        /* two that are alike: nobody knows which */
        {TITLED("s/old", "T", "pass", "c/one") ", " TITLED("s/other", "T",
                                                           "pass", "c/one"),
         TITLED("s/new", "T", "pass", "c/one"), NULL, 2},
        {TITLED("s/old", "T", "pass", "c/one"),
         TITLED("s/new", "T", "pass", "c/one") ", " TITLED("s/newer", "T",
                                                           "pass", "c/one"),
         NULL, 1},
        /* the old id is still there: the other one is new */
        {TITLED("s/old", "T", "pass", "c/one"),
         TITLED("s/old", "T", "pass", "c/one") ", " TITLED("s/new", "T", "pass",
                                                           "c/one"),
         NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct comparison comparison;
        const struct testcase_change *found;

        scene_compare(&comparison, scene_results(rows[i].old, "", ""),
                      scene_results(rows[i].new, "", ""), false);
        found = change_of(&comparison, "s/new");
        assert_non_null(found);
        if (rows[i].old_id)
            assert_string_equal(found->old_id, rows[i].old_id);
        else
            assert_null(found->old_id);
        assert_int_equal(comparison.counts[CHANGE_GONE], rows[i].gone);
        comparison_clear(&comparison);
    }
}

static void a_moved_testcase_is_compared_with_what_it_was(void **state)
{
    struct comparison comparison;

    (void)state;
    scene_compare(&comparison,
                  scene_results(TITLED("s/old", "T", "pass", "c/one"), "", ""),
                  scene_results(TITLED("s/new", "T", "fail", "c/one"), "", ""),
                  false);
    assert_int_equal(comparison.testcases_len, 1);
    assert_int_equal(comparison.testcases[0].change, CHANGE_BROKEN);
    assert_string_equal(comparison.testcases[0].old_verdict, "pass");
    comparison_clear(&comparison);
}

static void an_id_that_repeats_is_refused(void **state)
{
    struct compare_input good = {"good.json", results_with(NULL)};
    struct compare_input bad = {
        "bad.json",
        scene_results(CASE("s/a", "pass", "") ", " CASE("s/a", "fail", MUST),
                      "", "")};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct comparison comparison = {0};
        struct error err = {0};

        assert_int_equal(compare_results(i ? &good : &bad, i ? &bad : &good,
                                         false, &comparison, &err),
                         -1);
        assert_string_equal(err.where, "bad.json");
        assert_string_equal(err.text,
                            "/testcases/0/id: s/a is there more than once");
        comparison_clear(&comparison);
    }
    json_decref(good.results);
    json_decref(bad.results);
}

/* s/a fails before and after; only the clause tells that it is worse. */
static const struct {
    const char *what;
    const char *old_state, *new_state;
    const char *finding; /* of s/a in the new run, verdict fail */
    enum change change;
    enum comparison_end end;
} clauses[] = {
    {"kept", "kept", "kept", MUST, CHANGE_SAME, FINE},
    {"kept to advised", "kept", "advised", MUST, CHANGE_SAME, FINE},
    {"broken", "broken", "broken", MUST, CHANGE_STILL_BROKEN, FINE},
    {"mended", "broken", "kept", MUST, CHANGE_FIXED, FINE},
    {"broken newly", "kept", "broken", FINDING("must", "c/two", ""),
     CHANGE_BROKEN, WORSE},
    {"broken newly, advised before", "advised", "broken",
     FINDING("must", "c/two", ""), CHANGE_BROKEN, WORSE},
    {"broken newly, not tried before", "untried", "broken",
     FINDING("must", "c/two", ""), CHANGE_BROKEN, WORSE},
    {"broken newly, and waived", "kept", "broken",
     FINDING("must", "c/two", ", 'waived': true"), CHANGE_WAIVED, FINE},
    {"another one is broken", "kept", "broken", MUST, CHANGE_WAIVED, FINE},
    {"only advice", "kept", "broken", FINDING("should", "c/two", ""),
     CHANGE_WAIVED, FINE},
    {"no verdict any more", "kept", "undecided", MUST, CHANGE_UNDECIDED, FINE},
    {"tried now", "untested", "kept", MUST, CHANGE_TRIED, FINE},
    {"never tried", "untried", "off", MUST, CHANGE_SAME, FINE},
};

static void a_clause_that_is_newly_broken_is_worse_unless_waived(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(clauses) / sizeof(*clauses); i++) {
        char *old =
            xasprintf("{'id': 'c/two', 'operation': 'o', 'state': '%s'}",
                      clauses[i].old_state);
        char *new =
            xasprintf("{'id': 'c/two', 'operation': 'o', 'state': '%s'}",
                      clauses[i].new_state);
        char *testcase = xasprintf(
            "{'id': 's/a', 'title': 's/a', 'verdict': 'fail', 'clauses': "
            "[{'id': 'c/one'}], 'findings': [%s], 'observations': []}",
            clauses[i].finding);
        struct comparison comparison;

        scene_compare(&comparison,
                      scene_results(CASE("s/a", "fail", MUST), old, ""),
                      scene_results(testcase, new, ""), false);
        if (comparison.clauses[0].change != clauses[i].change)
            fail_msg("%s: %s", clauses[i].what,
                     change_name(comparison.clauses[0].change));
        if (comparison.end != clauses[i].end)
            fail_msg("%s: %d", clauses[i].what, comparison.end);
        comparison_clear(&comparison);
        free(testcase);
        free(new);
        free(old);
    }
}

static void a_finding_without_a_clause_is_about_the_first_one(void **state)
{
    struct comparison comparison;

    (void)state;
    scene_compare(
        &comparison,
        scene_results(CASE("s/a", "fail", MUST), CLAUSE("c/one", "kept"), ""),
        scene_results(CASE("s/a", "fail",
                           "{'level': 'must', 'check': 'status',"
                           " 'clause': null, 'error': 'wrong'}"),
                      CLAUSE("c/one", "broken"), ""),
        false);
    assert_int_equal(comparison.clauses[0].change, CHANGE_BROKEN);
    comparison_clear(&comparison);
}

static void
clauses_of_two_targets_are_a_table_with_differences_first(void **state)
{
    static const char *const order[] = {"c/differs", "c/one-sided", "c/broken",
                                        "c/advised", "c/kept"};
    struct comparison comparison;

    (void)state;
    scene_compare(
        &comparison,
        scene_results(CASE("s/a", "pass", ""),
                      CLAUSE("c/kept", "kept") ", " CLAUSE("c/advised", "kept") ", " CLAUSE(
                          "c/broken",
                          "broken") ", " CLAUSE("c/one-sided",
                                                "untried") ", " CLAUSE("c/"
                                                                       "differ"
                                                                       "s",
                                                                       "kept"),
                      ""),
        scene_results(
            CASE("s/a", "pass", ""),
            CLAUSE("c/differs", "broken") ", " CLAUSE(
                "c/one-sided",
                "kept") ", " CLAUSE("c/broken",
                                    "broken") ", " CLAUSE("c/advised",
                                                          "advised") ","
                                                                     " " CLAUSE(
                                                                         "c/"
                                                                         "kept",
                                                                         "kep"
                                                                         "t"),
            ""),
        true);
    assert_int_equal(comparison.clauses_len, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(comparison.clauses[i].id, order[i]);
    assert_int_equal(comparison.end, WORSE);
    comparison_clear(&comparison);
}

static void a_clause_tried_on_one_target_only_leaves_it_undecided(void **state)
{
    struct comparison comparison;

    (void)state;
    scene_compare(
        &comparison,
        scene_results(CASE("s/a", "pass", ""), CLAUSE("c/one", "kept"), ""),
        scene_results(CASE("s/a", "pass", ""), CLAUSE("c/one", "untried"), ""),
        true);
    assert_int_equal(comparison.end, UNDECIDED);
    comparison_clear(&comparison);
}

static void another_edition_of_a_suite_is_said(void **state)
{
    struct comparison comparison;

    (void)state;
    scene_compare(&comparison, results_with(NULL),
                  scene_results(CASE("s/b", "pass", ""), "",
                                "'suites': [{'id': 's', 'digest': 'bb'},"
                                " {'id': 't', 'digest': 'cc'}]"),
                  false);
    assert_int_equal(comparison.suites_len, 2);
    assert_string_equal(comparison.suites[0].old_digest, "aa");
    assert_string_equal(comparison.suites[0].new_digest, "bb");
    assert_null(comparison.suites[1].old_digest);
    assert_int_equal(comparison.end, FINE);
    comparison_clear(&comparison);

    scene_compare(&comparison, results_with(NULL), results_with(NULL), false);
    assert_int_equal(comparison.suites_len, 0);
    comparison_clear(&comparison);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pair_of_verdicts_is_one_change),
        cmocka_unit_test(between_targets_it_matters_how_they_behave),
        cmocka_unit_test(nothing_decided_in_both_is_never_fine),
        cmocka_unit_test(of_a_strict_run_a_stale_testcase_with_advice_fails),
        cmocka_unit_test(
            a_testcase_with_another_id_is_found_by_title_and_clauses),
        cmocka_unit_test(a_moved_testcase_is_compared_with_what_it_was),
        cmocka_unit_test(an_id_that_repeats_is_refused),
        cmocka_unit_test(a_clause_that_is_newly_broken_is_worse_unless_waived),
        cmocka_unit_test(a_finding_without_a_clause_is_about_the_first_one),
        cmocka_unit_test(
            clauses_of_two_targets_are_a_table_with_differences_first),
        cmocka_unit_test(a_clause_tried_on_one_target_only_leaves_it_undecided),
        cmocka_unit_test(another_edition_of_a_suite_is_said),
    };

    return cmocka_run_group_tests_name("compare/compare", tests, NULL, NULL);
}
