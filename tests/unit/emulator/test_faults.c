#include "tests/unit/emulator/fixture.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>

#define A63         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A255        A63 A63 A63 A63 "aaa"
#define E64         "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
#define E128        E64 E64 E64 E64 E64 E64 E64 E64 E64 E64 E64 E64 E64 E64 E64 E64
#define NAMED(text) "{\"snapshot\":{\"name\":\"" text "\"}}"
#define UNKNOWN     "/v3/p1/snapshots/cccccccc-0000-4000-8000-000000000001"

/*
 * What an update and a look at the target and at its neighbour show. Each
 * row's text must be there with the fault and must not be there without.
 */
static const struct sight {
    const char *fault;
    const char *token;
    const char *target; /* of the PUT and of the first GET */
    const char *body;
    const char *shows;
} sights[] = {
    {"put-status-201", TOKEN, SNAPSHOT, NAMED("x"), "PUT 201 "},
    {"put-drops-updated-at", TOKEN, SNAPSHOT, NAMED("x"),
     "\"name\":\"x\",\"os-extended"},
    {"put-size-as-string", TOKEN, SNAPSHOT, NAMED("x"), "\"size\":\"10\""},
    {"put-not-stored", TOKEN, SNAPSHOT, NAMED("x"), "\"name\":\"snap-001\""},
    {"put-clears-other-field", TOKEN, SNAPSHOT, NAMED("x"),
     "GET 200 application/json {\"snapshot\":{\"status\":\"available\","
     "\"description\":null"},
    {"limit-name-256", TOKEN, SNAPSHOT, NAMED(A255 "a"), "PUT 200 "},
    {"limit-name-characters", TOKEN, SNAPSHOT, NAMED(E128), "PUT 200 "},
    {"refused-but-stored", TOKEN, SNAPSHOT, NAMED(A255 "b"), "aaab\""},
    {"unknown-id-created", TOKEN, UNKNOWN, NAMED("x"),
     "GET 200 application/json {\"snapshot\":{\"status\":\"available\","
     "\"description\":null"},
    {"unknown-id-200", TOKEN, UNKNOWN, NAMED("x"), "PUT 200 "},
    {"error-envelope-plain-text", TOKEN, SNAPSHOT, "[]",
     "PUT 400 text/plain; charset=utf-8 Malformed"},
    {"content-type-text-html", TOKEN, SNAPSHOT, NAMED("x"),
     "PUT 200 text/html {"},
    {"neighbour-changed", TOKEN, SNAPSHOT, NAMED("x"),
     SEED_NEIGHBOUR "\",\"name\":\"x\""},
    {"updated-at-stuck", TOKEN, SNAPSHOT, NAMED("x"),
     "\"name\":\"x\",\"updated_at\":null"},
    {"token-missing-accepted", NULL, SNAPSHOT, NAMED("x"), "PUT 200 "},
    {"truncated-body", TOKEN, SNAPSHOT, NAMED("x"), "\"id\":\"aaa\nGET"},
    {"duplicate-member-in-answer", TOKEN, SNAPSHOT, NAMED("x"),
     "{\"name\":\"first\",\"status\""},
    {"name-trimmed-in-answer-only", TOKEN, SNAPSHOT, NAMED(" x "),
     "\"name\":\"x\""},
    {"text-html-escaped", TOKEN, SNAPSHOT, NAMED("<"), "\"name\":\"&lt;\""},
    {"status-500-on-empty-body", TOKEN, SNAPSHOT, NULL, "PUT 500 "},
    {"stale-read", TOKEN, SNAPSHOT, NAMED("x"), "\"name\":\"snap-001\""},
    {"foreign-project-readable", TOKEN,
     "/v3/p2/snapshots/" SEED_FOREIGN_SNAPSHOT, NAMED("x"),
     "\"volume_id\":\"" SEED_FOREIGN_VOLUME},
    {"hang", TOKEN, SNAPSHOT, NAMED("x"), "PUT withheld"},
};

#define SIGHTS (sizeof(sights) / sizeof(sights[0]))

static void look(struct fixture *f, struct buffer *seen, const char *token,
                 const char *method, const char *target, const char *body)
{
    struct exchange x;
    const char *type;

    fixture_serve(f, &x, token, method, target, body);
    type = answer_get_header(&x.answer, "Content-Type");
    if (x.answer.withheld)
        buffer_printf(seen, "%s withheld\n", method);
    else
        buffer_printf(seen, "%s %d %s %s\n", method, x.answer.status,
                      type ? type : "-", buffer_text(&x.answer.body));
    exchange_clear(&x);
}

static char *see(const struct sight *sight, const char *fault)
{
    struct fixture f;
    struct error err = {0};
    struct buffer seen;

    buffer_init(&seen, 0);
    fixture_start(&f);
    if (fault)
        assert_int_equal(faults_choose(&f.emulator.faults, fault, &err), 0);
    look(&f, &seen, sight->token, "PUT", sight->target, sight->body);
    look(&f, &seen, TOKEN, "GET", sight->target, NULL);
    look(&f, &seen, TOKEN, "GET", NEIGHBOUR, NULL);
    fixture_stop(&f);
    return buffer_take(&seen);
}

static void each_fault_is_seen_and_only_with_the_fault(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIGHTS; i++) {
        char *with = see(&sights[i], sights[i].fault);
        char *without = see(&sights[i], NULL);

        if (!strstr(with, sights[i].shows))
            fail_msg("%s does not show:\n%s", sights[i].fault, with);
        if (strstr(without, sights[i].shows))
            fail_msg("%s shows without:\n%s", sights[i].fault, without);
        free(with);
        free(without);
    }
}

/* One request of the tour below. */
struct stop {
    const char *token;
    const char *method;
    const char *target;
    const char *body; /* NULL: none */
};

#define BOTH(name, description)                                                \
    "{\"snapshot\":{\"name\":\"" name "\",\"description\":\"" description "\"" \
    "}}"
#define PUT(body)                                                              \
    {                                                                          \
        TOKEN, "PUT", SNAPSHOT, body                                           \
    }
#define LOOK                                                                   \
    {                                                                          \
        TOKEN, "GET", SNAPSHOT, NULL                                           \
    }
#define UPDATE(body) PUT(body), LOOK
#define AT(target)                                                             \
    {                                                                          \
        TOKEN, "PUT", target, NAMED("x")                                       \
    }
#define FOREIGN_ID SEED_FOREIGN_SNAPSHOT

/*
 * Requests of which each fault changes what at least one shows. The texts
 * hold what some server somewhere does not store as it was.
 */
static const struct stop tour[] = {
    LOOK,
    UPDATE(BOTH("Name", "text")),
    UPDATE(BOTH("Name", "text")),
    UPDATE(BOTH("NAME", "Name")),
    UPDATE(BOTH("Name", "NAME")),
    UPDATE(NAMED("x")),
    UPDATE("{\"snapshot\":{\"description\":\"y\"}}"),
    UPDATE("{\"snapshot\":{\"description\":\"y\",\"name\":\"z\"}}"),
    UPDATE("{\"snapshot\":{\"name\":null}}"),
    UPDATE("{\"snapshot\":{\"description\":null}}"),
    UPDATE(BOTH("a", "b")),
    UPDATE(NAMED("")),
    UPDATE("{\"snapshot\":{}}"),
    UPDATE(NAMED("  b")),
    UPDATE(NAMED("b  ")),
    UPDATE(NAMED("   ")),
    UPDATE(BOTH("5", "null")),
    UPDATE(BOTH("<b>&amp;'// `\\\"\\\\", "a  b %41%s {0} $HOME; x-y aaa")),
    UPDATE(BOTH("e\xCC\x81\xC3\xA9\xEF\xBC\xA1\xEF\xAC\x81\xC3\x9F\xC4\xB0",
                "\xE2\x80\x8D\xD0\xBE\xD7\xA9\xE5\xBF\xAB\xF0\x9F\x98\x80")),
    UPDATE(BOTH("\xE2\x80\x8B\xEF\xBB\xBF\xE2\x80\xA8\xC2\xAD\xE2\x80\xAE",
                "\xEE\x80\x80\xEF\xBF\xBF")),
    UPDATE(BOTH("\\u0001x\\u0000x\\u001f", "\\u007fx\\ty\\nz\\u007f")),
    UPDATE(NAMED("2001-02-03T04:05:06.000000")),
    UPDATE(NAMED("autobk_snapshot_x")),
    UPDATE(NAMED(A255)),
    UPDATE(NAMED(A255 "a")),
    UPDATE(NAMED(A255 "aa")),
    UPDATE(NAMED(A255 A255 A255)),
    UPDATE(NAMED(" " A255 " ")),
    UPDATE(NAMED(A255 A255 A255 A255 A255)),
    UPDATE(NAMED(E128)),
    UPDATE(NAMED("\\u00e9" A63 A63 A63 A63)),
    UPDATE(BOTH("x", A255)),
    UPDATE(BOTH("x", A255 "a")),
    UPDATE(BOTH("x", A255 "aa")),
    UPDATE(BOTH("x", A255 A255 A255)),
    UPDATE(BOTH("x", E128)),
    UPDATE("{\"snapshot\":{\"name\":5,\"description\":\"d\"}}"),
    UPDATE("{\"snapshot\":{\"name\":0}}"),
    UPDATE("{\"snapshot\":{\"name\":1.5}}"),
    UPDATE("{\"snapshot\":{\"name\":true}}"),
    UPDATE("{\"snapshot\":{\"name\":[\"x\"]}}"),
    UPDATE("{\"snapshot\":{\"name\":{\"x\":1}}}"),
    UPDATE("{\"snapshot\":{\"size\":9,\"status\":\"error\",\"metadata\":{},"
           "\"volume_id\":\"v\",\"created_at\":\"2001-02-03T04:05:06.000000\","
           "\"updated_at\":\"2001-02-03T04:05:06.000000\"}}"),
    UPDATE("{}"),
    UPDATE("{\"name\":\"top\"}"),
    UPDATE("{\"Snapshot\":{\"name\":\"capital\"}}"),
    UPDATE("{\"volume\":{\"name\":\"volume\"}}"),
    UPDATE("{\"snapshot\":null}"),
    UPDATE("{\"snapshot\":[{\"name\":\"item\"}]}"),
    UPDATE("{\"snapshot\":\"text\"}"),
    UPDATE("{\"snapshot\":5}"),
    UPDATE("{\"snapshot\":false}"),
    UPDATE("[{\"snapshot\":{\"name\":\"array\"}}]"),
    UPDATE("\"snapshot\""),
    UPDATE("1"),
    UPDATE("true"),
    UPDATE("null"),
    UPDATE("hello"),
    UPDATE("   "),
    UPDATE("<snapshot/>"),
    UPDATE("name=n%20x"),
    UPDATE(" {\"snapshot\":{\"n\\u0061me\":\"escaped\"}}"),
    UPDATE("{\"snapshot\":{\"name\":\"brace\"}"),
    UPDATE("{\"snapshot\":{\"name\":\"text"),
    UPDATE("{\"snapshot\":{\"name\":\"comma\",}}"),
    UPDATE("{\"snapshot\":{\"name\":\"comma\" \"description\":\"d\"}}"),
    UPDATE("{'snapshot':{'name':'quotes'}}"),
    UPDATE("{snapshot:{\"name\":\"bare\"}}"),
    UPDATE("{\"snapshot\":{\"name\":\"comment\"/* x */}}"),
    UPDATE(NAMED("rest") " x"),
    UPDATE("{\"snapshot\":{\"name\":\"nan\"},\"x\":NaN}"),
    UPDATE(NAMED("newline\n")),
    UPDATE(NAMED("tab\t")),
    UPDATE(NAMED("escape\\x")),
    UPDATE(NAMED("byte \x80")),
    UPDATE(NAMED("byte \xFF")),
    UPDATE(NAMED("half \xE5\xBF")),
    UPDATE(NAMED("overlong \xC0\xAF")),
    UPDATE(NAMED("surrogate \xED\xA0\x80")),
    UPDATE(NAMED("beyond \xF4\x90\x80\x80")),
    UPDATE(NAMED("latin \xE9")),
    UPDATE(NAMED("half \\ud800")),
    UPDATE("{\"snapshot\":{\"name\":\"first\",\"name\":\"last\"}}"),
    UPDATE("\xEF\xBB\xBF" NAMED("mark")),
    UPDATE("{\"snapshot\":{\"name\":\"real\"},\"x\":1e999}"),
    UPDATE(NULL),
    UPDATE(NAMED("again")),
    UPDATE(NAMED("neighbour")),
    {TOKEN, "GET", NEIGHBOUR, NULL},
    {TOKEN, "PUT", NEIGHBOUR, NAMED("neighbour")},
    UPDATE(NAMED("other")),
    {TOKEN, "GET", NEIGHBOUR, NULL},
    {NULL, "PUT", SNAPSHOT, NAMED("nobody")},
    LOOK,
    {NULL, "PUT", UNKNOWN, NAMED("nobody")},
    {"t3", "PUT", SNAPSHOT, NAMED("stranger")},
    {"\" \"", "PUT", SNAPSHOT, NAMED("quoted")},
    {"!/.:;", "PUT", SNAPSHOT, NAMED("form")},
    {"t2", "PUT", SNAPSHOT, NAMED("second")},
    {"t2", "GET", SNAPSHOT, NULL},
    LOOK,
    AT("/v3/p1/snapshots/" FOREIGN_ID),
    {TOKEN, "GET", "/v3/p1/snapshots/" FOREIGN_ID, NULL},
    AT("/v3/p2/snapshots/" FOREIGN_ID),
    AT(SNAPSHOT "?x=y"),
    AT(SNAPSHOT "0"),
    AT("/v3/p1/snapshots/0"),
    AT("/v3/p1/snapshots/%E5%BF%AB"),
    AT(UNKNOWN),
    {TOKEN, "GET", UNKNOWN, NULL},
    {TOKEN, "GET", "/v3/p1/snapshots?name=nothing", NULL},
    {TOKEN, "GET", "/v3/p1/snapshots", NULL},
};

#define STOPS (sizeof(tour) / sizeof(tour[0]))

/* Headers of the content: a media type that is another one, with a charset. */
static const struct request_header other_type[] = {
    {"Content-Type", "text/plain; charset=utf-8"}, {"X-Auth-Token", TOKEN}};
static const struct request_header charset[] = {
    {"Content-Type", "application/json; charset=utf-8"},
    {"X-Auth-Token", TOKEN}};

static void tell(struct buffer *seen, const struct exchange *x)
{
    const char *type = answer_get_header(&x->answer, "Content-Type");

    buffer_printf(seen, "%d %d %d %s ", x->answer.status, x->answer.ending,
                  x->answer.withheld, type ? type : "-");
    buffer_add(seen, buffer_text(&x->answer.body), x->answer.body.len);
    buffer_add_text(seen, "\n");
}

static void put_with(struct fixture *f, struct buffer *seen,
                     const struct request_header *headers)
{
    struct exchange x;

    fixture_serve_headers(f, &x, headers, 2, "PUT", SNAPSHOT, NAMED("typed"));
    tell(seen, &x);
    exchange_clear(&x);
}

/* So that it can be lost. */
static void give_metadata(struct fixture *f)
{
    struct resource *snapshot = store_find(
        &f->emulator.store, RESOURCE_SNAPSHOT, PROJECT, SEED_SNAPSHOT);

    json_object_set_new(snapshot->metadata, "made-by", json_string("test"));
}

/* What the whole tour shows, with the fault or without any. */
static char *travel(const char *fault, size_t *len)
{
    struct fixture f;
    struct error err = {0};
    struct buffer seen;

    buffer_init(&seen, 0);
    fixture_start(&f);
    give_metadata(&f);
    if (fault)
        assert_int_equal(faults_choose(&f.emulator.faults, fault, &err), 0);
    for (size_t i = 0; i < STOPS; i++) {
        struct exchange x;

        f.now_us += 1000000;
        fixture_serve(&f, &x, tour[i].token, tour[i].method, tour[i].target,
                      tour[i].body);
        tell(&seen, &x);
        exchange_clear(&x);
    }
    put_with(&f, &seen, other_type);
    put_with(&f, &seen, charset);
    fixture_stop(&f);
    *len = seen.len;
    return buffer_take(&seen);
}

static const struct fault *const tables[] = {
    faults_access, faults_body,   faults_shape,  faults_limit,
    faults_update, faults_store,  faults_text,   faults_mangle,
    faults_time,   faults_answer, faults_member, faults_read,
    faults_error,  faults_status, faults_wire,   faults_transport,
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

static void every_fault_is_seen_on_the_tour(void **state)
{
    size_t plain_len, len, idle = 0;
    char *plain = travel(NULL, &plain_len);

    (void)state;
    for (size_t t = 0; t < TABLES; t++)
        for (const struct fault *row = tables[t]; row->name; row++) {
            char *seen = travel(row->name, &len);

            if (len == plain_len && !memcmp(seen, plain, len)) {
                print_message("%s changes nothing\n", row->name);
                idle++;
            }
            free(seen);
        }
    free(plain);
    assert_int_equal(idle, 0);
}

static void every_fault_names_a_clause(void **state)
{
    (void)state;
    for (size_t t = 0; t < TABLES; t++)
        for (const struct fault *row = tables[t]; row->name; row++) {
            assert_non_null(row->breaks);
            assert_true(strlen(row->breaks) > 0);
        }
}

/* Rows of one name are one fault at several points, so they say the same. */
static void rows_of_one_name_agree(void **state)
{
    const struct fault *last = NULL;

    (void)state;
    for (size_t t = 0; t < TABLES; t++)
        for (const struct fault *row = tables[t]; row->name; row++) {
            if (last && !strcmp(last->name, row->name)) {
                assert_string_equal(last->says, row->says);
                assert_string_equal(last->breaks, row->breaks);
            }
            last = row;
        }
}

static void a_refused_update_stays_refused_with_its_fault(void **state)
{
    struct sight sight = {NULL, TOKEN, SNAPSHOT, NAMED(A255 "b"), NULL};
    char *seen = see(&sight, "refused-but-stored");

    (void)state;
    assert_non_null(strstr(seen, "PUT 400 "));
    free(seen);
}

static void an_unknown_fault_is_wrong_use(void **state)
{
    struct fault_choice choice = {0};
    struct error err = {0};

    (void)state;
    assert_int_equal(faults_choose(&choice, "put", &err), -1);
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_int_equal(choice.len, 0);
}

static void a_fault_chosen_twice_is_chosen_once(void **state)
{
    struct fault_choice choice = {0};
    struct error err = {0};

    (void)state;
    assert_int_equal(faults_choose(&choice, "stale-read", &err), 0);
    assert_int_equal(faults_choose(&choice, "stale-read", &err), 0);
    assert_int_equal(choice.len, 2); /* its two points */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_seen_and_only_with_the_fault),
        cmocka_unit_test(every_fault_is_seen_on_the_tour),
        cmocka_unit_test(every_fault_names_a_clause),
        cmocka_unit_test(rows_of_one_name_agree),
        cmocka_unit_test(a_refused_update_stays_refused_with_its_fault),
        cmocka_unit_test(an_unknown_fault_is_wrong_use),
        cmocka_unit_test(a_fault_chosen_twice_is_chosen_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
