#include "tests/unit/run/undo_bench.h"

static void without_a_write_nothing_is_asked(void **state)
{
    static const struct act script[] = {END};
    struct bench *bench = *state;

    changed(bench, "i", "{\"name\":\"a\",\"description\":\"b\"}");
    undo(bench, script);
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_false(bench->summary.restored);
}

static void what_is_as_it_was_is_not_written(void **state)
{
    static const struct act script[] = {SHOWS("a", "b"), SHOWS("a", "b"), END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"a\",\"description\":\"b\",\"size\":1}");
    assert_int_equal(0, undo_before_write(&bench->undo, &err));
    undo(bench, script);
    assert_int_equal(2, count(bench->server.got, "GET /s/i "));
    assert_int_equal(0, count(bench->server.got, "PUT"));
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_false(bench->summary.restored);
}

static void only_what_differs_is_written_back(void **state)
{
    static const struct act script[] = {SHOWS("x", "b"), ANSWER("200", "{}"),
                                        SHOWS("a", "b"), END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"a\",\"description\":\"b\",\"size\":1}");
    undo_before_write(&bench->undo, &err);
    undo(bench, script);
    assert_non_null(
        strstr(bench->server.got, "\r\n\r\n{\"snapshot\":{\"name\":\"a\"}}"));
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_true(bench->summary.restored);
}

static void a_null_is_written_back_as_null(void **state)
{
    static const struct act script[] = {
        SHOWS("a", "x"), ANSWER("200", "{}"),
        ANSWER("200", "{\"snapshot\":{\"name\":\"a\",\"description\":null}}"),
        END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"a\",\"description\":null}");
    undo_before_write(&bench->undo, &err);
    undo(bench, script);
    assert_non_null(strstr(bench->server.got, "{\"description\":null}"));
    assert_int_equal(0, bench->summary.leftovers_len);
}

/* The answer to the write is not believed: a read judges. */
static void what_a_read_still_shows_is_left(void **state)
{
    static const struct act script[] = {SHOWS("x", "y"), SHOWS("a", "b"),
                                        SHOWS("a", "y"), END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"a\",\"description\":\"b\"}");
    undo_before_write(&bench->undo, &err);
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("snapshot i: description",
                        bench->summary.leftovers[0].what);
    assert_string_equal("was \"b\" and could not be put back",
                        bench->summary.leftovers[0].reason);
}

static void what_cannot_be_read_is_left(void **state)
{
    /* a failed read is no reason not to write; then a read judges */
    static const struct act script[] = {
        ANSWER("500", "{}"), ANSWER("200", "{}"), ANSWER("500", "{}"), END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"a\"}");
    undo_before_write(&bench->undo, &err);
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("snapshot i", bench->summary.leftovers[0].what);
    assert_string_equal("the target answered 500",
                        bench->summary.leftovers[0].reason);
}

/* Putting j back gives i another name again: seen, since all is read last. */
static void a_restore_that_spoils_another_is_noticed(void **state)
{
    static const struct act script[] = {
        SHOWS("x", "d"),
        ANSWER("200", "{}"), /* j: differs, written */
        SHOWS("x", "d"),
        ANSWER("200", "{}"),  /* i: differs, written */
        SHOWS("spoilt", "d"), /* j */
        SHOWS("i", "d"),      /* i */
        END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"i\",\"description\":\"d\"}");
    changed(bench, "j", "{\"name\":\"j\",\"description\":\"d\"}");
    undo_before_write(&bench->undo, &err);
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("snapshot j: name", bench->summary.leftovers[0].what);
}

static void what_was_made_is_deleted_in_reverse(void **state)
{
    static const struct act script[] = {ANSWER("202", ""), ANSWER("404", "{}"),
                                        ANSWER("202", ""), ANSWER("404", "{}"),
                                        END};
    struct bench *bench = *state;
    const char *snapshot, *volume;

    made(bench, UNDO_VOLUME, "n-disk", "disk");
    made(bench, UNDO_SNAPSHOT, "n-2", "snap");
    made(bench, UNDO_SNAPSHOT, "n-3", "snap"); /* a mock with one id for all */
    undo(bench, script);
    snapshot = strstr(bench->server.got, "DELETE /s/snap ");
    volume = strstr(bench->server.got, "DELETE /v/disk ");
    assert_non_null(snapshot);
    assert_non_null(volume);
    assert_true(snapshot < volume);
    assert_int_equal(2, count(bench->server.got, "DELETE"));
    assert_int_equal(0, bench->summary.leftovers_len);
    assert_true(bench->summary.restored);
}

static void what_is_gone_already_is_no_leftover(void **state)
{
    static const struct act script[] = {ANSWER("404", "{}"), END};
    struct bench *bench = *state;

    made(bench, UNDO_SNAPSHOT, "n-snap", "snap");
    undo(bench, script);
    assert_int_equal(0, bench->summary.leftovers_len);
}

static void a_refused_delete_is_a_leftover(void **state)
{
    static const struct act script[] = {ANSWER("403", "{}"), END};
    struct bench *bench = *state;

    made(bench, UNDO_VOLUME, "n-disk", "disk");
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("volume disk: made by this run",
                        bench->summary.leftovers[0].what);
    assert_string_equal("the target answered 403",
                        bench->summary.leftovers[0].reason);
}

static void what_is_still_being_made_is_deleted_later(void **state)
{
    static const struct act script[] = {
        ANSWER("400", "{}"),
        ANSWER("200", "{\"snapshot\":{\"status\":"
                      "\"creating\"}}"),
        ANSWER("202", ""), ANSWER("404", "{}"), END};
    struct bench *bench = *state;

    bench->options.provision_ms = 5000;
    made(bench, UNDO_SNAPSHOT, "n-snap", "snap");
    undo(bench, script);
    assert_int_equal(2, count(bench->server.got, "DELETE /s/snap "));
    assert_int_equal(0, bench->summary.leftovers_len);
}

static void a_refusal_that_waiting_does_not_cure_is_a_leftover(void **state)
{
    static const struct act script[] = {ANSWER("400", "{}"),
                                        ANSWER("200",
                                               "{\"snapshot\":{\"status\":"
                                               "\"available\"}}"),
                                        END};
    struct bench *bench = *state;

    bench->options.provision_ms = 5000;
    made(bench, UNDO_SNAPSHOT, "n-snap", "snap");
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("the target answered 400",
                        bench->summary.leftovers[0].reason);
}

/* The operation that reads a volume is none of the suites', so bare. */
static void a_volume_that_is_still_being_made_is_deleted_later(void **state)
{
    static const struct act script[] = {
        ANSWER("400", "{}"),
        ANSWER("200", "{\"volume\":{\"status\":\"creating\"}}"),
        ANSWER("202", ""), ANSWER("404", "{}"), END};
    struct bench *bench = *state;

    bench->options.provision_ms = 5000;
    made(bench, UNDO_VOLUME, "n-disk", "disk");
    undo(bench, script);
    assert_int_equal(2, count(bench->server.got, "DELETE /v/disk "));
    assert_int_equal(0, bench->summary.leftovers_len);
}

static void a_volume_and_a_snapshot_may_have_the_same_id(void **state)
{
    static const struct act script[] = {ANSWER("404", "{}"),
                                        ANSWER("404", "{}"), END};
    struct bench *bench = *state;

    made(bench, UNDO_VOLUME, "n-1", "1");
    made(bench, UNDO_SNAPSHOT, "n-1", "1");
    undo(bench, script);
    assert_int_equal(1, count(bench->server.got, "DELETE /s/1 "));
    assert_int_equal(1, count(bench->server.got, "DELETE /v/1 "));
}

/* Accepted is not done: what a read still shows was not deleted. */
static void a_delete_without_effect_is_a_leftover(void **state)
{
    static const struct act script[] = {ANSWER("202", ""), SHOWS("a", "b"),
                                        END};
    struct bench *bench = *state;

    bench->options.provision_ms = 0;
    made(bench, UNDO_SNAPSHOT, "n-snap", "snap");
    undo(bench, script);
    assert_int_equal(1, bench->summary.leftovers_len);
    assert_string_equal("the target answered 200",
                        bench->summary.leftovers[0].reason);
}

static void metadata_has_an_operation_of_its_own(void **state)
{
    static const struct act script[] = {
        ANSWER("200", "{\"snapshot\":{\"name\":\"a\",\"metadata\":{}}}"),
        ANSWER("200", "{}"),
        ANSWER("200",
               "{\"snapshot\":{\"name\":\"a\",\"metadata\":{\"k\":\"v\"}}}"),
        END};
    struct bench *bench = *state;
    struct error err = {0};

    changed(bench, "i", "{\"name\":\"a\",\"metadata\":{\"k\":\"v\"}}");
    undo_before_write(&bench->undo, &err);
    undo(bench, script);
    assert_non_null(strstr(bench->server.got, "PUT /s/i/metadata "));
    assert_non_null(strstr(bench->server.got, "{\"metadata\":{\"k\":\"v\"}}"));
    assert_int_equal(1, count(bench->server.got, "PUT"));
    assert_int_equal(0, bench->summary.leftovers_len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        undo_test(without_a_write_nothing_is_asked),
        undo_test(what_is_as_it_was_is_not_written),
        undo_test(only_what_differs_is_written_back),
        undo_test(a_null_is_written_back_as_null),
        undo_test(what_a_read_still_shows_is_left),
        undo_test(what_cannot_be_read_is_left),
        undo_test(a_restore_that_spoils_another_is_noticed),
        undo_test(what_was_made_is_deleted_in_reverse),
        undo_test(what_is_gone_already_is_no_leftover),
        undo_test(a_refused_delete_is_a_leftover),
        undo_test(what_is_still_being_made_is_deleted_later),
        undo_test(a_refusal_that_waiting_does_not_cure_is_a_leftover),
        undo_test(a_volume_that_is_still_being_made_is_deleted_later),
        undo_test(a_volume_and_a_snapshot_may_have_the_same_id),
        undo_test(a_delete_without_effect_is_a_leftover),
        undo_test(metadata_has_an_operation_of_its_own),
    };

    return cmocka_run_group_tests_name("run/undo", tests, NULL, NULL);
}
