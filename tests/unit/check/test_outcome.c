#include "tests/unit/test.h"

#include "tests/unit/check/updates.h"

static void a_step_ends_in_one_of_its_outcomes(void **state)
{
    (void)state;
    expect_verdict(STEP("['accepted']", "200", B, B, B), VERDICT_PASS,
                   "[[\"pass\",null]]");
    expect_verdict(STEP("['accepted']", "200", B, B, A), VERDICT_FAIL,
                   "s.after");
    expect_verdict(STEP("['refused']", "400", B, "{}", A), VERDICT_PASS, "");
    expect_verdict(STEP("['refused']", "400", B, "{}", B), VERDICT_FAIL,
                   "the value changed");
    expect_verdict(STEP("['accepted','refused']", "400", B, "{}", A),
                   VERDICT_PASS, "answered as `refused`: a title");
    expect_verdict(STEP("['refused','accepted']", "200", B, B, B), VERDICT_PASS,
                   "{\"outcome\":\"accepted\"}");
}

static void the_closest_outcome_tells_what_is_wrong(void **state)
{
    struct scene *scene =
        scene_new(STEP("['accepted','refused']", "400", B, "{}", B));
    const struct result *result = scene_judge(scene);

    (void)state;
    assert_int_equal(result->findings.len, 1);
    assert_string_equal(result->findings.items[0].check, "unchanged");
    assert_string_equal(result->findings.items[0].instance_location,
                        "/snapshot/name");
    assert_int_equal(result->observations.len, 0);
    scene_free(scene);
}

/* accepted breaks two promises, refused only the one of its status */
static void the_status_decides_what_is_closest(void **state)
{
    (void)state;
    expect_verdict(STEP("['refused','accepted']", "200", B, A, A), VERDICT_FAIL,
                   "[[\"s.answer\",\"echo\"");
}

static void an_outcome_that_might_have_held_is_no_finding(void **state)
{
    (void)state;
    expect_verdict("{'outcomes':{'one':[{'check':'status','in':[200]},"
                   "{'check':'json'}],'other':[{'check':'unchanged'}]},"
                   "'expect':['one','other'],'exchanges':[" READ_BEFORE
                   ",{'text':'<'},{'name':'after','transport':'reset'}]}",
                   VERDICT_ERROR, "reset");
}

static void of_two_outcomes_that_hold_the_one_without_advice_came(void **state)
{
    (void)state;
    expect_verdict(
        "{'outcomes':{'one':[{'check':'status','in':[204],"
        "'level':'should'}],'other':[{'check':'status',"
        "'in':[200]}]},'expect':['one','other'],'exchanges':[" READ_BEFORE
        ",{}]}",
        VERDICT_PASS,
        "[[\"outcome\",\"suite/testcase\",\"answered "
        "as `other`: a title\"");
}

static void what_was_understood_counts_for_all_checks_of_a_step(void **state)
{
    (void)state;
    expect_verdict("{'always':[{'check':'echo','members':['name']}],"
                   "'outcomes':{'one':[]},'expect':[{'outcome':'one',"
                   "'sent':" A "}],'exchanges':[" READ_BEFORE ",{'sent':" B
                   ",'json':" A "}]}",
                   VERDICT_PASS, "");
}

static void a_status_of_no_outcome_is_one_finding(void **state)
{
    struct scene *scene =
        scene_new(STEP("['accepted','trimmed','refused']", "404", B, "{}", B));
    const struct result *result = scene_judge(scene);
    char *expected;

    (void)state;
    assert_int_equal(result->findings.len, 1);
    assert_string_equal(result->findings.items[0].check, "status");
    expected = json_text(result->findings.items[0].expected);
    assert_string_equal(expected, "[200,202,400]");
    assert_int_equal(json_integer_value(result->findings.items[0].actual), 404);
    free(expected);
    scene_free(scene);
}

static void an_alternative_may_say_what_was_understood(void **state)
{
    (void)state;
    expect_verdict(STEP(FIRST_OR_LAST, "200", B, A, A), VERDICT_PASS,
                   "\"sent\":{\"snapshot\":{\"name\":\"A\"}}");
    expect_verdict(STEP(FIRST_OR_LAST, "200", A, B, B), VERDICT_PASS,
                   "\"sent\":{\"snapshot\":{\"name\":\"B\"}}");
    expect_verdict(STEP(FIRST_OR_LAST, "200", A, A, B), VERDICT_FAIL,
                   "not the one that was sent");
}

static void an_ambiguous_testcase_observes_its_only_outcome(void **state)
{
    (void)state;
    expect_verdict("{" OUTCOMES ",'basis':'ambiguous','expect':['trimmed'],"
                   "'exchanges':[" READ_BEFORE ",{'json':" A "}]}",
                   VERDICT_PASS, "answered as `trimmed`");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_ends_in_one_of_its_outcomes),
        cmocka_unit_test(the_closest_outcome_tells_what_is_wrong),
        cmocka_unit_test(the_status_decides_what_is_closest),
        cmocka_unit_test(an_outcome_that_might_have_held_is_no_finding),
        cmocka_unit_test(of_two_outcomes_that_hold_the_one_without_advice_came),
        cmocka_unit_test(what_was_understood_counts_for_all_checks_of_a_step),
        cmocka_unit_test(a_status_of_no_outcome_is_one_finding),
        cmocka_unit_test(an_alternative_may_say_what_was_understood),
        cmocka_unit_test(an_ambiguous_testcase_observes_its_only_outcome),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
