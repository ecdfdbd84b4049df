#include "tests/unit/test.h"

#include "tests/unit/check/updates.h"

static void a_step_may_settle_while_reads_are_in_the_way(void **state)
{
    static const struct {
        const char *text;
        enum step_state state;
    } rows[] = {
        {STEP("['accepted']", "200", B, B, B), STEP_HOLDS},
        {STEP("['accepted']", "200", B, B, A), STEP_MAY_SETTLE},
        {STEP("['accepted']", "200", B, A, A), STEP_FAILS},
        {STEP("['accepted']", "200", B, A, B), STEP_FAILS},
        {STEP("['refused','accepted']", "200", B, B, A), STEP_MAY_SETTLE},
        {STEP("['refused','accepted']", "400", B, B, A), STEP_HOLDS},
        {STEP("['refused','accepted']", "404", B, B, A), STEP_FAILS},
        {"{" OUTCOMES ",'expect':['accepted'],'exchanges':[" READ_BEFORE
         ",{'sent':" B ",'json':" B "},{'name':'after','transport':'x'}]}",
         STEP_FAILS},
        {"{'checks':[{'check':'json','of':'after'},{'check':'same','of':"
         "'after','as':'answer'}],'exchanges':[" READ_BEFORE ",{'json':" B
         "},{'name':'after','text':'<'}]}",
         STEP_MAY_SETTLE},
        {"{'exchanges':[{'json':" B "}]}", STEP_FAILS}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct scene *scene = scene_new(rows[i].text);

        if (scene_state(scene) != rows[i].state)
            fail_msg("row %zu: %d", i, (int)scene_state(scene));
        scene_free(scene);
    }
}

static void the_last_read_counts_and_the_lag_is_observed(void **state)
{
    struct scene *scene = scene_new(STEP("['accepted']", "200", B, B, A));
    const struct result *result = scene_judge(scene);
    const struct observation *lag;

    (void)state;
    assert_int_equal(result->verdict, VERDICT_FAIL);
    assert_int_equal(result->observations.len, 0);
    scene_add(scene, "[" AFTER(A) "," AFTER(B) "]");
    assert_int_equal(scene_state(scene), STEP_HOLDS);
    result = scene_judge(scene);
    assert_int_equal(result->verdict, VERDICT_PASS);
    assert_int_equal(result->findings.len, 0);
    assert_int_equal(result->observations.len, 1);
    lag = &result->observations.items[0];
    assert_string_equal(lag->id, "lag");
    assert_string_equal(lag->subject, "suite/testcase");
    assert_int_equal(
        json_integer_value(json_object_get(lag->value, "attempts")), 3);
    scene_free(scene);
}

static void a_repeated_step_is_judged_by_its_last_repetition(void **state)
{
    struct scene *scene =
        scene_new("{'until':[{'check':'status','in':[200]}]," OUTCOMES
                  ",'expect':['accepted'],'exchanges':[" READ_BEFORE
                  ",{'status':409,'sent':" B "}," AFTER(B) "]}");

    (void)state;
    assert_false(
        judge_until(&scene->context, &scene->result, &scene->steps[0]));
    scene_add(scene, "[" READ_BEFORE ",{'sent':" B ",'json':" B "}]");
    assert_true(judge_until(&scene->context, &scene->result, &scene->steps[0]));
    /* the read of the repetition before does not stand in for this one's */
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_ERROR);
    scene_add(scene, "[" AFTER(B) "]");
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_PASS);
    assert_int_equal(scene->result.observations.len, 0);
    scene_free(scene);
}

static void a_condition_of_waiting_includes_advice_and_answers(void **state)
{
    struct scene *scene =
        scene_new("{'until':[{'check':'status','in':[200],'level':'should'}],"
                  "'exchanges':[{'status':409}]}");

    (void)state;
    assert_false(
        judge_until(&scene->context, &scene->result, &scene->steps[0]));
    scene_add(scene, "[{'transport':'reset'}]");
    assert_false(
        judge_until(&scene->context, &scene->result, &scene->steps[0]));
    scene_add(scene, "[{}]");
    assert_true(judge_until(&scene->context, &scene->result, &scene->steps[0]));
    scene_free(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_may_settle_while_reads_are_in_the_way),
        cmocka_unit_test(the_last_read_counts_and_the_lag_is_observed),
        cmocka_unit_test(a_repeated_step_is_judged_by_its_last_repetition),
        cmocka_unit_test(a_condition_of_waiting_includes_advice_and_answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
