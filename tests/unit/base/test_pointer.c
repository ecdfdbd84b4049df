/* test_pointer.c - the example of RFC 6901 section 5, and more. */
#include "tests/unit/test.h"

#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

static const char document[] =
    "{\"foo\": [\"bar\", \"baz\"], \"\": 0, \"a/b\": 1, \"c%d\": 2, "
    "\"e^f\": 3, \"g|h\": 4, \"i\\\\j\": 5, \"k\\\"l\": 6, \" \": 7, "
    "\"m~n\": 8, \"0\": 9, \"~1\": 10, \"o\": {\"\": {\"\": 11}}}";

static const struct row {
    const char *pointer;
    int value; /* -1: nothing is there */
} rows[] = {
    {"/", 0},
    {"/a~1b", 1},
    {"/c%d", 2},
    {"/e^f", 3},
    {"/g|h", 4},
    {"/i\\j", 5},
    {"/k\"l", 6},
    {"/ ", 7},
    {"/m~0n", 8},
    {"/0", 9},
    {"/~01", 10},
    {"/o//", 11},
    {"a", -1},
    {"/no", -1},
    {"/foo/2", -1},
    {"/foo/-", -1},
    {"/foo/01", -1},
    {"/foo/+1", -1},
    {"/foo/1x", -1},
    {"/foo/", -1},
    {"/foo/ 1", -1},
    {"/0/x", -1},
    {"/foo/99999999999999999999999", -1},
};

static void a_pointer_names_one_value(void **state)
{
    json_t *value = json_loads(document, 0, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const json_t *found = pointer_get(value, rows[i].pointer);

        if (rows[i].value < 0 ? found != NULL
                              : json_integer_value(found) != rows[i].value)
            fail_msg("%s", rows[i].pointer);
    }
    assert_ptr_equal(pointer_get(value, ""), value);
    assert_string_equal(json_string_value(pointer_get(value, "/foo/1")), "baz");
    assert_null(pointer_get(NULL, ""));
    json_decref(value);
}

static void tokens_are_escaped_and_come_back(void **state)
{
    static const struct {
        const char *token;
        const char *pointer;
    } tokens[] = {
        {"", "/p/"},      {"a/b", "/p/a~1b"},          {"m~n", "/p/m~0n"},
        {"~1", "/p/~01"}, {"\xC3\xA4", "/p/\xC3\xA4"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
        const char *token = tokens[i].token;
        char *pointer = pointer_child("/p", token, strlen(token));
        char *back = pointer_unescape(pointer + 3, strlen(pointer + 3));

        assert_string_equal(pointer, tokens[i].pointer);
        assert_string_equal(back, token);
        free(back);
        free(pointer);
    }
}

static void an_index_is_a_number(void **state)
{
    char *pointer = pointer_index("/a", 12);

    (void)state;
    assert_string_equal(pointer, "/a/12");
    free(pointer);
}

static void below_means_whole_tokens(void **state)
{
    static const struct {
        const char *pointer;
        const char *prefix;
        bool is_below;
    } pairs[] = {
        {"/a/b", "/a", true},  {"/a", "/a", true}, {"/ab", "/a", false},
        {"/a", "/a/b", false}, {"/a", "", true},   {"", "", true},
        {"", "/a", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        assert_int_equal(pointer_is_below(pairs[i].pointer, pairs[i].prefix),
                         pairs[i].is_below);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pointer_names_one_value),
        cmocka_unit_test(tokens_are_escaped_and_come_back),
        cmocka_unit_test(an_index_is_a_number),
        cmocka_unit_test(below_means_whole_tokens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
