/* test_plan.c - a plan and a result give back what they own. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "model/plan.h"
#include "model/result.h"

static void a_cleared_plan_is_empty_and_can_be_cleared_again(void **state)
{
    static const struct testcase testcase;
    static const struct suite suite;
    struct plan plan = {.len = 2, .cap = 2, .suites_len = 1, .seed = 5};

    (void)state;
    plan.entries = xcalloc(2, sizeof(*plan.entries));
    plan.entries[0] = (struct plan_entry){&testcase, xstrdup("not offered")};
    plan.entries[1] = (struct plan_entry){&testcase, NULL};
    plan.suites = xcalloc(1, sizeof(*plan.suites));
    plan.suites[0] = &suite;
    plan_clear(&plan);
    assert_int_equal(plan.len, 0);
    assert_null(plan.entries);
    assert_null(plan.suites);
    assert_int_equal(plan.seed, 0);
    plan_clear(&plan);
}

static void an_outcome_is_found_by_its_whole_name(void **state)
{
    struct outcome outcomes[] = {{.name = "accepted"}, {.name = "refused"}};
    const struct operation operation = {.outcomes = outcomes,
                                        .outcomes_len = 2};

    (void)state;
    assert_ptr_equal(operation_outcome(&operation, "refused"), &outcomes[1]);
    assert_null(operation_outcome(&operation, "accept"));
    assert_null(operation_outcome(&operation, "accepted-trimmed"));
    assert_null(operation_outcome(&operation, ""));
}

static void a_cleared_result_is_empty(void **state)
{
    struct result result = {.reason = xstrdup("skipped"),
                            .variables = json_object()};
    struct summary summary = {.abort_text = xstrdup("interrupted")};

    (void)state;
    findings_add(&result.findings, "status", "wrong");
    result_clear(&result);
    assert_null(result.reason);
    assert_null(result.variables);
    assert_int_equal(result.findings.len, 0);
    summary.leftovers =
        xgrow(NULL, 0, &summary.leftovers_cap, sizeof(*summary.leftovers));
    summary.leftovers[summary.leftovers_len++] =
        (struct leftover){xstrdup("snapshot 1: name"), xstrdup("refused")};
    summary_clear(&summary);
    assert_null(summary.abort_text);
    assert_int_equal(summary.leftovers_len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cleared_plan_is_empty_and_can_be_cleared_again),
        cmocka_unit_test(an_outcome_is_found_by_its_whole_name),
        cmocka_unit_test(a_cleared_result_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
