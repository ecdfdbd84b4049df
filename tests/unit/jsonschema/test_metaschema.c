/* test_metaschema.c - metaschemas: the built-in ones and those of others. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "jsonschema/metaschema.h"

#include "base/buffer.h"

#define META "https://json-schema.org/draft/2020-12/"
#define D7   "\"$schema\": \"http://json-schema.org/draft-07/schema#\""
#define D4   "\"$schema\": \"http://json-schema.org/draft-04/schema#\""

/* Each is strict, asserts formats, and is judged by the one it names. */
static void the_built_in_metaschemas_are_schemas(void **state)
{
    static const struct metaschema *const lists[] = {metaschemas_2020_12,
                                                     metaschemas_old};
    static const struct schema_options options = {.strict = true,
                                                  .assert_format = true};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (const struct metaschema *row = lists[i]; row->uri; row++) {
            struct schema_store *store = store_with(&options);
            struct error err = {0};
            struct schema *schema = schema_compile(store, row->uri, &err);
            struct schema *judge;
            json_t *copy;

            if (!schema)
                fail_msg("%s: %s", row->uri, err.text);
            copy =
                json_deep_copy(store_resource(store, row->uri)->document->json);
            judge = schema_compile(store, json_member_text(copy, "$schema", ""),
                                   &err);
            assert_non_null(judge);
            assert_int_equal(schema_validate(judge, copy, NULL), SCHEMA_VALID);
            json_decref(copy);
            schema_free(judge);
            schema_free(schema);
            schema_store_free(store);
        }
}

/* What only the metaschema knows: no keyword's own check speaks of it. */
static const struct refusal {
    const char *schema;
    const char *text; /* how err.text begins */
} refusals[] = {
    {"{" D4 ", \"required\": []}", "/required: has 0 items, at least 1"},
    {"{" D4 ", \"enum\": []}", "/enum: has 0 items, at least 1"},
    {"{" D4 ", \"exclusiveMinimum\": true}",
     "\"\": member \"minimum\" is missing, needed by \"exclusiveMinimum\""},
    {"{" D4 ", \"properties\": {\"a/b\": true}}",
     "/properties/a~1b: is a boolean, expected an object"},
    {"{" D4 ", \"items\": {\"dependencies\": {\"a\": []}}}",
     "/items: matches none of the 2 schemas allowed"},
    {"{" D4 ", \"type\": \"object\", \"not\": {\"enum\": [1, 1]}}",
     "/not/enum: items 0 and 1 are equal"},
    {"{" D7 ", \"definitions\": {\"a\": {\"$comment\": 1}}}",
     "/definitions/a/$comment: must be a string"},
    {"{\"$ref\": \"#/x\", \"x\": {\"dependencies\": {\"a\": 1}}}",
     "/x/dependencies/a: a schema must be an object"},
    {"{\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"id\": 1}",
     "/id: must be a string"},
};

static void a_schema_that_its_metaschema_refuses_does_not_compile(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        struct compiled made =
            compile_text_in(schema_store_new(), refusals[i].schema);

        if (made.schema)
            fail_msg("%s was accepted", refusals[i].schema);
        if (strncmp(made.err.text, refusals[i].text, strlen(refusals[i].text)))
            fail_msg("%s gave: %s", refusals[i].schema, made.err.text);
        assert_string_equal(made.err.where, WHERE);
        compiled_clear(&made);
    }
}

/* A house rule: every schema has a title. */
static const char titled[] =
    "{\"$schema\": \"" META "schema\", \"$id\": \"test:titled\","
    " \"$dynamicAnchor\": \"meta\", \"required\": [\"title\"],"
    " \"$vocabulary\": {\"" META "vocab/core\": true,"
    " \"" META "vocab/applicator\": true, \"" META "vocab/validation\": true,"
    " \"" META "vocab/meta-data\": true},"
    " \"allOf\": [{\"$ref\": \"" META "schema\"}], "
    " \"type\": [\"object\", \"boolean\"]}";

static struct compiled compile_titled(const char *text)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};

    assert_int_equal(add_text(store, "test:house", titled, &err), 0);
    return compile_text_in(store, text);
}

static void a_metaschema_of_ones_own_judges_every_subschema(void **state)
{
    struct compiled made =
        compile_titled("{\"$schema\": \"test:titled\", \"title\": \"a\", "
                       "\"items\": {\"title\":"
                       " \"b\", \"maximum\": 1}}");

    (void)state;
    assert_non_null(made.schema);
    assert_int_equal(verdict_of(made.schema, "[2]"), SCHEMA_INVALID);
    compiled_clear(&made);
    made = compile_titled("{\"$schema\": \"test:titled\", \"title\": \"a\", "
                          "\"items\": {\"maximum\": 1}}");
    assert_null(made.schema);
    assert_string_equal(made.err.text, "/items: member \"title\" is missing "
                                       "(required of \"test:titled\")");
    compiled_clear(&made);
}

static void what_is_embedded_answers_to_its_own_metaschema(void **state)
{
    struct compiled made = compile_titled(
        "{\"$schema\": \"test:titled\", \"title\": \"a\", \"$defs\": {\"b\": "
        "{" D7 ", \"$id\": \"test:b\", \"definitions\": {\"c\": {}}}}}");

    (void)state;
    if (!made.schema)
        fail_msg("%s", made.err.text);
    compiled_clear(&made);
    made = compile_titled("{\"items\": {\"$schema\": \"test:titled\", \"$id\": "
                          "\"test:b\", \"not\": {\"title\": \"c\"}}}");
    assert_null(made.schema);
    assert_non_null(strstr(made.err.text, "/items: member \"title\""));
    compiled_clear(&made);
}

static void a_wrong_metaschema_judges_nothing(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};

    (void)state;
    assert_int_equal(add_text(store, "test:m",
                              "{\"$vocabulary\": {\"" META "vocab/core\": true}"
                              ", \"dependencies\": {\"a\": [1]}, "
                              "\"$dynamicAnchor\": \"meta\"}",
                              &err),
                     0);
    assert_int_equal(
        add_text(store, "test:a", "{\"$schema\": \"test:m\"}", &err), 0);
    for (int i = 0; i < 2; i++) { /* the second time just as well */
        err = (struct error){0};
        assert_null(schema_compile(store, "test:a", &err));
        assert_non_null(strstr(err.text, "/dependencies/a"));
    }
    schema_store_free(store);
}

static void a_reference_into_a_metaschema_needs_no_network(void **state)
{
    static const struct schema_options options = {0};
    struct compiled made = compile_text_in(
        store_with(&options),
        "{\"properties\": {\"new\": {\"$ref\": \"" META "schema\"}, \"old\": "
        "{\"$ref\": \"http://json-schema.org/draft-04/schema#/definitions/"
        "simpleTypes\"}}}");

    (void)state;
    assert_non_null(made.schema);
    assert_int_equal(verdict_of(made.schema,
                                "{\"new\": {\"minLength\": 1}, \"old\": "
                                "\"null\"}"),
                     SCHEMA_VALID);
    assert_int_equal(verdict_of(made.schema, "{\"new\": {\"minLength\": -1}}"),
                     SCHEMA_INVALID);
    assert_int_equal(verdict_of(made.schema, "{\"old\": \"any\"}"),
                     SCHEMA_INVALID);
    compiled_clear(&made);
}

static void a_schema_as_deep_as_allowed_is_judged_whole(void **state)
{
    static const char *const ways[] = {
        "{\"not\":", "{\"items\":", "{\"properties\":{\"a\":", "{\"allOf\":["};
    static const char *const ends[] = {"}", "}", "}}", "]}"};

    (void)state;
    for (size_t way = 0; way < 4; way++) {
        struct buffer text;
        struct compiled made;

        buffer_init(&text, 0);
        for (int i = 0; i < 200; i++)
            buffer_add_text(&text, ways[way]);
        buffer_add_text(&text, "{\"minLength\": 0}");
        for (int i = 0; i < 200; i++)
            buffer_add_text(&text, ends[way]);
        made = compile_text_in(schema_store_new(), buffer_text(&text));
        if (!made.schema)
            fail_msg("%s", made.err.text);
        compiled_clear(&made);
        buffer_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_metaschemas_are_schemas),
        cmocka_unit_test(a_schema_that_its_metaschema_refuses_does_not_compile),
        cmocka_unit_test(a_metaschema_of_ones_own_judges_every_subschema),
        cmocka_unit_test(what_is_embedded_answers_to_its_own_metaschema),
        cmocka_unit_test(a_wrong_metaschema_judges_nothing),
        cmocka_unit_test(a_reference_into_a_metaschema_needs_no_network),
        cmocka_unit_test(a_schema_as_deep_as_allowed_is_judged_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
