#include "tests/unit/test.h"

#include "tests/unit/check/updates.h"

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

static void a_failure_tells_what_besides_could_not_be_judged(void **state)
{
    static const char text[] =
        "{'checks':[{'check':'status','in':[204]},"
        "{'check':'json','of':'after'}],'exchanges':[" READ_BEFORE
        ",{'status':200},{'name':'after','transport':'reset'}]}";
    struct scene *scene = scene_new(text);
    struct result *result = (struct result *)scene_judge(scene);

    (void)state;
    assert_int_equal(result->verdict, VERDICT_FAIL);
    assert_null(result->reason);
    assert_non_null(result->undecided);
    assert_non_null(strstr(result->undecided, "after"));
    /* judged again, without the trouble */
    result->exchanges.items[2].transport = TRANSPORT_OK;
    result->exchanges.items[2].response.status = 200;
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_FAIL);
    assert_null(result->undecided);
    scene_free(scene);
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

static void a_value_that_no_read_was_to_show_is_left_out(void **state)
{
#define SHOWN(resources, exchanges)                                            \
    "{'resources':" resources ",'before':[{'name':'nb',"                       \
    "'resource':'neighbour'}],'checks':[{'check':'one-of',"                    \
    "'at':'/snapshot/name','as':['nb']},{'check':'status','in':[200]}],"       \
    "'exchanges':[" exchanges "{'json':" A "}]}"
    (void)state;
    expect_verdict(SHOWN("['snapshot']", ""), VERDICT_PASS,
                   "[[\"pass\",null]]");
    expect_verdict(SHOWN("['snapshot','neighbour']",
                         "{'name':'nb','json':{'snapshot':{}}},"),
                   VERDICT_ERROR, "no read shows");
    expect_verdict(
        SHOWN("['snapshot','neighbour']", "{'name':'nb','json':" B "},"),
        VERDICT_FAIL, "/snapshot/name");
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

/* Nor is it taken for equal: both sides of each comparison are masked. */
static void two_masks_are_not_taken_for_the_same(void **state)
{
#define MASKED "{'snapshot':{'name':'[masked]','description':'old'}}"
    static const struct {
        const char *checks;
        enum verdict verdict;
    } rows[] = {
        {"{'check':'echo','members':['name']}", VERDICT_ERROR},
        {"{'check':'echo','of':'after','members':['name']}", VERDICT_ERROR},
        {"{'check':'same'}", VERDICT_ERROR},
        {"{'check':'unchanged'}", VERDICT_ERROR},
        {"{'check':'absent','at':'/snapshot/other'}", VERDICT_ERROR},
        {"{'check':'json'}", VERDICT_ERROR},
        {"{'check':'alike','as':'after'}", VERDICT_ERROR},
        {"{'check':'status','in':[200]}", VERDICT_PASS},
        {"{'check':'status','in':[400]}", VERDICT_FAIL},
        {"{'check':'no-server-error'}", VERDICT_PASS},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *text = xasprintf("{'checks':[%s],'exchanges':[" READ_BEFORE
                               ",{'sent':" MASKED ",'json':" MASKED
                               "}," AFTER(MASKED) "]}",
                               rows[i].checks);
        struct scene *scene = scene_new(text);

        scene->result.exchanges.items[1].masked = true;
        scene->result.exchanges.items[2].masked = true;
        if (scene_judge(scene)->verdict != rows[i].verdict)
            fail_msg("%s: %s", rows[i].checks,
                     verdict_name(scene->result.verdict));
        scene_free(scene);
        free(text);
    }
}

/* A read that shows plainly what was sent masked accuses nobody. */
static void what_was_sent_masked_is_compared_with_nothing(void **state)
{
    struct scene *scene = scene_new(
        "{'checks':[{'check':'echo','of':'after','members':['name']}],"
        "'exchanges':[" READ_BEFORE ",{'sent':" MASKED ",'json':" B
        "}," AFTER(B) "]}");

    (void)state;
    scene->result.exchanges.items[1].masked = true;
    assert_int_equal(scene_judge(scene)->verdict, VERDICT_ERROR);
    assert_non_null(strstr(scene->result.reason, "was masked"));
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
        cmocka_unit_test(a_failure_tells_what_besides_could_not_be_judged),
        cmocka_unit_test(advice_fails_only_when_strict),
        cmocka_unit_test(a_testcase_that_advises_does_not_excuse_a_crash),
        cmocka_unit_test(a_step_without_expectation_still_may_not_crash),
        cmocka_unit_test(nothing_is_said_without_a_read_before),
        cmocka_unit_test(a_cut_answer_is_an_error_whatever_was_read_after),
        cmocka_unit_test(a_finding_wins_over_a_cut_read),
        cmocka_unit_test(checks_of_resources_the_lane_lacks_are_left_out),
        cmocka_unit_test(a_value_that_no_read_was_to_show_is_left_out),
        cmocka_unit_test(a_testcase_that_checks_nothing_does_not_pass),
        cmocka_unit_test(a_clause_that_is_off_drops_its_checks),
        cmocka_unit_test(content_that_is_no_json_is_found_once),
        cmocka_unit_test(a_repeated_member_is_told_from_broken_json),
        cmocka_unit_test(content_that_is_no_json_never_holds),
        cmocka_unit_test(a_schema_finding_names_the_closest_clause),
        cmocka_unit_test(a_schema_that_was_not_loaded_is_an_error),
        cmocka_unit_test(what_was_masked_is_not_judged),
        cmocka_unit_test(two_masks_are_not_taken_for_the_same),
        cmocka_unit_test(what_was_sent_masked_is_compared_with_nothing),
        cmocka_unit_test(steps_may_look_at_each_other),
        cmocka_unit_test(a_capture_of_nothing_is_an_error),
        cmocka_unit_test(judging_twice_says_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
