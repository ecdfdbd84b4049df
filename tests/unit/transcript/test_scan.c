#include "tests/unit/test.h"

#include "base/alloc.h"
#include "transcript/scan.h"

#include <stdlib.h>
#include <string.h>

static struct scan *scan_of(const char *text)
{
    struct scan *scan = xcalloc(1, sizeof(*scan));

    /* fmemopen takes no empty text; a blank is none */
    scan->in = *text ? fmemopen((char *)text, strlen(text), "rb")
                     : fmemopen((char *)" ", 1, "rb");
    assert_non_null(scan->in);
    return scan;
}

static void scan_done(struct scan *scan)
{
    fclose(scan->in);
    free(scan);
}

/* A value, what follows it, and how much of it may be kept. */
static void a_value_ends_where_its_brackets_do(void **state)
{
    static const struct {
        const char *text;
        const char *value;
        enum scan_state state;
        int next;
    } rows[] = {
        {"{\"a\":[1,2]},", "{\"a\":[1,2]}", SCAN_OK, ','},
        {" \n\t[ 1 , 2 ] ]", "[ 1 , 2 ]", SCAN_OK, ']'},
        {"\"a\\\"}\\\\\",x", "\"a\\\"}\\\\\"", SCAN_OK, ','},
        {"[\"]}\"]", "[\"]}\"]", SCAN_OK, -1},
        {"true}", "true", SCAN_OK, '}'},
        {"-1.5e3 ,", "-1.5e3", SCAN_OK, ','},
        {"[[[]]]]", "[[[]]]", SCAN_OK, ']'},
        {"", NULL, SCAN_CUT, -1},
        {"12", NULL, SCAN_CUT, -1}, /* more digits may have followed */
        {"\"abc", NULL, SCAN_CUT, -1},
        {"\"abc\\", NULL, SCAN_CUT, -1},
        {"{\"a\":[1,2]", NULL, SCAN_CUT, -1},
        {"[1,2}", NULL, SCAN_BROKEN, 0},
        {"{]", NULL, SCAN_BROKEN, 0},
        {"]", NULL, SCAN_BROKEN, 0},
        {",", NULL, SCAN_BROKEN, 0},
        {":1", NULL, SCAN_BROKEN, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        for (int keep = 0; keep < 2; keep++) {
            struct scan *scan = scan_of(rows[i].text);
            struct buffer out;

            buffer_init(&out, 100);
            if (scan_value(scan, keep ? &out : NULL) != rows[i].state)
                fail_msg("%s", rows[i].text);
            if (keep && rows[i].value)
                assert_string_equal(buffer_text(&out), rows[i].value);
            if (rows[i].state == SCAN_OK)
                assert_int_equal(scan_peek(scan), rows[i].next);
            buffer_clear(&out);
            scan_done(scan);
        }
}

static void a_value_beyond_its_limit_is_not_kept(void **state)
{
    struct scan *scan = scan_of("[\"0123456789\"]");
    struct buffer out;

    (void)state;
    buffer_init(&out, 10);
    assert_int_equal(scan_value(scan, &out), SCAN_LARGE);
    assert_true(out.len <= 10);
    buffer_clear(&out);
    scan_done(scan);
}

static void so_many_brackets_may_be_open(void **state)
{
    char text[2 * SCAN_DEPTH + 3];

    (void)state;
    for (size_t more = 0; more < 2; more++) {
        size_t depth = SCAN_DEPTH + more;
        struct scan *scan;

        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        text[2 * depth] = '\0';
        scan = scan_of(text);
        assert_int_equal(scan_value(scan, NULL), more ? SCAN_LARGE : SCAN_OK);
        scan_done(scan);
    }
}

static void a_name_comes_without_its_quotation_marks(void **state)
{
    static const struct {
        const char *text;
        const char *name;
        enum scan_state state;
    } rows[] = {{" \"log\" : 1", "log", SCAN_OK},
                {"\"\":1", "", SCAN_OK},
                {"\"a\\\"b\":1", "a\\\"b", SCAN_OK},
                {"log:1", NULL, SCAN_BROKEN},
                {"\"log\",", NULL, SCAN_BROKEN},
                {"\"log\"", NULL, SCAN_CUT},
                {"\"lo", NULL, SCAN_CUT},
                {"", NULL, SCAN_CUT}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct scan *scan = scan_of(rows[i].text);
        struct buffer name;

        buffer_init(&name, 100);
        assert_int_equal(scan_name(scan, &name), rows[i].state);
        if (rows[i].name)
            assert_string_equal(buffer_text(&name), rows[i].name);
        buffer_clear(&name);
        scan_done(scan);
    }
}

/* Bytes that fall on the end of what is read at a time. */
static void values_may_be_larger_than_what_is_read_at_a_time(void **state)
{
    size_t len = 3 * SCAN_BUFFER;
    char *text = xcalloc(len + 1, 1);
    struct scan *scan;
    struct buffer out;

    (void)state;
    memset(text, '\\', len);
    text[0] = '"';
    text[len - 1] = '"'; /* an even number of backslashes before it */
    if (len % 2)
        text[1] = 'x';
    scan = scan_of(text);
    buffer_init(&out, 0);
    assert_int_equal(scan_value(scan, &out), SCAN_OK);
    assert_int_equal(out.len, len);
    assert_memory_equal(out.data, text, len);
    assert_int_equal(scan->offset, len);
    buffer_clear(&out);
    scan_done(scan);
    free(text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_ends_where_its_brackets_do),
        cmocka_unit_test(a_value_beyond_its_limit_is_not_kept),
        cmocka_unit_test(so_many_brackets_may_be_open),
        cmocka_unit_test(a_name_comes_without_its_quotation_marks),
        cmocka_unit_test(values_may_be_larger_than_what_is_read_at_a_time),
    };

    return cmocka_run_group_tests_name("transcript/scan", tests, NULL, NULL);
}
