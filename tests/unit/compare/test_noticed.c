/* test_noticed.c - observations and advice of two runs. */
#include "tests/unit/compare/scene.h"

#define PASSED CASE("s/a", "pass", "")

/* One observation of the run, in the old and in the new one. */
static const struct {
    const char *what;
    const char *old, *new; /* "": none */
    size_t changes;
    enum comparison_end between_targets;
} rows[] = {
#define UNIT(unit, probes)                                                     \
    "{'id': 'counting-unit', 'subject': 'name', 'text': '" unit "',"           \
    " 'value': {'unit': '" unit "', 'limit': 255, 'probes': " probes "}}"
#define OUTCOME(subject, value)                                                \
    "{'id': 'outcome', 'subject': '" subject "', 'text': 'T', 'value': "       \
    "{'outcome': " value "}}"
#define LAG(n)                                                                 \
    "{'id': 'lag', 'subject': 's/a', 'text': 'T', 'value': {'attempts': " n "}}"
    {"the same", UNIT("bytes", "39"), UNIT("bytes", "39"), 0, COMPARISON_FINE},
    {"another unit", UNIT("bytes", "39"), UNIT("points", "39"), 1,
     COMPARISON_WORSE},
    {"it could not tell any more", UNIT("bytes", "39"),
     UNIT("inconclusive", "39"), 1, COMPARISON_FINE},
    {"it could not tell before", UNIT("inconclusive", "39"),
     UNIT("bytes", "39"), 1, COMPARISON_FINE},
    {"fewer probes", UNIT("bytes", "39"), UNIT("bytes", "4"), 0,
     COMPARISON_FINE},
    {"another outcome", OUTCOME("s/a", "'accepted'"),
     OUTCOME("s/a", "'refused'"), 1, COMPARISON_WORSE},
    {"about something else", OUTCOME("s/a", "'accepted'"),
     OUTCOME("s/b", "'accepted'"), 2, COMPARISON_FINE},
    {"read in another way", OUTCOME("s/a", "'accepted', 'sent': 'first'"),
     OUTCOME("s/a", "'accepted', 'sent': 'last'"), 1, COMPARISON_WORSE},
    {"with a name of the run",
     OUTCOME("s/a", "'accepted', 'sent': 'n c134db88'"),
     OUTCOME("s/a", "'accepted', 'sent': 'n 00ffee11'"), 0, COMPARISON_FINE},
    {"with a short number", OUTCOME("s/a", "'accepted', 'sent': 'n 1234567'"),
     OUTCOME("s/a", "'accepted', 'sent': 'n 1234568'"), 1, COMPARISON_WORSE},
    {"it came", "", OUTCOME("s/a", "'accepted'"), 1, COMPARISON_FINE},
    {"it went", OUTCOME("s/a", "'accepted'"), "", 1, COMPARISON_FINE},
    {"another lag", LAG("2"), LAG("3"), 0, COMPARISON_FINE},
    {"a lag came", "", LAG("3"), 0, COMPARISON_FINE},
};

static void
what_is_of_the_target_is_compared_and_not_what_is_of_the_run(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int parity = 0; parity < 2; parity++) {
            char *old = xasprintf("'observations': [%s]", rows[i].old);
            char *new = xasprintf("'observations': [%s]", rows[i].new);
            struct comparison comparison;

            scene_compare(&comparison, scene_results(PASSED, "", old),
                          scene_results(PASSED, "", new), parity);
            if (comparison.observations_len != rows[i].changes)
                fail_msg("%s: %zu", rows[i].what, comparison.observations_len);
            assert_int_equal(comparison.end, parity ? rows[i].between_targets
                                                    : COMPARISON_FINE);
            comparison_clear(&comparison);
            free(new);
            free(old);
        }
}

static void observations_of_testcases_count_as_well(void **state)
{
    static const char *const testcases[] = {
        "{'id': 's/a', 'verdict': 'pass', 'findings': [], 'observations': "
        "[" OUTCOME("s/a", "'accepted'") "]}",
        "{'id': 's/a', 'verdict': 'pass', 'findings': [], 'observations': "
        "[" OUTCOME("s/a", "'refused'") "]}"};
    struct comparison comparison;

    (void)state;
    scene_compare(&comparison, scene_results(testcases[0], "", ""),
                  scene_results(testcases[1], "", ""), false);
    assert_int_equal(comparison.observations_len, 1);
    assert_string_equal(comparison.observations[0].subject, "s/a");
    comparison_clear(&comparison);
}

/* That it failed, or was not tried, is told already. */
static void a_testcase_that_does_not_pass_notices_nothing(void **state)
{
#define WITH(verdict, observation)                                             \
    "{'id': 's/a', 'verdict': '" verdict "', 'findings': [],"                  \
    " 'observations': [" observation "]}"
    static const struct {
        const char *old, *new;
        size_t changes;
    } table[] = {
        {WITH("pass", OUTCOME("s/a", "'accepted'")), WITH("pass", ""), 1},
        {WITH("pass", OUTCOME("s/a", "'accepted'")), WITH("fail", ""), 0},
        {WITH("pass", OUTCOME("s/a", "'accepted'")), WITH("skip", ""), 0},
        {WITH("pass", OUTCOME("s/a", "'accepted'")), CASE("s/b", "pass", ""),
         0},
        {WITH("error", ""), WITH("pass", OUTCOME("s/a", "'accepted'")), 0},
        {WITH("pass", ""), WITH("pass", OUTCOME("s/a", "'accepted'")), 1},
        {CASE("s/b", "pass", ""), WITH("pass", OUTCOME("s/a", "'accepted'")),
         0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        struct comparison comparison;

        scene_compare(&comparison, scene_results(table[i].old, "", ""),
                      scene_results(table[i].new, "", ""), false);
        if (comparison.observations_len != table[i].changes)
            fail_msg("%zu: %zu", i, comparison.observations_len);
        comparison_clear(&comparison);
    }
}

static void advice_is_counted_by_testcase(void **state)
{
#define ADVICE FINDING("should", "c/one", "")
#define OTHER  FINDING("should", "c/two", "")
    static const struct {
        const char *old, *new;
        size_t changes, old_count, new_count;
    } table[] = {
        {CASE("s/a", "pass", ADVICE), CASE("s/a", "pass", ADVICE), 0, 0, 0},
        {CASE("s/a", "pass", ""), CASE("s/a", "pass", ADVICE), 1, 0, 1},
        {CASE("s/a", "pass", ADVICE), CASE("s/a", "pass", ""), 1, 1, 0},
        {CASE("s/a", "pass", ADVICE), CASE("s/a", "pass", ADVICE ", " ADVICE),
         0, 0, 0},
        {CASE("s/a", "pass", ADVICE),
         CASE("s/a", "pass", ADVICE) ", " CASE("s/b", "pass", ADVICE), 1, 1, 2},
        {CASE("s/a", "pass", ADVICE), CASE("s/a", "pass", OTHER), 2, 0, 1},
        {CASE("s/a", "pass", ""),
         CASE("s/a", "pass", FINDING("must", "c/one", "")), 0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
        struct comparison comparison;

        scene_compare(&comparison, scene_results(table[i].old, "", ""),
                      scene_results(table[i].new, "", ""), false);
        assert_int_equal(comparison.advice_len, table[i].changes);
        if (table[i].changes) {
            assert_int_equal(comparison.advice[0].old_count,
                             table[i].old_count);
            assert_int_equal(comparison.advice[0].new_count,
                             table[i].new_count);
        }
        assert_int_equal(comparison.end, COMPARISON_FINE);
        comparison_clear(&comparison);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_is_of_the_target_is_compared_and_not_what_is_of_the_run),
        cmocka_unit_test(observations_of_testcases_count_as_well),
        cmocka_unit_test(a_testcase_that_does_not_pass_notices_nothing),
        cmocka_unit_test(advice_is_counted_by_testcase),
    };

    return cmocka_run_group_tests_name("compare/noticed", tests, NULL, NULL);
}
