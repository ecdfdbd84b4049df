/* test_template.c - variables at load time and at run time, and $fill. */
#include "tests/unit/test.h"

#include "model/template.h"

#include <stdlib.h>
#include <string.h>

static json_t *parse(const char *text)
{
    json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

    if (!value)
        fail_msg("not JSON: %s", text);
    return value;
}

static json_t *variables(void)
{
    return parse("{\"n\": 7, \"s\": \"text\", \"t\": true, \"z\": null,"
                 " \"r\": 1.5, \"o\": {\"k\": [1]}, \"a\": [1, \"two\"],"
                 " \"empty\": \"\", \"nul\": \"x\\u0000y\","
                 " \"again\": \"${s}\", \"escape\": \"$${s}\","
                 " \"fill\": {\"$fill\": {\"unit\": \"ab\", \"times\": 2}},"
                 " \"count\": 3, \"snapshot.id\": \"id-1\"}");
}

static void assert_json(const char *from, const json_t *actual,
                        const char *wanted)
{
    json_t *expected = parse(wanted);
    char *shown = json_dumps(actual, JSON_ENCODE_ANY | JSON_COMPACT);

    if (!json_equal((json_t *)actual, expected))
        fail_msg("%s became %s, not %s", from, shown, wanted);
    free(shown);
    json_decref(expected);
}

struct row {
    const char *from;
    const char *replaced; /* by template_replace */
    const char *finished; /* by template_finish; NULL: unknown variable */
};

static const struct row rows[] = {
    /* in a text, every value becomes its text */
    {"\"a ${s} b\"", "\"a text b\"", "\"a text b\""},
    {"\"${n}${t}${z}${r}\"", "\"7truenull1.5\"", "\"7truenull1.5\""},
    {"\"-${o}-${a}\"", "\"-{\\\"k\\\":[1]}-[1,\\\"two\\\"]\"",
     "\"-{\\\"k\\\":[1]}-[1,\\\"two\\\"]\""},
    {"\"<${empty}>\"", "\"<>\"", "\"<>\""},
    {"\"/${snapshot.id}/\"", "\"/id-1/\"", "\"/id-1/\""},
    /* alone, it keeps its type */
    {"\"${n}\"", "7", "7"},
    {"\"${t}\"", "true", "true"},
    {"\"${z}\"", "null", "null"},
    {"\"${r}\"", "1.5", "1.5"},
    {"\"${o}\"", "{\"k\": [1]}", "{\"k\": [1]}"},
    {"\"${a}\"", "[1, \"two\"]", "[1, \"two\"]"},
    {"\"${empty}\"", "\"\"", "\"\""},
    {"\"${n} \"", "\"7 \"", "\"7 \""},
    /* unknown ones stay for run time, which knows all */
    {"\"${later}\"", "\"${later}\"", NULL},
    {"\"a ${later} b\"", "\"a ${later} b\"", NULL},
    {"\"${s}${later}\"", "\"text${later}\"", NULL},
    {"\"${s${n}\"", "\"${s${n}\"", NULL},
    {"\"${s}${}\"", "\"text${}\"", NULL},
    {"\"${}\"", "\"${}\"", NULL},
    /* the literal ${ */
    {"\"$${s}\"", "\"$${s}\"", "\"${s}\""},
    {"\"a $${s} ${s}\"", "\"a $${s} text\"", "\"a ${s} text\""},
    {"\"$$${s}\"", "\"$$${s}\"", "\"$${s}\""},
    {"\"$${\"", "\"$${\"", "\"${\""},
    /* a dollar alone is a dollar */
    {"\"$\"", "\"$\"", "\"$\""},
    {"\"5 $ and $$ and $x\"", "\"5 $ and $$ and $x\"", "\"5 $ and $$ and $x\""},
    {"\"${\"", "\"${\"", "\"${\""},
    {"\"${s\"", "\"${s\"", "\"${s\""},
    /* values are not looked at again */
    {"\"${again}\"", "\"${s}\"", "\"${s}\""},
    {"\"<${again}>\"", "\"<${s}>\"", "\"<${s}>\""},
    {"\"${escape}\"", "\"$${s}\"", "\"$${s}\""},
    /* NUL is a character like others */
    {"\"p\\u0000${s}\\u0000\"", "\"p\\u0000text\\u0000\"",
     "\"p\\u0000text\\u0000\""},
    {"\"<${nul}>\"", "\"<x\\u0000y>\"", "\"<x\\u0000y>\""},
    {"\"${nul}\"", "\"x\\u0000y\"", "\"x\\u0000y\""},
    /* at any depth, in values but not in names */
    {"{\"${s}\": [\"${n}\", {\"k\": \"${t}\"}]}",
     "{\"${s}\": [7, {\"k\": true}]}", "{\"${s}\": [7, {\"k\": true}]}"},
    {"[1, 2.5, true, null, {}, []]", "[1, 2.5, true, null, {}, []]",
     "[1, 2.5, true, null, {}, []]"},
    /* $fill is for run time */
    {"{\"$fill\": {\"unit\": \"${s}\", \"times\": \"${count}\"}}",
     "{\"$fill\": {\"unit\": \"text\", \"times\": 3}}", "\"texttexttext\""},
    {"[{\"x\": {\"$fill\": {\"unit\": \"a\", \"bytes\": 2}}}]",
     "[{\"x\": {\"$fill\": {\"unit\": \"a\", \"bytes\": 2}}}]",
     "[{\"x\": \"aa\"}]"},
    /* a value that came from outside cannot make one */
    {"{\"x\": \"${fill}\"}",
     "{\"x\": {\"$fill\": {\"unit\": \"ab\", \"times\": 2}}}",
     "{\"x\": {\"$fill\": {\"unit\": \"ab\", \"times\": 2}}}"},
};

static void variables_are_replaced_and_the_rest_stays(void **state)
{
    json_t *known = variables();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *from = parse(rows[i].from);
        struct error err = {0};
        json_t *to = template_replace(from, known, &err);

        assert_json(rows[i].from, to, rows[i].replaced);
        assert_json("the original", from, rows[i].from);
        json_decref(to);
        json_decref(from);
    }
    json_decref(known);
}

static void at_run_time_nothing_stays(void **state)
{
    json_t *known = variables();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error err = {0};
        json_t *from = parse(rows[i].from);
        json_t *to = template_finish(from, known, &err);

        if (rows[i].finished) {
            assert_int_equal(err.kind, ERROR_NONE);
            assert_json(rows[i].from, to, rows[i].finished);
        } else {
            assert_null(to);
            assert_int_equal(err.kind, ERROR_SUITE);
            assert_memory_equal(err.text, "unknown variable ${", 19);
        }
        json_decref(to);
        json_decref(from);
    }
    json_decref(known);
}

/* load time, then run time: what a suite's text means in the end */
static void an_escaped_variable_survives_both_passes(void **state)
{
    json_t *known = variables();
    json_t *from = parse("\"$${s} ${s} $${nonce} ${nonce}\"");
    struct error err = {0};
    json_t *once = template_replace(from, known, &err);
    json_t *late = parse("{\"nonce\": \"beef\", \"s\": \"wrong\"}");
    json_t *twice = template_finish(once, late, &err);

    (void)state;
    assert_string_equal(json_string_value(twice), "${s} text ${nonce} beef");
    json_decref(twice);
    json_decref(late);
    json_decref(once);
    json_decref(from);
    json_decref(known);
}

static void what_cannot_be_finished_is_an_error_with_its_reason(void **state)
{
    static const struct {
        const char *from;
        const char *text;
    } wrong[] = {
        {"\"${x}\"", "unknown variable ${x}"},
        {"{\"a\": [\"${x.y}\"]}", "unknown variable ${x.y}"},
        {"[\"${first}\", \"${second}\"]", "unknown variable ${first}"},
        {"\"${s\\u0000}\"", "a variable's name holds U+0000"},
        {"\"a ${s\\u0000x} b\"", "a variable's name holds U+0000"},
        {"{\"$fill\": {\"times\": 1}}", "$fill: unit is not a text"},
        {"{\"$fill\": 3}", "$fill: unit is not a text"},
        {"{\"$fill\": {\"unit\": \"a\", \"times\": \"${s}\"}}",
         "$fill: needs one of bytes and times, 0 to 1000000"},
        {"{\"$fill\": {\"unit\": \"a\", \"times\": 1}, \"x\": 1}",
         "$fill: has members beside it"},
    };
    json_t *known = variables();

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        struct error err = {0};
        json_t *from = parse(wrong[i].from);

        assert_null(template_finish(from, known, &err));
        assert_int_equal(err.kind, ERROR_SUITE);
        assert_string_equal(err.text, wrong[i].text);
        json_decref(from);
    }
    json_decref(known);
}

static void without_variables_only_the_escapes_change(void **state)
{
    struct error err = {0};
    json_t *none = json_object(), *from = parse("[\"$${a}\", \"b\", 1]");
    json_t *to = template_finish(from, none, &err);

    (void)state;
    assert_json("[...]", to, "[\"${a}\", \"b\", 1]");
    json_decref(to);
    json_decref(from);
    json_decref(none);
}

/* One text of a thousand bytes, named a million times: a gigabyte. */
static void what_would_grow_without_end_is_an_error(void **state)
{
    json_t *known = json_object(), *all = json_array();
    char big[1001] = {0};
    struct error err = {0};

    (void)state;
    memset(big, 'x', 1000);
    json_object_set_new(known, "big", json_string(big));
    for (int i = 0; i < 100; i++) {
        char *text = calloc(10000, 7);

        for (int k = 0; k < 10000; k++)
            memcpy(text + 6 * k, "${big}", 6);
        json_array_append_new(all, json_string(text));
        free(text);
    }
    assert_null(template_finish(all, known, &err));
    assert_int_equal(err.kind, ERROR_SUITE);
    assert_string_equal(err.text, "grows to more than 64 MiB");
    err = (struct error){0};
    assert_null(template_replace(all, known, &err));
    assert_string_equal(err.text, "grows to more than 64 MiB");
    json_decref(all);
    json_decref(known);
}

static void a_deeply_nested_value_is_copied_whole(void **state)
{
    enum { DEPTH = 2000 };
    char text[2 * DEPTH + 5];
    json_t *known = variables(), *from, *to;
    struct error err = {0};

    (void)state;
    memset(text, '[', DEPTH);
    memcpy(text + DEPTH, "\"$\"", 3);
    memset(text + DEPTH + 3, ']', DEPTH);
    text[2 * DEPTH + 3] = '\0';
    from = parse(text);
    to = template_finish(from, known, &err);
    assert_true(json_equal(from, to));
    json_decref(to);
    json_decref(from);
    json_decref(known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variables_are_replaced_and_the_rest_stays),
        cmocka_unit_test(at_run_time_nothing_stays),
        cmocka_unit_test(an_escaped_variable_survives_both_passes),
        cmocka_unit_test(what_cannot_be_finished_is_an_error_with_its_reason),
        cmocka_unit_test(without_variables_only_the_escapes_change),
        cmocka_unit_test(what_would_grow_without_end_is_an_error),
        cmocka_unit_test(a_deeply_nested_value_is_copied_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
