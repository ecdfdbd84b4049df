/* test_retry_after.c - every form in which a server may ask to wait. */
#include "tests/unit/test.h"

#include "http/retry_after.h"

#include <stddef.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* 2026-11-23T00:06:59Z and half a second. */
#define NOW_US INT64_C(1795392419500000)
#define NOW    "Mon, 23 Nov 2026 00:06:59 GMT"

static long asked(const char *date, const char *retry_after, int64_t now_us)
{
    struct response response = {.status = 503};
    long ms;

    if (date)
        fields_add(&response.fields, "date", date);
    if (retry_after)
        fields_add(&response.fields, "retry-after", retry_after);
    ms = retry_after_ms(&response, now_us);
    fields_clear(&response.fields);
    return ms;
}

static void every_form_gives_milliseconds(void **state)
{
    static const struct {
        const char *date, *retry_after;
        long ms;
    } rows[] = {
        {NULL, "0", 0},
        {NULL, "3", 3000},
        {NOW, "120", 120000},
        {NULL, "007", 7000},
        {NULL, "604800", RETRY_AFTER_LIMIT_MS},
        {NULL, "604801", RETRY_AFTER_LIMIT_MS},
        {NULL, "999999999", RETRY_AFTER_LIMIT_MS},
        {NULL, "99999999999999999999999", RETRY_AFTER_LIMIT_MS},
        /* the server's own clock counts, not ours */
        {NOW, "Mon, 23 Nov 2026 00:07:09 GMT", 10000},
        {NOW, "Monday, 23-Nov-26 00:07:09 GMT", 10000},
        {NOW, "Mon Nov 23 00:07:09 2026", 10000},
        {"Mon Nov 23 00:06:59 2026", "Mon, 23 Nov 2026 00:07:09 GMT", 10000},
        {"Tue, 01 Dec 2026 00:00:00 GMT", "Tue, 01 Dec 2026 01:00:00 GMT",
         3600000},
        {"Mon, 01 Jan 2024 00:00:00 GMT", "Mon, 01 Jan 2024 00:00:01 GMT",
         1000},
        /* without one, or with one that is none, ours */
        {NULL, "Mon, 23 Nov 2026 00:07:09 GMT", 9500},
        {"yesterday", "Mon, 23 Nov 2026 00:07:09 GMT", 9500},
        /* passed, or far away */
        {NOW, NOW, 0},
        {NOW, "Sun, 06 Nov 1994 08:49:37 GMT", 0},
        {NOW, "Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {NOW, "Fri, 31 Dec 9999 23:59:59 GMT", RETRY_AFTER_LIMIT_MS},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        long got = asked(rows[i].date, rows[i].retry_after, NOW_US);

        if (got != rows[i].ms)
            print_message("%s\n", rows[i].retry_after);
        assert_int_equal(rows[i].ms, got);
    }
}

static void what_has_no_form_is_no_wish(void **state)
{
    static const char *const rows[] = {NULL,
                                       "",
                                       " ",
                                       "-1",
                                       "1.5",
                                       "3 s",
                                       "0x10",
                                       "soon",
                                       "Mon",
                                       "2026-11-23",
                                       "00:07:09",
                                       "Mon, 99 Nov 2026 00:07:09 GMT",
                                       "Mon, :",
                                       "1, 2",
                                       "Mon, 23 Nov 2026 00:99:09 GMT",
                                       "20261123 x",
                                       "+5",
                                       "2026-11-23T00:07:09Z",
                                       "Mon:",
                                       "Mon, 23 Foo 2026 00:07:09 GMT"};

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        long got = asked(NOW, rows[i], NOW_US);

        if (got != -1)
            print_message("%s\n", rows[i]);
        assert_int_equal(-1, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_gives_milliseconds),
        cmocka_unit_test(what_has_no_form_is_no_wish),
    };

    return cmocka_run_group_tests_name("http/retry_after", tests, NULL, NULL);
}
