/* test_problems.c - mistakes are kept once, printed, and summed up. */
#include "tests/unit/test.h"

#include "suite/problems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void the_same_problem_counts_once(void **state)
{
    struct problems list = {0};

    (void)state;
    problems_add(&list, "f", "/a", "wrong %d", 1);
    problems_add(&list, "f", "/a", "wrong %d", 1);
    problems_add(&list, "f", "/a", "wrong %d", 2);
    problems_add(&list, "f", "/b", "wrong 1");
    problems_add(&list, "g", "/a", "wrong 1");
    problems_add(&list, "f", "/a", "wrong 1");
    assert_int_equal(list.len, 4);
    assert_string_equal(list.items[1].text, "wrong 2");
    assert_string_equal(list.items[3].file, "g");
    problems_clear(&list);
    assert_int_equal(list.len, 0);
    problems_add(&list, "f", "/a", "wrong 1");
    assert_int_equal(list.len, 1);
    problems_clear(&list);
}

static void many_problems_are_kept_without_long_waiting(void **state)
{
    struct problems list = {0};

    (void)state;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 100000; i++)
            problems_add(&list, "f", "", "wrong %d", i);
    assert_int_equal(list.len, 100000);
    problems_clear(&list);
}

static void the_first_problem_becomes_the_error(void **state)
{
    struct problems list = {0};
    struct error none = {0}, one = {0}, more = {0}, bare = {0};
    struct error cause = {ERROR_SUITE, "h", "line 1 column 2: broken"};

    (void)state;
    assert_int_equal(problems_to_error(&list, &none), 0);
    assert_int_equal(none.kind, ERROR_NONE);
    problems_add(&list, "f", "/a", "wrong");
    assert_int_equal(problems_to_error(&list, &one), -1);
    assert_int_equal(one.kind, ERROR_SUITE);
    assert_string_equal(one.where, "f");
    assert_string_equal(one.text, "/a: wrong");
    problems_add_error(&list, &cause);
    problems_add(&list, "g", "", "whole");
    assert_int_equal(problems_to_error(&list, &more), -1);
    assert_string_equal(more.where, "f");
    assert_string_equal(more.text, "/a: wrong (and 2 more; see `assay lint`)");
    problems_clear(&list);
    problems_add_error(&list, &cause);
    assert_int_equal(problems_to_error(&list, &bare), -1);
    assert_string_equal(bare.where, "h");
    assert_string_equal(bare.text, "line 1 column 2: broken");
    problems_clear(&list);
}

static void each_problem_is_one_line_that_cannot_harm_a_terminal(void **state)
{
    struct problems list = {0};
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    (void)state;
    assert_non_null(out);
    problems_add(&list, "f", "/a", "wrong");
    problems_add(&list, "g", "", "whole \"\xC3\xA9\"");
    problems_add(&list, "h", "/x\ny", "\x1b[31mred\xFF");
    problems_print(&list, out);
    fclose(out);
    assert_string_equal(text, "f: /a: wrong\n"
                              "g: whole \"\xC3\xA9\"\n"
                              "h: /x\\u000ay: \\u001b[31mred\\xff\n");
    free(text);
    problems_clear(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_problem_counts_once),
        cmocka_unit_test(many_problems_are_kept_without_long_waiting),
        cmocka_unit_test(the_first_problem_becomes_the_error),
        cmocka_unit_test(each_problem_is_one_line_that_cannot_harm_a_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
