/* test_fill.c - texts of an exact size. */
#include "tests/unit/test.h"

#include "model/fill.h"

#include <string.h>

static json_t *fill(const char *text, struct error *err)
{
    json_t *spec = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    json_t *made;

    assert_non_null(spec);
    made = fill_text(spec, err);
    json_decref(spec);
    return made;
}

static void the_unit_is_repeated_and_padded(void **state)
{
    static const struct {
        const char *spec;
        const char *text;
        size_t len;
    } rows[] = {
        {"{\"unit\":\"a\",\"bytes\":3}", "aaa", 3},
        {"{\"unit\":\"xy\",\"bytes\":5}", "xyxya", 5},
        {"{\"unit\":\"\xC3\xA9\",\"bytes\":5}",
         "\xC3\xA9\xC3\xA9"
         "a",
         5},
        {"{\"unit\":\"long\",\"bytes\":3}", "aaa", 3},
        {"{\"unit\":\"a\",\"bytes\":0}", "", 0},
        {"{\"unit\":\"a\",\"times\":0}", "", 0},
        {"{\"unit\":\"ab\",\"times\":3}", "ababab", 6},
        /* prefix and suffix count; the padding stands before the suffix */
        {"{\"unit\":\"xy\",\"bytes\":7,\"prefix\":\"<\",\"suffix\":\">\"}",
         "<xyxya>", 7},
        {"{\"unit\":\"x\",\"bytes\":2,\"prefix\":\"<\",\"suffix\":\">\"}", "<>",
         2},
        {"{\"unit\":\"x\",\"times\":2,\"prefix\":\"<\",\"suffix\":\">\"}",
         "<xx>", 4},
        {"{\"unit\":\"x\",\"times\":0,\"prefix\":\"p\"}", "p", 1},
        {"{\"unit\":\"\\u0000\",\"times\":2,\"suffix\":\"s\"}", "\0\0s", 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error err = {0};
        json_t *made = fill(rows[i].spec, &err);

        assert_int_equal(err.kind, ERROR_NONE);
        assert_int_equal(json_string_length(made), rows[i].len);
        assert_memory_equal(json_string_value(made), rows[i].text, rows[i].len);
        json_decref(made);
    }
}

static void the_limits_can_be_reached_and_not_passed(void **state)
{
    static const struct {
        const char *spec;
        size_t len; /* 0: an error */
    } rows[] = {
        {"{\"unit\":\"a\",\"bytes\":1000000}", 1000000},
        {"{\"unit\":\"a\",\"bytes\":1000001}", 0},
        {"{\"unit\":\"a\",\"times\":1000000}", 1000000},
        {"{\"unit\":\"a\",\"times\":1000001}", 0},
        {"{\"unit\":\"abcd\",\"times\":1000000}", 4000000},
        {"{\"unit\":\"abcde\",\"times\":1000000}", 0},
        {"{\"unit\":\"abcd\",\"times\":1000000,\"suffix\":\"e\"}", 0},
        {"{\"unit\":\"a\",\"bytes\":-1}", 0},
        {"{\"unit\":\"a\",\"times\":-1}", 0},
        {"{\"unit\":\"a\",\"bytes\":9223372036854775807}", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error err = {0};
        json_t *made = fill(rows[i].spec, &err);

        assert_int_equal(json_string_length(made), rows[i].len);
        assert_int_equal(err.kind, rows[i].len ? ERROR_NONE : ERROR_SUITE);
        json_decref(made);
    }
}

static void a_wrong_member_is_named(void **state)
{
    static const struct {
        const char *spec;
        const char *text;
    } rows[] = {
        {"{}", "$fill: unit is not a text"},
        {"[]", "$fill: unit is not a text"},
        {"\"a\"", "$fill: unit is not a text"},
        {"{\"unit\":\"\",\"times\":1}", "$fill: unit is not a text"},
        {"{\"unit\":1,\"times\":1}", "$fill: unit is not a text"},
        {"{\"unit\":\"a\"}",
         "$fill: needs one of bytes and times, 0 to 1000000"},
        {"{\"unit\":\"a\",\"bytes\":1,\"times\":1}",
         "$fill: needs one of bytes and times, 0 to 1000000"},
        {"{\"unit\":\"a\",\"bytes\":\"3\"}",
         "$fill: needs one of bytes and times, 0 to 1000000"},
        {"{\"unit\":\"a\",\"bytes\":1.5}",
         "$fill: needs one of bytes and times, 0 to 1000000"},
        {"{\"unit\":\"a\",\"times\":null}",
         "$fill: needs one of bytes and times, 0 to 1000000"},
        {"{\"unit\":\"a\",\"bytes\":1,\"prefix\":1}",
         "$fill: prefix is not a text"},
        {"{\"unit\":\"a\",\"bytes\":1,\"suffix\":null}",
         "$fill: suffix is not a text"},
        {"{\"unit\":\"a\",\"bytes\":2,\"prefix\":\"abc\"}",
         "$fill: prefix and suffix alone are longer than bytes"},
        {"{\"unit\":\"abcde\",\"times\":1000000}",
         "$fill: the text is too long"},
        {"{\"unit\":\"a\",\"bytes\":1,\"sufix\":\"b\"}",
         "$fill: unknown member \"sufix\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error err = {0};

        assert_null(fill(rows[i].spec, &err));
        assert_int_equal(err.kind, ERROR_SUITE);
        assert_string_equal(err.text, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_is_repeated_and_padded),
        cmocka_unit_test(the_limits_can_be_reached_and_not_passed),
        cmocka_unit_test(a_wrong_member_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
