#include "tests/unit/run/undo_bench.h"

#define LISTED(items)  ANSWER("200", "{\"snapshots\":[" items "]}")
#define ITEM(id, name) "{\"id\":\"" id "\",\"name\":\"" name "\"}"

/* A filter may be ignored, and another's name may begin like ours. */
static void what_no_answer_told_is_found_by_its_name(void **state)
{
    static const struct act script[] = {
        LISTED(ITEM("other", "x") "," ITEM("longer", "n-1-neighbour") "," ITEM(
            "lost", "n-1")),
        ANSWER("202", ""), ANSWER("404", "{}"), END};
    struct bench *bench = *state;

    made(bench, UNDO_SNAPSHOT, "n-1", NULL);
    undo(bench, script);
    assert_non_null(strstr(bench->server.got, "GET /s?name=n-1 "));
    assert_int_equal(1, count(bench->server.got, "DELETE"));
    assert_non_null(strstr(bench->server.got, "DELETE /s/lost "));
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_int_equal(UNDO_DELETED, bench->undo.entries[0].end);
}

/* The filter shows nothing, so all pages are looked through. */
static void a_filter_that_hides_is_not_believed(void **state)
{
    static const struct act script[] = {
        LISTED(""),
        LISTED(ITEM("a", "x") "," ITEM("b", "y")),
        LISTED(ITEM("lost", "n-1")),
        LISTED(""),
        ANSWER("202", ""),
        ANSWER("404", "{}"),
        END};
    struct bench *bench = *state;

    made(bench, UNDO_SNAPSHOT, "n-1", NULL);
    undo(bench, script);
    assert_non_null(strstr(bench->server.got, "GET /s?marker=b "));
    assert_non_null(strstr(bench->server.got, "DELETE /s/lost "));
    assert_int_equal(0, bench->summary.leftovers_len);
}

static void a_target_that_knows_no_pages_is_not_asked_for_ever(void **state)
{
    static const struct act script[] = {LISTED(""), LISTED(ITEM("a", "x")),
                                        LISTED(ITEM("a", "x")), END};
    struct bench *bench = *state;

    made(bench, UNDO_SNAPSHOT, "n-1", NULL);
    undo(bench, script);
    assert_int_equal(3, count(bench->server.got, "GET /s"));
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_int_equal(UNDO_ABSENT, bench->undo.entries[0].end);
}

static void a_list_that_fails_leaves_what_may_be_there(void **state)
{
    static const struct act script[] = {ANSWER("500", "{}"),
                                        ANSWER("500", "{}"), END};
    struct bench *bench = *state;

    made(bench, UNDO_SNAPSHOT, "n-1", NULL);
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("snapshot called \"n-1\"",
                        bench->summary.leftovers[0].what);
    assert_string_equal("the target answered 500",
                        bench->summary.leftovers[0].reason);
}

static void what_was_refused_is_not_looked_for(void **state)
{
    static const struct act script[] = {END};
    struct bench *bench = *state;

    made(bench, UNDO_VOLUME, "n-1", NULL);
    undo_not_created(&bench->undo, UNDO_VOLUME, "n-1");
    undo(bench, script);
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_false(bench->summary.restored);
}

static void what_may_have_appeared_is_deleted_unless_refused(void **state)
{
    static const struct act script[] = {ANSWER("202", ""), ANSWER("404", "{}"),
                                        END};
    struct bench *bench = *state;
    struct error err = {0};

    assert_int_equal(0, undo_may_appear(&bench->undo, "one", &err));
    assert_int_equal(0, undo_may_appear(&bench->undo, "one", &err));
    assert_int_equal(0, undo_may_appear(&bench->undo, "two", &err));
    assert_int_equal(2, bench->undo.len);
    undo_not_appeared(&bench->undo, "one");
    undo(bench, script);
    assert_int_equal(1, count(bench->server.got, "DELETE"));
    assert_non_null(strstr(bench->server.got, "DELETE /s/two "));
}

/* In another process, after the run was killed: a name may stand twice. */
static void a_thorough_undo_looks_for_the_name_of_what_it_knows(void **state)
{
    static const struct act script[] = {
        LISTED(ITEM("snap", "n-1") "," ITEM("twin", "n-1")), ANSWER("202", ""),
        ANSWER("404", "{}"), ANSWER("404", "{}"), END};
    struct bench *bench = *state;

    made(bench, UNDO_SNAPSHOT, "n-1", "snap");
    bench->undo.thorough = true;
    undo(bench, script);
    assert_int_equal(1, count(bench->server.got, "DELETE /s/snap "));
    assert_int_equal(1, count(bench->server.got, "DELETE /s/twin "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        undo_test(what_no_answer_told_is_found_by_its_name),
        undo_test(a_filter_that_hides_is_not_believed),
        undo_test(a_target_that_knows_no_pages_is_not_asked_for_ever),
        undo_test(a_list_that_fails_leaves_what_may_be_there),
        undo_test(what_was_refused_is_not_looked_for),
        undo_test(what_may_have_appeared_is_deleted_unless_refused),
        undo_test(a_thorough_undo_looks_for_the_name_of_what_it_knows),
    };

    return cmocka_run_group_tests_name("run/undo_find", tests, NULL, NULL);
}
