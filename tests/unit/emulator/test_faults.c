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

static void every_fault_of_the_table_has_a_sight(void **state)
{
    static const struct fault *const tables[] = {faults_access, faults_update,
                                                 faults_answer};

    (void)state;
    for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
        for (const struct fault *row = tables[t]; row->name; row++) {
            size_t i = 0;

            while (i < SIGHTS && strcmp(sights[i].fault, row->name) != 0)
                i++;
            if (i == SIGHTS)
                fail_msg("no sight for %s", row->name);
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
        cmocka_unit_test(every_fault_of_the_table_has_a_sight),
        cmocka_unit_test(a_refused_update_stays_refused_with_its_fault),
        cmocka_unit_test(an_unknown_fault_is_wrong_use),
        cmocka_unit_test(a_fault_chosen_twice_is_chosen_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
