#include "tests/unit/selftest/scene.h"

#include "selftest/collect.h"

#include <stdio.h>

/* What a collector writes of one result, in new memory. */
static char *written(const struct result *result, const char *clause)
{
    char *text = NULL;
    size_t len = 0;
    struct collector collector = {open_memstream(&text, &len), clause};
    struct writer writer = collector_writer(&collector);
    struct error err = {0};

    assert_non_null(collector.out);
    assert_int_equal(0, writer.result(writer.state, result, &err));
    fclose(collector.out);
    return text;
}

static void a_result_becomes_a_line(void **state)
{
    static const struct {
        enum verdict verdict;
        int level; /* of its finding; -1: it has none */
        const char *clause;
        const char *line;
    } rows[] = {
        {VERDICT_PASS, -1, "a", "{\"id\":\"t\",\"sight\":\"pass\"}\n"},
        {VERDICT_PASS, LEVEL_SHOULD, "a",
         "{\"id\":\"t\",\"sight\":\"advice\",\"names_clause\":true,"
         "\"why\":\"wrong\"}\n"},
        {VERDICT_FAIL, LEVEL_MUST, "a",
         "{\"id\":\"t\",\"sight\":\"fail\",\"names_clause\":true,"
         "\"why\":\"wrong\"}\n"},
        {VERDICT_FAIL, LEVEL_MUST, "b",
         "{\"id\":\"t\",\"sight\":\"fail\",\"why\":\"wrong\"}\n"},
        {VERDICT_FAIL, LEVEL_MUST, NULL,
         "{\"id\":\"t\",\"sight\":\"fail\",\"why\":\"wrong\"}\n"},
        /* advice does not make it fail, so it does not count */
        {VERDICT_FAIL, LEVEL_SHOULD, "a",
         "{\"id\":\"t\",\"sight\":\"fail\",\"why\":\"no answer\"}\n"},
        {VERDICT_ERROR, LEVEL_SHOULD, "a",
         "{\"id\":\"t\",\"sight\":\"error\",\"why\":\"no answer\"}\n"},
        {VERDICT_SKIP, -1, "a",
         "{\"id\":\"t\",\"sight\":\"skip\",\"why\":\"no answer\"}\n"},
    };
    struct testcase testcase = {.id = (char *)"t"};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct result result = {.testcase = &testcase,
                                .verdict = rows[i].verdict};
        struct finding *finding;
        char *line;

        if (rows[i].verdict != VERDICT_PASS)
            result.reason = xstrdup("no answer");
        if (rows[i].level >= 0) {
            finding = findings_add(&result.findings, "status", "wrong");
            finding->level = (enum level)rows[i].level;
            finding->clause = xstrdup("a");
        }
        line = written(&result, rows[i].clause);
        assert_string_equal(rows[i].line, line);
        free(line);
        result_clear(&result);
    }
}

static void a_hostile_reason_stays_in_its_line(void **state)
{
    struct testcase testcase = {.id = (char *)"t"};
    struct result result = {.testcase = &testcase,
                            .verdict = VERDICT_ERROR,
                            .reason = xstrdup("a\n{\"exit_status\":0}\xff")};
    char *line = written(&result, NULL);

    (void)state;
    assert_string_equal(line, "{\"id\":\"t\",\"sight\":\"error\",\"why\":"
                              "\"a\\\\u000a{\\\"exit_status\\\":0}\\\\xff\"}"
                              "\n");
    free(line);
    result_clear(&result);
}

static void lines_become_marks(void **state)
{
    struct scene scene;
    struct trial *trial;

    (void)state;
    scene_init(&scene);
    trial = &scene.matrix.trials[VARIANT];
    trial->exit_status = -1;
    collect_read(&scene.matrix, trial,
                 "{\"id\":\"s/two\",\"sight\":\"fail\",\"names_clause\":true,"
                 "\"why\":\"w\"}\n"
                 "{\"id\":\"s/one/x\",\"sight\":\"skip\"}\n"
                 "{\"id\":\"elsewhere\",\"sight\":\"fail\"}\n"
                 "{\"id\":\"s/three\",\"sight\":\"wonderful\"}\n"
                 "{\"exit_status\":1}\n");
    assert_int_equal(trial->marks[0].sight, SIGHT_SKIP);
    assert_int_equal(trial->marks[1].sight, SIGHT_PASS);
    assert_int_equal(trial->marks[2].sight, SIGHT_FAIL);
    assert_true(trial->marks[2].names_clause);
    assert_string_equal(trial->marks[2].why, "w");
    assert_int_equal(trial->marks[3].sight, SIGHT_PASS);
    assert_int_equal(trial->exit_status, 1);
    assert_null(trial->trouble);
    scene_clear(&scene);
}

static void without_an_end_there_is_trouble(void **state)
{
    static const struct {
        const char *lines, *trouble;
    } rows[] = {
        {"", "broke off before its end"},
        {"{\"id\":\"s/two\",\"sight\":\"pass\"}\n", "broke off before its end"},
        {"{\"exit_stat", "broke off before its end"},
        {"not JSON\n", "broke off before its end"},
        {"{\"exit_status\":\"0\"}\n", "broke off before its end"},
        {"{\"trouble\":\"no emulator\"}\n", "no emulator"},
        {"{\"exit_status\":2}\n{\"trouble\":\"no emulator\"}\n", "no emulator"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene;
        struct trial *trial;

        scene_init(&scene);
        trial = &scene.matrix.trials[VARIANT];
        trial->exit_status = -1;
        collect_read(&scene.matrix, trial, rows[i].lines);
        assert_string_equal(trial->trouble, rows[i].trouble);
        scene_clear(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_becomes_a_line),
        cmocka_unit_test(a_hostile_reason_stays_in_its_line),
        cmocka_unit_test(lines_become_marks),
        cmocka_unit_test(without_an_end_there_is_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
