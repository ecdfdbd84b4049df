/* test_write_json.c - JSON in the form of the project's own files. */
#include "tests/unit/test.h"

#include "base/file.h"
#include "derive/write_json.h"

#include <stdlib.h>
#include <string.h>

static char *pretty(const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    char *done;

    assert_non_null(value);
    done = json_pretty(value);
    json_decref(value);
    return done;
}

static void values_take_the_form_of_the_house(void **state)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"{}", "{}\n"},
        {"[]", "[]\n"},
        {"7", "7\n"},
        {"{\"b\":1,\"a\":{}}", "{\n  \"b\": 1,\n  \"a\": {}\n}\n"},
        {"{\"a\":{\"x\":[1,2],\"y\":null}}",
         "{\n  \"a\": {\"x\": [1, 2], \"y\": null}\n}\n"},
        {"[1,\"\\u00e9\",0.1]", "[\n  1, \"\xc3\xa9\", 0.1\n]\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *text = pretty(cases[i].given);

        assert_string_equal(text, cases[i].expected);
        free(text);
    }
}

static void a_line_holds_as_much_as_fits_and_no_more(void **state)
{
    char given[400] = "{\"a\": [", *text;

    (void)state;
    for (int i = 0; i < 30; i++)
        strcat(given, i ? ", \"nine\"" : "\"nine\"");
    strcat(given, "]}");
    text = pretty(given);
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= JSON_LINE_MAX);
    /* 4 blanks and 13 words of 8 bytes, the last without its blank: 107 */
    assert_int_equal(strcspn(strstr(text, "\n    ") + 1, "\n"), 107);
    free(text);
}

/* Files of the house that were written by hand or by other programs. */
static void files_of_the_house_come_out_as_they_are(void **state)
{
    static const char *const files[] = {
        "schemas/assay/clauses.json",
        "schemas/evs/snapshots/error.not-routed.openstack.json",
        "suites/evs/snapshots/update.clauses.json",
        "suites/evs/snapshots/get.clauses.json",
        "suites/profiles/openstack.json",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        struct error err = {0};
        size_t len;
        char *bytes = file_read(files[i], 1 << 20, &len, ERROR_SUITE, &err);
        char *text;

        assert_non_null(bytes);
        text = pretty(bytes);
        assert_string_equal(text, bytes);
        free(text);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_take_the_form_of_the_house),
        cmocka_unit_test(a_line_holds_as_much_as_fits_and_no_more),
        cmocka_unit_test(files_of_the_house_come_out_as_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
