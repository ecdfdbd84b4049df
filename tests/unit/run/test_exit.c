#include "tests/unit/test.h"

#include "run/exit.h"

/* Counts: pass, fail, error, skip, waived, stale. */
static const struct {
    const char *what;
    size_t pass, fail, error, skip, waived, stale;
    size_t left;
    int signal;
    bool trouble;
    bool aborted;
    int want;
} rows[] = {
    {"all pass", 3, 0, 0, 0, 0, 0, 0, 0, false, false, EXIT_CONFORMS},
    {"passes and skips", 1, 0, 0, 9, 0, 0, 0, 0, false, false, EXIT_CONFORMS},
    {"an unexpired waiver", 0, 0, 0, 0, 1, 0, 0, 0, false, false,
     EXIT_CONFORMS},
    {"nothing at all", 0, 0, 0, 0, 0, 0, 0, 0, false, false, EXIT_UNDECIDED},
    {"only skips", 0, 0, 0, 5, 0, 0, 0, 0, false, false, EXIT_UNDECIDED},
    {"one failure", 9, 1, 0, 0, 0, 0, 0, 0, false, false, EXIT_BROKEN},
    {"a stale waiver", 9, 0, 0, 0, 0, 1, 0, 0, false, false, EXIT_BROKEN},
    {"failure and error", 0, 1, 9, 0, 0, 0, 0, 0, false, false, EXIT_BROKEN},
    {"failure and leftover", 0, 1, 0, 0, 0, 0, 1, 0, false, false, EXIT_BROKEN},
    {"one error", 9, 0, 1, 0, 0, 0, 0, 0, false, false, EXIT_UNDECIDED},
    {"error and leftover", 9, 0, 1, 0, 0, 0, 1, 0, false, false,
     EXIT_UNDECIDED},
    {"broken off", 9, 0, 0, 0, 0, 0, 0, 0, false, true, EXIT_UNDECIDED},
    {"only a leftover", 9, 0, 0, 0, 0, 0, 1, 0, false, false, EXIT_LEFT},
    {"trouble", 9, 0, 0, 0, 0, 0, 0, 0, true, false, EXIT_TROUBLE},
    {"trouble and failure", 0, 1, 0, 0, 0, 0, 1, 0, true, false, EXIT_TROUBLE},
    {"a signal", 9, 0, 0, 0, 0, 0, 0, 2, false, false, 130},
    {"a signal and all else", 1, 1, 1, 1, 1, 1, 1, 15, true, true, 143},
};

static void the_first_that_applies_is_the_exit_status(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char text[] = "why";
        struct summary summary = {.leftovers_len = rows[i].left,
                                  .signal = rows[i].signal,
                                  .abort_text = rows[i].aborted ? text : NULL};

        summary.counts[VERDICT_PASS] = rows[i].pass;
        summary.counts[VERDICT_FAIL] = rows[i].fail;
        summary.counts[VERDICT_ERROR] = rows[i].error;
        summary.counts[VERDICT_SKIP] = rows[i].skip;
        summary.counts[VERDICT_WAIVED] = rows[i].waived;
        summary.counts[VERDICT_STALE] = rows[i].stale;
        if (exit_status_of(&summary, rows[i].trouble) != rows[i].want)
            fail_msg("%s: %d instead of %d", rows[i].what,
                     exit_status_of(&summary, rows[i].trouble), rows[i].want);
    }
}

/* Whatever the testcases say. */
static void a_void_waiver_makes_the_run_fail(void **state)
{
    (void)state;
    for (int i = 0; i < WAIVER_STATE_COUNT; i++) {
        struct waiver_result item = {.state = (enum waiver_state)i};
        struct summary summary = {.waivers = {&item, 1}};

        summary.counts[VERDICT_PASS] = 3;
        assert_int_equal(exit_status_of(&summary, false),
                         i >= WAIVER_UNUSED ? EXIT_BROKEN : EXIT_CONFORMS);
        assert_int_equal(exit_status_of(&summary, true), EXIT_TROUBLE);
    }
}

static void a_restore_judges_nothing(void **state)
{
    static const struct {
        enum error_kind kind;
        size_t left;
        int signal;
        int want;
    } restores[] = {
        {ERROR_NONE, 0, 0, EXIT_CONFORMS},
        {ERROR_NONE, 2, 0, EXIT_LEFT},
        {ERROR_TRANSPORT, 0, 0, EXIT_UNDECIDED},
        {ERROR_TARGET, 0, 0, EXIT_UNDECIDED},
        {ERROR_OUTPUT, 0, 0, EXIT_TROUBLE},
        {ERROR_USAGE, 0, 0, EXIT_TROUBLE},
        {ERROR_NONE, 2, 15, EXIT_SIGNAL + 15},
        {ERROR_TRANSPORT, 0, 2, EXIT_SIGNAL + 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(restores) / sizeof(*restores); i++) {
        struct summary summary = {.leftovers_len = restores[i].left,
                                  .signal = restores[i].signal};
        struct error err = {.kind = restores[i].kind};

        assert_int_equal(exit_status_of_restore(&summary, &err),
                         restores[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_that_applies_is_the_exit_status),
        cmocka_unit_test(a_void_waiver_makes_the_run_fail),
        cmocka_unit_test(a_restore_judges_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
