/* test_apply.c - each verdict under each kind of waiver. */
#include "tests/unit/waivers/scene.h"

#define A         "{'testcase': 's/a', " REST "}"
#define A_EXPIRED "{'testcase': 's/a', " EXPIRED "}"
#define A_FEW     "{'testcase': 's/a*', 'matches': 2, " REST "}"
#define A_ELSEWHERE                                                            \
    "{'testcase': 's/a', 'target': {'profile': 'openstack'}, " REST "}"
#define A_SCOPED(scope) "{'testcase': 's/a', 'findings': [" scope "], " REST "}"
#define FINDINGS_MAX    4

/* Testcase s/a, in a run that is not strict. */
static const struct {
    const char *what;
    const char *waivers;
    enum verdict verdict;
    const char *findings[FINDINGS_MAX];
    enum verdict want;
    const char *states;
    const char *reason; /* NULL: none */
} rows[] = {
    {"a failure",
     A,
     VERDICT_FAIL,
     {"must status"},
     VERDICT_WAIVED,
     "used",
     WORDS},
    {"a pass",
     A,
     VERDICT_PASS,
     {NULL},
     VERDICT_STALE,
     "stale",
     "passes, and /waivers/0 of w.json still waives it: remove that waiver"},
    {"a pass with advice",
     A,
     VERDICT_PASS,
     {"should header"},
     VERDICT_STALE,
     "stale",
     "passes, and /waivers/0 of w.json still waives it: remove that waiver"},
    {"an error", A, VERDICT_ERROR, {NULL}, VERDICT_ERROR, "not-tried", NULL},
    {"a skip", A, VERDICT_SKIP, {NULL}, VERDICT_SKIP, "not-tried", NULL},

    {"a failure after the last day",
     A_EXPIRED,
     VERDICT_FAIL,
     {"must status"},
     VERDICT_STALE,
     "expired",
     "fails, and /waivers/0 of w.json expired after 2026-11-22: mend the "
     "target, or give the waiver a later day"},
    {"a pass after the last day",
     A_EXPIRED,
     VERDICT_PASS,
     {NULL},
     VERDICT_STALE,
     "expired",
     "passes, and /waivers/0 of w.json still waives it: remove that waiver"},
    {"an error after the last day",
     A_EXPIRED,
     VERDICT_ERROR,
     {NULL},
     VERDICT_ERROR,
     "not-tried",
     NULL},
    {"a skip after the last day",
     A_EXPIRED,
     VERDICT_SKIP,
     {NULL},
     VERDICT_SKIP,
     "not-tried",
     NULL},

    {"a failure of a glob that promises more",
     A_FEW,
     VERDICT_FAIL,
     {"must status"},
     VERDICT_STALE,
     "miscounted",
     "fails, and /waivers/0 of w.json says that it matches 2 testcases, but it "
     "matches 1: correct it"},
    {"a pass of a glob that promises more",
     A_FEW,
     VERDICT_PASS,
     {NULL},
     VERDICT_STALE,
     "miscounted",
     "passes, and /waivers/0 of w.json still waives it: leave this testcase "
     "out of its glob"},

    {"a failure of another target",
     A_ELSEWHERE,
     VERDICT_FAIL,
     {"must status"},
     VERDICT_FAIL,
     "not-here",
     NULL},
    {"a pass of another target",
     A_ELSEWHERE,
     VERDICT_PASS,
     {NULL},
     VERDICT_PASS,
     "not-here",
     NULL},

    {"another testcase fails",
     "{'testcase': 's/c', " REST "}",
     VERDICT_FAIL,
     {"must status"},
     VERDICT_FAIL,
     "not-tried",
     NULL},
    {"no such testcase",
     "{'testcase': 's/x', " REST "}",
     VERDICT_PASS,
     {NULL},
     VERDICT_PASS,
     "unused",
     NULL},
    {"no such testcases",
     "{'testcase': 'x*', 'matches': 2, " REST "}",
     VERDICT_PASS,
     {NULL},
     VERDICT_PASS,
     "unused",
     NULL},

    {"all that is found is in scope",
     A_SCOPED("{'at': '/x'}"),
     VERDICT_FAIL,
     {"must schema /x", "must schema /x/y"},
     VERDICT_WAIVED,
     "used",
     WORDS},
    {"one finding is not in scope",
     A_SCOPED("{'at': '/x'}"),
     VERDICT_FAIL,
     {"must schema /x", "must schema /z"},
     VERDICT_FAIL,
     "used",
     NULL},
    {"no finding is in scope",
     A_SCOPED("{'at': '/x'}"),
     VERDICT_FAIL,
     {"must schema /z"},
     VERDICT_FAIL,
     "stale",
     NULL},
    {"what is not in scope is advice",
     A_SCOPED("{'at': '/x'}"),
     VERDICT_FAIL,
     {"must schema /x", "should schema /z"},
     VERDICT_WAIVED,
     "used",
     WORDS},
    {"only advice is in scope",
     A_SCOPED("{'at': '/z'}"),
     VERDICT_FAIL,
     {"must schema /x", "should schema /z"},
     VERDICT_FAIL,
     "stale",
     NULL},
    {"two scopes of one waiver",
     A_SCOPED("{'at': '/x'}, {'check': 'status'}"),
     VERDICT_FAIL,
     {"must schema /x", "must status"},
     VERDICT_WAIVED,
     "used",
     WORDS},

    {"two waivers share the findings",
     A_SCOPED("{'at': '/x'}") ", " A_SCOPED("{'at': '/z'}"),
     VERDICT_FAIL,
     {"must schema /x", "must schema /z"},
     VERDICT_WAIVED,
     "used used",
     WORDS "; and " WORDS},
    {"one of two has nothing to waive",
     A_SCOPED("{'at': '/x'}") ", " A_SCOPED("{'at': '/y'}"),
     VERDICT_FAIL,
     {"must schema /x"},
     VERDICT_WAIVED,
     "used stale",
     WORDS},
    {"one of two has expired",
     A_SCOPED("{'at': '/x'}") ", " A_EXPIRED,
     VERDICT_FAIL,
     {"must schema /x", "must schema /z"},
     VERDICT_STALE,
     "used expired",
     "fails, and /waivers/1 of w.json expired after 2026-11-22: mend the "
     "target, or give the waiver a later day"},
    {"an expired one beside one that covers all",
     A_EXPIRED ", " A,
     VERDICT_FAIL,
     {"must schema /x"},
     VERDICT_WAIVED,
     "expired used",
     WORDS},
    {"an expired one that covers not all",
     "{'testcase': 's/a', 'findings': [{'at': '/x'}], " EXPIRED "}",
     VERDICT_FAIL,
     {"must schema /x", "must schema /z"},
     VERDICT_FAIL,
     "expired",
     NULL},
};

static void each_verdict_becomes_what_its_waivers_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scene scene;
        const char *reason;

        scene_open(&scene, rows[i].waivers, false);
        scene_apply(&scene, 0, rows[i].verdict, rows[i].findings);
        reason = scene.result.reason;
        if (scene.result.verdict != rows[i].want)
            fail_msg("%s: %s", rows[i].what,
                     verdict_name(scene.result.verdict));
        if (!reason != !rows[i].reason ||
            (reason && strcmp(reason, rows[i].reason) != 0))
            fail_msg("%s: %s", rows[i].what, reason ? reason : "(no reason)");
        assert_states(&scene, rows[i].what, rows[i].states);
        scene_close(&scene);
    }
}

static void strict_findings_need_a_waiver_too(void **state)
{
    static const char *const advice[] = {"should schema /z", NULL};
    static const char *const both[] = {"must schema /x", "should schema /z",
                                       NULL};
    struct scene scene;

    (void)state;
    scene_open(&scene, A, true);
    scene_apply(&scene, 0, VERDICT_FAIL, advice);
    assert_int_equal(scene.result.verdict, VERDICT_WAIVED);
    assert_true(scene.result.findings.items[0].waived);
    scene_close(&scene);

    scene_open(&scene, A_SCOPED("{'at': '/x'}"), true);
    scene_apply(&scene, 0, VERDICT_FAIL, both);
    assert_int_equal(scene.result.verdict, VERDICT_FAIL);
    scene_close(&scene);
}

static void findings_that_are_waived_are_marked_and_no_others(void **state)
{
    static const char *const find[] = {"must schema /x", "must schema /z",
                                       "should schema /x", NULL};
    struct scene scene;

    (void)state;
    scene_open(&scene, A_SCOPED("{'at': '/x'}"), false);
    scene_apply(&scene, 0, VERDICT_FAIL, find);
    assert_true(scene.result.findings.items[0].waived);
    assert_false(scene.result.findings.items[1].waived);
    assert_false(scene.result.findings.items[2].waived);
    scene_close(&scene);

    scene_open(&scene, A_EXPIRED, false);
    scene_apply(&scene, 0, VERDICT_FAIL, find);
    assert_false(scene.result.findings.items[0].waived);
    scene_close(&scene);
}

static void what_could_not_be_judged_is_never_waived(void **state)
{
    static const char *const find[] = {"must status", NULL};
    struct scene scene;

    (void)state;
    scene_open(&scene, A, false);
    scene.result = (struct result){.testcase = &scene.testcases[0],
                                   .verdict = VERDICT_FAIL,
                                   .undecided = xstrdup("no answer came")};
    scene_find(&scene.result, find[0]);
    waivers_apply(scene.waivers, &scene.result);
    assert_int_equal(scene.result.verdict, VERDICT_ERROR);
    assert_string_equal(scene.result.reason,
                        "what fails is waived, and the rest could not be "
                        "judged: no answer came");
    assert_states(&scene, "undecided", "used");
    assert_int_equal(scene.summary.waivers.items[0].waived, 0);
    scene_close(&scene);
}

/* A run that began in the last millisecond of a day. */
static void
the_last_day_itself_counts_and_the_start_of_the_run_decides(void **state)
{
    static const struct {
        const char *expires;
        enum verdict want;
    } days[] = {{"2026-11-24", VERDICT_WAIVED}, {"2026-11-23", VERDICT_WAIVED},
                {"2026-11-22", VERDICT_STALE},  {"2026-10-31", VERDICT_STALE},
                {"2025-12-31", VERDICT_STALE},  {"2027-01-01", VERDICT_WAIVED},
                {"2026-12-01", VERDICT_WAIVED}};
    static const char *const find[] = {"must status", NULL};

    (void)state;
    for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
        char *text = xasprintf("{'testcase': 's/a', 'reason': 'r', 'owner': "
                               "'o', 'issue': 'i', 'expires': '%s'}",
                               days[i].expires);
        struct scene scene;

        scene_open(&scene, text, false);
        scene_apply(&scene, 0, VERDICT_FAIL, find);
        if (scene.result.verdict != days[i].want)
            fail_msg("until %s: %s", days[i].expires,
                     verdict_name(scene.result.verdict));
        scene_close(&scene);
        free(text);
    }
}

static void a_glob_waives_each_of_its_testcases(void **state)
{
    static const char *const find[] = {"must status", NULL};
    struct scene scene;

    (void)state;
    scene_open(&scene, "{'testcase': 's/b/*', 'matches': 2, " REST "}", false);
    scene_apply(&scene, 1, VERDICT_FAIL, find);
    assert_int_equal(scene.result.verdict, VERDICT_WAIVED);
    scene_apply(&scene, 2, VERDICT_FAIL, find);
    assert_int_equal(scene.result.verdict, VERDICT_WAIVED);
    assert_states(&scene, "both fail", "used");
    assert_int_equal(scene.summary.waivers.items[0].matched, 2);
    assert_int_equal(scene.summary.waivers.items[0].tried, 2);
    assert_int_equal(scene.summary.waivers.items[0].waived, 2);
    assert_string_equal(scene.summary.waivers.items[0].text,
                        "2 waived: " WORDS);
    scene_apply(&scene, 2, VERDICT_PASS, NULL);
    assert_states(&scene, "one passes", "stale");
    assert_string_equal(scene.summary.waivers.items[0].text,
                        "has nothing to waive in s/b/two, which passes: make "
                        "its glob narrower");
    scene_close(&scene);
}

static void a_glob_says_exactly_how_many_testcases_it_matches(void **state)
{
    static const struct {
        int matches;
        const char *state;
    } counts[] = {{1, "miscounted"}, {2, "used"}, {3, "miscounted"}};
    static const char *const find[] = {"must status", NULL};

    (void)state;
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        char *text = xasprintf("{'testcase': 's/b/*', 'matches': %d, " REST "}",
                               counts[i].matches);
        struct scene scene;

        scene_open(&scene, text, false);
        scene_apply(&scene, 1, VERDICT_FAIL, find);
        assert_int_equal(scene.result.verdict, counts[i].matches == 2
                                                   ? VERDICT_WAIVED
                                                   : VERDICT_STALE);
        assert_states(&scene, text, counts[i].state);
        scene_close(&scene);
        free(text);
    }
}

/* However little of the suites was selected. */
static void a_selection_makes_no_waiver_unused(void **state)
{
    struct scene scene;

    (void)state;
    scene_open(&scene,
               A ", " A_EXPIRED ", {'testcase': 's/b/*', 'matches': 2, " REST
                 "}",
               false);
    assert_states(&scene, "nothing ran", "not-tried not-tried not-tried");
    assert_int_equal(waiver_results_void(&scene.summary.waivers), 0);
    scene_close(&scene);
}

static void each_state_says_what_to_do(void **state)
{
    static const struct {
        const char *waivers;
        enum verdict verdict;
        const char *finding;
        const char *text;
    } says[] = {
        {A, VERDICT_FAIL, "must status", "1 waived: " WORDS},
        {A_SCOPED("{'check': 'status'}"), VERDICT_FAIL, "must schema",
         "has nothing to waive in s/a, which fails for another reason: remove "
         "it"},
        {A, VERDICT_PASS, NULL,
         "has nothing to waive in s/a, which passes: remove it"},
        {A, VERDICT_SKIP, NULL,
         "not tried: what it is about was left out, skipped or in error"},
        {A_ELSEWHERE, VERDICT_PASS, NULL,
         "not for this target: it is for profile openstack, and this is otc"},
        {"{'testcase': 's/x', " REST "}", VERDICT_PASS, NULL,
         "no testcase of the suites is called so: correct s/x (`assay list` "
         "shows all), remove the waiver, or say in target for which dialect "
         "it is"},
        {A_FEW, VERDICT_PASS, NULL,
         "says that it matches 2 testcases, but it matches 1: see `assay list "
         "'s/a*'`, then correct the glob or the number"},
        {A_EXPIRED, VERDICT_FAIL, "must status",
         "expired after 2026-11-22: mend the target, or give the waiver a "
         "later day"},
        {A_EXPIRED, VERDICT_PASS, NULL,
         "expired after 2026-11-22, and there is nothing left to waive: remove "
         "it"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(says) / sizeof(*says); i++) {
        const char *const find[] = {says[i].finding, NULL};
        struct scene scene;

        scene_open(&scene, says[i].waivers, false);
        scene_apply(&scene, 0, says[i].verdict, find);
        waivers_conclude(scene.waivers, &scene.summary);
        assert_string_equal(scene.summary.waivers.items[0].text, says[i].text);
        scene_close(&scene);
    }
}

static void the_waivers_of_a_result_are_kept_verbatim(void **state)
{
    static const char *const find[] = {"must status", NULL};
    struct scene scene;

    (void)state;
    scene_open(&scene, A ", {'testcase': 's/c', " REST "}", false);
    assert_ptr_equal(scene.info.waivers->document, scene.waivers->document);
    assert_int_equal(scene.info.waivers->len, 2);
    assert_string_equal(scene.info.waivers->path, "w.json");
    scene_apply(&scene, 0, VERDICT_FAIL, find);
    assert_int_equal(json_array_size(scene.result.waivers), 1);
    assert_true(json_equal(json_array_get(scene.result.waivers, 0),
                           scene.waivers->items[0].entry));
    scene_apply(&scene, 1, VERDICT_FAIL, find);
    assert_null(scene.result.waivers);
    scene_close(&scene);
}

static void without_waivers_nothing_changes(void **state)
{
    struct run_info info = {.started = "2026-11-23T00:00:00.000Z"};
    struct result result = {.verdict = VERDICT_FAIL};
    struct summary summary = {0};

    (void)state;
    waivers_begin(NULL, &info, NULL, 0);
    waivers_apply(NULL, &result);
    waivers_conclude(NULL, &summary);
    assert_null(info.waivers);
    assert_int_equal(result.verdict, VERDICT_FAIL);
    assert_int_equal(summary.waivers.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verdict_becomes_what_its_waivers_say),
        cmocka_unit_test(strict_findings_need_a_waiver_too),
        cmocka_unit_test(findings_that_are_waived_are_marked_and_no_others),
        cmocka_unit_test(what_could_not_be_judged_is_never_waived),
        cmocka_unit_test(
            the_last_day_itself_counts_and_the_start_of_the_run_decides),
        cmocka_unit_test(a_glob_waives_each_of_its_testcases),
        cmocka_unit_test(a_glob_says_exactly_how_many_testcases_it_matches),
        cmocka_unit_test(a_selection_makes_no_waiver_unused),
        cmocka_unit_test(each_state_says_what_to_do),
        cmocka_unit_test(the_waivers_of_a_result_are_kept_verbatim),
        cmocka_unit_test(without_waivers_nothing_changes),
    };

    return cmocka_run_group_tests_name("waivers/apply", tests, NULL, NULL);
}
