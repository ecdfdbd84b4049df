/* test_names.c - finding a name in a fixed set. */
#include "tests/unit/test.h"

#include "jsonschema/names.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Texts made by a pattern with one number in it. */
struct set {
    struct names names;
    char **texts;
    size_t len;
};

static struct set set_new(const char *pattern, size_t len)
{
    struct set set = {.texts = xcalloc(len, sizeof(char *)), .len = len};
    struct name *rows = xcalloc(len, sizeof(*rows));

    for (size_t i = 0; i < len; i++) {
        set.texts[i] = xasprintf(pattern, (int)i);
        rows[i] = (struct name){set.texts[i], strlen(set.texts[i]), i};
    }
    names_init(&set.names, rows, len);
    return set;
}

static void set_clear(struct set *set)
{
    for (size_t i = 0; i < set->len; i++)
        free(set->texts[i]);
    free(set->texts);
    names_clear(&set->names);
}

/* The last pattern has the same ends and length for every name. */
static const char *const patterns[] = {"%d", "name-%d", "%08d",
                                       "same-begin%06dsame-end"};

static void each_name_is_found_with_its_value(void **state)
{
    static const size_t sizes[] = {0, 1, 2, 7, 8, 100, 3000};

    (void)state;
    for (size_t p = 0; p < sizeof(patterns) / sizeof(*patterns); p++)
        for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
            struct set set = set_new(patterns[p], sizes[s]);

            for (size_t i = 0; i < set.len; i++) {
                const struct name *row =
                    names_find(&set.names, set.texts[i], strlen(set.texts[i]));

                assert_non_null(row);
                assert_int_equal(row->value, i);
            }
            set_clear(&set);
        }
}

static void no_other_name_is_found(void **state)
{
    static const char *const others[] = {
        "", "3000", "name-", "name-3000", "same-begin999999same-end", "Name-1"};

    (void)state;
    for (size_t p = 0; p < sizeof(patterns) / sizeof(*patterns); p++) {
        struct set set = set_new(patterns[p], 3000);

        for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
            assert_null(names_find(&set.names, others[i], strlen(others[i])));
        assert_null(names_find(&set.names, "name-1\0", 7));
        set_clear(&set);
    }
}

static void names_that_hash_alike_are_sorted(void **state)
{
    struct set set = set_new(patterns[3], 3000);

    (void)state;
    assert_int_equal(set.names.mask, 0);
    assert_true(strcmp(set.names.rows[0].text, set.names.rows[1].text) < 0);
    set_clear(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_name_is_found_with_its_value),
        cmocka_unit_test(no_other_name_is_found),
        cmocka_unit_test(names_that_hash_alike_are_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
