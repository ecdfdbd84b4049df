/* test_testcase.c - a testcase's references, variables and steps. */
#include "tests/unit/suite/scene.h"

#include "base/buffer.h"

static void what_a_testcase_leaves_out_has_its_default(void **state)
{
    struct scene *scene = *state;
    const struct testcase *testcase;

    assert_problems_of(
        scene, "suites/s.json",
        ONE_STEP("{}, {'id': 'two', 'as': 'nobody', 'resource': 'neighbour',"
                 "'operation': 'things.get', 'expect': {'checks': ["
                 "{'check': 'status', 'in': [401]}]},"
                 "'poll': {'until': [{'check': 'json'}], 'interval_ms': 5,"
                 "'deadline_ms': 50}}, {}"),
        "");
    testcase = catalog_testcase(scene->catalog, "s/one");
    assert_non_null(testcase);
    assert_string_equal(testcase->location, "suites/s.json#/testcases/0");
    assert_null(testcase->note);
    assert_null(testcase->opt_in);
    assert_null(testcase->needs);
    assert_string_equal(json_string_value(json_array_get(testcase->given, 0)),
                        "snapshot");
    assert_int_equal(testcase->steps_len, 3);
    assert_string_equal(testcase->steps[0].id, "step-1");
    assert_string_equal(testcase->steps[0].identity, "owner");
    assert_string_equal(testcase->steps[0].resource, "snapshot");
    assert_string_equal(testcase->steps[0].operation->id, "things.update");
    assert_int_equal(testcase->steps[0].alternatives_len, 0);
    assert_int_equal(testcase->steps[0].poll_interval_ms, 0);
    assert_string_equal(testcase->steps[1].id, "two");
    assert_string_equal(testcase->steps[1].operation->id, "things.get");
    assert_string_equal(testcase->steps[1].checks.items[0].location,
                        "suites/s.json#/testcases/0/steps/1/expect/checks/0");
    assert_int_equal(testcase->steps[1].until.len, 1);
    assert_int_equal(testcase->steps[1].poll_deadline_ms, 50);
    assert_string_equal(testcase->steps[2].id, "step-3");
}

/* A step, and what is said about it after the place and id. */
static const struct {
    const char *steps;
    const char *problem;
} wrong[] = {
    {"{'operation': 'lost'}", "unknown operation 'lost'"},
    {"{'expect': {'outcome': 'lost'}}", "unknown outcome 'lost'"},
    {"{'operation': 'things.get', 'expect': {'outcome': 'accepted'}}",
     "unknown outcome 'accepted'"},
    {"{'expect': {'outcome': ['accepted', 'lost']}}", "unknown outcome 'lost'"},
    {"{'expect': {'outcome': 'accepted', 'sent': '${lost}'}}",
     "sent: unknown variable ${lost}"},
    {"{'expect': {'outcome': [{'outcome': 'accepted', 'sent': '${lost}'}]}}",
     "sent: unknown variable ${lost}"},
    {"{'request': {'body': {'a': ['x ${lost}']}}}",
     "request: unknown variable ${lost}"},
    {"{'request': {'text': '${snapshot}'}}",
     "request: unknown variable ${snapshot}"},
    {"{'request': {'path': {'lost': 'x'}}}", "request: the path has no {lost}"},
    {"{'request': {'file': 'lost.json'}}", "there is no fixtures/lost.json"},
    {"{'request': {'file': 'sub'}}", "there is no fixtures/sub"},
    {"{'request': {'file': '../suites/s.json'}}",
     "there is no fixtures/../suites/s.json"},
    {"{'request': {'file': 'sub/../body.json'}}",
     "there is no fixtures/sub/../body.json"},
    {"{'as': '${lost}'}", "unknown identity '${lost}'"},
    {"{'resource': '${lost}'}", "unknown resource '${lost}'"},
    {"{'expect': {'checks': [{'check': 'absent', 'at': '/a/${lost}'}]}}",
     "checks: unknown variable ${lost}"},
    {"{'id': 'a'}, {'id': 'a'}", "two steps are called 'a'"},
    {"{'id': 'step-2'}, {}", "two steps are called 'step-2'"},
    {"{'capture': {'x': {'from': 'lost', 'at': '/a'}}}",
     "capture: the step has no exchange 'lost'"},
    /* what a step captures is known to later steps only */
    {"{'request': {'text': '${x}'}, 'capture': {'x': {'from': 'answer',"
     "'at': '/a'}}}",
     "request: unknown variable ${x}"},
};

static void each_wrong_reference_is_named(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "fixtures/body.json", "{}");
    scene_write(scene, "fixtures/sub/x", "");
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        char *text = xasprintf(ONE_STEP("%s"), wrong[i].steps);
        char *line = xasprintf("suites/s.json: /testcases/0: s/one: %s\n",
                               wrong[i].problem);

        assert_problems_of(scene, "suites/s.json", text, line);
        free(line);
        free(text);
    }
}

static void every_run_time_variable_is_known(void **state)
{
    struct scene *scene = *state;

    scene_write(scene, "fixtures/body.json", "{}");
    assert_problems_of(
        scene, "suites/s.json",
        ONE_STEP("{'request': {'path': {'id': '${unknown.id}'}, 'body':"
                 "['${snapshot.id}', '${neighbour.id}', '${project.id}',"
                 "'${other.project}', '${nonce}', '$${literal}']},"
                 "'capture': {'new.id': {'from': 'before', 'at': '/a'}}},"
                 "{'request': {'text': '${new.id}'},"
                 "'expect': {'outcome': 'accepted', 'sent': '${new.id}'}},"
                 "{'request': {'file': 'body.json'}}"),
        "");
}

/* One file, ten mistakes, one go. */
static void all_mistakes_of_a_file_are_reported_at_once(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/s.json",
        SUITE("'testcases': ["
              "{'id': 'a', 'title': 'of ${lost}', 'clauses': ['c/lost',"
              "'c/one', 'c/gone'], 'level': '${l}', 'basis': '${b}', 'steps': ["
              "{'operation': 'lost'}, {'expect': {'outcome': 'lost', 'checks':"
              "[{'check': 'schema', 'schema': 't/lost.json', 'clause': 'c/x'},"
              "{'check': 'json', 'of': 'late'}]}}]}," TESTCASE(
                  "b",
                  "'each': ['lost'], " ACCEPTED) "," TESTCASE("c",
                                                              STEPS("{'"
                                                                    "request':"
                                                                    " {'text':"
                                                                    " '${x}'}"
                                                                    "}")) "]"),
        "suites/s.json: /testcases/0: s/a: title: unknown variable ${lost}\n"
        "suites/s.json: /testcases/0: s/a: unknown clause 'c/lost'\n"
        "suites/s.json: /testcases/0: s/a: unknown clause 'c/gone'\n"
        "suites/s.json: /testcases/0: s/a: unknown level '${l}'\n"
        "suites/s.json: /testcases/0: s/a: unknown basis '${b}'\n"
        "suites/s.json: /testcases/0: s/a: unknown operation 'lost'\n"
        "suites/s.json: /testcases/0: s/a: unknown outcome 'lost'\n"
        "suites/s.json: /testcases/0/steps/1/expect/checks/0: unknown clause "
        "'c/x'\n"
        "suites/s.json: /testcases/0/steps/1/expect/checks/0: schema "
        "'t/lost.json': leads to "
        "'https://assay.invalid/schemas/t/lost.json', which is not in the "
        "store\n"
        "suites/s.json: /testcases/0/steps/1/expect/checks/1/of: no step of "
        "things.update has an exchange 'late'\n"
        "suites/s.json: /testcases/1/each: there is no table 'lost'\n"
        "suites/s.json: /testcases/2: s/c: request: unknown variable "
        "${x}\n");
}

static void a_testcase_has_at_most_a_hundred_steps(void **state)
{
    struct scene *scene = *state;

    for (int count = 100; count <= 101; count++) {
        struct buffer buf;
        char *text;

        buffer_init(&buf, 0);
        for (int i = 0; i < count; i++)
            buffer_add_text(&buf, i ? ",{}" : "{}");
        text = xasprintf(ONE_STEP("%s"), buffer_text(&buf));
        assert_problems_of(scene, "suites/s.json", text,
                           count == 100 ? ""
                                        : "suites/s.json: /testcases/0: s/one:"
                                          " has more than 100 steps\n");
        free(text);
        buffer_clear(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(what_a_testcase_leaves_out_has_its_default),
        IN_SCENE(each_wrong_reference_is_named),
        IN_SCENE(every_run_time_variable_is_known),
        IN_SCENE(all_mistakes_of_a_file_are_reported_at_once),
        IN_SCENE(a_testcase_has_at_most_a_hundred_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
