/* test_verdict.c - words and what they stand for, both ways. */
#include "tests/unit/test.h"

#include "model/verdict.h"

static const char *name_of_verdict(int i)
{
    return verdict_name((enum verdict)i);
}

static const char *name_of_level(int i)
{
    return level_name((enum level)i);
}

static const char *name_of_basis(int i)
{
    return basis_name((enum basis)i);
}

static void every_word_stands_for_its_value_both_ways(void **state)
{
    static const struct {
        const char *words[VERDICT_COUNT + 1]; /* in the order of the enum */
        const char *(*name)(int);
        int (*from)(const char *);
    } rows[] = {
        {{"pass", "fail", "error", "skip", "waived", "stale", NULL},
         name_of_verdict,
         verdict_from_name},
        {{"must", "should", NULL}, name_of_level, level_from_name},
        {{"documented", "example", "inherited", "ambiguous", NULL},
         name_of_basis,
         basis_from_name},
    };

    (void)state;
    assert_int_equal(VERDICT_STALE, VERDICT_COUNT - 1);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int k = 0; rows[i].words[k]; k++) {
            assert_string_equal(rows[i].name(k), rows[i].words[k]);
            assert_int_equal(rows[i].from(rows[i].words[k]), k);
        }
}

static void another_word_stands_for_nothing(void **state)
{
    static const char *const words[] = {"",      "Pass", "MUST",
                                        "pass ", "may",  "document"};

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        assert_int_equal(verdict_from_name(words[i]), -1);
        assert_int_equal(level_from_name(words[i]), -1);
        assert_int_equal(basis_from_name(words[i]), -1);
    }
    assert_int_equal(verdict_from_name(NULL), -1);
    assert_int_equal(level_from_name(NULL), -1);
    assert_int_equal(basis_from_name(NULL), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_stands_for_its_value_both_ways),
        cmocka_unit_test(another_word_stands_for_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
