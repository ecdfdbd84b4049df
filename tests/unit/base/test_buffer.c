/* test_buffer.c */
#include "tests/unit/test.h"

#include "base/buffer.h"

#include <stdlib.h>

static void an_empty_buffer_has_an_empty_text(void **state)
{
    struct buffer buf;
    char *taken;

    (void)state;
    buffer_init(&buf, 0);
    assert_string_equal(buffer_text(&buf), "");
    taken = buffer_take(&buf);
    assert_string_equal(taken, "");
    free(taken);
}

static void what_would_pass_the_maximum_is_not_added(void **state)
{
    struct buffer buf;

    (void)state;
    buffer_init(&buf, 4);
    assert_int_equal(buffer_add_text(&buf, "abc"), 0);
    assert_int_equal(buffer_add_text(&buf, "de"), -1);
    assert_true(buf.overflow);
    assert_string_equal(buffer_text(&buf), "abc");
    assert_int_equal(buffer_add_text(&buf, "d"), 0);
    assert_int_equal(buf.len, 4);
    assert_int_equal(buffer_add(&buf, NULL, 0), 0);
    assert_int_equal(buffer_add(&buf, "x", SIZE_MAX), -1);
    buffer_clear(&buf);
    assert_int_equal(buf.max, 4);
}

static void bytes_may_be_zero_and_a_zero_follows_them(void **state)
{
    struct buffer buf;

    (void)state;
    buffer_init(&buf, 0);
    buffer_add(&buf, "a\0b", 3);
    buffer_printf(&buf, "%d-%s", 7, "x");
    assert_int_equal(buf.len, 6);
    assert_memory_equal(buf.data, "a\0b7-x", 7);
    buffer_clear(&buf);
}

static void a_printf_that_does_not_fit_adds_nothing(void **state)
{
    struct buffer buf;

    (void)state;
    buffer_init(&buf, 3);
    assert_int_equal(buffer_printf(&buf, "%d", 1234), -1);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buffer_printf(&buf, "%d", 123), 0);
    assert_string_equal(buffer_text(&buf), "123");
    buffer_clear(&buf);
}

static void taking_and_resetting_leave_it_usable(void **state)
{
    struct buffer buf;
    char *taken;

    (void)state;
    buffer_init(&buf, 2);
    buffer_add_text(&buf, "ab");
    buffer_add_text(&buf, "c");
    taken = buffer_take(&buf);
    assert_string_equal(taken, "ab");
    free(taken);
    assert_false(buf.overflow);
    assert_int_equal(buffer_add_text(&buf, "xy"), 0);
    buffer_reset(&buf);
    assert_string_equal(buffer_text(&buf), "");
    assert_int_equal(buffer_add_text(&buf, "z"), 0);
    assert_string_equal(buffer_text(&buf), "z");
    buffer_clear(&buf);
}

static void many_small_pieces_come_out_whole(void **state)
{
    struct buffer buf;

    (void)state;
    buffer_init(&buf, 0);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(buffer_add(&buf, i % 2 ? "b" : "a", 1), 0);
    assert_int_equal(buf.len, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(buf.data[i], i % 2 ? 'b' : 'a');
    buffer_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_has_an_empty_text),
        cmocka_unit_test(what_would_pass_the_maximum_is_not_added),
        cmocka_unit_test(bytes_may_be_zero_and_a_zero_follows_them),
        cmocka_unit_test(a_printf_that_does_not_fit_adds_nothing),
        cmocka_unit_test(taking_and_resetting_leave_it_usable),
        cmocka_unit_test(many_small_pieces_come_out_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
