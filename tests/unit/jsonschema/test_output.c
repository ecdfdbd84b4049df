/* test_output.c - the units of a failed validation, and its limits. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>

struct expected_unit {
    const char *instance;
    const char *keyword;
    const char *absolute;
    const char *message;
};

static const struct row {
    const char *schema;
    const char *instance;
    struct expected_unit units[5]; /* until instance is NULL */
} rows[] = {
    {"{" DIALECT ", \"properties\": {\"name\": {\"maxBytes\": 3}}}",
     "{\"name\": \"abcd\"}",
     {{"/name", "/properties/name/maxBytes",
       "test:schema#/properties/name/maxBytes",
       "is 4 bytes of UTF-8, at most 3 are allowed"}}},
    {"{\"items\": {\"type\": [\"string\", \"null\"]}}",
     "[null, 7]",
     {{"/1", "/items/type", "test:schema#/items/type",
       "is an integer, expected null or a string"}}},
    {"{\"required\": [\"id\", \"name\"]}",
     "{}",
     {{"", "/required", "test:schema#/required", "member \"id\" is missing"},
      {"", "/required", "test:schema#/required",
       "member \"name\" is missing"}}},
    {"{\"properties\": {\"~a/b\": {\"$ref\": \"#/$defs/n\"}}, \"$defs\": "
     "{\"n\": {\"$id\": \"test:n\", \"minimum\": 3}}}",
     "{\"~a/b\": 2}",
     {{"/~0a~1b", "/properties/~0a~1b/$ref/minimum", "test:n#/minimum",
       "is 2, must be at least 3"}}},
    {"{\"additionalProperties\": false, \"properties\": {\"a\": {}}}",
     "{\"a\": 1, \"b\": 2}",
     {{"/b", "/additionalProperties", "test:schema#/additionalProperties",
       "member \"b\" is not allowed"}}},
    {"{\"prefixItems\": [true, false]}",
     "[1, {}]",
     {{"/1", "/prefixItems/1", "test:schema#/prefixItems/1",
       "is an object with 0 members, but nothing is allowed here"}}},
    {"{\"anyOf\": [{\"type\": \"null\"}, {\"minimum\": 5}]}",
     "3",
     {{"", "/anyOf", "test:schema#/anyOf",
       "matches none of the 2 schemas allowed"},
      {"", "/anyOf/0/type", "test:schema#/anyOf/0/type",
       "is an integer, expected null"},
      {"", "/anyOf/1/minimum", "test:schema#/anyOf/1/minimum",
       "is 3, must be at least 5"}}},
    {"{\"oneOf\": [{\"minimum\": 1}, {\"minimum\": 9}, {\"minimum\": 2}]}",
     "3",
     {{"", "/oneOf", "test:schema#/oneOf",
       "matches the schemas 0 and 2, exactly one must match"}}},
    {"{\"allOf\": [{\"maxItems\": 1}], \"minItems\": 3}",
     "[1, 2]",
     {{"", "/allOf/0/maxItems", "test:schema#/allOf/0/maxItems",
       "has 2 items, at most 1 are allowed"},
      {"", "/minItems", "test:schema#/minItems",
       "has 2 items, at least 3 are needed"}}},
    {"{\"if\": {\"minimum\": 5}, \"then\": {\"multipleOf\": 2}}",
     "7",
     {{"", "/then/multipleOf", "test:schema#/then/multipleOf",
       "is 7, must be a multiple of 2"}}},
    {"{\"propertyNames\": {\"maxLength\": 1}}",
     "{\"ab\": 1}",
     {{"", "/propertyNames/maxLength", "test:schema#/propertyNames/maxLength",
       "member name \"ab\" has 2 characters, at most 1 are allowed"}}},
    {"{\"uniqueItems\": true}",
     "[1, 2, 1.0]",
     {{"", "/uniqueItems", "test:schema#/uniqueItems",
       "items 0 and 2 are equal"}}},
    {"{\"unevaluatedProperties\": false, \"allOf\": [{\"properties\": "
     "{\"a\": {\"const\": 1}}}]}",
     "{\"a\": 2, \"b\": 1}",
     {{"/a", "/allOf/0/properties/a/const",
       "test:schema#/allOf/0/properties/a/const", "is 2, expected 1"},
      {"/b", "/unevaluatedProperties", "test:schema#/unevaluatedProperties",
       "member \"b\" is not allowed"}}},
    {"{\"const\": \"a\"}",
     "\"x\\u001b[2J\\u202e\"",
     {{"", "/const", "test:schema#/const",
       "is \"x\\u001b[2J\\u202e\", expected \"a\""}}},
    {"{\"contains\": {\"const\": 1}, \"minContains\": 2}",
     "[1]",
     {{"", "/minContains", "test:schema#/minContains",
       "has 1 item that match \"contains\", at least 2 are needed"}}},
    {"false",
     "null",
     {{"", "", "test:schema#", "is null, but nothing is allowed here"}}},
};

static void check_unit(const struct schema_unit *unit,
                       const struct expected_unit *want)
{
    assert_string_equal(unit->instance_location, want->instance);
    assert_string_equal(unit->keyword_location, want->keyword);
    assert_string_equal(unit->absolute_keyword_location, want->absolute);
    assert_string_equal(unit->message, want->message);
}

static void a_unit_says_where_and_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct compiled made = compile_text(rows[i].schema);
        json_t *instance = json_of(rows[i].instance);
        struct schema_output output = {0};
        size_t count = 0;

        assert_non_null(made.schema);
        assert_int_equal(schema_validate(made.schema, instance, &output),
                         SCHEMA_INVALID);
        for (; count < 5 && rows[i].units[count].instance; count++) {
            assert_true(count < output.len);
            check_unit(&output.units[count], &rows[i].units[count]);
        }
        assert_int_equal(output.len, count);
        schema_output_clear(&output);
        json_decref(instance);
        compiled_clear(&made);
    }
}

static void a_unit_shows_what_was_expected_and_what_came(void **state)
{
    struct compiled made = compile_text("{\"items\": {\"const\": \"a\"}}");
    json_t *instance = json_of("[\"b\"]");
    struct schema_output output = {0};

    (void)state;
    schema_validate(made.schema, instance, &output);
    assert_int_equal(output.len, 1);
    assert_string_equal(output.units[0].keyword, "const");
    assert_string_equal(json_string_value(output.units[0].expected), "a");
    assert_ptr_equal(output.units[0].actual, json_array_get(instance, 0));
    schema_output_clear(&output);
    assert_null(output.units);
    json_decref(instance);
    compiled_clear(&made);
}

static void
branches_that_fail_beside_one_that_holds_are_not_listed(void **state)
{
    struct compiled made = compile_text(
        "{\"anyOf\": [{\"type\": \"null\"}, {\"oneOf\": [{\"minimum\": 9}, "
        "{\"not\": {\"minimum\": 9}}]}], \"maximum\": 1}");
    json_t *instance = json_of("3");
    struct schema_output output = {0};

    (void)state;
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_INVALID);
    assert_int_equal(output.len, 1);
    assert_string_equal(output.units[0].keyword, "maximum");
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

static void the_list_of_units_ends_at_its_maximum(void **state)
{
    struct compiled made = compile_text("{\"items\": false}");
    json_t *instance = json_array();
    struct schema_output output = {0};

    (void)state;
    for (int i = 0; i < SCHEMA_UNITS_MAX + 1; i++)
        json_array_append_new(instance, json_null());
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_INVALID);
    assert_int_equal(output.len, SCHEMA_UNITS_MAX);
    assert_true(output.truncated);
    schema_output_clear(&output);
    json_array_remove(instance, 0);
    schema_validate(made.schema, instance, &output);
    assert_int_equal(output.len, SCHEMA_UNITS_MAX);
    assert_false(output.truncated);
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

static void units_taken_back_do_not_count_for_the_maximum(void **state)
{
    struct compiled made = compile_text(
        "{\"anyOf\": [{\"items\": false}, true], \"maxItems\": 5}");
    json_t *instance = json_array();
    struct schema_output output = {0};

    (void)state;
    for (int i = 0; i < SCHEMA_UNITS_MAX + 1; i++)
        json_array_append_new(instance, json_null());
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_INVALID);
    assert_int_equal(output.len, 1);
    assert_false(output.truncated);
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

static char *repeated(const char *unit, size_t count, const char *end)
{
    struct buffer text;

    buffer_init(&text, 0);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, unit);
    buffer_add_text(&text, end);
    return buffer_take(&text);
}

/* Returns the verdict; *limit is told when one was reached. */
static enum schema_verdict judge(const char *schema, json_t *instance,
                                 const char **limit)
{
    struct compiled made = compile_text(schema);
    struct schema_output output = {0};
    enum schema_verdict verdict;

    assert_non_null(made.schema);
    verdict = schema_validate(made.schema, instance, &output);
    assert_int_equal(schema_validate(made.schema, instance, NULL), verdict);
    if (limit)
        *limit = output.undecided;
    schema_output_clear(&output);
    compiled_clear(&made);
    json_decref(instance);
    return verdict;
}

static void a_reference_that_goes_round_is_undecided(void **state)
{
    const char *limit = NULL;

    (void)state;
    assert_int_equal(judge("{\"$ref\": \"#\"}", json_null(), &limit),
                     SCHEMA_UNDECIDED);
    assert_string_equal(limit, "schemas are applied too deeply");
    assert_int_equal(judge("{\"not\": {\"$ref\": \"#\"}}", json_null(), &limit),
                     SCHEMA_UNDECIDED);
    assert_int_equal(
        judge("{\"$ref\": \"#\", \"type\": \"string\"}", json_null(), NULL),
        SCHEMA_INVALID);
    assert_int_equal(judge("{\"anyOf\": [{\"$ref\": \"#/$defs/x\"}, true], "
                           "\"$defs\": {\"x\": {\"$ref\": \"#/$defs/x\"}}}",
                           json_null(), NULL),
                     SCHEMA_VALID);
}

static void work_that_doubles_at_every_level_is_undecided(void **state)
{
    const char *limit = NULL;

    (void)state;
    assert_int_equal(judge("{\"allOf\": [{\"$ref\": \"#/$defs/x\"}], \"$defs\":"
                           " {\"x\": {\"items\": {\"allOf\": [{\"$ref\": "
                           "\"#/$defs/x\"}, {\"$ref\": \"#/$defs/x\"}]}}}}",
                           json_of("[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]"
                                   "]]]]]]]]]]]]]"),
                           &limit),
                     SCHEMA_UNDECIDED);
    assert_string_equal(limit, "the validation takes too many steps");
}

static void an_instance_as_deep_as_the_parser_allows_is_judged(void **state)
{
    char *open = repeated("[", 900, ""), *text = repeated("]", 900, "");
    char *whole = xasprintf("%s%s", open, text);

    (void)state;
    assert_int_equal(
        judge("{\"items\": {\"$ref\": \"#\"}}", json_of(whole), NULL),
        SCHEMA_UNDECIDED);
    assert_int_equal(judge("{\"uniqueItems\": true}", json_of(whole), NULL),
                     SCHEMA_VALID);
    free(whole);
    free(text);
    free(open);
}

static void a_pattern_that_explodes_is_undecided(void **state)
{
    char *text = repeated("a", 60, "!");
    const char *limit = NULL;

    (void)state;
    assert_int_equal(
        judge("{\"pattern\": \"^(a+)+$\"}", json_string(text), &limit),
        SCHEMA_UNDECIDED);
    assert_string_equal(limit, "a pattern takes too long to match");
    assert_int_equal(judge("{\"pattern\": \"^(a+)+$\", \"maxLength\": 9}",
                           json_string(text), NULL),
                     SCHEMA_INVALID);
    free(text);
}

static void many_equal_looking_items_are_compared_in_time(void **state)
{
    json_t *array = json_array();

    (void)state;
    for (int i = 0; i < 100000; i++)
        json_array_append_new(array,
                              json_pack("{s:i, s:[i]}", "a", i % 7, "b", i));
    assert_int_equal(judge("{\"uniqueItems\": true}", json_incref(array), NULL),
                     SCHEMA_VALID);
    json_array_append(array, json_array_get(array, 5000));
    assert_int_equal(judge("{\"uniqueItems\": true}", array, NULL),
                     SCHEMA_INVALID);
}

static void a_long_value_is_shown_short(void **state)
{
    char *text = repeated("\xC3\xA9", 100000, "");
    struct compiled made = compile_text("{\"enum\": [1]}");
    json_t *instance = json_string(text);
    struct schema_output output = {0};

    (void)state;
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_INVALID);
    assert_true(strlen(output.units[0].message) < 200);
    assert_non_null(strstr(output.units[0].message, "200000 bytes"));
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_says_where_and_why),
        cmocka_unit_test(a_unit_shows_what_was_expected_and_what_came),
        cmocka_unit_test(
            branches_that_fail_beside_one_that_holds_are_not_listed),
        cmocka_unit_test(the_list_of_units_ends_at_its_maximum),
        cmocka_unit_test(units_taken_back_do_not_count_for_the_maximum),
        cmocka_unit_test(a_reference_that_goes_round_is_undecided),
        cmocka_unit_test(work_that_doubles_at_every_level_is_undecided),
        cmocka_unit_test(an_instance_as_deep_as_the_parser_allows_is_judged),
        cmocka_unit_test(a_pattern_that_explodes_is_undecided),
        cmocka_unit_test(many_equal_looking_items_are_compared_in_time),
        cmocka_unit_test(a_long_value_is_shown_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
