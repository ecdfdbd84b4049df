#include "tests/unit/certify/scene.h"

#include "certify/fingerprint.h"

/* Results with one exchange for each row: started, Date, Server. */
static json_t *seen(const char *const rows[][3], size_t len)
{
    json_t *exchanges = json_array();

    for (size_t i = 0; i < len; i++)
        json_array_append_new(exchanges,
                              json_pack("{ss s{ss s[[ss][ss]]}}", "started",
                                        rows[i][0], "response", "httpVersion",
                                        "1.1", "headers", "date", rows[i][1],
                                        "Server", rows[i][2]));
    return json_pack("{s[{so}]}", "testcases", "exchanges", exchanges);
}

static char *part(const char *const rows[][3], size_t len, const char *name)
{
    json_t *results = seen(rows, len), *print = fingerprint_take(results);
    char *text = json_text(json_object_get(print, name));

    json_decref(print);
    json_decref(results);
    return text;
}

static void the_clock_is_compared_in_seconds(void **state)
{
    static const struct {
        const char *row[1][3], *ahead;
    } rows[] = {
        {{{"2026-11-23T06:35:32.663Z", "Mon, 23 Nov 2026 06:35:32 GMT", ""}},
         "{\"min\":0,\"max\":0}"},
        {{{"2024-02-29T23:59:59.000Z", "Fri, 01 Mar 2024 00:00:00 GMT", ""}},
         "{\"min\":1,\"max\":1}"},
        {{{"2026-01-01T00:00:00Z", "Wed, 31 Dec 2025 23:59:00 GMT", ""}},
         "{\"min\":-60,\"max\":-60}"},
        {{{"2026-01-01T00:00:00Z", "yesterday", ""}}, "null"},
        {{{"2026-01-01T00:00:00Z", "Wed, 31 Xxx 2025 23:59:00 GMT", ""}},
         "null"},
        {{{"", "Wed, 31 Dec 2025 23:59:00 GMT", ""}}, "null"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *text = part(rows[i].row, 1, "clock_ahead_s");

        assert_string_equal(text, rows[i].ahead);
        free(text);
    }
}

static void values_are_a_sorted_set(void **state)
{
    static const char *const rows[][3] = {
        {"", "", "b"}, {"", "", "c"}, {"", "", "a"}, {"", "", "b"}};
    char *text = part(rows, 4, "servers");

    (void)state;
    assert_string_equal(text, "[\"a\",\"b\",\"c\"]");
    free(text);
}

static void a_target_that_always_says_something_else_is_cut_short(void **state)
{
    const char *rows[FINGERPRINT_VALUES_MAX + 5][3];
    char names[FINGERPRINT_VALUES_MAX + 5][2], *text;
    json_t *list;

    (void)state;
    for (size_t i = 0; i < FINGERPRINT_VALUES_MAX + 5; i++) {
        names[i][0] = (char)('A' + i);
        names[i][1] = '\0';
        rows[i][0] = rows[i][1] = "";
        rows[i][2] = names[i];
    }
    text = part((const char *const(*)[3])rows, FINGERPRINT_VALUES_MAX + 5,
                "servers");
    list = json_loads(text, 0, NULL);
    assert_int_equal(json_array_size(list), FINGERPRINT_VALUES_MAX);
    json_decref(list);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_is_compared_in_seconds),
        cmocka_unit_test(values_are_a_sorted_set),
        cmocka_unit_test(a_target_that_always_says_something_else_is_cut_short),
    };

    return cmocka_run_group_tests_name("certify/fingerprint", tests, NULL,
                                       NULL);
}
