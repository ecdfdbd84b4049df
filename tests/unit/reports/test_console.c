#include "tests/unit/reports/sample.h"

#include "base/text.h"

static const char *const fail_block =
    "FAIL evs.a/fail/256\n"
    "  a name of 256 bytes is refused\n"
    "  clause    request/name/max-bytes  (evs_04_3058 #p600, documented, "
    "must)\n"
    "  request   PUT http://127.0.0.1:1/v3/P/s/S   (15 bytes)   answer 200, "
    "request id req-1\n"
    "  finding   the status is another\n"
    "  at        put.answer, /snapshot/name\n"
    "  expected  400\n"
    "  actual    {\"\\u202ename\":\"value\\u0000\",\"list\":[1,true]}\n"
    "  repeat    curl -sS -X PUT -H \"X-Auth-Token: $OS_TOKEN\" -H "
    "'Content-Type: application/json' --data-binary '{\"snapshot\":{}}' "
    "'http://127.0.0.1:1/v3/P/s/S'\n"
    "  again     assay run --x 'y' --include 'evs.a/fail/256'\n"
    "\n";

static const char *const last_line =
    "7 testcases: 2 pass, 1 fail, 1 error, 1 skip, 1 waived, 1 stale in "
    "0.84 s (712 requests); does not conform\n";

static void a_failure_tells_all_in_a_few_lines(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "console");
    assert_has(text, fail_block);
    assert_has(text, "\nERROR evs.a/error\n  a name of 256 bytes is refused\n"
                     "  reason    the reason\n");
    assert_has(text, "\n  reset     the connection was cut\n");
    assert_has(text, "\nSTALE evs.a/stale\n");
    assert_has_not(text, "evs.a/pass");
    assert_has_not(text, "evs.a/skip");
    free(text);
    sample_clear(&sample);
}

static void waivers_are_listed_and_void_ones_always(void **state)
{
    for (int quiet = 0; quiet < 2; quiet++) {
        struct sample sample;
        char *text;

        (void)state;
        sample_init(&sample, "");
        sample_add_waivers(&sample);
        sample.options.quiet = quiet;
        text = sample_report(&sample, "console");
        assert_has(text, "WAIVER    /waivers/1 evs.a/unused: what to do\n");
        assert_has(text, "(712 requests); 1 void waiver; does not conform\n");
        if (quiet) {
            assert_has_not(text, "waiver    /waivers/0");
        } else {
            assert_has(text, "waivers   3 of w.json (sha256 aaaaaaaaaaaa)\n");
            assert_has(text, "waiver    /waivers/0 evs.a/used: what to do\n");
            assert_has(text,
                       "waiver    /waivers/2 evs.a/untried: what to do\n");
        }
        free(text);
        sample_clear(&sample);
    }
}

static void the_head_says_who_is_judged(void **state)
{
    static const char *const lines[] = {
        "assay 0.1.0, 2026-01-02T03:04:05.678Z\n",
        "target    http://h, project P, a snapshot of its own\n",
        "INSECURE  the certificate of the target is not verified\n",
        "dialect   otc, profile otc (as documented)\n",
        "pages     evs_04_3058 (2024-05-06)\n",
        "suite     evs.a (sha256 aaaaaaaaaaaa)\n",
        "testcases 7, 0 of them skipped; seed 18446744073709551615\n",
        "advice    1 testcase: the field Date is missing",
        " (first: evs.b/advice)\n",
        "observed  run: reads lag by 3 ms\n",
        "restored  what the run changed was put back\n",
    };
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "console");
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
        assert_has(text, lines[i]);
    assert_string_equal(text + strlen(text) - strlen(last_line), last_line);
    free(text);
    sample_clear(&sample);
}

static void what_was_not_tried_is_one_line(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < 2; i++) {
        sample.results[i].verdict = VERDICT_ERROR;
        sample.results[i].not_tried = true;
        free(sample.results[i].reason);
        sample.results[i].reason = xstrdup("the target is gone");
    }
    text = sample_report(&sample, "console");
    assert_has(text, "\nNOT TRIED 2 testcases; the target is gone\n");
    assert_has_not(text, "reason    the target is gone");
    free(text);
    sample_clear(&sample);
}

static void quiet_is_failures_and_the_last_line(void **state)
{
    static const char insecure[] =
        "INSECURE  the certificate of the target is not verified\n";
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    sample.options.quiet = true;
    text = sample_report(&sample, "console");
    assert_memory_equal(text, insecure, strlen(insecure));
    assert_memory_equal(text + strlen(insecure), fail_block,
                        strlen(fail_block));
    assert_string_equal(text + strlen(text) - strlen(last_line), last_line);
    assert_has_not(text, "observed");
    assert_has_not(text, "target    ");
    free(text);
    sample_clear(&sample);
}

static void verbose_names_every_testcase(void **state)
{
    static const char *const lines[] = {
        "\npass   evs.a/pass  1234 ms\n",
        "\nskip   evs.a/skip  1234 ms  the reason\n",
        "\nwaived evs.a/waived  1234 ms  the reason\n",
        "\nobserved  evs.a/pass: it was stored\n",
    };
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    sample.options.verbose = true;
    text = sample_report(&sample, "console");
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
        assert_has(text, lines[i]);
    free(text);
    sample_clear(&sample);
}

static void the_last_words_follow_the_exit_status(void **state)
{
    static const struct {
        int status;
        const char *words;
    } rows[] = {
        {0, "; conforms\n"},
        {1, "; does not conform\n"},
        {2, "; no judgement: trouble on our side\n"},
        {3, "; could not decide\n"},
        {4, "; something was left changed on the target\n"},
        {130, "; ended by a signal\n"},
        {-1, "; no judgement\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct sample sample;
        char *text;

        sample_init(&sample, "");
        sample.summary.exit_status = rows[i].status;
        text = sample_report(&sample, "console");
        assert_has(text, rows[i].words);
        free(text);
        sample_clear(&sample);
    }
}

static void leftovers_and_the_end_are_told_even_when_quiet(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    sample.options.quiet = true;
    sample.summary.abort_text = xstrdup("the target is gone");
    sample.summary.signal = 15;
    sample_add_leftover(&sample);
    text = sample_report(&sample, "console");
    assert_has(text, "LEFT      snapshot 1: name: answered 500\n");
    assert_has(text, "SIGNAL    15 ended the run\n");
    assert_has(text, "ABORTED   the target is gone\n");
    free(text);
    sample_clear(&sample);
}

/* How many lines the block of evs.a/fail/256 has. */
static size_t block_lines(const char *text)
{
    const char *end = strstr(text, "\n\n");
    size_t lines = 1;

    assert_non_null(end);
    for (const char *c = text; c < end; c++)
        lines += *c == '\n';
    return lines;
}

static void many_findings_stay_under_fifteen_lines(void **state)
{
    static const struct {
        size_t more;
        bool verbose;
        const char *rest; /* NULL: no such line */
    } rows[] = {{0, false, NULL},
                {1, false, NULL},
                {2, false, "  and 1 more finding: see --verbose"},
                {50, false, "  and 49 more findings: see --verbose"},
                {50, true, NULL}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct sample sample;
        char *text, *block;

        sample_init(&sample, "");
        sample.options.verbose = rows[i].verbose;
        for (size_t k = 0; k < rows[i].more; k++)
            sample_add_finding(&sample, &sample.results[1], LEVEL_MUST,
                               "another");
        sample.results[1].reason = xstrdup("with a reason as well");
        text = sample_report(&sample, "console");
        block = strstr(text, "FAIL evs.a");
        assert_non_null(block);
        if (!rows[i].verbose)
            assert_true(block_lines(block) < 15);
        if (rows[i].rest)
            assert_has(block, rows[i].rest);
        else
            assert_has_not(block, "more finding");
        free(text);
        sample_clear(&sample);
    }
}

/* Not one byte that a terminal would obey, except our own line ends. */
static void hostile_strings_cannot_move_the_cursor(void **state)
{
    static const bool verbose[] = {false, true};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct sample sample;
        char *text, *rest = NULL;

        sample_init(&sample, HOSTILE);
        sample.options.verbose = verbose[i];
        sample_add_leftover(&sample);
        sample.summary.abort_text = xstrdup(HOSTILE);
        text = sample_report(&sample, "console");
        assert_has(text, "]]> \\u001b[31m");
        for (char *line = strtok_r(text, "\n", &rest); line;
             line = strtok_r(NULL, "\n", &rest)) {
            char *visible = text_visible(line, strlen(line), 0);

            assert_string_equal(line, visible);
            free(visible);
            assert_true(strncmp(line, "ok 99", 5));
        }
        free(text);
        sample_clear(&sample);
    }
}

static void long_values_are_cut_with_their_size(void **state)
{
    struct sample sample;
    char *text, *value = xcalloc(100001, 1);
    struct finding *finding;

    (void)state;
    memset(value, 'v', 100000);
    sample_init(&sample, "");
    finding = &sample.results[1].findings.items[0];
    json_decref(finding->actual);
    finding->actual = json_string(value);
    text = sample_report(&sample, "console");
    assert_has(text, "...(100002 bytes)...");
    assert_true(strlen(text) < 8000);
    free(text);
    free(value);
    sample_clear(&sample);
}

static void colour_and_progress_come_only_when_asked(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "console");
    assert_has_not(text, "\033");
    assert_has_not(text, "\r");
    free(text);
    sample.options.color = true;
    sample.options.progress = true;
    text = sample_report(&sample, "console");
    assert_has(text, "\033[31mFAIL\033[0m evs.a/fail/256\n");
    assert_has(text, "2/7 evs.a/fail/256\r                  \r");
    free(text);
    sample_clear(&sample);
}

static void advice_is_grouped_by_its_sentence(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    for (size_t i = 0; i < 3; i++) /* the first twice in one testcase */
        sample_add_finding(&sample, &sample.results[i / 2], LEVEL_SHOULD,
                           "the field Date is missing");
    text = sample_report(&sample, "console");
    assert_has(text, "advice    3 testcases: the field Date is missing "
                     "(first: evs.a/pass)\n");
    free(text);
    sample_clear(&sample);
}

static void a_run_of_nothing_says_so(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    sample.plan.len = 0;
    text = sample_report(&sample, "console");
    assert_has(text, "testcases none selected\n");
    free(text);
    sample_clear(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_tells_all_in_a_few_lines),
        cmocka_unit_test(waivers_are_listed_and_void_ones_always),
        cmocka_unit_test(the_head_says_who_is_judged),
        cmocka_unit_test(what_was_not_tried_is_one_line),
        cmocka_unit_test(quiet_is_failures_and_the_last_line),
        cmocka_unit_test(verbose_names_every_testcase),
        cmocka_unit_test(the_last_words_follow_the_exit_status),
        cmocka_unit_test(leftovers_and_the_end_are_told_even_when_quiet),
        cmocka_unit_test(many_findings_stay_under_fifteen_lines),
        cmocka_unit_test(hostile_strings_cannot_move_the_cursor),
        cmocka_unit_test(long_values_are_cut_with_their_size),
        cmocka_unit_test(colour_and_progress_come_only_when_asked),
        cmocka_unit_test(advice_is_grouped_by_its_sentence),
        cmocka_unit_test(a_run_of_nothing_says_so),
    };

    return cmocka_run_group_tests_name("reports/console", tests, NULL, NULL);
}
