#include "tests/unit/http/server.h"

#include "base/alloc.h"
#include "run/undo.h"

/*
 * What a run would have around the ledger: a client, a catalog of operations
 * and a target that follows a script, one connection for each request.
 */
struct bench {
    struct server server;
    struct http_client *client;
    struct catalog catalog;
    struct run_options options;
    struct endpoint endpoint;
    struct identity owner;
    struct session session;
    volatile sig_atomic_t signal;
    struct undo undo;
    struct summary summary;
    char root[60];
};

static struct operation operations[] = {
    {.id = "snapshots.get",
     .method = "GET",
     .path = "/s/{snapshot_id}",
     .path_id = "snapshot_id",
     .subject = "/snapshot"},
    {.id = "snapshots.update",
     .method = "PUT",
     .path = "/s/{snapshot_id}",
     .path_id = "snapshot_id",
     .subject = "/snapshot"},
    {.id = "snapshots.delete",
     .method = "DELETE",
     .path = "/s/{snapshot_id}",
     .path_id = "snapshot_id"},
    {.id = "volumes.get",
     .method = "GET",
     .path = "/v/{volume_id}",
     .path_id = "volume_id"},
    {.id = "snapshots.metadata.update",
     .method = "PUT",
     .path = "/s/{snapshot_id}/metadata",
     .path_id = "snapshot_id"},
    {.id = "snapshots.list", .method = "GET", .path = "/s"},
    {.id = "volumes.list", .method = "GET", .path = "/v"},
    {.id = "volumes.delete",
     .method = "DELETE",
     .path = "/v/{volume_id}",
     .path_id = "volume_id"},
};

static int setup(void **state)
{
    struct bench *bench = xcalloc(1, sizeof(*bench));
    struct http_options http = {.timeout_ms = 5000,
                                .connect_timeout_ms = 5000,
                                .max_body = 4096,
                                .max_header = 4096,
                                .user_agent = "test",
                                .clock = clock_system()};
    struct error err = {0};

    bench->client = http_client_new(&http, &err);
    bench->catalog.operations = operations;
    bench->catalog.operations_len = sizeof(operations) / sizeof(*operations);
    bench->options.provision_ms = 50;
    bench->session = (struct session){.catalog = &bench->catalog,
                                      .options = &bench->options,
                                      .client = bench->client,
                                      .clock = http.clock,
                                      .signal = &bench->signal};
    bench->owner.project_id = "p";
    bench->session.sender = (struct sender){
        .endpoint = &bench->endpoint, .owner = &bench->owner, .fixtures = ""};
    *state = bench;
    return bench->client ? 0 : -1;
}

static int teardown(void **state)
{
    struct bench *bench = *state;

    http_client_free(bench->client);
    server_kill(&bench->server);
    undo_clear(&bench->undo);
    summary_clear(&bench->summary);
    free(bench);
    return 0;
}

static void changed(struct bench *bench, const char *id, const char *text)
{
    json_t *object = json_loads(text, 0, NULL);
    struct error err = {0};

    assert_non_null(object);
    assert_int_equal(undo_changed(&bench->undo, id, object, &err), 0);
    json_decref(object);
}

/* Asked for under a name, and answered with an id (NULL: not answered). */
static void made(struct bench *bench, enum undo_resource resource,
                 const char *name, const char *id)
{
    json_t *content = json_object();
    struct error err = {0};

    assert_int_equal(undo_create(&bench->undo, resource, name, content, &err),
                     0);
    if (id)
        undo_created(&bench->undo, resource, name, id);
    json_decref(content);
}

/* Undo against a target that follows the script to its end. */
static void undo(struct bench *bench, const struct act *script)
{
    server_start(&bench->server, script);
    snprintf(bench->root, sizeof(bench->root), "http://127.0.0.1:%d",
             bench->server.port);
    bench->endpoint.root = bench->root;
    undo_all(&bench->undo, &bench->session, &bench->summary);
    server_stop(&bench->server);
}

#define ANSWER(status, content)                                                \
    {ACT_READ, NULL, 0},                                                       \
        {ACT_SEND,                                                             \
         "HTTP/1.1 " status " X\r\nConnection: close\r\n"                      \
         "Content-Type: application/json\r\n\r\n" content,                     \
         0},                                                                   \
    {                                                                          \
        ACT_CLOSE, NULL, 0                                                     \
    }
#define SHOWS(name, description)                                               \
    ANSWER("200", "{\"snapshot\":{\"id\":\"i\",\"name\":\"" name               \
                  "\",\"description\":\"" description "\"}}")
#define END                                                                    \
    {                                                                          \
        ACT_END, NULL, 0                                                       \
    }

static int count(const char *text, const char *part)
{
    int count = 0;

    for (; (text = strstr(text, part)); text++)
        count++;
    return count;
}

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

#define undo_test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

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
        undo_test(what_no_answer_told_is_found_by_its_name),
        undo_test(a_filter_that_hides_is_not_believed),
        undo_test(a_target_that_knows_no_pages_is_not_asked_for_ever),
        undo_test(a_list_that_fails_leaves_what_may_be_there),
        undo_test(what_was_refused_is_not_looked_for),
        undo_test(what_may_have_appeared_is_deleted_unless_refused),
        undo_test(a_thorough_undo_looks_for_the_name_of_what_it_knows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
