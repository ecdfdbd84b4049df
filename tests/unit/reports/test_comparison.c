/* test_comparison.c - a comparison as text, Markdown and JSON. */
#include "tests/unit/reports/sample.h"

#include "base/json.h"
#include "reports/comparison.h"

#define MANY 5000

/* A comparison with one of each, every text ending in the given one. */
struct made {
    char *text;
    json_t *counts;
    struct testcase_change testcases[CHANGE_COUNT];
    struct clause_change clauses[2];
    struct observation_change observations[1];
    struct advice_change advice[1];
    struct suite_change suites[1];
    struct comparison comparison;
};

static void make(struct made *made, const char *text)
{
    struct comparison *all = &made->comparison;
    char *copy = xstrdup(text);
    struct compared_run run = {.file = copy,
                               .version = copy,
                               .started = copy,
                               .base_url = copy,
                               .dialect = copy,
                               .profile = copy,
                               .scope = copy,
                               .aborted = copy,
                               .testcases = 13};

    *made = (struct made){.text = copy, .counts = json_pack("{si}", "pass", 1)};
    run.counts = made->counts;
    all->old = all->new = run;
    for (int i = 0; i < CHANGE_COUNT; i++) {
        made->testcases[i] = (struct testcase_change){
            (enum change)i, copy, copy, copy, "pass", "fail", copy};
        all->counts[i] = 1;
    }
    made->clauses[0] =
        (struct clause_change){CHANGE_BROKEN, copy, copy, "kept", "broken"};
    made->clauses[1] =
        (struct clause_change){CHANGE_SAME, copy, copy, "kept", "kept"};
    made->observations[0] =
        (struct observation_change){copy, copy, copy, NULL, false};
    made->advice[0] = (struct advice_change){copy, copy, 0, 3};
    made->suites[0] = (struct suite_change){copy, copy, NULL};
    all->testcases = made->testcases;
    all->testcases_len = CHANGE_COUNT;
    all->clauses = made->clauses;
    all->clauses_len = 2;
    all->observations = made->observations;
    all->observations_len = 1;
    all->advice = made->advice;
    all->advice_len = 1;
    all->suites = made->suites;
    all->suites_len = 1;
    all->end = COMPARISON_WORSE;
}

static void unmake(struct made *made)
{
    json_decref(made->counts);
    free(made->text);
}

static char *written(const struct comparison *comparison,
                     int (*write)(const struct comparison *, const char *,
                                  struct error *))
{
    struct error err = {0};
    char *path = sample_path(), *text;
    size_t len;

    if (write(comparison, path, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    text = file_read(path, (size_t)1 << 20, &len, ERROR_INTERNAL, &err);
    assert_non_null(text);
    sample_remove(path);
    return text;
}

static char *printed(const struct comparison *comparison, bool is_quiet,
                     bool is_verbose)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_non_null(out);
    comparison_print(comparison, is_quiet, is_verbose, out);
    fclose(out);
    return text;
}

static void markdown_lets_nothing_become_markup(void **state)
{
    struct made made;
    char *text;

    (void)state;
    make(&made, "a|b`c*d_e[f](g)<h>&amp;@user#1!2~x:smile: www.x.y $z %3 ^4 "
                "\\ {{5}}\n\n| forged |\x1b[31m");
    text = written(&made.comparison, comparison_write_markdown);
    assert_has(text,
               "| a\\|b\\`c\\*d\\_e\\[f\\](g)&lt;h&gt;&amp;amp;&#64;user&#35;1"
               "&#33;2&#126;x&#58;smile&#58; www&#46;x.y &#36;z &#37;3 \\^4 "
               "\\\\ &#123;&#123;5&#125;&#125;");
    assert_has_not(text, "\n| forged");
    assert_has_not(text, "\x1b");
    free(text);
    unmake(&made);
}

/* Every row of a table has as many cells as its head. */
static void assert_tables(const char *text)
{
    size_t wanted = 0;

    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n"), bars = 0;

        for (size_t i = 0; i < len; i++)
            bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
        if (*line != '|')
            wanted = 0;
        else if (!wanted)
            wanted = bars;
        else
            assert_int_equal(bars, wanted);
        line += len + (line[len] != '\0');
    }
}

static void rows_of_markdown_keep_to_their_table(void **state)
{
    struct made made;
    char *text;

    (void)state;
    make(&made, HOSTILE);
    for (int parity = 0; parity < 2; parity++) {
        made.comparison.is_parity = parity;
        text = written(&made.comparison, comparison_write_markdown);
        assert_tables(text);
        assert_has_not(text, "<b>");
        free(text);
    }
    unmake(&made);
}

static void markdown_has_a_limit_and_counts_what_is_left_out(void **state)
{
    char name[400];
    struct made made;
    char *text;

    (void)state;
    memset(name, '|', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    make(&made, name);
    made.comparison.testcases =
        xcalloc(MANY, sizeof(*made.comparison.testcases));
    for (size_t i = 0; i < MANY; i++) {
        made.comparison.testcases[i] = made.testcases[0];
        made.comparison.testcases[i].change = (enum change)(i % CHANGE_COUNT);
    }
    made.comparison.testcases_len = MANY;
    for (int i = 0; i < CHANGE_COUNT; i++)
        made.comparison.counts[i] = MANY / CHANGE_COUNT;
    text = written(&made.comparison, comparison_write_markdown);
    assert_true(strlen(text) <= MARKDOWN_MAX);
    assert_true(strlen(text) > MARKDOWN_MAX / 2);
    assert_has(text, " more: see --json\n");
    assert_tables(text);
    assert_int_equal(text[strlen(text) - 1], '\n');
    free(text);
    free(made.comparison.testcases);
    unmake(&made);
}

static void short_names_reach_the_limit_of_rows(void **state)
{
    struct made made;
    char *text;

    (void)state;
    make(&made, "s");
    made.comparison.testcases =
        xcalloc(MANY, sizeof(*made.comparison.testcases));
    for (size_t i = 0; i < MANY; i++)
        made.comparison.testcases[i] = made.testcases[0];
    made.comparison.testcases_len = MANY;
    made.comparison.counts[0] = MANY;
    text = written(&made.comparison, comparison_write_markdown);
    assert_has(text, "### newly broken (5000)\n");
    assert_has(text, "\nand 4800 more: see --json\n");
    free(text);
    free(made.comparison.testcases);
    unmake(&made);
}

static void a_terminal_gets_nothing_that_moves_it(void **state)
{
    struct made made;

    (void)state;
    make(&made, HOSTILE);
    for (int i = 0; i < 8; i++) {
        char *text;

        made.comparison.is_parity = i & 4;
        text = printed(&made.comparison, i & 1, i & 2);
        for (const char *at = text; *at; at++)
            assert_true((unsigned char)*at >= ' ' || *at == '\n');
        assert_has_not(text, "\nok 99");
        assert_has(text, "13 testcases: 1 newly broken, 1 gone, ");
        free(text);
    }
    unmake(&made);
}

static void quiet_keeps_what_makes_the_exit_status(void **state)
{
    struct made made;
    char *text;

    (void)state;
    make(&made, "s");
    text = printed(&made.comparison, true, false);
    assert_has(text, "\ngone      s: pass -> fail\n");
    assert_has(text, "clause    s: kept -> broken (newly broken)\n");
    assert_has_not(text, "fixed     s");
    assert_has_not(text, "advice");
    assert_has(text, "; something is worse\n");
    free(text);
    text = printed(&made.comparison, false, false);
    assert_has(text, "fixed     s: pass -> fail\n");
    assert_has(text, "advice    0 -> 3 testcases: s\n");
    assert_has(text, "observed  s\n          old: s\n          new: nothing\n");
    assert_has(text, "note      suite s is another edition (sha256 s, none)\n");
    free(text);
    unmake(&made);
}

static void two_targets_make_a_table(void **state)
{
    struct made made;
    char *text;

    (void)state;
    make(&made, "s");
    made.comparison.is_parity = true;
    made.clauses[0].change = CHANGE_DIFFERS;
    text = printed(&made.comparison, false, false);
    assert_has(text, "\nA          B          clause\n"
                     "kept       broken     s (different)\n"
                     "and 1 clause in the same state, see --verbose\n");
    assert_has(text, "; the two differ\n");
    free(text);
    text = printed(&made.comparison, false, true);
    assert_has(text, "\nkept       kept       s\n");
    free(text);
    unmake(&made);
}

static void json_holds_texts_as_they_are(void **state)
{
    struct made made;
    char *text;
    json_t *document, *testcases;

    (void)state;
    make(&made, "a|b\n\x1b[31m");
    text = written(&made.comparison, comparison_write_json);
    document = json_loads(text, 0, NULL);
    assert_non_null(document);
    testcases = json_object_get(document, "testcases");
    assert_int_equal(json_array_size(testcases), CHANGE_COUNT);
    assert_string_equal(
        json_member_text(json_array_get(testcases, 0), "id", ""),
        "a|b\n\x1b[31m");
    assert_string_equal(json_member_text(document, "end", ""), "worse");
    json_decref(document);
    free(text);
    unmake(&made);
}

static void a_file_that_cannot_be_written_is_an_error(void **state)
{
    struct made made;

    (void)state;
    make(&made, "s");
    for (int i = 0; i < 2; i++) {
        struct error err = {0};

        assert_int_equal(
            (i ? comparison_write_json : comparison_write_markdown)(
                &made.comparison, "/nonexistent/f", &err),
            -1);
        assert_int_equal(err.kind, ERROR_OUTPUT);
    }
    unmake(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_lets_nothing_become_markup),
        cmocka_unit_test(rows_of_markdown_keep_to_their_table),
        cmocka_unit_test(markdown_has_a_limit_and_counts_what_is_left_out),
        cmocka_unit_test(short_names_reach_the_limit_of_rows),
        cmocka_unit_test(a_terminal_gets_nothing_that_moves_it),
        cmocka_unit_test(quiet_keeps_what_makes_the_exit_status),
        cmocka_unit_test(two_targets_make_a_table),
        cmocka_unit_test(json_holds_texts_as_they_are),
        cmocka_unit_test(a_file_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests_name("reports/comparison", tests, NULL, NULL);
}
