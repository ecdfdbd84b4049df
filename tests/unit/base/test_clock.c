/* test_clock.c */
#include "tests/unit/test.h"

#include "base/clock.h"

static void an_instant_is_written_as_rfc_3339(void **state)
{
    static const struct {
        int64_t wall_us;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00.000Z"},
        {999, "1970-01-01T00:00:00.000Z"},
        {1000, "1970-01-01T00:00:00.001Z"},
        {951782400000000, "2000-02-29T00:00:00.000Z"},
        {4107542399999999, "2100-02-28T23:59:59.999Z"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char text[CLOCK_TEXT_SIZE];

        clock_text(rows[i].wall_us, text);
        assert_string_equal(text, rows[i].text);
    }
}

static void a_fixed_clock_follows_its_variable_only(void **state)
{
    int64_t instant = 5;
    struct clock clock = clock_fixed(&instant);

    (void)state;
    assert_int_equal(clock.wall_us(clock.state), 5);
    assert_int_equal(clock.monotonic_us(clock.state), 5);
    instant = 7;
    assert_int_equal(clock.wall_us(clock.state), 7);
}

static void the_system_clock_does_not_go_back(void **state)
{
    struct clock clock = clock_system();
    int64_t before = clock.monotonic_us(clock.state);

    (void)state;
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock.monotonic_us(clock.state);

        assert_true(now >= before);
        before = now;
    }
    /* later than 2020, so it is wall time in microseconds */
    assert_true(clock.wall_us(clock.state) > 1577836800000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_instant_is_written_as_rfc_3339),
        cmocka_unit_test(a_fixed_clock_follows_its_variable_only),
        cmocka_unit_test(the_system_clock_does_not_go_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
