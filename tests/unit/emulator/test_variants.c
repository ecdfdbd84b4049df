#include "tests/unit/emulator/fixture.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>

#define A63              "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A255             A63 A63 A63 A63 "aaa"
#define NAMED(text)      "{\"snapshot\":{\"name\":\"" text "\"}}"
#define WITH(members)    "{\"snapshot\":{" members "}}"
#define UNKNOWN          "/v3/p1/snapshots/cccccccc-0000-4000-8000-000000000001"
#define NO_ID            "/v3/p1/snapshots/x"
#define FOREIGN_SNAPSHOT "/v3/p2/snapshots/" SEED_FOREIGN_SNAPSHOT

/*
 * What an update and two reads of the same path show. Each row's text must
 * be there with the variant and must not be there without.
 */
static const struct sight {
    const char *variant;
    const char *token;
    const char *target;
    const char *body;
    const char *shows;
} sights[] = {
    {"wrong-token-400", "t3", SNAPSHOT, NAMED("x"), "PUT 400"},
    {"foreign-project-403", TOKEN, FOREIGN_SNAPSHOT, NAMED("x"), "PUT 403"},
    {"foreign-project-404", TOKEN, FOREIGN_SNAPSHOT, NAMED("x"), "PUT 404"},
    {"malformed-id-400", TOKEN, NO_ID, NAMED("x"), "PUT 400"},
    {"existence-before-body", TOKEN, UNKNOWN, "[]", "PUT 404"},
    {"byte-order-mark-accepted", TOKEN, SNAPSHOT, "\xEF\xBB\xBF" NAMED("x"),
     "PUT 200"},
    {"unknown-members-refused", TOKEN, SNAPSHOT,
     WITH("\"name\":\"x\",\"size\":1"), "PUT 400"},
    {"unknown-members-refused", TOKEN, SNAPSHOT,
     "{\"snapshot\":{\"name\":\"x\"},\"x\":1}", "PUT 400"},
    {"empty-update-refused", TOKEN, SNAPSHOT, WITH(""), "PUT 400"},
    {"duplicate-last", TOKEN, SNAPSHOT, WITH("\"name\":\"a\",\"name\":\"b\""),
     "\"name\":\"b\""},
    {"duplicate-first", TOKEN, SNAPSHOT,
     WITH("\"name\":\"a\",\"name\":\"b\",\"name\":\"c\""), "\"name\":\"a\""},
    {"duplicate-first", TOKEN, SNAPSHOT,
     "{\"snapshot\":{\"name\":\"a\"},\"snapshot\":{\"name\":\"b\"}}",
     "\"name\":\"a\""},
    {"unknown-query-refused", TOKEN, SNAPSHOT "?x=y", NAMED("x"), "PUT 400"},
    {"numbers-unbounded", TOKEN, SNAPSHOT,
     "{\"snapshot\":{\"name\":\"x\"}, \"x\": 12345678901234567890}", "PUT 200"},
    {"null-refused", TOKEN, SNAPSHOT, WITH("\"description\":null"), "PUT 400"},
    {"null-name-refused", TOKEN, SNAPSHOT, WITH("\"name\":null"), "PUT 400"},
    {"null-name-as-empty", TOKEN, SNAPSHOT, WITH("\"name\":null"),
     "\"name\":\"\""},
    {"null-description-as-empty", TOKEN, SNAPSHOT, WITH("\"description\":null"),
     "\"description\":\"\""},
    {"null-as-unset", TOKEN, SNAPSHOT, WITH("\"name\":null"),
     "\"name\":\"snap-001\""},
    {"blanks-trimmed", TOKEN, SNAPSHOT, NAMED(" x "), "\"name\":\"x\""},
    {"blanks-trimmed-first", TOKEN, SNAPSHOT, NAMED(" " A255 " "), "PUT 200"},
    {"empty-as-null", TOKEN, SNAPSHOT, NAMED(""), "\"name\":null"},
    {"empty-refused", TOKEN, SNAPSHOT, NAMED(""), "PUT 400"},
    {"controls-refused", TOKEN, SNAPSHOT, NAMED("\\u007f"), "PUT 400"},
    {"unusual-refused", TOKEN, SNAPSHOT, NAMED("\\ufeff"), "PUT 400"},
    {"whole-seconds", TOKEN, SNAPSHOT, NAMED("x"),
     "\"updated_at\":\"2023-11-14T22:13:20.000000\""},
    {"updated-at-old-in-answer", TOKEN, SNAPSHOT, NAMED("x"),
     "\"name\":\"x\",\"updated_at\":null"},
    {"updated-at-only-on-change", TOKEN, SNAPSHOT, NAMED("snap-001"),
     "\"updated_at\":null"},
    {"reads-lag", TOKEN, SNAPSHOT, NAMED("x"), "\"name\":\"snap-001\""},
    {"status-moves", TOKEN, SNAPSHOT, NAMED("x"), "\"status\":\"backing-up\""},
    {"error-envelope-error", TOKEN, SNAPSHOT, "[]", "{\"error\":{\"message\""},
    {"error-envelope-lower-case", TOKEN, SNAPSHOT, "[]", "{\"badrequest\":{"},
    {"error-code-integer", TOKEN, SNAPSHOT, "[]", "\"code\":400"},
    {"error-long", TOKEN, SNAPSHOT, "[]", "xxxx"},
    {"reserved-absent-in-put", TOKEN, SNAPSHOT, NAMED("x"), ".000001\"}}\nGET"},
    {"reserved-absent", TOKEN, SNAPSHOT, NAMED("x"), ".000001\"}}\n"},
    {"extra-members", TOKEN, SNAPSHOT, NAMED("x"), "\"request\":\"r\"}"},
    {"extra-members-volatile", TOKEN, SNAPSHOT, NAMED("x"), "\"revision\":2"},
    {"reserved-differ", TOKEN, SNAPSHOT, NAMED("x"), ":project_id\":\"\""},
    {"members-reversed", TOKEN, SNAPSHOT, NAMED("x"),
     "\"status\":\"available\"}}"},
    {"json-escaped", TOKEN, SNAPSHOT, NAMED("\xC3\xA9/"),
     "\"name\":\"\\u00E9\\/\""},
    {"json-indented", TOKEN, SNAPSHOT, NAMED("x"), "    \"snapshot\": {"},
    {"json-newline", TOKEN, SNAPSHOT, NAMED("x"), "}\r\n"},
    {"chunked", TOKEN, SNAPSHOT, NAMED("x"), "PUT 200 chunked"},
    {"connection-closed", TOKEN, SNAPSHOT, NAMED("x"), "Connection: close"},
    {"http-1.0", TOKEN, SNAPSHOT, NAMED("x"), "PUT 200 1.0"},
    {"slow", TOKEN, SNAPSHOT, NAMED("x"), "PUT 200 1 ms"},
    {"content-type-charset", TOKEN, SNAPSHOT, NAMED("x"),
     "application/json; charset=utf-8"},
    {"content-type-capitals", TOKEN, SNAPSHOT, NAMED("x"), "Application/JSON"},
    {"extra-headers", TOKEN, SNAPSHOT, NAMED("x"), "Server: gateway"},
    {"large-headers", TOKEN, SNAPSHOT, NAMED("x"), "X-Large-3: hhhh"},
};

#define SIGHTS (sizeof(sights) / sizeof(sights[0]))

static void look(struct fixture *f, struct buffer *seen, const char *token,
                 const char *method, const char *target, const char *body)
{
    struct exchange x;

    fixture_serve(f, &x, token, method, target, body);
    buffer_printf(seen, "%s %d%s%s", method, x.answer.status,
                  x.answer.chunked ? " chunked" : "",
                  x.answer.is_http_1_0 ? " 1.0" : "");
    if (x.answer.delay_ms)
        buffer_printf(seen, " %ld ms", x.answer.delay_ms);
    for (size_t i = 0; i < x.answer.headers_len; i++)
        buffer_printf(seen, "\n%s: %s", x.answer.headers[i].name,
                      x.answer.headers[i].value);
    buffer_printf(seen, "\n%s\n", buffer_text(&x.answer.body));
    exchange_clear(&x);
}

static char *see(const struct sight *sight, const char *variant)
{
    struct fixture f;
    struct error err = {0};
    struct buffer seen;

    buffer_init(&seen, 0);
    fixture_start(&f);
    f.now_us++; /* so that a whole second is told from another time */
    if (variant)
        assert_int_equal(variants_choose(&f.emulator.faults, variant, &err), 0);
    look(&f, &seen, sight->token, "PUT", sight->target, sight->body);
    look(&f, &seen, TOKEN, "GET", sight->target, NULL);
    look(&f, &seen, TOKEN, "GET", sight->target, NULL);
    fixture_stop(&f);
    return buffer_take(&seen);
}

static void each_variant_is_seen_and_only_with_the_variant(void **state)
{
    (void)state;
    for (size_t i = 0; i < SIGHTS; i++) {
        char *with = see(&sights[i], sights[i].variant);
        char *without = see(&sights[i], NULL);

        if (!strstr(with, sights[i].shows))
            fail_msg("%s does not show:\n%s", sights[i].variant, with);
        if (strstr(without, sights[i].shows))
            fail_msg("%s shows without:\n%s", sights[i].variant, without);
        free(with);
        free(without);
    }
}

/* Seen by what is missing, or by more than one path; tested below. */
static bool is_seen_otherwise(const char *name)
{
    return !strcmp(name, "throttled") || !strcmp(name, "request-id-absent") ||
           !strcmp(name, "updated-at-creation") ||
           !strncmp(name, "media-type-", 11);
}

static void every_variant_of_the_tables_is_seen(void **state)
{
    static const struct fault *const tables[] = {
        variants_access, variants_request, variants_text,
        variants_state,  variants_answer,  variants_wire};

    (void)state;
    for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
        for (const struct fault *row = tables[t]; row->name; row++) {
            size_t i = 0;

            assert_null(row->breaks);
            while (i < SIGHTS && strcmp(sights[i].variant, row->name) != 0)
                i++;
            if (i == SIGHTS && !is_seen_otherwise(row->name))
                fail_msg("no sight for %s", row->name);
        }
}

static void each_25th_request_is_throttled(void **state)
{
    struct fixture f;
    struct error err = {0};

    (void)state;
    fixture_start(&f);
    assert_int_equal(variants_choose(&f.emulator.faults, "throttled", &err), 0);
    for (int i = 1; i <= 50; i++)
        assert_int_equal(fixture_status(&f, "GET", SNAPSHOT, NULL),
                         i % 25 ? 200 : 429);
    fixture_stop(&f);
}

static void content_of_another_media_type_may_be_refused(void **state)
{
    static const struct request_header headers[] = {
        {"Content-Type", "text/plain"}, {"X-Auth-Token", TOKEN}};
    static const struct {
        const char *variant;
        int status;
    } rows[] = {{"media-type-400", 400}, {"media-type-415", 415}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fixture f;
        struct exchange x;
        struct error err = {0};

        fixture_start(&f);
        assert_int_equal(
            variants_choose(&f.emulator.faults, rows[i].variant, &err), 0);
        fixture_serve_headers(&f, &x, headers, 2, "PUT", SNAPSHOT, NAMED("x"));
        assert_int_equal(x.answer.status, rows[i].status);
        exchange_clear(&x);
        assert_int_equal(fixture_status(&f, "PUT", SNAPSHOT, NAMED("x")), 200);
        fixture_stop(&f);
    }
}

static void an_answer_may_have_no_request_id(void **state)
{
    struct sight sight = {NULL, TOKEN, SNAPSHOT, NAMED("x"), NULL};
    char *with = see(&sight, "request-id-absent");
    char *without = see(&sight, NULL);

    (void)state;
    assert_null(strstr(with, "X-Openstack-Request-Id"));
    assert_non_null(strstr(without, "X-Openstack-Request-Id"));
    free(with);
    free(without);
}

static void a_new_snapshot_may_have_been_updated_when_it_was_made(void **state)
{
    static const char body[] = WITH("\"volume_id\":\"" SEED_VOLUME "\"");
    struct fixture f;
    struct error err = {0};
    char text[512];

    (void)state;
    fixture_start(&f);
    assert_int_equal(
        variants_choose(&f.emulator.faults, "updated-at-creation", &err), 0);
    fixture_ask(&f, "POST", "/v3/p1/snapshots", body, text, sizeof(text));
    assert_non_null(
        strstr(text, "\"updated_at\":\"2023-11-14T22:13:20.000000\""));
    fixture_stop(&f);
}

static void reads_catch_up_after_the_lag(void **state)
{
    struct fixture f;
    struct error err = {0};
    char text[512];

    (void)state;
    fixture_start(&f);
    assert_int_equal(variants_choose(&f.emulator.faults, "reads-lag", &err), 0);
    fixture_status(&f, "PUT", SNAPSHOT, NAMED("x"));
    f.now_us += 1000000;
    fixture_ask(&f, "GET", SNAPSHOT, NULL, text, sizeof(text));
    assert_non_null(strstr(text, "\"name\":\"x\""));
    fixture_stop(&f);
}

static void faults_and_variants_are_asked_for_apart(void **state)
{
    struct fault_choice choice = {0};
    struct error err = {0};

    (void)state;
    assert_int_equal(faults_choose(&choice, "chunked", &err), -1);
    assert_int_equal(err.kind, ERROR_USAGE);
    err = (struct error){0};
    assert_int_equal(variants_choose(&choice, "hang", &err), -1);
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_int_equal(choice.len, 0);
}

static void a_repeated_name_beyond_counting_stays_refused(void **state)
{
    struct buffer body;
    struct sight sight = {NULL, TOKEN, SNAPSHOT, NULL, NULL};
    char *seen;

    (void)state;
    buffer_init(&body, 0);
    buffer_add_text(&body, "{\"snapshot\":{\"name\":\"x\"");
    for (int i = 0; i < 100; i++)
        buffer_add_text(&body, ",\"name\":\"y\"");
    buffer_add_text(&body, "}}");
    sight.body = buffer_text(&body);
    seen = see(&sight, "duplicate-first");
    assert_non_null(strstr(seen, "PUT 400"));
    free(seen);
    buffer_clear(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_variant_is_seen_and_only_with_the_variant),
        cmocka_unit_test(every_variant_of_the_tables_is_seen),
        cmocka_unit_test(each_25th_request_is_throttled),
        cmocka_unit_test(content_of_another_media_type_may_be_refused),
        cmocka_unit_test(an_answer_may_have_no_request_id),
        cmocka_unit_test(a_new_snapshot_may_have_been_updated_when_it_was_made),
        cmocka_unit_test(reads_catch_up_after_the_lag),
        cmocka_unit_test(faults_and_variants_are_asked_for_apart),
        cmocka_unit_test(a_repeated_name_beyond_counting_stays_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
