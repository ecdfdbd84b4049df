/* test_basic.c - the forms "flag" and "basic", and annotations in them. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

static const struct row {
    const char *schema;
    const char *instance;
    /* "keywordLocation instanceLocation value" of each annotation, or of
       each error without a value; in ' for " */
    const char *units[6];
    bool is_valid;
} rows[] = {
    {"{\"title\": \"T\", \"readOnly\": true, \"x-own\": [1]}",
     "1",
     {"/title  'T'", "/readOnly  true", "/x-own  [1]"},
     true},
    {"{\"type\": \"string\", \"readOnly\": true}", "1", {"/type  "}, false},
    {"{\"properties\": {\"a\": {\"default\": 5}, \"b\": {}}, "
     "\"additionalProperties\": true}",
     "{\"c\": 1, \"a\": 2}",
     {"/properties/a/default /a 5", "/properties  ['a']",
      "/additionalProperties  ['c']"},
     true},
    {"{\"anyOf\": [{\"type\": \"null\", \"title\": \"A\"}, {\"title\": \"B\"},"
     " {\"title\": \"C\"}]}",
     "1",
     {"/anyOf/1/title  'B'", "/anyOf/2/title  'C'"},
     true},
    {"{\"not\": {\"title\": \"A\", \"type\": \"null\"}}", "1", {NULL}, true},
    {"{\"not\": {\"not\": {\"title\": \"A\"}}}", "1", {NULL}, true},
    {"{\"if\": {\"title\": \"A\"}, \"then\": {\"title\": \"B\"}}",
     "1",
     {"/if/title  'A'", "/then/title  'B'"},
     true},
    {"{\"if\": {\"title\": \"A\", \"type\": \"null\"}, \"else\": {\"title\": "
     "\"B\"}}",
     "1",
     {"/else/title  'B'"},
     true},
    {"{\"prefixItems\": [{\"title\": \"A\"}], \"items\": {\"title\": \"B\"}}",
     "[1, 2]",
     {"/prefixItems/0/title /0 'A'", "/prefixItems  0", "/items/title /1 'B'",
      "/items  true"},
     true},
    {"{\"contains\": {\"const\": 1, \"title\": \"A\"}}",
     "[2, 1]",
     {"/contains/title /1 'A'", "/contains  [1]"},
     true},
    {"{\"format\": \"x\", \"contentMediaType\": \"text/plain\"}",
     "\"a\"",
     {"/format  'x'", "/contentMediaType  'text/plain'"},
     true},
    {"{\"contentMediaType\": \"text/plain\"}", "1", {NULL}, true},
    {"{\"properties\": {\"a\": {}}, \"unevaluatedProperties\": {\"title\": "
     "\"B\"}}",
     "{\"a\": 1, \"b\": 1}",
     {"/properties  ['a']", "/unevaluatedProperties/title /b 'B'",
      "/unevaluatedProperties  ['b']"},
     true},
    {"{\"patternProperties\": {\"^a\": {\"type\": \"null\"}}}",
     "{\"ab\": 1, \"~/\": 2}",
     {"/patternProperties/^a/type /ab "},
     false},
    {"{\"$ref\": \"#/$defs/a~1b\", \"$defs\": {\"a/b\": {\"minimum\": 1}}}",
     "0",
     {"/$ref/minimum  "},
     false},
};

static json_t *quoted(const char *text)
{
    char plain[200];
    size_t len = 0;

    for (; *text; text++)
        plain[len++] = (char)(*text == '\'' ? '"' : *text);
    plain[len] = '\0';
    return json_of(plain);
}

/* "a b c" against a unit of the output. */
static void check_unit(const json_t *unit, const char *want)
{
    const char *first = strchr(want, ' '), *second = strchr(first + 1, ' ');
    const char *keyword = json_member_text(unit, "keywordLocation", NULL);
    const char *instance = json_member_text(unit, "instanceLocation", NULL);

    assert_int_equal(strlen(keyword), first - want);
    assert_memory_equal(keyword, want, strlen(keyword));
    assert_int_equal(strlen(instance), second - first - 1);
    assert_memory_equal(instance, first + 1, strlen(instance));
    if (second[1]) {
        json_t *value = quoted(second + 1);

        assert_true(json_equal(json_object_get(unit, "annotation"), value));
        assert_null(json_object_get(unit, "error"));
        json_decref(value);
    } else {
        assert_null(json_object_get(unit, "annotation"));
        assert_true(*json_member_text(unit, "error", "") != '\0');
    }
}

static void check_basic(const json_t *basic, const struct row *row)
{
    const char *name = row->is_valid ? "annotations" : "errors";
    const json_t *units = json_object_get(basic, name), *unit;
    size_t i;

    assert_int_equal(json_is_true(json_object_get(basic, "valid")),
                     row->is_valid);
    assert_null(
        json_object_get(basic, row->is_valid ? "errors" : "annotations"));
    json_array_foreach(units, i, unit) {
        if (i >= 6 || !row->units[i])
            fail_msg("%s: more than expected: %s", row->schema,
                     json_member_text(unit, "keywordLocation", "?"));
        assert_int_equal(json_is_true(json_object_get(unit, "valid")),
                         row->is_valid);
        check_unit(unit, row->units[i]);
    }
    if (i < 6 && row->units[i])
        fail_msg("%s lacks %s", row->schema, row->units[i]);
}

static void basic_output_lists_errors_or_annotations(void **state)
{
    static const struct schema_options options = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct compiled made =
            compile_text_in(store_with(&options), rows[i].schema);
        json_t *instance = json_of(rows[i].instance);
        struct schema_output output = {.annotate = true};
        enum schema_verdict verdict;
        json_t *basic;

        if (!made.schema)
            fail_msg("%s: %s", rows[i].schema, made.err.text);
        verdict = schema_validate(made.schema, instance, &output);
        basic = schema_output_basic(made.schema, verdict, &output);
        schema_output_clear(&output);
        compiled_clear(&made);
        json_decref(instance); /* the output shares nothing with these */
        check_basic(basic, &rows[i]);
        json_decref(basic);
    }
}

static void the_unit_of_the_whole_names_the_root(void **state)
{
    struct compiled made = compile_text("{\"type\": \"null\"}");
    json_t *instance = json_of("1"), *basic, *want;
    struct schema_output output = {0};

    (void)state;
    basic = schema_output_basic(
        made.schema, schema_validate(made.schema, instance, &output), &output);
    want = json_of(
        "{\"valid\": false, \"keywordLocation\": \"\", "
        "\"absoluteKeywordLocation\": \"test:schema#\", \"instanceLocation\": "
        "\"\", \"errors\": [{\"valid\": false, \"keywordLocation\": \"/type\", "
        "\"absoluteKeywordLocation\": \"test:schema#/type\", "
        "\"instanceLocation\": \"\", \"error\": \"is an integer, expected "
        "null\"}]}");
    assert_true(json_equal(basic, want));
    json_decref(want);
    json_decref(basic);
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

static void a_flag_says_valid_and_no_more(void **state)
{
    json_t *yes = schema_output_flag(SCHEMA_VALID), *want;
    json_t *no = schema_output_flag(SCHEMA_INVALID);

    (void)state;
    want = json_of("{\"valid\": true}");
    assert_true(json_equal(yes, want));
    json_object_set_new(want, "valid", json_false());
    assert_true(json_equal(no, want));
    json_decref(want);
    json_decref(yes);
    json_decref(no);
}

static void what_is_undecided_has_no_form(void **state)
{
    struct compiled made = compile_text("{\"$ref\": \"#\"}");
    struct schema_output output = {0};
    enum schema_verdict verdict =
        schema_validate(made.schema, json_null(), &output);

    (void)state;
    assert_int_equal(verdict, SCHEMA_UNDECIDED);
    assert_null(schema_output_flag(verdict));
    assert_null(schema_output_basic(made.schema, verdict, &output));
    schema_output_clear(&output);
    compiled_clear(&made);
}

static void annotations_end_at_their_maximum(void **state)
{
    struct compiled made = compile_text("{\"items\": {\"title\": \"A\"}}");
    struct schema_output output = {.annotate = true};
    json_t *instance = json_array();

    (void)state;
    for (int i = 0; i < SCHEMA_UNITS_MAX + 5; i++)
        json_array_append_new(instance, json_null());
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_VALID);
    assert_int_equal(output.annotations.len, SCHEMA_UNITS_MAX);
    assert_true(output.truncated);
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(basic_output_lists_errors_or_annotations),
        cmocka_unit_test(the_unit_of_the_whole_names_the_root),
        cmocka_unit_test(a_flag_says_valid_and_no_more),
        cmocka_unit_test(what_is_undecided_has_no_form),
        cmocka_unit_test(annotations_end_at_their_maximum),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
