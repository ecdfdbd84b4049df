/* test_error.c */
#include "tests/unit/test.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

static void the_first_report_wins(void **state)
{
    struct error err = {0};
    char *text;

    (void)state;
    assert_false(error_is_set(&err));
    assert_int_equal(error_set(&err, ERROR_SUITE, "a.json", "row %d", 3), -1);
    assert_int_equal(error_set(&err, ERROR_USAGE, "b", "later"), -1);
    assert_true(error_is_set(&err));
    assert_int_equal(err.kind, ERROR_SUITE);
    text = error_message(&err);
    assert_string_equal(text, "a.json: row 3");
    free(text);
}

static void an_error_without_a_place_is_its_text(void **state)
{
    static const char *const nowhere[] = {"", NULL};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct error err = {0};
        char *text;

        error_set(&err, ERROR_INTERNAL, nowhere[i], "100%% odd");
        text = error_message(&err);
        assert_string_equal(text, "100% odd");
        free(text);
    }
}

static void what_is_too_long_is_cut(void **state)
{
    struct error err = {0};
    char longest[2000];

    (void)state;
    memset(longest, 'x', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    error_set(&err, ERROR_OUTPUT, longest, "%s", longest);
    assert_int_equal(strlen(err.where), sizeof(err.where) - 1);
    assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_report_wins),
        cmocka_unit_test(an_error_without_a_place_is_its_text),
        cmocka_unit_test(what_is_too_long_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
