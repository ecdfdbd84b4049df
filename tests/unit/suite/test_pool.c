/* test_pool.c - memory that lives as long as its owner. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "suite/pool.h"

static void
what_a_pool_keeps_stays_where_it_is_until_it_is_cleared(void **state)
{
    struct pool pool = {0};
    char *kept = xstrdup("kept"), *first;
    int *numbers = pool_array(&pool, 100, sizeof(*numbers));

    (void)state;
    assert_ptr_equal(pool_keep(&pool, kept), kept);
    first = pool_text(&pool, "%s-%d", "text", 1);
    for (int i = 0; i < 1000; i++)
        pool_text(&pool, "%d", i);
    for (int i = 0; i < 100; i++)
        assert_int_equal(numbers[i], 0);
    assert_string_equal(kept, "kept");
    assert_string_equal(first, "text-1");
    assert_non_null(pool_array(&pool, 0, sizeof(int)));
    pool_clear(&pool);
    assert_int_equal(pool.len, 0);
    pool_clear(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_a_pool_keeps_stays_where_it_is_until_it_is_cleared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
