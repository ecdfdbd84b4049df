#include "tests/unit/selftest/scene.h"

/* Judge, and expect these complaints and no others; NULL ends. */
static void expect(struct scene *scene, const char *const *texts)
{
    struct matrix *matrix = &scene->matrix;
    size_t len = 0;

    selftest_judge(matrix);
    for (; texts[len]; len++) {
        char *text;

        if (len >= matrix->complaints_len)
            fail_msg("missing: %s", texts[len]);
        text = xasprintf(
            "%s %s: %s", condition_name(matrix->complaints[len].condition),
            matrix->complaints[len].subject, matrix->complaints[len].text);
        assert_string_equal(text, texts[len]);
        free(text);
    }
    if (matrix->complaints_len > len)
        fail_msg("unexpected: %s", matrix->complaints[len].text);
    assert_true(selftest_is_good(matrix) == (len == 0));
}

#define EXPECT(scene, ...)                                                     \
    expect(scene, (const char *const[]){__VA_ARGS__, NULL})

static void a_good_suite_has_no_complaint(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    EXPECT(&scene, NULL);
    assert_int_equal(scene.matrix.groups_len, 3);
    assert_int_equal(scene.matrix.tally.faults.part, 3);
    assert_int_equal(scene.matrix.tally.faults.all, 3);
    assert_int_equal(scene.matrix.tally.testcases.part, 3);
    assert_int_equal(scene.matrix.tally.variants.part, 0);
    assert_int_equal(scene.matrix.tally.variants.all, 1);
    assert_int_equal(scene.matrix.tally.clauses.part, 2);
    assert_int_equal(scene.matrix.tally.clauses.all, 3);
    assert_string_equal(scene.matrix.groups[0].rarest->name, "fault-a");
    scene_clear(&scene);
}

static void a_fault_that_nothing_catches_is_told(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_B, 2, SIGHT_PASS);
    scene_see(&scene, FAULT_A, 2, SIGHT_PASS);
    scene_see(&scene, FAULT_C, 2, SIGHT_PASS);
    EXPECT(&scene,
           "faults fault-b: nothing catches it: b is broken, and every "
           "testcase is content",
           "testcases s/two: catches no fault: it can go or is blind");
    assert_int_equal(scene.matrix.tally.faults.part, 2);
    scene_clear(&scene);
}

static void a_fault_must_be_caught_by_its_own_clause(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_B, 2, SIGHT_PASS);
    scene_see(&scene, FAULT_B, 3, SIGHT_FAIL);
    scene_see(&scene, FAULT_A, 1, SIGHT_PASS);
    scene_see(&scene, FAULT_A, 0, SIGHT_FAIL);
    EXPECT(&scene, "faults fault-b: caught by 1 testcase, none of them about b",
           "testcases s/two: catches no fault: it can go or is blind");
    scene_clear(&scene);
}

/* Checks that every answer is put to name clauses that no testcase names. */
static void a_finding_may_name_the_clause(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_B, 2, SIGHT_PASS);
    scene_see(&scene, FAULT_B, 3, SIGHT_FAIL);
    scene_mark(&scene, FAULT_B, 3)->names_clause = true;
    EXPECT(&scene, "testcases s/two: catches no fault: it can go or is blind");
    scene_clear(&scene);
}

static void every_tested_promise_needs_a_fault(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene); /* c is not tested */
    scene.matrix.trials[FAULT_C].promise = &scene.clauses[1];
    EXPECT(&scene, NULL);
    scene_clear(&scene);

    scene_init(&scene);
    scene.matrix.trials[FAULT_B].promise = &scene.clauses[2];
    EXPECT(&scene, "clauses b: is tested for update, and no fault breaks it");
    scene_clear(&scene);

    scene_init(&scene); /* nor by a fault must be broken what is off */
    scene.matrix.trials[FAULT_B].promise = &scene.clauses[2];
    scene.clauses[1].is_off = true;
    EXPECT(&scene, NULL);
    scene_clear(&scene);
}

static void what_fails_anyway_catches_nothing(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    for (int i = 0; i < TRIALS; i++)
        scene_see(&scene, i, 2, SIGHT_FAIL);
    scene.matrix.trials[PLAIN].exit_status = 1;
    scene.matrix.trials[VARIANT].exit_status = 1;
    EXPECT(&scene, "plain plain: ends with exit status 1; fails: s/two",
           "faults fault-b: nothing catches it: b is broken, and every "
           "testcase is content",
           "testcases s/two: catches no fault: it can go or is blind");
    scene_clear(&scene);
}

static void a_testcase_must_catch_a_rare_fault(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_C, 2, SIGHT_FAIL);
    EXPECT(&scene,
           "testcases s/three: catches only what others catch as well; the "
           "rarest, fault-c, is caught by 2 testcases (at most 1)");
    scene_clear(&scene);
}

/* Rows of a table are one testcase, whichever of them it is. */
static void rows_count_once(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_A, 0, SIGHT_FAIL);
    EXPECT(&scene, NULL);
    assert_int_equal(scene.matrix.trials[FAULT_A].catchers, 1);
    scene_clear(&scene);
}

static void advice_counts_where_it_is_all_there_is(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, FAULT_C, 3, SIGHT_ADVICE);
    EXPECT(&scene,
           "faults fault-c: nothing catches it: c is broken, and every "
           "testcase is content",
           "testcases s/three: catches no fault: it can go or is blind");
    scene_clear(&scene);

    scene_init(&scene); /* a testcase of level should */
    scene_see(&scene, FAULT_C, 3, SIGHT_ADVICE);
    scene.testcases[3].level = LEVEL_SHOULD;
    EXPECT(&scene, NULL);
    scene_clear(&scene);

    scene_init(&scene); /* a clause of level should */
    scene_see(&scene, FAULT_C, 3, SIGHT_ADVICE);
    scene.matrix.trials[FAULT_C].is_advice = true;
    EXPECT(&scene, "testcases s/three: catches no fault: it can go or is "
                   "blind");
    scene_clear(&scene);
}

static void a_silent_fault_must_leave_errors_and_no_verdict(void **state)
{
    static const struct {
        enum sight mine, other;
        const char *complaint; /* NULL: none */
    } rows[] = {
        {SIGHT_ERROR, SIGHT_PASS, NULL},
        {SIGHT_PASS, SIGHT_ERROR,
         "faults fault-b: no testcase of b ends in error"},
        {SIGHT_SKIP, SIGHT_PASS,
         "faults fault-b: no testcase of b ends in error"},
        {SIGHT_ERROR, SIGHT_FAIL,
         "faults fault-b: nothing can be found out, and yet a testcase "
         "fails: s/three"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene;

        scene_init(&scene);
        scene.matrix.trials[FAULT_B].as_error = true;
        scene.matrix.trials[FAULT_B].exit_status = 3;
        scene_see(&scene, FAULT_B, 2, rows[i].mine);
        scene_see(&scene, FAULT_B, 3, rows[i].other);
        scene_see(&scene, FAULT_A, 1, SIGHT_PASS);
        scene_see(&scene, FAULT_A, 0, SIGHT_FAIL);
        /* so that the testcase about b is not complained about */
        scene_see(&scene, FAULT_C, 3, SIGHT_FAIL);
        scene.testcases[2].level = LEVEL_SHOULD;
        scene.matrix.is_part = true;
        if (rows[i].complaint)
            EXPECT(&scene, rows[i].complaint);
        else
            EXPECT(&scene, NULL);
        scene_clear(&scene);
    }
}

static void a_silent_fault_must_not_look_green(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene.matrix.trials[FAULT_A].as_error = true;
    scene.matrix.trials[FAULT_A].exit_status = 0;
    scene.matrix.is_part = true;
    scene_see(&scene, FAULT_A, 0, SIGHT_ERROR);
    scene_see(&scene, FAULT_A, 1, SIGHT_PASS);
    EXPECT(&scene, "faults fault-a: nothing can be found out, and yet the run "
                   "is green");
    scene_clear(&scene);
}

static void an_accused_variant_is_told(void **state)
{
    static const struct {
        enum sight sight;
        int exit_status;
        const char *complaint;
    } rows[] = {
        {SIGHT_FAIL, 1,
         "variants variant: differs in 1 testcase; s/two: fail instead of "
         "pass, because"},
        {SIGHT_ERROR, 3,
         "variants variant: differs in 1 testcase; s/two: error instead of "
         "pass, because"},
        {SIGHT_SKIP, 0,
         "variants variant: differs in 1 testcase; s/two: skip instead of "
         "pass, because"},
        {SIGHT_PASS, 4,
         "variants variant: ends with exit status 4 instead of 0"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene;

        scene_init(&scene);
        scene_see(&scene, VARIANT, 2, rows[i].sight);
        scene.matrix.trials[VARIANT].exit_status = rows[i].exit_status;
        EXPECT(&scene, rows[i].complaint);
        assert_int_equal(scene.matrix.tally.variants.part, 1);
        scene_clear(&scene);
    }
}

static void advice_accuses_nobody_but_from_an_adviser(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene_see(&scene, VARIANT, 2, SIGHT_ADVICE);
    EXPECT(&scene, NULL);
    assert_int_equal(scene.matrix.trials[VARIANT].advised, 1);
    scene_clear(&scene);

    scene_init(&scene);
    scene_see(&scene, VARIANT, 2, SIGHT_ADVICE);
    scene.testcases[2].level = LEVEL_SHOULD;
    EXPECT(&scene, "variants variant: differs in 1 testcase; s/two: advice "
                   "instead of pass, because");
    scene_clear(&scene);
}

static void a_run_that_broke_off_is_told(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene.matrix.trials[VARIANT].trouble = xstrdup("did not end");
    scene.matrix.trials[VARIANT].exit_status = -1;
    scene_see(&scene, VARIANT, 3, SIGHT_NONE);
    EXPECT(&scene, "ended variant: did not end",
           "variants variant: differs in 1 testcase; s/three: none instead "
           "of pass, because");
    scene_clear(&scene);
}

/* A fault that is caught before its run broke off is not yet proven. */
static void a_broken_off_fault_is_no_success(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene.matrix.trials[FAULT_B].trouble = xstrdup("signal 11");
    EXPECT(&scene, "ended fault-b: signal 11");
    scene_clear(&scene);
}

static void of_a_selection_testcases_are_not_judged(void **state)
{
    struct scene scene;

    (void)state;
    scene_init(&scene);
    scene.matrix.is_part = true;
    scene_see(&scene, FAULT_C, 3, SIGHT_PASS);
    scene_see(&scene, FAULT_C, 2, SIGHT_FAIL);
    scene_mark(&scene, FAULT_C, 2)->names_clause = true;
    EXPECT(&scene, NULL);
    assert_false(matrix_judges(&scene.matrix, CONDITION_TESTCASES));
    assert_false(matrix_judges(&scene.matrix, CONDITION_VARIANTS));
    assert_true(matrix_judges(&scene.matrix, CONDITION_FAULTS));
    scene_clear(&scene);
}

static void nothing_judged_is_not_good(void **state)
{
    struct matrix matrix = {0};

    (void)state;
    matrix_add_trial(&matrix, TRIAL_PLAIN, "plain", NULL)->exit_status = 0;
    matrix_make_marks(&matrix);
    selftest_judge(&matrix);
    assert_false(selftest_is_good(&matrix));
    matrix_clear(&matrix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_suite_has_no_complaint),
        cmocka_unit_test(a_fault_that_nothing_catches_is_told),
        cmocka_unit_test(a_fault_must_be_caught_by_its_own_clause),
        cmocka_unit_test(a_finding_may_name_the_clause),
        cmocka_unit_test(every_tested_promise_needs_a_fault),
        cmocka_unit_test(what_fails_anyway_catches_nothing),
        cmocka_unit_test(a_testcase_must_catch_a_rare_fault),
        cmocka_unit_test(rows_count_once),
        cmocka_unit_test(advice_counts_where_it_is_all_there_is),
        cmocka_unit_test(a_silent_fault_must_leave_errors_and_no_verdict),
        cmocka_unit_test(a_silent_fault_must_not_look_green),
        cmocka_unit_test(an_accused_variant_is_told),
        cmocka_unit_test(advice_accuses_nobody_but_from_an_adviser),
        cmocka_unit_test(a_run_that_broke_off_is_told),
        cmocka_unit_test(a_broken_off_fault_is_no_success),
        cmocka_unit_test(of_a_selection_testcases_are_not_judged),
        cmocka_unit_test(nothing_judged_is_not_good),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
