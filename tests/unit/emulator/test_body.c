#include "tests/unit/emulator/fixture.h"

#define NAMED(value)     "{\"snapshot\":{\"name\":" value "}}"
#define DESCRIBED(value) "{\"snapshot\":{\"description\":" value "}}"

static void a_body_is_taken_or_changes_nothing(void **state)
{
    static const struct {
        const char *body;
        int status;
        const char *shows; /* in the answer of a taken one */
    } rows[] = {
        {NAMED("\"x\""), 200, "\"name\":\"x\""},
        {NAMED("null"), 200, "\"name\":null"},
        {NAMED("\"\""), 200, "\"name\":\"\""},
        {NAMED("\" pad \""), 200, "\"name\":\" pad \""},
        {NAMED("\"a\\u0000b\""), 200, "\"name\":\"a\\u0000b\""},
        {NAMED("\"\\ud83d\\ude00\""), 200, "\"name\":\"\xF0\x9F\x98\x80\""},
        {NAMED("\"<&>\""), 200, "\"name\":\"<&>\""},
        {DESCRIBED("\"two\\nlines\""), 200, "two\\nlines"},
        {DESCRIBED("null"), 200, "\"description\":null"},
        {"{\"snapshot\":{}}", 200, "\"status\":\"available\""},
        {" \r\n{\"snapshot\":{}}\t", 200, "\"status\":\"available\""},
        {"{\"snapshot\":{\"id\":5,\"other\":[]},\"more\":1}", 200,
         "\"id\":\"" SEED_SNAPSHOT "\""},
        {NULL, 400, NULL},
        {" ", 400, NULL},
        {"hello", 400, NULL},
        {"null", 400, NULL},
        {"[]", 400, NULL},
        {"\"snapshot\"", 400, NULL},
        {"{}", 400, NULL},
        {"{\"Snapshot\":{}}", 400, NULL},
        {"{\"snapshot\":null}", 400, NULL},
        {"{\"snapshot\":[]}", 400, NULL},
        {"{\"snapshot\":\"x\"}", 400, NULL},
        {NAMED("5"), 400, NULL},
        {NAMED("true"), 400, NULL},
        {NAMED("{}"), 400, NULL},
        {DESCRIBED("[\"x\"]"), 400, NULL},
        {NAMED("\"x\"") "x", 400, NULL},
        {NAMED("\"x\"") NAMED("\"y\""), 400, NULL},
        {"{\"snapshot\":{\"name\":\"x\",}}", 400, NULL},
        {"{\"snapshot\":{\"name\":\"x\"", 400, NULL},
        {"\xEF\xBB\xBF" NAMED("\"x\""), 400, NULL},
        {NAMED("\"\xFF\""), 400, NULL},
        {NAMED("\"\xC0\xAF\""), 400, NULL},
        {NAMED("\"\xED\xA0\x80\""), 400, NULL},
        {NAMED("\"\\ud800\""), 400, NULL},
        {NAMED("\"a\nb\""), 400, NULL},
        {NAMED("1e999"), 400, NULL},
        {"{\"snapshot\":{\"name\":\"x\",\"name\":\"y\"}}", 400, NULL},
        {"{\"snapshot\":{},\"snapshot\":{\"name\":\"y\"}}", 400, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fixture f;
        char before[1024], answer[1024], after[1024];
        int status;

        fixture_start(&f);
        fixture_ask(&f, "GET", SNAPSHOT, NULL, before, sizeof(before));
        status = fixture_ask(&f, "PUT", SNAPSHOT, rows[i].body, answer,
                             sizeof(answer));
        fixture_ask(&f, "GET", SNAPSHOT, NULL, after, sizeof(after));
        if (status != rows[i].status)
            fail_msg("row %zu: %d %s", i, status, answer);
        assert_string_equal(after, status == 200 ? answer : before);
        if (rows[i].shows && !strstr(answer, rows[i].shows))
            fail_msg("row %zu: %s", i, answer);
        fixture_stop(&f);
    }
}

static void a_nul_byte_is_refused_wherever_it_stands(void **state)
{
    static const char inside[] = NAMED("\"a\0b\"");
    static const char behind[] = NAMED("\"ab\"") "\0";
    static const struct {
        const char *body;
        size_t len;
    } rows[] = {{inside, sizeof(inside) - 1}, {behind, sizeof(behind) - 1}};
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct exchange x = {.emulator = &f.emulator,
                             .request = {.method = "PUT",
                                         .token = TOKEN,
                                         .body = rows[i].body,
                                         .body_len = rows[i].len}};

        target_parse(&x.request.target, SNAPSHOT);
        emulator_answer(&x);
        assert_int_equal(x.answer.status, 400);
        exchange_clear(&x);
    }
    fixture_stop(&f);
}

static void deep_nesting_is_refused(void **state)
{
    static char body[200000];
    struct fixture f;

    (void)state;
    memset(body, '[', sizeof(body) - 1);
    fixture_start(&f);
    assert_int_equal(fixture_status(&f, "PUT", SNAPSHOT, body), 400);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_is_taken_or_changes_nothing),
        cmocka_unit_test(a_nul_byte_is_refused_wherever_it_stands),
        cmocka_unit_test(deep_nesting_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
