/* test_identity_time.c - times of Keystone and of HTTP, in microseconds. */
#include "tests/unit/test.h"

#include "http/identity_time.h"

#define LEN(array) (sizeof(array) / sizeof(*(array)))
#define S          INT64_C(1000000)

static void a_time_of_keystone_is_read(void **state)
{
    static const struct {
        const char *text;
        int64_t us;
    } rows[] = {
        {"2026-11-23T04:00:00.000000Z", 1795406400 * S},
        {"2026-11-23T04:00:00Z", 1795406400 * S},
        {"2026-11-23T04:00:00", 1795406400 * S},
        {"2026-11-23T04:00:00.5", 1795406400 * S + 500000},
        {"2026-11-23T04:00:00.123456789Z", 1795406400 * S + 123456},
        {"2026-11-23T06:30:00+02:30", 1795406400 * S},
        {"2026-11-22T23:00:00.000-05:00", 1795406400 * S},
        {"1970-01-01T00:00:01Z", S},
        {"2000-02-29T00:00:00Z", 951782400 * S},
        {"2000-03-01T00:00:00Z", 951868800 * S},
        {"2024-12-31T23:59:60Z", 1735689600 * S},
        {"2100-03-01T00:00:00Z", INT64_C(4107542400) * S},
        {"9999-12-31T23:59:59Z", INT64_C(253402300799) * S},
        {NULL, 0},
        {"", 0},
        {"2026-11-23", 0},
        {"2026-11-23 04:00:00", 0},
        {"2026-11-23T04:00:00X", 0},
        {"2026-11-23T04:00:00.Zx", 0},
        {"2026-11-23T04:00:00.", 0},
        {"2026-11-23T04:00:00+0230", 0},
        {"2026-13-23T04:00:00Z", 0},
        {"2026-00-23T04:00:00Z", 0},
        {"2026-11-00T04:00:00Z", 0},
        {"2026-11-32T04:00:00Z", 0},
        {"2026-11-23T24:00:00Z", 0},
        {"2026-11-23T04:60:00Z", 0},
        {"2026-11-23T04:00:61Z", 0},
        {"1969-12-31T23:59:59Z", 0},
        {"+026-11-23T04:00:00Z", 0},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        assert_int_equal(rows[i].us, identity_time(rows[i].text));
}

static void a_date_field_is_read(void **state)
{
    static const struct {
        const char *text;
        int64_t us;
    } rows[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777 * S}, /* RFC 9110 */
        {"Mon, 23 Nov 2026 04:00:00 GMT", 1795406400 * S},
        {NULL, 0},
        {"", 0},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 0},
        {"Sun Nov  6 08:49:37 1994", 0},
        {"Sun, 06 anF 1994 08:49:37 GMT", 0},
        {"Sun, 06 Foo 1994 08:49:37 GMT", 0},
        {"Sun, 06 Nov 1994 28:49:37 GMT", 0},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        assert_int_equal(rows[i].us, identity_http_date(rows[i].text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_of_keystone_is_read),
        cmocka_unit_test(a_date_field_is_read),
    };

    return cmocka_run_group_tests_name("http/identity_time", tests, NULL, NULL);
}
