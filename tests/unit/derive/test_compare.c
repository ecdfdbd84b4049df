/* test_compare.c - what changed, place by place and clause by clause. */
#include "tests/unit/test.h"

#include "base/json.h"
#include "derive/compare.h"

#include <stdlib.h>
#include <string.h>

static char *lines_of(const char *before, const char *now, const char *ledgers)
{
    json_t *a = json_loads(before, JSON_DECODE_ANY, NULL);
    json_t *b = json_loads(now, JSON_DECODE_ANY, NULL);
    json_t *all = ledgers ? json_loads(ledgers, 0, NULL) : NULL;
    struct buffer lines;

    assert_non_null(a);
    assert_non_null(b);
    buffer_init(&lines, 0);
    compare_json("evs/f.json", a, b, all, &lines);
    json_decref(all);
    json_decref(b);
    json_decref(a);
    return buffer_take(&lines);
}

static void each_difference_is_one_line(void **state)
{
    static const struct {
        const char *before, *now, *lines;
    } cases[] = {
        {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1.0}", ""},
        {"{\"a\":{\"maxBytes\":255}}", "{\"a\":{\"maxBytes\":64}}",
         "evs/f.json: /a/maxBytes: was 255, is now 64\n"},
        {"{\"a\":1}", "{\"a\":1,\"b/c\":2}", "evs/f.json: /b~1c: is new: 2\n"},
        {"{\"a\":1,\"b\":{\"c\":2}}", "{\"a\":1}",
         "evs/f.json: /b: is gone: {\"c\":2}\n"},
        {"{\"required\":[\"a\",\"b\"]}", "{\"required\":[\"a\"]}",
         "evs/f.json: /required: was [\"a\",\"b\"], is now [\"a\"]\n"},
        /* a row before others is one difference, not one for each */
        {"[{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":2}]",
         "[{\"name\":\"x\"},{\"name\":\"a\",\"n\":1},{\"name\":\"b\",\"n\":2}]",
         "evs/f.json: /x: is new: {\"name\":\"x\"}\n"},
        {"[{\"code\":200}]", "[{\"code\":202}]",
         "evs/f.json: /200: is gone: {\"code\":200}\n"
         "evs/f.json: /202: is new: {\"code\":202}\n"},
        {"1", "\"a\"", "evs/f.json: \"\": was 1, is now \"a\"\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *lines = lines_of(cases[i].before, cases[i].now, NULL);

        assert_string_equal(lines, cases[i].lines);
        free(lines);
    }
}

static void a_difference_names_the_clauses_of_its_place(void **state)
{
    static const char ledgers[] =
        "[{\"clauses\":["
        "{\"id\":\"name/limit\",\"schema\":[\"evs/f.json#/a/maxBytes\"]},"
        "{\"id\":\"name\",\"schema\":[\"evs/f.json#/a\"]},"
        "{\"id\":\"other\",\"schema\":[\"evs/f.json#/ab\"]},"
        "{\"id\":\"elsewhere\",\"schema\":[\"evs/g.json#/a\"]}]}]";
    char *lines = lines_of("{\"a\":{\"maxBytes\":255}}",
                           "{\"a\":{\"maxBytes\":64}}", ledgers);

    (void)state;
    assert_string_equal(lines, "evs/f.json: /a/maxBytes: was 255, is now 64 "
                               "(clause name/limit, name)\n");
    free(lines);
}

static void ten_thousand_differences_end_with_a_number(void **state)
{
    json_t *before = json_object(), *now = json_object();
    struct buffer lines;
    char name[20];
    size_t count = 0;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        snprintf(name, sizeof(name), "m%d", i);
        json_object_set_new(now, name, json_integer(i));
    }
    buffer_init(&lines, 0);
    assert_int_equal(compare_json("f", before, now, NULL, &lines), 10000);
    for (const char *at = buffer_text(&lines); *at; at++)
        count += *at == '\n';
    assert_int_equal(count, COMPARE_LINES_MAX + 1);
    assert_non_null(strstr(buffer_text(&lines), "f: and 8000 more\n"));
    buffer_clear(&lines);
    json_decref(before);
    json_decref(now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_difference_is_one_line),
        cmocka_unit_test(a_difference_names_the_clauses_of_its_place),
        cmocka_unit_test(ten_thousand_differences_end_with_a_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
