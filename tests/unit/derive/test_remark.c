/* test_remark.c - the list of what pages do wrong. */
#include "tests/unit/test.h"

#include "derive/remark.h"

#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static void a_remark_has_the_grade_of_its_kind(void **state)
{
    struct remarks remarks = {0};
    const struct remark *remark;

    (void)state;
    remark = remarks_add(&remarks, "example-null", "p1", "pages/p1.html", "li7",
                         12, "/box/lid", "\"%s\" is null", "lid");
    assert_int_equal(remark->grade, REMARK_WRONG);
    assert_string_equal(remark->text, "\"lid\" is null");
    assert_string_equal(remark->pointer, "/box/lid");
    assert_int_equal(remark->line, 12);
    assert_null(remarks_refusal(&remarks));
    remarks_add(&remarks, "no-endpoint", "p2", "p2.html", "", 0, NULL, "none");
    remarks_add(&remarks, "type-unknown", "p2", "p2.html", "", 0, NULL, "?");
    assert_string_equal(remarks_refusal(&remarks)->page, "p2");
    assert_int_equal(remarks.len, 3);
    remarks_clear(&remarks);
    assert_int_equal(remarks.len, 0);
    assert_null(remarks_refusal(&remarks));
}

static void every_kind_is_named_once_and_explained(void **state)
{
    size_t len = 0;

    (void)state;
    for (; remark_kinds[len].name; len++) {
        const struct remark_kind *kind = &remark_kinds[len];

        assert_true(strlen(kind->meaning) > 10);
        assert_true(strlen(kind->meaning) < 70);
        for (size_t i = 0; i < len; i++)
            assert_string_not_equal(remark_kinds[i].name, kind->name);
    }
    assert_true(len >= 30);
}

static void the_manual_lists_every_kind(void **state)
{
    static const char *const grades[] = {"refused", "wrong", "doubt"};
    struct error err = {0};
    size_t len, rows = 0, kinds = 0;
    char *text =
        file_read("docs/derive-remarks.md", 100000, &len, ERROR_USAGE, &err);

    (void)state;
    assert_non_null(text);
    for (const struct remark_kind *kind = remark_kinds; kind->name; kind++) {
        char *row = xasprintf("\n| `%s` | %s | %s |\n", kind->name,
                              grades[kind->grade], kind->meaning);

        if (!strstr(text, row))
            fail_msg("docs/derive-remarks.md lacks%s", row);
        free(row);
        kinds++;
    }
    *strstr(text, "\n## ") = '\0';
    for (const char *at = text; (at = strstr(at, "\n| `")); at++)
        rows++;
    assert_int_equal(rows, kinds);
    free(text);
}

static void remarks_are_sorted_by_place(void **state)
{
    struct remarks remarks = {0};
    char order[5] = {0};

    (void)state;
    remarks_add(&remarks, "example-type", "b", "b.html", "", 1, NULL, "e");
    remarks_add(&remarks, "example-type", "a", "a.html", "", 9, "/b", "d");
    remarks_add(&remarks, "example-type", "a", "a.html", "", 9, "/a", "c");
    remarks_add(&remarks, "example-null", "a", "a.html", "", 9, NULL, "b");
    remarks_add(&remarks, "example-type", "a", "a.html", "", 2, NULL, "a");
    remarks_sort(&remarks);
    for (size_t i = 0; i < remarks.len && i < sizeof(order); i++)
        order[i] = remarks.items[i].text[0];
    assert_memory_equal(order, "abcde", 5);
    remarks_clear(&remarks);
    remarks_sort(&remarks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_remark_has_the_grade_of_its_kind),
        cmocka_unit_test(every_kind_is_named_once_and_explained),
        cmocka_unit_test(the_manual_lists_every_kind),
        cmocka_unit_test(remarks_are_sorted_by_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
