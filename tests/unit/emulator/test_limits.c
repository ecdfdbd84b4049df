#include "tests/unit/test.h"

#include "base/alloc.h"
#include "emulator/limits.h"

#include <stdlib.h>
#include <string.h>

/* A JSON string of count times the unit, then the tail. */
static json_t *repeat(const char *unit, size_t count, const char *tail)
{
    size_t step = strlen(unit);
    char *text = xcalloc(count * step + strlen(tail) + 1, 1);
    json_t *string;

    for (size_t i = 0; i < count; i++)
        memcpy(text + i * step, unit, step);
    strcpy(text + count * step, tail);
    string = json_string(text);
    free(text);
    return string;
}

static void the_documented_limit_counts_bytes(void **state)
{
    static const struct {
        const char *unit;
        size_t count;
        const char *tail;
        bool allowed;
    } rows[] = {
        {"a", 0, "", true},
        {"a", 255, "", true},
        {"a", 256, "", false},
        {"\xC3\xA9", 127, "a", true},
        {"\xC3\xA9", 128, "", false},
        {"\xE5\xBF\xAB", 85, "", true},
        {"\xE5\xBF\xAB", 85, "a", false},
        {"\xF0\x9F\x98\x80", 63, "aaa", true},
        {"\xF0\x9F\x98\x80", 64, "", false},
    };
    const struct rules rules = rules_documented();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        json_t *text = repeat(rows[i].unit, rows[i].count, rows[i].tail);

        if (text_rule_allows(&rules.name, text) != rows[i].allowed ||
            text_rule_allows(&rules.description, text) != rows[i].allowed)
            fail_msg("row %zu: %zu bytes", i, json_string_length(text));
        json_decref(text);
    }
}

static void other_units_count_other_things(void **state)
{
    static const char text[] = "a\xC3\xA9\xE5\xBF\xAB\xF0\x9F\x98\x80";
    size_t len = sizeof(text) - 1;

    (void)state;
    assert_int_equal(text_measure(UNIT_BYTES, text, len), 10);
    assert_int_equal(text_measure(UNIT_CODE_POINTS, text, len), 4);
    assert_int_equal(text_measure(UNIT_UTF16, text, len), 5);
}

static void a_nul_inside_is_counted_and_null_is_allowed(void **state)
{
    const struct text_rule rule = {2, UNIT_BYTES};
    json_t *text = json_stringn("a\0b", 3);

    (void)state;
    assert_false(text_rule_allows(&rule, text));
    assert_true(text_rule_allows(&rule, json_null()));
    json_decref(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documented_limit_counts_bytes),
        cmocka_unit_test(other_units_count_other_things),
        cmocka_unit_test(a_nul_inside_is_counted_and_null_is_allowed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
