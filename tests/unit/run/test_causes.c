#include "tests/unit/test.h"

#include "run/causes.h"

#include <stdio.h>

static void the_same_text_is_counted_together(void **state)
{
    struct causes causes = {0};

    (void)state;
    assert_int_equal(1, causes_count(&causes, "reset"));
    assert_int_equal(1, causes_count(&causes, "timeout"));
    assert_int_equal(2, causes_count(&causes, "reset"));
    assert_int_equal(3, causes_count(&causes, "reset"));
    assert_int_equal(2, causes_count(&causes, "timeout"));
    causes_clear(&causes);
    assert_int_equal(1, causes_count(&causes, "reset"));
    causes_clear(&causes);
}

/* However many texts a hostile target invents, the room stays the same. */
static void texts_beyond_the_limit_are_counted_together(void **state)
{
    struct causes causes = {0};
    char text[20];

    (void)state;
    for (int i = 0; i < CAUSES_MAX; i++) {
        snprintf(text, sizeof(text), "cause %d", i);
        assert_int_equal(1, causes_count(&causes, text));
    }
    assert_int_equal(2, causes_count(&causes, "one more"));
    assert_int_equal(3, causes_count(&causes, "and another"));
    assert_int_equal(2, causes_count(&causes, "cause 0"));
    assert_int_equal(CAUSES_MAX, causes.len);
    causes_clear(&causes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_text_is_counted_together),
        cmocka_unit_test(texts_beyond_the_limit_are_counted_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
