/* test_operation.c - outcomes that extend each other, checks, and reads. */
#include "tests/unit/suite/scene.h"

#include "base/buffer.h"

static const struct outcome *outcome(const struct scene *scene,
                                     const char *name)
{
    const struct outcome *found = operation_outcome(
        catalog_operation(scene->catalog, "things.update"), name);

    assert_non_null(found);
    return found;
}

static void an_outcome_that_extends_replaces_checks_by_their_id(void **state)
{
    struct scene *scene = *state;
    const struct outcome *last;

    assert_problems_of(
        scene, "suites/o.json",
        OPERATION(
            "'always': [{'id': 'status', 'check': 'no-server-error'}],"
            "'outcomes': {"
            "'accepted': {'title': 'A', 'checks': ["
            "{'id': 'status', 'check': 'status', 'in': [200]},"
            "{'check': 'json'}, {'id': 'x', 'check': 'json'}]},"
            "'b': {'extends': 'accepted', 'title': 'B', 'checks': ["
            "{'id': 'x', 'check': 'absent', 'at': '/x', 'level': 'should'},"
            "{'check': 'json'}]},"
            "'c': {'extends': 'b', 'title': 'C', 'checks': ["
            "{'id': 'status', 'check': 'status', 'in': [201],"
            "'clause': 'c/two', 'when': 'neighbour'}]}}"),
        "");
    assert_int_equal(outcome(scene, "accepted")->checks.len, 3);
    assert_string_equal(outcome(scene, "accepted")->checks.items[2].kind,
                        "json");
    assert_int_equal(outcome(scene, "b")->checks.len, 4);
    last = outcome(scene, "c");
    assert_string_equal(last->title, "C");
    assert_int_equal(last->checks.len, 4);
    assert_string_equal(last->checks.items[0].location,
                        "suites/o.json#/outcomes/c/checks/0");
    assert_string_equal(last->checks.items[0].clause->id, "c/two");
    assert_string_equal(last->checks.items[0].when, "neighbour");
    assert_string_equal(last->checks.items[2].kind, "absent");
    assert_int_equal(last->checks.items[2].level, LEVEL_SHOULD);
    assert_null(last->checks.items[1].clause);
    assert_int_equal(
        catalog_operation(scene->catalog, "things.update")->always.len, 1);
}

#define EXTENDING(name, other)                                                 \
    "'" name "': {'title': 'T', 'extends': '" other "', 'checks': ["           \
    "{'check': 'json'}]}"

static void extending_in_circles_or_nothing_is_a_problem(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/o.json",
        OPERATION(
            "'outcomes': {'accepted': {'title': 'A', 'checks': "
            "[{'check': 'json'}]}," EXTENDING("a", "b") "," EXTENDING(
                "b", "a") "," EXTENDING("self",
                                        "self") "," EXTENDING("x", "lost") "}"),
        "suites/o.json: /outcomes/a: extends 'b', which is too far or leads "
        "back here\n"
        "suites/o.json: /outcomes/b: extends 'a', which is too far or leads "
        "back here\n"
        "suites/o.json: /outcomes/self: extends 'self', which is too far or "
        "leads back here\n"
        "suites/o.json: /outcomes/x: extends 'lost', which is no outcome\n");
}

/* o0 is extended by o1, that by o2, and so on. */
static void a_chain_of_outcomes_may_have_eight_links(void **state)
{
    struct scene *scene = *state;

    for (int links = 8; links <= 9; links++) {
        struct buffer buf;
        char *text;

        buffer_init(&buf, 0);
        buffer_add_text(&buf, "'accepted': {'title': 'A', 'checks': ["
                              "{'check': 'json'}]}");
        buffer_add_text(&buf, "," EXTENDING("o1", "accepted"));
        for (int i = 2; i <= links; i++)
            buffer_printf(&buf, "," EXTENDING("o%d", "o%d"), i, i - 1);
        text = xasprintf(OPERATION("'outcomes': {%s}"), buffer_text(&buf));
        assert_problems_of(
            scene, "suites/o.json", text,
            links == 8 ? ""
                       : "suites/o.json: /outcomes/o1: extends 'accepted', "
                         "which is too far or leads back here\n");
        assert_int_equal(outcome(scene, "o8")->checks.len, 9);
        free(text);
        buffer_clear(&buf);
    }
}

static void reads_and_exchanges_must_exist(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/o.json",
        "{'$schema': '../schemas/assay/operation.json',"
        " 'id': 'things.update', 'title': 'T', 'subject': '/thing',"
        " 'path-id': 'thing_id',"
        " 'before': [{'name': 'before', 'operation': 'things.get',"
        " 'resource': 'snapshot'}, {'name': 'answer',"
        " 'operation': 'things.get', 'resource': 'snapshot'}],"
        " 'after': [{'name': 'before', 'operation': 'things.lost',"
        " 'resource': 'snapshot'}], 'always': ["
        "{'id': 'a', 'check': 'json', 'of': 'befor'},"
        "{'id': 'a', 'check': 'same', 'as': 'afer'},"
        "{'id': 'b', 'check': 'order', 'from': 'x', 'to': 'y', 'at': "
        "'/z'}]," TWO_OUTCOMES "}",
        "suites/o.json: /always/0/of: no step of things.update has an "
        "exchange 'befor'\n"
        "suites/o.json: /always/1/id: two checks of this list are called "
        "'a'\n"
        "suites/o.json: /always/1/as: no step of things.update has an "
        "exchange 'afer'\n"
        "suites/o.json: /always/2/from: no step of things.update has an "
        "exchange 'x'\n"
        "suites/o.json: /always/2/to: no step of things.update has an "
        "exchange 'y'\n"
        "suites/o.json: /before/1: two exchanges are called 'answer'\n"
        "suites/o.json: /after/0: two exchanges are called 'before'\n"
        "suites/o.json: /after/0: dialect 'd' has no operation "
        "'things.lost'\n"
        "suites/o.json: /path-id: dialect 'd' has no {thing_id} in the "
        "path\n");
}

static void an_endless_list_of_checks_is_a_problem(void **state)
{
    struct scene *scene = *state;

    for (int count = 200; count <= 201; count++) {
        struct buffer buf;
        char *text;

        buffer_init(&buf, 0);
        for (int i = 0; i < count; i++)
            buffer_printf(&buf, "%s{'id': 'c%d', 'check': 'json'}",
                          i ? "," : "", i);
        text = xasprintf(OPERATION("'always': [%s]," TWO_OUTCOMES),
                         buffer_text(&buf));
        assert_problems_of(scene, "suites/o.json", text,
                           count == 200 ? ""
                                        : "suites/o.json: /always: these are "
                                          "more than 200 checks\n");
        free(text);
        buffer_clear(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(an_outcome_that_extends_replaces_checks_by_their_id),
        IN_SCENE(extending_in_circles_or_nothing_is_a_problem),
        IN_SCENE(a_chain_of_outcomes_may_have_eight_links),
        IN_SCENE(reads_and_exchanges_must_exist),
        IN_SCENE(an_endless_list_of_checks_is_a_problem),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
