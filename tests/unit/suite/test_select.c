/* test_select.c - which testcases run, and why the others do not. */
#include "tests/unit/suite/scene.h"

#include "base/buffer.h"
#include "suite/select.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define PLAIN TESTCASE("plain", "'tags': ['quick', 'both']," ACCEPTED)
#define ROWS  TESTCASE("rows", "'each': [{'id': 'a'}, {'id': 'b'}]," BOTH)
#define BOTH  "'tags': ['both']," ACCEPTED
#define RISKY TESTCASE("risky", "'opt-in': 'danger'," ACCEPTED)
#define PAIR  TESTCASE("pair", "'given': ['snapshot', 'neighbour']," ACCEPTED)
#define MAKER TESTCASE("maker", "'needs': ['read', 'create']," ACCEPTED)
#define THIEF TESTCASE("thief", STEPS("{}, {'as': 'stranger'}"))
#define GHOST TESTCASE("ghost", STEPS("{'as': 'nobody'}"))

#define THE_TESTCASES                                                          \
    TESTCASES(PLAIN "," ROWS "," RISKY "," PAIR "," MAKER "," THIEF "," GHOST)

static struct selection everything(void)
{
    static const char *const danger[] = {"danger", NULL};

    return (struct selection){.resources =
                                  json_pack("[s,s]", "snapshot", "neighbour"),
                              .opt_in = danger,
                              .has_token = true};
}

/* "id" of what runs, "id: reason" of what is skipped; releases selection. */
static void assert_reasons(struct scene *scene, struct selection selection,
                           const char *expected)
{
    struct plan plan = {0};
    struct error err = {0};
    struct buffer buf;

    if (!scene->catalog)
        scene_load(scene);
    assert_problems(scene, "");
    buffer_init(&buf, 0);
    if (plan_build(scene->catalog, &selection, &plan, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    for (size_t i = 0; i < plan.len; i++) {
        const char *reason = plan.entries[i].skip_reason;

        buffer_printf(&buf, "%s%s%s\n", plan.entries[i].testcase->id + 2,
                      reason ? ": " : "", reason ? reason : "");
    }
    assert_string_equal(buffer_text(&buf), expected);
    assert_int_equal(plan.suites_len, 1);
    assert_string_equal(plan.dialect, "d");
    assert_string_equal(plan.profile, "p");
    assert_int_equal(plan.pages_len, 1);
    buffer_clear(&buf);
    plan_clear(&plan);
    json_decref((json_t *)selection.resources);
}

static void assert_plan(struct scene *scene, struct selection selection,
                        const char *expected)
{
    scene_write(scene, "suites/s.json", THE_TESTCASES);
    assert_reasons(scene, selection, expected);
}

static void all_run_when_everything_is_offered(void **state)
{
    assert_plan(*state, everything(),
                "plain\nrows/a\nrows/b\nrisky\npair\nmaker\nthief\nghost\n");
}

static void globs_cross_the_slash_and_exclusion_wins(void **state)
{
    struct scene *scene = *state;
    struct selection one = everything(), two = everything(),
                     three = everything();

    one.include = LIST("s/r*");
    assert_plan(scene, one, "rows/a\nrows/b\nrisky\n");
    two.include = LIST("*/a", "s/plain", "s/gh?st");
    assert_plan(scene, two, "plain\nrows/a\nghost\n");
    three.include = LIST("s/r*");
    three.exclude = LIST("*b", "s/risky");
    assert_plan(scene, three, "rows/a\n");
}

static void any_of_the_tags_selects(void **state)
{
    struct scene *scene = *state;
    struct selection one = everything(), two = everything();

    one.tags = LIST("both");
    assert_plan(scene, one, "plain\nrows/a\nrows/b\n");
    two.tags = LIST("quick", "both");
    two.exclude = LIST("s/rows/b");
    assert_plan(scene, two, "plain\nrows/a\n");
}

static void what_is_not_offered_is_skipped_with_the_reason(void **state)
{
    struct scene *scene = *state;
    static const struct lack lacks[] = {{"create", "it was told so"}};
    struct selection poor = {0};

    poor.resources = json_pack("[s]", "snapshot");
    poor.lacks = lacks;
    poor.lacks_len = 1;
    assert_plan(
        scene, poor,
        "plain\nrows/a\nrows/b\n"
        "risky: must be asked for with --opt-in danger\n"
        "pair: needs a resource that this run does not have: neighbour\n"
        "maker: needs the capability create: it was told so\n"
        "thief: no token was given, so none can be missing or wrong\n"
        "ghost: no token was given, so none can be missing or wrong\n");
}

static void a_step_that_reads_needs_read_without_saying_so(void **state)
{
    static const struct lack lacks[] = {{"read", "nothing can be read"}};
    struct selection blind = everything();

    blind.opt_in = NULL;
    blind.lacks = lacks;
    blind.lacks_len = 1;
    scene_write(*state, "suites/s.json",
                TESTCASES(PLAIN "," TESTCASE(
                    "look", STEPS("{'operation': 'things.get'}"))));
    assert_reasons(*state, blind,
                   "plain\n"
                   "look: needs the capability read: nothing can be read\n");
}

static void the_scope_says_what_is_left_out(void **state)
{
    static const struct lack lacks[] = {{"read", "so"}, {"create", "too"}};
    static const char *const some[] = {"s/plain", NULL};
    static const struct {
        size_t lacks_len;
        const char *const *include;
        const char *scope;
        const char *reason;
    } rows[] = {
        {0, NULL, "full", NULL},
        {2, NULL, "core", "no read: so; no create: too"},
        {0, some, "part", "testcases were selected"},
        {1, some, "part", "testcases were selected; no read: so"},
    };
    struct scene *scene = *state;

    scene_write(scene, "suites/s.json", THE_TESTCASES);
    scene_load(scene);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct selection selection = {.lacks = lacks,
                                      .lacks_len = rows[i].lacks_len,
                                      .include = rows[i].include};
        struct plan plan = {0};

        assert_int_equal(
            plan_build(scene->catalog, &selection, &plan, &scene->err), 0);
        assert_string_equal(plan.scope, rows[i].scope);
        if (rows[i].reason)
            assert_string_equal(plan.scope_reason, rows[i].reason);
        else
            assert_null(plan.scope_reason);
        plan_clear(&plan);
    }
}

static void a_testcase_all_of_whose_clauses_are_off_is_skipped(void **state)
{
    struct scene *scene = *state;
    struct plan plan = {0};
    struct selection all = everything();

    scene_write(scene, "suites/profiles/p.json",
                PROFILE("{'clause': 'c/one', 'off': true, " BECAUSE "}"));
    scene_write(
        scene, "suites/s.json",
        TESTCASES(TESTCASE(
            "one",
            ACCEPTED) ","
                      "{'id': 'two', 'title': 'T', 'clauses': ['c/one',"
                      "'c/two'], 'level': 'must', 'basis': 'example', " ACCEPTED
                      "}"));
    scene_load(scene);
    assert_problems(scene, "");
    all.opt_in = NULL;
    assert_int_equal(plan_build(scene->catalog, &all, &plan, &scene->err), 0);
    assert_int_equal(plan.len, 2);
    assert_string_equal(plan.entries[0].skip_reason,
                        "profile p switches off c/one: so");
    assert_null(plan.entries[1].skip_reason);
    plan_clear(&plan);
    json_decref((json_t *)all.resources);
}

static void a_word_that_matches_nothing_is_an_error(void **state)
{
    static const struct {
        const char *where;
        const char *text;
    } rows[] = {
        {"--include", "\"s/lost*\" matches no testcase; see `assay list`"},
        {"--exclude", "\"s/lost*\" matches no testcase; see `assay list`"},
        {"--tag", "\"s/lost*\" matches no testcase; see `assay list`"},
        {"--opt-in", "\"s/lost*\" matches no testcase; see `assay list`"},
        {"", "no testcase is selected; see `assay list`"},
    };
    static const char *const lost[] = {"s/lost*", NULL};
    static const char *const all[] = {"*", NULL};
    struct scene *scene = *state;

    scene_write(scene, "suites/s.json", THE_TESTCASES);
    scene_load(scene);
    for (size_t i = 0; i < 5; i++) {
        struct selection selection = {0};
        const char *const *words[] = {NULL, NULL, NULL, NULL};
        struct plan plan = {0};
        struct error err = {0};

        if (i < 4)
            words[i] = lost;
        selection.include = words[0];
        selection.exclude = i < 4 ? words[1] : all;
        selection.tags = words[2];
        selection.opt_in = words[3];
        assert_int_equal(plan_build(scene->catalog, &selection, &plan, &err),
                         -1);
        assert_int_equal(err.kind, ERROR_USAGE);
        assert_string_equal(err.where, rows[i].where);
        assert_string_equal(err.text, rows[i].text);
        assert_int_equal(plan.len, 0);
        plan_clear(&plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(all_run_when_everything_is_offered),
        IN_SCENE(globs_cross_the_slash_and_exclusion_wins),
        IN_SCENE(any_of_the_tags_selects),
        IN_SCENE(what_is_not_offered_is_skipped_with_the_reason),
        IN_SCENE(a_step_that_reads_needs_read_without_saying_so),
        IN_SCENE(the_scope_says_what_is_left_out),
        IN_SCENE(a_testcase_all_of_whose_clauses_are_off_is_skipped),
        IN_SCENE(a_word_that_matches_nothing_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
