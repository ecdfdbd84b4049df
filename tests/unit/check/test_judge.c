#include "tests/unit/test.h"

#include "tests/unit/check/scene.h"

#define A              "{'snapshot':{'name':'A'}}"
#define B              "{'snapshot':{'name':'B'}}"
#define READ_BEFORE    "{'name':'before','json':" A "}"
#define AFTER(content) "{'name':'after','json':" content "}"
#define OUTCOMES                                                               \
    "'outcomes':{"                                                             \
    "'accepted':[{'check':'status','in':[200,202]},"                           \
    "{'check':'echo','members':['name']},"                                     \
    "{'check':'echo','of':'after','members':['name']}],"                       \
    "'trimmed':[{'check':'status','in':[200]},"                                \
    "{'check':'echo','form':'trimmed','members':['name']}],"                   \
    "'refused':[{'check':'status','in':[400]},"                                \
    "{'check':'unchanged','from':'before','to':'after'}]}"

static void expect_verdict(const char *text, enum verdict verdict,
                           const char *says)
{
    struct scene *scene = scene_new(text);
    const struct result *result = scene_judge(scene);
    char *shown = scene_text(result);

    if (result->verdict != verdict || !strstr(shown, says))
        fail_msg("want %s %s, got %s", verdict_name(verdict), says, shown);
    assert_int_equal(result->reason != NULL, verdict == VERDICT_ERROR);
    free(shown);
    scene_free(scene);
}

static void findings_win_over_what_is_undecided(void **state)
{
    struct findings none = {0}, must = {0}, should = {0};

    (void)state;
    findings_add(&must, "status", "m");
    findings_add(&should, "status", "s")->level = LEVEL_SHOULD;
    assert_int_equal(verdict_of(&none, false, true), VERDICT_PASS);
    assert_int_equal(verdict_of(&none, true, false), VERDICT_ERROR);
    assert_int_equal(verdict_of(&must, true, false), VERDICT_FAIL);
    assert_int_equal(verdict_of(&should, false, false), VERDICT_PASS);
    assert_int_equal(verdict_of(&should, true, false), VERDICT_ERROR);
    assert_int_equal(verdict_of(&should, true, true), VERDICT_FAIL);
    findings_clear(&must);
    findings_clear(&should);
}

#define STEP(expect, status, sent, answer, after)                              \
    "{" OUTCOMES ",'expect':" expect ",'exchanges':[" READ_BEFORE              \
    ",{'status':" status ",'sent':" sent ",'json':" answer                     \
    "}," AFTER(after) "]}"

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
#define AS(sent)      "{'outcome':'accepted','sent':" sent "}"
#define FIRST_OR_LAST "[" AS(A) "," AS(B) "]"
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

static void advice_fails_only_when_strict(void **state)
{
    static const char text[] =
        "{'checks':[{'check':'status','in':[204],'level':'should'}],"
        "'exchanges':[" READ_BEFORE ",{'status':200}]}";
    struct scene *scene = scene_new(text);

    (void)state;
    expect_verdict(text, VERDICT_PASS, "\"should\"");
    scene->context.strict = true;
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_FAIL);
    scene_free(scene);
}

/* The testcase advises; what holds whatever the outcome still fails. */
static void a_testcase_that_advises_does_not_excuse_a_crash(void **state)
{
#define ADVISING(status)                                                       \
    "{'level':'should','always':[{'check':'no-server-error'}]," OUTCOMES       \
    ",'expect':['refused'],'exchanges':[" READ_BEFORE ",{'status':" status     \
    "}," AFTER(A) "]}"
    (void)state;
    expect_verdict(ADVISING("400"), VERDICT_PASS, "[[\"pass\",null]]");
    expect_verdict(ADVISING("200"), VERDICT_PASS, "\"should\"");
    expect_verdict(ADVISING("500"), VERDICT_FAIL, "\"must\"");
}

static void a_step_without_expectation_still_may_not_crash(void **state)
{
    (void)state;
    expect_verdict("{'exchanges':[" READ_BEFORE ",{'status':404}]}",
                   VERDICT_PASS, "");
    expect_verdict("{'exchanges':[" READ_BEFORE ",{'status':502}]}",
                   VERDICT_FAIL, "no-server-error");
}

static void nothing_is_said_without_a_read_before(void **state)
{
#define BEFORE_IS(exchange)                                                    \
    "{" OUTCOMES ",'expect':['accepted'],'exchanges':[" exchange               \
    "{'status':500}," AFTER(B) "]}"
    (void)state;
    expect_verdict(BEFORE_IS(""), VERDICT_ERROR, "s.before did not happen");
    expect_verdict(BEFORE_IS("{'name':'before','status':404},"), VERDICT_ERROR,
                   "could not be read before: s.before was answered with 404");
    expect_verdict(BEFORE_IS("{'name':'before','json':{}},"), VERDICT_ERROR,
                   "s.before has no object at \\\"/snapshot\\\"");
    expect_verdict(BEFORE_IS("{'name':'before','text':'{'},"), VERDICT_ERROR,
                   "s.before has no object");
    expect_verdict(BEFORE_IS("{'name':'before','transport':'no route'},"),
                   VERDICT_ERROR, "no route");
    expect_verdict(BEFORE_IS(READ_BEFORE ","), VERDICT_FAIL, "");
}

/* The request may have arrived or not; the read tells for neither. */
static void a_cut_answer_is_an_error_whatever_was_read_after(void **state)
{
    (void)state;
    expect_verdict("{" OUTCOMES
                   ",'expect':['accepted'],'exchanges':[" READ_BEFORE
                   ",{'sent':" B ",'transport':'timed out'}," AFTER(A) "]}",
                   VERDICT_ERROR, "s.answer got no whole response: timed out");
    expect_verdict("{" OUTCOMES
                   ",'expect':['accepted'],'exchanges':[" READ_BEFORE "]}",
                   VERDICT_ERROR, "s.answer did not happen");
}

static void a_finding_wins_over_a_cut_read(void **state)
{
#define CUT_AFTER ",{'name':'after','transport':'reset'}]}"
    (void)state;
    expect_verdict("{" OUTCOMES
                   ",'expect':['accepted'],'exchanges':[" READ_BEFORE
                   ",{'status':500,'sent':" B "}" CUT_AFTER,
                   VERDICT_FAIL, "not allowed here");
    expect_verdict("{" OUTCOMES
                   ",'expect':['accepted'],'exchanges':[" READ_BEFORE
                   ",{'sent':" B ",'json':" B "}" CUT_AFTER,
                   VERDICT_ERROR, "s.after got no whole response: reset");
    /* accepted is broken, but refused might have held */
    expect_verdict("{" OUTCOMES
                   ",'expect':['accepted','refused'],'exchanges':[" READ_BEFORE
                   ",{'status':400,'sent':" B "}" CUT_AFTER,
                   VERDICT_ERROR, "s.after got no whole response: reset");
}

static void checks_of_resources_the_lane_lacks_are_left_out(void **state)
{
#define NEIGHBOUR(resources, exchanges)                                        \
    "{'resources':" resources ",'before':[{'name':'nb',"                       \
    "'resource':'neighbour'}],'after':[{'name':'na',"                          \
    "'resource':'neighbour'}],'checks':[{'check':'unchanged','from':'nb',"     \
    "'to':'na'},{'check':'status','in':[418],'when':'neighbour'},"             \
    "{'check':'status','in':[200]}],'exchanges':[{}" exchanges "]}"
    (void)state;
    expect_verdict(NEIGHBOUR("['snapshot']", ""), VERDICT_PASS,
                   "[[\"pass\",null]]");
    expect_verdict(NEIGHBOUR("['snapshot','neighbour']", ""), VERDICT_ERROR,
                   "s.nb did not happen");
    expect_verdict(NEIGHBOUR("['neighbour']", ",{'name':'nb','json':" A
                                              "},{'name':'na','json':" B "}"),
                   VERDICT_FAIL, "/snapshot/name");
    expect_verdict(NEIGHBOUR("['neighbour']", ",{'name':'nb','json':" A
                                              "},{'name':'na','json':" A "}"),
                   VERDICT_FAIL, "[418]");
}

static void a_testcase_that_checks_nothing_does_not_pass(void **state)
{
    (void)state;
    expect_verdict("{'checks':[{'check':'status','in':[200],"
                   "'when':'neighbour'}],'exchanges':[" READ_BEFORE ",{}]}",
                   VERDICT_ERROR, "nothing is judged");
}

static void a_clause_that_is_off_drops_its_checks(void **state)
{
#define CLAUSED(off)                                                           \
    "{'clauses':[{'id':'main'},{'id':'other','off':" off "}],"                 \
    "'checks':[{'check':'status','in':[204],'clause':'other'},"                \
    "{'check':'json'}],'exchanges':[" READ_BEFORE ",{'json':{}}]}"
    (void)state;
    expect_verdict(CLAUSED("false"), VERDICT_FAIL, "\"other\"");
    expect_verdict(CLAUSED("true"), VERDICT_PASS, "[[\"pass\",null]]");
}

#define BROKEN(checks)                                                         \
    "{'checks':[" checks "],'exchanges':[" READ_BEFORE ",{'sent':" B           \
    ",'text':'<p>'}," AFTER(B) "]}"

static void content_that_is_no_json_is_found_once(void **state)
{
    static const char *const needing[] = {
        "{'check':'echo','members':['name']}",
        "{'check':'same','of':'after','as':'answer'}",
        "{'check':'order','from':'answer','to':'after','at':'/x'}",
        "{'check':'unchanged','from':'answer','to':'after'}",
        "{'check':'absent'}",
        "{'check':'schema','schema':'a.json'}"};

    (void)state;
    for (size_t i = 0; i < sizeof(needing) / sizeof(needing[0]); i++) {
        char *text = xasprintf("{'schemas':{'a.json':true},'checks':[%s,"
                               "{'check':'json'}],'exchanges':[" READ_BEFORE
                               ",{'sent':" B ",'text':'<p>'}," AFTER(B) "]}",
                               needing[i]);
        struct scene *scene = scene_new(text);
        const struct result *result = scene_judge(scene);

        assert_int_equal(result->verdict, VERDICT_FAIL);
        assert_int_equal(result->findings.len, 1);
        assert_string_equal(result->findings.items[0].check, "json");
        scene_free(scene);
        free(text);
    }
}

static void a_repeated_member_is_told_from_broken_json(void **state)
{
    (void)state;
    expect_verdict("{'checks':[{'check':'json'}],'exchanges':[" READ_BEFORE
                   ",{'text':'{`a`:1,`a`:2}'}]}",
                   VERDICT_FAIL, "a member name is repeated");
}

static void content_that_is_no_json_never_holds(void **state)
{
    (void)state;
    expect_verdict(BROKEN("{'check':'echo','members':['name']}"), VERDICT_FAIL,
                   "the content is no JSON text");
    /* advice about JSON does not speak for a check that must hold */
    expect_verdict(BROKEN("{'check':'json','level':'should'},"
                          "{'check':'echo','members':['name']}"),
                   VERDICT_FAIL, "\"echo\"");
    /* nor one about another exchange, or of a clause that is off */
    expect_verdict(BROKEN("{'check':'json','of':'after'},"
                          "{'check':'echo','members':['name']}"),
                   VERDICT_FAIL, "\"echo\"");
}

static void a_schema_finding_names_the_closest_clause(void **state)
{
#define SCHEMA(clauses, places, level)                                         \
    "{'clauses':[{'id':'main'}," clauses "],'schema-clauses':{" places "},"    \
    "'schemas':{'e/a.json':{'properties':{'snapshot':{'properties':{"          \
    "'name':{'type':'null'}}}}}},'checks':[{'check':'json'},"                  \
    "{'check':'schema','schema':'e/a.json'" level                              \
    "}],'exchanges':[" READ_BEFORE ",{'json':" A "}]}"
#define NAME "e/a.json#/properties/snapshot/properties/name"
    static const struct {
        const char *text;
        enum verdict verdict;
        const char *says;
    } rows[] = {{SCHEMA("{'id':'a'},{'id':'b'}",
                        "'e/a.json#/properties':'a','" NAME "':'b'", ""),
                 VERDICT_FAIL,
                 "[\"s.answer\",\"schema\",\"/snapshot/name\",\"" NAME
                 "/type\",\"b\",\"must\","},
                {SCHEMA("{'id':'a'},{'id':'b'}",
                        "'" NAME "':'b','e/a.json#/properties':'a'", ""),
                 VERDICT_FAIL, "\"b\",\"must\""},
                {SCHEMA("{'id':'a'}", "'e/b.json#':'a'", ""), VERDICT_FAIL,
                 "\"main\",\"must\""},
                {SCHEMA("{'id':'a'}", "'" NAME "/ty':'a'", ""), VERDICT_FAIL,
                 "\"main\",\"must\""},
                {SCHEMA("{'id':'a'}", "'e/b.json#':'a'", ",'clause':'a'"),
                 VERDICT_FAIL, "\"a\",\"must\""},
                {SCHEMA("{'id':'a','level':'should'}", "'" NAME "':'a'", ""),
                 VERDICT_PASS, "\"a\",\"should\""},
                {SCHEMA("{'id':'a'}", "'" NAME "':'a'", ",'level':'should'"),
                 VERDICT_PASS, "\"a\",\"should\""},
                {SCHEMA("{'id':'a','off':true}", "'" NAME "':'a'", ""),
                 VERDICT_PASS, "[[\"pass\",null]]"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        expect_verdict(rows[i].text, rows[i].verdict, rows[i].says);
}

static void a_schema_that_was_not_loaded_is_an_error(void **state)
{
    (void)state;
    expect_verdict("{'checks':[{'check':'schema','schema':'x.json'}],"
                   "'exchanges':[" READ_BEFORE ",{'json':" A "}]}",
                   VERDICT_ERROR, "schema x.json was not loaded");
}

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

static void what_was_masked_is_not_judged(void **state)
{
    struct scene *scene = scene_new(
        "{" OUTCOMES ",'expect':['accepted'],'exchanges':[" READ_BEFORE
        ",{'sent':" B ",'json':" B "}," AFTER(B) "]}");

    (void)state;
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_PASS);
    scene->result.exchanges.items[1].masked = true;
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_ERROR);
    assert_non_null(strstr(scene->result.reason, "was masked"));
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

static void steps_may_look_at_each_other(void **state)
{
#define TWO(second)                                                            \
    "{'before':[],'after':[],'steps':[{'id':'a'},{'id':'a.1'},{'id':'b',"      \
    "'checks':[{'check':'same','of':'answer','as':'a.1.answer'}]}],"           \
    "'exchanges':[{'step':'a'},{'step':'a.1','json':" A                        \
    "},{'step':'b','json':" second "}]}"
    (void)state;
    expect_verdict(TWO(A), VERDICT_PASS, "");
    expect_verdict(TWO(B), VERDICT_FAIL, "b.answer");
}

static void a_capture_of_nothing_is_an_error(void **state)
{
#define CAPTURE(at)                                                            \
    "{'capture':{'v':{'from':'answer','at':'" at                               \
    "'}},'exchanges':[" READ_BEFORE ",{'json':" A "}]}"
    (void)state;
    expect_verdict(CAPTURE("/snapshot/name"), VERDICT_PASS, "");
    expect_verdict(CAPTURE("/snapshot/id"), VERDICT_ERROR,
                   "nothing at \\\"/snapshot/id\\\" to capture as v");
}

static void judging_twice_says_the_same(void **state)
{
    static const char *const texts[] = {
        STEP("['accepted']", "200", B, B, B),
        STEP("['accepted','refused']", "400", B, "{}", B),
        STEP("['accepted','trimmed','refused']", "404", B, "{}", B),
        STEP(FIRST_OR_LAST, "200", A, B, B),
        ADVISING("500"),
        BEFORE_IS(""),
        BROKEN("{'check':'json'},{'check':'absent'}"),
        CAPTURE("/x")};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct scene *one = scene_new(texts[i]), *other = scene_new(texts[i]);
        char *first = scene_text(scene_judge(one));
        char *again = scene_text(scene_judge(one));
        char *elsewhere = scene_text(scene_judge(other));

        assert_string_equal(first, again);
        assert_string_equal(first, elsewhere);
        free(first);
        free(again);
        free(elsewhere);
        scene_free(one);
        scene_free(other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_win_over_what_is_undecided),
        cmocka_unit_test(a_step_ends_in_one_of_its_outcomes),
        cmocka_unit_test(the_closest_outcome_tells_what_is_wrong),
        cmocka_unit_test(the_status_decides_what_is_closest),
        cmocka_unit_test(an_outcome_that_might_have_held_is_no_finding),
        cmocka_unit_test(of_two_outcomes_that_hold_the_one_without_advice_came),
        cmocka_unit_test(what_was_understood_counts_for_all_checks_of_a_step),
        cmocka_unit_test(a_status_of_no_outcome_is_one_finding),
        cmocka_unit_test(an_alternative_may_say_what_was_understood),
        cmocka_unit_test(an_ambiguous_testcase_observes_its_only_outcome),
        cmocka_unit_test(advice_fails_only_when_strict),
        cmocka_unit_test(a_testcase_that_advises_does_not_excuse_a_crash),
        cmocka_unit_test(a_step_without_expectation_still_may_not_crash),
        cmocka_unit_test(nothing_is_said_without_a_read_before),
        cmocka_unit_test(a_cut_answer_is_an_error_whatever_was_read_after),
        cmocka_unit_test(a_finding_wins_over_a_cut_read),
        cmocka_unit_test(checks_of_resources_the_lane_lacks_are_left_out),
        cmocka_unit_test(a_testcase_that_checks_nothing_does_not_pass),
        cmocka_unit_test(a_clause_that_is_off_drops_its_checks),
        cmocka_unit_test(content_that_is_no_json_is_found_once),
        cmocka_unit_test(a_repeated_member_is_told_from_broken_json),
        cmocka_unit_test(content_that_is_no_json_never_holds),
        cmocka_unit_test(a_schema_finding_names_the_closest_clause),
        cmocka_unit_test(a_schema_that_was_not_loaded_is_an_error),
        cmocka_unit_test(a_step_may_settle_while_reads_are_in_the_way),
        cmocka_unit_test(the_last_read_counts_and_the_lag_is_observed),
        cmocka_unit_test(what_was_masked_is_not_judged),
        cmocka_unit_test(a_repeated_step_is_judged_by_its_last_repetition),
        cmocka_unit_test(a_condition_of_waiting_includes_advice_and_answers),
        cmocka_unit_test(steps_may_look_at_each_other),
        cmocka_unit_test(a_capture_of_nothing_is_an_error),
        cmocka_unit_test(judging_twice_says_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
