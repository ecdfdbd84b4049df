#include "tests/unit/reports/sample.h"

#include <sys/wait.h>

static void each_verdict_has_its_line(void **state)
{
    static const char *const lines[] = {
        "\nok 1 - evs.a/pass\n# observed: it was stored\n",
        "\n# observed: it was stored\nnot ok 2 - evs.a/fail/256\n  ---\n",
        "\n  ...\n# observed: it was stored\nnot ok 3 - ",
        "\n# observed: reads lag by 3 ms\n",
        "\nnot ok 3 - evs.a/error\n  ---\n",
        "\n  message: \"the reason\"\n  severity: \"error\"\n",
        "\nok 4 - evs.a/skip # SKIP the reason\n",
        "\nnot ok 5 - evs.a/waived # TODO waived: the reason\n  ---\n",
        "\nnot ok 6 - evs.a/stale\n  ---\n",
        "\nok 7 - evs.b/advice\n  ---\n",
    };
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "tap");
    assert_memory_equal(text, "TAP version 14\n", 15);
    assert_has(text, "\n1..7\n");
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
        assert_has(text, lines[i]);
    free(text);
    sample_clear(&sample);
}

static void each_waiver_has_a_point_that_fails_when_it_is_void(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    sample_add_waivers(&sample);
    text = sample_report(&sample, "tap");
    assert_has(text, "\n# waivers: w.json\n# waivers sha256: aaaa");
    assert_has(text, "\n1..10\n");
    assert_has(text, "\nok 8 - waiver /waivers/0 evs.a/used\n"
                     "not ok 9 - waiver /waivers/1 evs.a/unused\n"
                     "  ---\n"
                     "  message: \"what to do\"\n"
                     "  severity: \"fail\"\n"
                     "  waiver: \"unused\"\n"
                     "  ...\n"
                     "ok 10 - waiver /waivers/2 evs.a/untried # SKIP what to "
                     "do\n");
    free(text);
    sample_clear(&sample);
}

static void a_finding_is_told_in_yaml(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "tap");
    assert_has(text,
               "  findings:\n"
               "    - message: \"the status is another\"\n"
               "      level: \"must\"\n"
               "      clause: \"request/name/max-bytes  (evs_04_3058 #p600, "
               "documented, must)\"\n"
               "      at: \"put.answer, /snapshot/name\"\n"
               "      expected: 400\n"
               "      actual: {\"\\u202ename\": \"value\\u0000\", "
               "\"list\": [1, true]}\n"
               "  ...\n");
    free(text);
    sample_clear(&sample);
}

/* Every line starts as TAP lines do, whatever the strings hold. */
static void hostile_strings_stay_in_their_lines(void **state)
{
    static const char *const starts[] = {"# ", "ok ", "not ok ", "  "};
    struct sample sample;
    char *text, *rest;
    size_t points = 0;

    (void)state;
    sample_init(&sample, HOSTILE);
    text = sample_report(&sample, "tap");
    assert_has(text, " - evs.a/pass]]> \\\\u001b");
    assert_has_not(text, "\x1b");
    assert_has_not(text, "\xff");
    rest = strstr(text, "1..7\n");
    assert_non_null(rest);
    for (char *line = strtok(rest + 5, "\n"); line; line = strtok(NULL, "\n")) {
        bool known = false;

        for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
            known |= !strncmp(line, starts[i], strlen(starts[i]));
        if (!known)
            fail_msg("not TAP: %s", line);
        points += *line == 'o' || *line == 'n';
    }
    assert_int_equal(points, SAMPLE_LEN);
    free(text);
    sample_clear(&sample);
}

/*
 * prove's last words about the report, and its exit status. Harnesses before
 * 3.48 do not know version 14: the same lines are offered as 13.
 */
static char *prove(struct sample *sample, int *status)
{
    struct error err = {0};
    char *path = sample_path();
    char *command, *said;
    size_t len;
    FILE *pipe;
    char *other = xasprintf("%s.13", path);

    assert_int_equal(sample_write(sample, "tap", path, &err), 0);
    command = xasprintf("sed '1s/14/13/' %s >%s; prove -v --exec cat %s 2>&1 "
                        ">%s.out",
                        path, other, other, path);
    free(other);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    while (fgetc(pipe) != EOF)
        ;
    *status = WEXITSTATUS(pclose(pipe));
    free(command);
    command = xasprintf("%s.out", path);
    said = file_read(command, 1 << 20, &len, ERROR_INTERNAL, &err);
    unlink(command);
    free(command);
    command = xasprintf("%s.13", path);
    unlink(command);
    free(command);
    sample_remove(path);
    assert_non_null(said);
    return said;
}

static void prove_counts_what_we_count(void **state)
{
    static const char *const texts[] = {"", HOSTILE};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct sample sample;
        char *said;
        int status;

        sample_init(&sample, texts[i]);
        said = prove(&sample, &status);
        assert_int_equal(status, 1);
        assert_has(said, "Failed 3/7 subtests");
        assert_has(said, "(less 1 skipped subtest: 3 okay)");
        assert_has(said, "Failed tests:  2-3, 6");
        assert_has_not(said, "Parse errors");
        free(said);
        sample_clear(&sample);
    }
}

static void prove_is_content_with_passed_skipped_and_waived(void **state)
{
    static const enum verdict others[] = {VERDICT_PASS, VERDICT_SKIP,
                                          VERDICT_WAIVED};
    struct sample sample;
    char *said;
    int status;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        sample.results[i].verdict = others[i % 3];
    said = prove(&sample, &status);
    assert_int_equal(status, 0);
    assert_has(said, "Result: PASS");
    free(said);
    sample_clear(&sample);
}

static void an_aborted_or_empty_run_is_not_green(void **state)
{
    struct sample sample;
    char *said;
    int status;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < SAMPLE_LEN; i++)
        sample.results[i].verdict = VERDICT_PASS;
    sample.summary.abort_text = xstrdup("no # space");
    said = prove(&sample, &status);
    assert_int_not_equal(status, 0);
    assert_has(said, "Bailout called.  Further testing stopped:  no # space");
    free(said);
    free(sample.summary.abort_text);
    sample.summary.abort_text = NULL;
    sample.plan.len = 0;
    said = prove(&sample, &status);
    assert_int_not_equal(status, 0);
    assert_has(said, "1..0 # nothing selected");
    assert_has(said, "stopped:  nothing was selected");
    free(said);
    sample_clear(&sample);
}

static void many_findings_are_counted(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < 30; i++)
        sample_add_finding(&sample, &sample.results[1], LEVEL_MUST, "another");
    text = sample_report(&sample, "tap");
    assert_has(text, "\n  more: 11\n  ...\n");
    free(text);
    sample_clear(&sample);
}

static void a_value_too_long_for_yaml_becomes_a_cut_text(void **state)
{
    struct sample sample;
    char *text, *value = xcalloc(5001, 1);
    struct finding *finding;

    (void)state;
    memset(value, 'v', 5000);
    sample_init(&sample, "");
    finding = &sample.results[1].findings.items[0];
    json_decref(finding->actual);
    finding->actual = json_pack("{s:i}", value, 1);
    text = sample_report(&sample, "tap");
    assert_has(text, "\n      actual: \"{\\\"vvvv");
    assert_has(text, "vvv... (5007 bytes)\"\n");
    free(text);
    free(value);
    sample_clear(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verdict_has_its_line),
        cmocka_unit_test(each_waiver_has_a_point_that_fails_when_it_is_void),
        cmocka_unit_test(a_finding_is_told_in_yaml),
        cmocka_unit_test(hostile_strings_stay_in_their_lines),
        cmocka_unit_test(prove_counts_what_we_count),
        cmocka_unit_test(prove_is_content_with_passed_skipped_and_waived),
        cmocka_unit_test(many_findings_are_counted),
        cmocka_unit_test(a_value_too_long_for_yaml_becomes_a_cut_text),
        cmocka_unit_test(an_aborted_or_empty_run_is_not_green),
    };

    return cmocka_run_group_tests_name("reports/tap", tests, NULL, NULL);
}
