/* test_expand.c - tables, their combinations, ids, and limits. */
#include "tests/unit/suite/scene.h"

#include "base/buffer.h"

static void assert_ids(const struct scene *scene, const char *const *ids)
{
    const struct suite *suite = &scene->catalog->suites[0];
    size_t i = 0;

    for (; ids[i]; i++) {
        assert_true(i < suite->testcases_len);
        assert_string_equal(suite->testcases[i].id, ids[i]);
        assert_ptr_equal(catalog_testcase(scene->catalog, ids[i]),
                         &suite->testcases[i]);
    }
    assert_int_equal(suite->testcases_len, i);
}

static void every_row_and_every_combination_is_a_testcase(void **state)
{
    static const char *const ids[] = {"s/plain",       "s/rows/a",
                                      "s/rows/b",      "s/named/x",
                                      "s/named/y",     "s/mix/x-1",
                                      "s/mix/x-2",     "s/mix/y-1",
                                      "s/mix/y-2",     "s/three/x-1-x",
                                      "s/three/x-1-y", "s/three/y-1-x",
                                      "s/three/y-1-y", NULL};
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/s.json",
        SUITE(
            "'tables': {'shared': [{'id': 'x'}, {'id': 'y'}]},"
            "'testcases': [" TESTCASE("plain", ACCEPTED) "," TESTCASE("rows", "'each': [{'id': 'a'}, {'id': 'b'}]," ACCEPTED) "," TESTCASE(
                "named",
                "'each': ['shared']," ACCEPTED) "," TESTCASE("mix",
                                                             "'each': "
                                                             "['shared', "
                                                             "[{'id': '1'},"
                                                             "{'id': "
                                                             "'2'}]]"
                                                             "," ACCEPTED) "," TESTCASE("three",
                                                                                        "'each': ['shared', [{'id': '1'}],"
                                                                                        "'shared']," ACCEPTED) "]"),
        "");
    assert_ids(scene, ids);
    assert_null(catalog_testcase(scene->catalog, "s/rows"));
    assert_null(catalog_testcase(scene->catalog, "s/rows/c"));
}

static void a_row_puts_its_values_in_with_their_types(void **state)
{
    struct scene *scene = *state;
    const struct testcase *testcase;
    const json_t *body;

    assert_problems_of(
        scene, "suites/s.json",
        TESTCASES("{'id': 't', 'title': 'as ${kind} $${x}', 'clauses':"
                  "['c/one'], 'level': '${level}', 'basis': '${basis}',"
                  "'note': 'of ${kind}',"
                  "'each': [[{'id': 'n', 'kind': 'a number', 'value': 7}],"
                  "[{'id': 'x', 'level': 'should', 'basis': 'inherited',"
                  "'out': ['accepted', {'outcome': 'refused', 'sent': [7]}],"
                  "'who': 'nobody'}]],"
                  "'steps': [{'as': '${who}', 'request': {'body':"
                  "['${value}', '${nonce}', '<${value}>']},"
                  "'expect': {'outcome': '${out}'}}]}"),
        "");
    testcase = catalog_testcase(scene->catalog, "s/t/n-x");
    assert_non_null(testcase);
    assert_string_equal(testcase->title, "as a number ${x}");
    assert_string_equal(testcase->note, "of a number");
    assert_int_equal(testcase->level, LEVEL_SHOULD);
    assert_int_equal(testcase->basis, BASIS_INHERITED);
    assert_string_equal(testcase->steps[0].identity, "nobody");
    assert_int_equal(testcase->steps[0].alternatives_len, 2);
    assert_string_equal(testcase->steps[0].alternatives[1].outcome->name,
                        "refused");
    assert_int_equal(json_array_size(testcase->steps[0].alternatives[1].sent),
                     1);
    body = json_object_get(testcase->steps[0].request, "body");
    assert_int_equal(json_integer_value(json_array_get(body, 0)), 7);
    assert_string_equal(json_string_value(json_array_get(body, 1)), "${nonce}");
    assert_string_equal(json_string_value(json_array_get(body, 2)), "<7>");
    assert_non_null(json_object_get(testcase->body, "row"));
    assert_null(json_object_get(testcase->body, "each"));
}

static void
ids_that_repeat_and_tables_that_are_not_there_are_problems(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/s.json",
        TESTCASES(TESTCASE("a", ACCEPTED) "," TESTCASE("a", ACCEPTED) "," TESTCASE(
            "b",
            "'each': [{'id': 'r'}, {'id': "
            "'r'}]," ACCEPTED) "," TESTCASE("c",
                                            "'each': "
                                            "['lost', "
                                            "[{'id': "
                                            "'r'}], "
                                            "'gone']"
                                            "," ACCEPTED) "," TESTCASE("d",
                                                                       "'each':"
                                                                       " [[{'"
                                                                       "id': "
                                                                       "'r'}], "
                                                                       "'gone']"
                                                                       "," ACCEPTED)),
        "suites/s.json: /testcases/1: s/a: the id is used twice\n"
        "suites/s.json: /testcases/2: s/b/r: the id is used twice\n"
        "suites/s.json: /testcases/3/each: there is no table 'lost'\n"
        "suites/s.json: /testcases/3/each: there is no table 'gone'\n"
        "suites/s.json: /testcases/4/each: there is no table 'gone'\n");
}

/* The schema sees "${v}"; what a row makes of it must fit as well. */
static void a_row_whose_value_does_not_fit_its_place_is_a_problem(void **state)
{
    static const struct {
        const char *step; /* with ${v} */
        const char *value;
        const char *problem; /* after the id */
    } rows[] = {
        {"{'as': '${v}'}", "'ownr'", "/steps/0/as"},
        {"{'as': '${v}'}", "5", "/steps/0/as"},
        {"{'as': '${v}'}", "'${who}'", "unknown identity"},
        {"{'resource': '${v}'}", "'snapshots'", "/steps/0/resource"},
        {"{'resource': '${v}'}", "'${what}'", "unknown resource"},
        {"{'expect': {'outcome': '${v}'}}", "[]", "/steps/0/expect/outcome"},
        {"{'expect': {'outcome': '${v}'}}", "null", "/steps/0/expect/outcome"},
        {"{'expect': {'outcome': '${v}'}}", "'lost'", "unknown outcome"},
        {"{'request': {'base64': '${v}'}}", "'!'", "/steps/0/request/base64"},
        {"{'request': {'text': '${v}'}}", "7", "/steps/0/request/text"},
        {"{'request': {'file': '${v}'}}", "'/etc/passwd'",
         "/steps/0/request/file"},
        {"{'request': {'body': 1, 'encoding': '${v}'}}", "'latin-1'",
         "/steps/0/request/encoding"},
        {"{'request': {'body': '${v}'}}",
         "{'$fill': {'unit': 'a', 'bytes': 3, 'sufix': 'b'}}",
         "/steps/0/request/body"},
        {"{'request': {'body': '${v}'}}", "'${lost}'",
         "unknown variable ${lost}"},
    };
    struct scene *scene = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *text =
            xasprintf(TESTCASES("{'id': 't', 'title': 'T', " GRADES ", 'each':"
                                "[{'id': 'r', 'v': %s}], 'steps': [%s]}"),
                      rows[i].value, rows[i].step);
        char *lines;

        scene_write(scene, "suites/s.json", text);
        scene_load(scene);
        lines = scene_lines(scene);
        if (!strstr(lines, rows[i].problem) ||
            strncmp(lines, "suites/s.json: /testcases/0", 27) != 0 ||
            !strstr(lines, "s/t/r: "))
            fail_msg("%s with %s: %s", rows[i].step, rows[i].value, lines);
        free(lines);
        free(text);
    }
}

/* A suite of count testcases, each with this in place of its steps. */
static char *suite_of(size_t count, const char *rest)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    buffer_add_text(&buf, "{'$schema': '../schemas/assay/suite.json',"
                          "'id': 's', 'title': 'S',"
                          "'operation': 'things.update', 'testcases': [");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&buf, "%s{'id': 't%zu', 'title': 'T', " GRADES ", %s}",
                      i ? "," : "", i, rest);
    buffer_add_text(&buf, "]}");
    return buffer_take(&buf);
}

static void
too_many_testcases_are_a_problem_and_never_cut_in_silence(void **state)
{
    struct scene *scene = *state;
    char *most = suite_of(10000, "'steps': [{}]");
    char *more = suite_of(10001, "'steps': [{}]");
    const char *problem = "suites/s.json: /testcases: these are more than "
                          "10000 testcases, all rows counted\n";

    assert_problems_of(scene, "suites/s.json", most, "");
    assert_int_equal(scene_count(scene), 10000);
    assert_problems_of(scene, "suites/s.json", more, problem);
    assert_int_equal(scene_count(scene), 10000);
    free(more);
    free(most);
}

/* A table of count rows. */
static char *table_of(size_t count)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&buf, "%c{'id': 'r%zu'}", i ? ',' : '[', i);
    buffer_add_text(&buf, "]");
    return buffer_take(&buf);
}

static void a_table_that_explodes_is_a_problem(void **state)
{
    static const struct {
        size_t rows, factors;
        const char *problem;
    } tables[] = {
        {10, 4, ""},
        {22, 3,
         "suites/s.json: /testcases: these are more than 10000 "
         "testcases, all rows counted\n"},
        {1000, 8,
         "suites/s.json: /testcases: these are more than 10000 "
         "testcases, all rows counted\n"},
        {1, 8, ""},
        {1, 9,
         "suites/s.json: /testcases/0/each: combines too many tables; "
         "8 are the most\n"},
        {1, 100000,
         "suites/s.json: /testcases/0/each: combines too many "
         "tables; 8 are the most\n"},
    };
    struct scene *scene = *state;

    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
        char *rows = table_of(tables[i].rows);
        struct buffer buf;

        buffer_init(&buf, 0);
        buffer_printf(
            &buf,
            "{'$schema': '../schemas/assay/suite.json', 'id': 's',"
            "'title': 'S', 'operation': 'things.update', 'tables':"
            "{'t': %s}, 'testcases': [{'id': 'a', 'title': 'T'," GRADES
            ", 'steps': [{}], 'each': [",
            rows);
        for (size_t k = 0; k < tables[i].factors; k++)
            buffer_add_text(&buf, k ? ",'t'" : "'t'");
        buffer_add_text(&buf, "]}]}");
        assert_problems_of(scene, "suites/s.json", buffer_text(&buf),
                           tables[i].problem);
        buffer_clear(&buf);
        free(rows);
    }
}

static void a_conclusion_that_nothing_matches_is_a_problem(void **state)
{
    struct scene *scene = *state;

    assert_problems_of(
        scene, "suites/s.json",
        SUITE("'testcases': [" TESTCASE(
            "one",
            ACCEPTED) "], 'conclusions': ["
                      "{'id': 'c', 'kind': 'counting-unit', 'title': 'T',"
                      " 'probes': 's/on*', 'at': '/a', 'limit': 255},"
                      "{'id': 'd', 'kind': 'counting-unit', 'title': 'T',"
                      " 'probes': 's/two*', 'at': '/a', 'limit': 255}]"),
        "suites/s.json: /conclusions/1/probes: 's/two*' matches no "
        "testcase\n");
    assert_int_equal(scene->catalog->suites[0].conclusions_len, 2);
    assert_int_equal(scene->catalog->suites[0].conclusions[0].limit, 255);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(every_row_and_every_combination_is_a_testcase),
        IN_SCENE(a_row_puts_its_values_in_with_their_types),
        IN_SCENE(ids_that_repeat_and_tables_that_are_not_there_are_problems),
        IN_SCENE(a_row_whose_value_does_not_fit_its_place_is_a_problem),
        IN_SCENE(too_many_testcases_are_a_problem_and_never_cut_in_silence),
        IN_SCENE(a_table_that_explodes_is_a_problem),
        IN_SCENE(a_conclusion_that_nothing_matches_is_a_problem),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
