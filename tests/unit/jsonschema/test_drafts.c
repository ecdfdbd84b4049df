/* test_drafts.c - what "$schema" and the default draft change. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include <stdio.h>

#define D20 "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""
#define D7  "\"$schema\": \"http://json-schema.org/draft-07/schema#\""
#define D4  "\"$schema\": \"http://json-schema.org/draft-04/schema#\""

static const struct verdict_row {
    const char *schema;
    const char *valid;
    const char *invalid; /* or NULL */
} rows[] = {
    /* what is beside a $ref */
    {"{" D20
     ", \"$ref\": \"#/$defs/x\", \"maximum\": 5, \"$defs\": {\"x\": {}}}",
     "5", "6"},
    {"{" D7 ", \"$ref\": \"#/definitions/x\", \"maximum\": 5, "
     "\"definitions\": {\"x\": {}}}",
     "6", NULL},
    {"{" D4 ", \"$ref\": \"#/definitions/x\", \"maximum\": 5, "
     "\"definitions\": {\"x\": {}}}",
     "6", NULL},
    /* items */
    {"{" D20 ", \"prefixItems\": [{\"type\": \"null\"}], \"items\": false}",
     "[null]", "[null, 1]"},
    {"{" D7 ", \"items\": [{\"type\": \"null\"}], \"additionalItems\": false}",
     "[null]", "[null, 1]"},
    {"{" D4 ", \"items\": [{\"type\": \"null\"}], \"additionalItems\": false}",
     "[null]", "[1]"},
    {"{" D7 ", \"items\": {\"type\": \"null\"}, \"additionalItems\": false}",
     "[null, null]", "[1]"},
    {"{" D7 ", \"additionalItems\": false}", "[1]", NULL},
    {"{" D7 ", \"prefixItems\": [false]}", "[1]", NULL},
    /* bounds */
    {"{" D4 ", \"minimum\": 1, \"exclusiveMinimum\": true}", "1.5", "1"},
    {"{" D4 ", \"minimum\": 1, \"exclusiveMinimum\": false}", "1", "0"},
    {"{" D4 ", \"maximum\": 1, \"exclusiveMaximum\": true}", "0", "1"},
    {"{" D7 ", \"exclusiveMinimum\": 1}", "1.5", "1"},
    /* 1.0 */
    {"{" D20 ", \"type\": \"integer\"}", "1.0", "1.5"},
    {"{" D7 ", \"type\": \"integer\"}", "1.0", "1.5"},
    {"{" D4 ", \"type\": \"integer\"}", "1", "1.0"},
    {"{" D4 ", \"type\": \"number\"}", "1.0", "\"1\""},
    /* dependencies */
    {"{" D7 ", \"dependencies\": {\"a\": [\"b\"], \"c\": {\"required\": "
     "[\"d\"]}, \"e\": false}}",
     "{\"a\": 1, \"b\": 1, \"c\": 1, \"d\": 1}", "{\"c\": 1}"},
    {"{" D4 ", \"dependencies\": {\"a\": [\"b\"]}}", "{\"b\": 1}",
     "{\"a\": 1}"},
    {"{" D7 ", \"dependentRequired\": {\"a\": [\"b\"]}}", "{\"a\": 1}", NULL},
    /* keywords that came later */
    {"{" D4 ", \"const\": 1, \"if\": {}, \"then\": false}", "2", NULL},
    {"{" D7 ", \"const\": 1}", "1", "2"},
    {"{" D7 ", \"contains\": {\"const\": 1}, \"maxContains\": 1}", "[1, 1]",
     "[2]"},
    {"{" D7 ", \"unevaluatedProperties\": false}", "{\"a\": 1}", NULL},
    {"{" D20 ", \"dependencies\": {\"a\": [\"b\"]}}", "{\"b\": 1}",
     "{\"a\": 1}"},
    /* names of schemas */
    {"{" D4 ", \"$ref\": \"#x\", \"definitions\": {\"a\": {\"id\": \"#x\", "
     "\"type\": \"null\"}}}",
     "null", "1"},
    {"{" D7 ", \"$ref\": \"#x\", \"definitions\": {\"a\": {\"$id\": \"#x\", "
     "\"type\": \"null\"}}}",
     "null", "1"},
    {"{" D4 ", \"$ref\": \"test:y\", \"definitions\": {\"a\": {\"id\": "
     "\"test:y\", \"type\": \"null\"}}}",
     "null", "1"},
    /* one draft inside another */
    {"{" D20 ", \"$ref\": \"test:y\", \"$defs\": {\"a\": {" D7 ", \"$id\": "
     "\"test:y\", \"items\": [{\"type\": \"null\"}]}}}",
     "[null, 1]", "[1]"},
    {"{" D7
     ", \"allOf\": [{\"$ref\": \"test:y\"}], \"definitions\": {\"a\": {" D20
     ", \"$id\": \"test:y\", \"prefixItems\": [{\"type\": \"null\"}]}}}",
     "[null, 1]", "[1]"},
    {"{" D20 ", \"$ref\": \"test:y\", \"$defs\": {\"a\": {" D4 ", \"id\": "
     "\"test:y\", \"minimum\": 1, \"exclusiveMinimum\": true}}}",
     "2", "1"},
};

static void each_draft_has_its_own_keywords(void **state)
{
    static const struct schema_options options = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct compiled made =
            compile_text_in(store_with(&options), rows[i].schema);

        if (!made.schema)
            fail_msg("%s: %s", rows[i].schema, made.err.text);
        if (verdict_of(made.schema, rows[i].valid) != SCHEMA_VALID)
            fail_msg("%s refuses %s", rows[i].schema, rows[i].valid);
        if (rows[i].invalid &&
            verdict_of(made.schema, rows[i].invalid) != SCHEMA_INVALID)
            fail_msg("%s accepts %s", rows[i].schema, rows[i].invalid);
        compiled_clear(&made);
    }
}

static void the_default_draft_is_for_documents_without_a_schema(void **state)
{
    static const char schema[] =
        "{\"items\": [{\"type\": \"null\"}], \"additionalItems\": false}";
    static const struct schema_options old = {.draft = SCHEMA_DRAFT_7};
    static const struct schema_options current = {.draft = SCHEMA_2020_12};
    struct compiled made = compile_text_in(store_with(&old), schema);

    (void)state;
    assert_int_equal(verdict_of(made.schema, "[null, 1]"), SCHEMA_INVALID);
    compiled_clear(&made);
    made = compile_text_in(store_with(&current), schema);
    assert_null(made.schema);
    assert_string_equal(made.err.text,
                        "/items: a schema must be an object, true or false");
    compiled_clear(&made);
    made = compile_text_in(store_with(&old),
                           "{" D20 ", \"prefixItems\": [false]}");
    assert_int_equal(verdict_of(made.schema, "[1]"), SCHEMA_INVALID);
    compiled_clear(&made);
}

static void a_reference_from_draft_to_draft_keeps_each_ones_rules(void **state)
{
    static const struct schema_options options = {0};
    struct schema_store *store = store_with(&options);
    struct error err = {0};
    struct schema *from_7, *from_20;

    (void)state;
    assert_int_equal(add_text(store, "test:7",
                              "{" D7
                              ", \"definitions\": {\"pair\": {\"items\": "
                              "[true, {\"$ref\": \"test:20#/$defs/text\"}]}}}",
                              &err),
                     0);
    assert_int_equal(
        add_text(store, "test:20",
                 "{" D20 ", \"$ref\": \"test:7#/definitions/pair\", "
                 "\"maxItems\": 2, \"$defs\": {\"text\": {\"$ref\": "
                 "\"#/$defs/any\", \"type\": \"string\"}, \"any\": {}}}",
                 &err),
        0);
    from_20 = schema_compile(store, "test:20", &err);
    from_7 = schema_compile(store, "test:7#/definitions/pair", &err);
    assert_non_null(from_20);
    assert_non_null(from_7);
    assert_int_equal(verdict_of(from_20, "[1, \"a\"]"), SCHEMA_VALID);
    assert_int_equal(verdict_of(from_20, "[1, 2]"), SCHEMA_INVALID);
    assert_int_equal(verdict_of(from_20, "[1, \"a\", 3]"), SCHEMA_INVALID);
    assert_int_equal(verdict_of(from_7, "[1, \"a\", 3]"), SCHEMA_VALID);
    schema_free(from_7);
    schema_free(from_20);
    schema_store_free(store);
}

static void an_unknown_draft_is_refused_by_name(void **state)
{
    static const char *const uris[] = {
        "http://json-schema.org/draft-03/schema",
        "http://json-schema.org/draft-06/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "https://example.test/nowhere",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(uris) / sizeof(*uris); i++) {
        json_t *document = json_pack("{s:s}", "$schema", uris[i]);
        struct compiled made = compile_in(schema_store_new(), document);

        assert_null(made.schema);
        assert_non_null(strstr(made.err.text, uris[i]));
        assert_non_null(
            strstr(made.err.text, "2020-12, draft-07 and draft-04"));
        compiled_clear(&made);
        json_decref(document);
    }
}

static void an_unknown_keyword_is_an_annotation_unless_strict(void **state)
{
    static const struct schema_options options[] = {{.strict = false},
                                                    {.strict = true}};
    static const char *const schemas[] = {
        "{\"nosuch\": 1}",        "{" D7 ", \"nosuch\": 1}",
        "{" D4 ", \"const\": 1}", "{\"format\": \"nosuch\"}",
        "{\"definitions\": {}}",
    };

    (void)state;
    for (size_t strict = 0; strict < 2; strict++)
        for (size_t i = 0; i < sizeof(schemas) / sizeof(*schemas); i++) {
            struct compiled made =
                compile_text_in(store_with(&options[strict]), schemas[i]);

            assert_int_equal(made.schema == NULL, strict);
            compiled_clear(&made);
        }
}

static void format_judges_when_it_is_asked_to(void **state)
{
    static const char *const drafts[] = {D20, D7, D4};

    (void)state;
    for (size_t i = 0; i < sizeof(drafts) / sizeof(*drafts); i++)
        for (int asserts = 0; asserts < 2; asserts++) {
            const struct schema_options options = {.assert_format = asserts};
            char text[200];
            struct compiled made;

            snprintf(text, sizeof(text), "{%s, \"format\": \"ipv4\"}",
                     drafts[i]);
            made = compile_text_in(store_with(&options), text);
            assert_int_equal(verdict_of(made.schema, "\"1.2.3.4\""),
                             SCHEMA_VALID);
            assert_int_equal(verdict_of(made.schema, "\"1.2.3\""),
                             asserts ? SCHEMA_INVALID : SCHEMA_VALID);
            compiled_clear(&made);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_draft_has_its_own_keywords),
        cmocka_unit_test(the_default_draft_is_for_documents_without_a_schema),
        cmocka_unit_test(a_reference_from_draft_to_draft_keeps_each_ones_rules),
        cmocka_unit_test(an_unknown_draft_is_refused_by_name),
        cmocka_unit_test(an_unknown_keyword_is_an_annotation_unless_strict),
        cmocka_unit_test(format_judges_when_it_is_asked_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
