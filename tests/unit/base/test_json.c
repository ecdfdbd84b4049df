/* test_json.c */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct text_row {
    const char *text;
    size_t len;
    enum json_text_problem problem;
} text_rows[] = {
    {TEXT("{\"a\": 1}"), JSON_TEXT_OK},
    {TEXT("null"), JSON_TEXT_OK},
    {TEXT(" -0.5e3 "), JSON_TEXT_OK},
    {TEXT("\"a\\u0000b\""), JSON_TEXT_OK},
    {TEXT("\"\\ud83d\\ude00\""), JSON_TEXT_OK},
    {TEXT("9223372036854775807"), JSON_TEXT_OK},
    {TEXT("{\"a\": 1, \"a\": 2}"), JSON_TEXT_DUPLICATE},
    {TEXT("[{\"a\": 1, \"\\u0061\": 2}]"), JSON_TEXT_DUPLICATE},
    {TEXT(""), JSON_TEXT_BROKEN},
    {TEXT("{"), JSON_TEXT_BROKEN},
    {TEXT("[1,]"), JSON_TEXT_BROKEN},
    {TEXT("{} x"), JSON_TEXT_BROKEN},
    {TEXT("{}\0"), JSON_TEXT_BROKEN},
    {TEXT("01"), JSON_TEXT_BROKEN},
    {TEXT("NaN"), JSON_TEXT_BROKEN},
    {TEXT("'a'"), JSON_TEXT_BROKEN},
    {TEXT("\"a\nb\""), JSON_TEXT_BROKEN},
    {TEXT("\"\xC3\""), JSON_TEXT_BROKEN},
    {TEXT("\"\xED\xA0\x80\""), JSON_TEXT_BROKEN},
    {TEXT("\xEF\xBB\xBF{}"), JSON_TEXT_BROKEN},
    {TEXT("{\"a\": 1, \"a\": }"), JSON_TEXT_BROKEN},
    {TEXT("9223372036854775808"), JSON_TEXT_LIMIT},
    {TEXT("1e400"), JSON_TEXT_LIMIT},
    {TEXT("\"\\ud800\""), JSON_TEXT_SURROGATE},
    {TEXT("\"\\udc00\\ud800 \\ud83d\\ude00\""), JSON_TEXT_SURROGATE},
    {TEXT("\"\\ud80\""), JSON_TEXT_BROKEN},
    {TEXT("{\"a\": \"\\udc00\", \"a\": 1}"), JSON_TEXT_DUPLICATE},
    {TEXT("{\"\\u0000\": 1}"), JSON_TEXT_LIMIT},
};

static void a_lone_surrogate_is_read_as_the_replacement_character(void **state)
{
    static const struct {
        const char *text;
        const char *read;
    } rows[] = {
        {"\"a\\ud800b\"", "a\xEF\xBF\xBD"
                          "b"},
        {"\"\\udc00\\ud800\"", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\"\\ud83d\\ude00\\uDEAD\"", "\xF0\x9F\x98\x80\xEF\xBF\xBD"},
        {"\"\\\\ud800\\ud800\"", "\\ud800\xEF\xBF\xBD"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        json_t *value = NULL;

        assert_int_equal(
            json_parse_text(rows[i].text, strlen(rows[i].text), &value, NULL),
            JSON_TEXT_SURROGATE);
        assert_string_equal(json_string_value(value), rows[i].read);
        json_decref(value);
    }
}

static void every_text_has_its_class(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(text_rows) / sizeof(text_rows[0]); i++) {
        const struct text_row *row = &text_rows[i];
        json_t *value = NULL;
        char *message = NULL;
        enum json_text_problem problem =
            json_parse_text(row->text, row->len, &value, &message);

        if (problem != row->problem)
            fail_msg("%s: class %d, wanted %d", row->text, problem,
                     row->problem);
        assert_int_equal(value != NULL, problem == JSON_TEXT_OK ||
                                            problem == JSON_TEXT_SURROGATE ||
                                            problem == JSON_TEXT_DUPLICATE);
        assert_int_equal(message != NULL, problem != JSON_TEXT_OK);
        json_decref(value);
        free(message);
    }
}

static void the_last_of_two_equal_names_wins(void **state)
{
    const char text[] = "{\"a\": 1, \"b\": 0, \"a\": 2}";
    json_t *value;

    (void)state;
    assert_int_equal(json_parse_text(text, strlen(text), &value, NULL),
                     JSON_TEXT_DUPLICATE);
    assert_int_equal(json_integer_value(json_object_get(value, "a")), 2);
    json_decref(value);
}

static void a_text_nested_too_deeply_is_our_limit(void **state)
{
    struct buffer text;
    json_t *value;

    (void)state;
    buffer_init(&text, 0);
    for (int i = 0; i < 3000; i++)
        buffer_add(&text, "[", 1);
    assert_int_equal(json_parse_text(text.data, text.len, &value, NULL),
                     JSON_TEXT_LIMIT);
    assert_null(value);
    buffer_clear(&text);
}

static const struct same_row {
    const char *a;
    const char *b;
    bool is_same;
} same_rows[] = {
    {"1", "1.0", true},
    {"0", "-0.0", true},
    {"1", "1.5", false},
    {"9007199254740993", "9007199254740992.0", false},
    {"9223372036854775807", "9223372036854775807.0", false},
    {"-9223372036854775808", "-9223372036854775808.0", true},
    {"1", "true", false},
    {"0", "false", false},
    {"0", "null", false},
    {"\"1\"", "1", false},
    {"\"a\\u0000b\"", "\"a\\u0000c\"", false},
    {"[1, [2.0]]", "[1.0, [2]]", true},
    {"[1, 2]", "[2, 1]", false},
    {"[1]", "[1, 1]", false},
    {"{\"a\": 1, \"b\": [2]}", "{\"b\": [2.0], \"a\": 1}", true},
    {"{\"a\": 1}", "{\"b\": 1}", false},
    {"{\"a\": null}", "{}", false},
    {"{}", "[]", false},
};

static void values_are_compared_by_meaning(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(same_rows) / sizeof(same_rows[0]); i++) {
        const struct same_row *row = &same_rows[i];
        json_t *a, *b;

        json_parse_text(row->a, strlen(row->a), &a, NULL);
        json_parse_text(row->b, strlen(row->b), &b, NULL);
        if (json_same(a, b) != row->is_same || json_same(b, a) != row->is_same)
            fail_msg("%s and %s", row->a, row->b);
        assert_true(json_same(a, a));
        json_decref(a);
        json_decref(b);
    }
    assert_true(json_same(NULL, NULL));
}

static void long_values_are_cut_in_the_middle_between_characters(void **state)
{
    char text[4000] = "";
    json_t *value;
    char *shown;

    (void)state;
    for (int i = 0; i < 900; i++)
        strcat(text, "\xE2\x82\xAC");
    value = json_string(text);
    for (size_t max = 40; max < 60; max++) {
        json_error_t at;
        json_t *again;

        shown = json_text_short(value, max);
        assert_true(strlen(shown) < 2 * max);
        assert_non_null(strstr(shown, "(2702 bytes)"));
        again = json_loads(shown, JSON_DECODE_ANY, &at);
        assert_non_null(again); /* still UTF-8 and still quoted */
        json_decref(again);
        free(shown);
    }
    shown = json_text_short(value, 5000);
    assert_int_equal(strlen(shown), 2702);
    free(shown);
    json_decref(value);
}

static void texts_keep_the_order_of_members(void **state)
{
    json_t *value = json_pack("{s:i, s:[b, n]}", "z", 1, "a", 1);
    char *text = json_text(value), *absent = json_text(NULL);

    (void)state;
    assert_string_equal(text, "{\"z\":1,\"a\":[true,null]}");
    assert_string_equal(absent, "(absent)");
    free(absent);
    free(text);
    json_decref(value);
}

static void members_and_lists_are_looked_up(void **state)
{
    json_t *value =
        json_pack("{s:s, s:i, s:[s, i]}", "a", "x", "b", 1, "c", "y", 2);
    const json_t *list = json_object_get(value, "c");

    (void)state;
    assert_string_equal(json_member_text(value, "a", "-"), "x");
    assert_string_equal(json_member_text(value, "b", "-"), "-");
    assert_string_equal(json_member_text(value, "no", "-"), "-");
    assert_null(json_member_text(NULL, "a", NULL));
    assert_true(json_array_has_text(list, "y"));
    assert_false(json_array_has_text(list, "2"));
    assert_false(json_array_has_text(NULL, "y"));
    json_decref(value);
}

static void a_file_with_a_mistake_says_line_and_column(void **state)
{
    static const struct {
        const char *text;
        const char *begin; /* of the error */
    } rows[] = {
        {"{\"a\":\n  tru}", "line 2 column "},
        {"{\"a\": 1,\n\n \"a\": 2}", "line 3 column "},
        {"{} {}", "line 1 column "},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char path[] = "/tmp/assay-test-json-XXXXXX";
        int fd = mkstemp(path);
        struct error err = {0};

        assert_true(write(fd, rows[i].text, strlen(rows[i].text)) > 0);
        close(fd);
        assert_null(json_load_checked(path, ERROR_SUITE, &err));
        unlink(path);
        assert_int_equal(err.kind, ERROR_SUITE);
        assert_string_equal(err.where, path);
        assert_memory_equal(err.text, rows[i].begin, strlen(rows[i].begin));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_has_its_class),
        cmocka_unit_test(a_lone_surrogate_is_read_as_the_replacement_character),
        cmocka_unit_test(the_last_of_two_equal_names_wins),
        cmocka_unit_test(a_text_nested_too_deeply_is_our_limit),
        cmocka_unit_test(values_are_compared_by_meaning),
        cmocka_unit_test(long_values_are_cut_in_the_middle_between_characters),
        cmocka_unit_test(texts_keep_the_order_of_members),
        cmocka_unit_test(members_and_lists_are_looked_up),
        cmocka_unit_test(a_file_with_a_mistake_says_line_and_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
