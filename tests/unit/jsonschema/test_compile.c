/* test_compile.c - what does not compile, and where it says so. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>

static const struct wrong {
    const char *schema;
    const char *text; /* how err.text begins */
} wrongs[] = {
    {"5", "\"\": a schema must be"},
    {"{\"type\": 5}", "/type: must be null, boolean"},
    {"{\"type\": []}", "/type: must not be empty"},
    {"{\"type\": [\"null\", \"null\"]}", "/type: lists \"null\" twice"},
    {"{\"type\": [\"null\", \"Null\"]}", "/type: must be"},
    {"{\"type\": {}}", "/type: must be"},
    {"{\"minimum\": \"x\"}", "/minimum: must be a number"},
    {"{\"multipleOf\": 0}", "/multipleOf: must be a number more than 0"},
    {"{\"multipleOf\": -1}", "/multipleOf: must"},
    {"{\"multipleOf\": \"1\"}", "/multipleOf: must"},
    {"{\"maxLength\": -1}", "/maxLength: must be a non-negative integer"},
    {"{\"maxLength\": 1.5}", "/maxLength: must be a non-negative integer"},
    {"{\"minItems\": \"1\"}", "/minItems: must"},
    {"{\"pattern\": \"(\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"\\\\Z\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"(?i)a\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"a++\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"a{\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"[\\\\w-x]\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"[a\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"\\\\\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"\\\\u12\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"\\\\p{Nope}\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": \"(*UCP)a\"}", "/pattern: is not a regular expression"},
    {"{\"pattern\": 1}", "/pattern: must be a string"},
    {"{\"patternProperties\": {\"[\": {}}}",
     "/patternProperties: \"[\" is not"},
    {"{\"properties\": []}", "/properties: must be an object of schemas"},
    {"{\"properties\": {\"a/b\": 1}}", "/properties/a~1b: a schema must be"},
    {"{\"items\": [{}]}", "/items: a schema must be"},
    {"{\"allOf\": []}", "/allOf: must be a non-empty array"},
    {"{\"anyOf\": {}}", "/anyOf: must be a non-empty array"},
    {"{\"oneOf\": [true, 1]}", "/oneOf/1: a schema must be"},
    {"{\"not\": null}", "/not: a schema must be"},
    {"{\"required\": \"a\"}", "/required: must be an array of strings"},
    {"{\"required\": [\"a\", \"a\"]}", "/required: lists \"a\" twice"},
    {"{\"required\": [1]}", "/required: item 0 must be a string"},
    {"{\"dependentRequired\": {\"a\": \"b\"}}", "/dependentRequired/a: must"},
    {"{\"dependentRequired\": 1}", "/dependentRequired: must be an object"},
    {"{\"enum\": 1}", "/enum: must be an array"},
    {"{\"uniqueItems\": 1}", "/uniqueItems: must be true or false"},
    {"{\"title\": 1}", "/title: must be a string"},
    {"{\"readOnly\": \"yes\"}", "/readOnly: must be true or false"},
    {"{\"examples\": {}}", "/examples: must be an array"},
    {"{\"format\": \"color\"}", "/format: the format \"color\" is not im"},
    {"{\"format\": 1}", "/format: must be a string"},
    {"{\"$id\": \"a#b\"}", "/$id: must be a URI reference without"},
    {"{\"$id\": 1}", "/$id: must be"},
    {"{\"$anchor\": \"1a\"}", "/$anchor: must be a name"},
    {"{\"$anchor\": \"\"}", "/$anchor: must be a name"},
    {"{\"$vocabulary\": {\"x\": 1}}", "/$vocabulary: the value of \"x\""},
    {"{\"$ref\": 1}", "/$ref: must be a string"},
    {"{\"$ref\": \"#/$defs/no\"}", "/$ref: leads to \"/$defs/no\""},
    {"{\"$ref\": \"#no\"}", "/$ref: leads to \"no\""},
    {"{\"$ref\": \"other.json\"}", "/$ref: leads to \"test:other.json\""},
    {"{\"$ref\": \"#%zz\"}", "/$ref: \"#%zz\" has a broken percent escape"},
    {"{\"$ref\": \"#/$defs\", \"$defs\": {\"x\": 1}}", "/$defs/x: a schema"},
    {"{\"const\": 1, \"$ref\": \"#/const\"}", "/const: a schema must be"},
    {"{\"$dynamicRef\": \"#no\"}", "/$dynamicRef: leads to"},
    {"{\"nosuch\": 1}", "/nosuch: this keyword is not implemented"},
    {"{\"definitions\": {}}", "/definitions: this keyword is not"},
    {"{\"not\": {\"items\": {\"a~b\": 1}}}", "/not/items/a~0b: this keyword"},
    {"{\"maxBytes\": 5}", "/maxBytes: this keyword needs a vocabulary that"},
    {"{" DIALECT ", \"maxBytes\": -5}", "/maxBytes: must be a non-negative"},
    {"{" DIALECT ", \"maxBytes\": \"5\"}", "/maxBytes: must be a non-neg"},
    {"{\"$schema\": \"http://json-schema.org/draft-06/schema#\"}",
     "/$schema: the dialect \"http://json-schema.org/draft-06/schema\" is not "
     "implemented (those are 2020-12, draft-07 and draft-04)"},
    {"{\"$schema\": 7}", "/$schema: the dialect \"\""},
    {"{\"items\": {\"$schema\": \"https://assay.invalid/schema/dialect\"}}",
     "/items/$schema: is allowed at the root of a schema only"},
    {"{\"$anchor\": \"a\", \"items\": {\"$anchor\": \"a\"}}",
     "/items: the anchor \"a\" is there twice"},
    {"{\"$id\": \"test:a\", \"items\": {\"$id\": \"test:a\"}}",
     "/items: the URI \"test:a\" names another schema"},
};

static void a_wrong_schema_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
        struct compiled made = compile_text(wrongs[i].schema);

        if (made.schema)
            fail_msg("%s was accepted", wrongs[i].schema);
        assert_int_equal(made.err.kind, ERROR_SUITE);
        assert_string_equal(made.err.where, WHERE);
        if (strncmp(made.err.text, wrongs[i].text, strlen(wrongs[i].text)))
            fail_msg("%s gave: %s", wrongs[i].schema, made.err.text);
        compiled_clear(&made);
    }
}

static void max_bytes_belongs_to_the_resource_that_declares_it(void **state)
{
    static const struct {
        const char *schema;
        bool is_right;
    } rows[] = {
        {"{" DIALECT ", \"items\": {\"$id\": \"x\", \"maxBytes\": 1}}", true},
        {"{" DIALECT
         ", \"items\": {\"$id\": \"x\", \"maxBytes\": 1, \"$schema\""
         ": \"https://json-schema.org/draft/2020-12/schema\"}}",
         false},
        {"{\"items\": {\"$id\": \"x\", " DIALECT ", \"maxBytes\": 1}}", true},
        {"{\"maxBytes\": 1, \"items\": {\"$id\": \"x\", " DIALECT "}}", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct compiled made = compile_text(rows[i].schema);

        assert_int_equal(made.schema != NULL, rows[i].is_right);
        compiled_clear(&made);
    }
}

/* prefix * count + middle + suffix * count */
static char *nested(const char *prefix, const char *middle, const char *suffix,
                    size_t count)
{
    struct buffer text;

    buffer_init(&text, 0);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, prefix);
    buffer_add_text(&text, middle);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, suffix);
    return buffer_take(&text);
}

static void a_schema_nested_too_deeply_is_refused(void **state)
{
    static const struct {
        size_t count;
        bool is_right;
    } rows[] = {{200, true}, {201, false}, {900, false}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *text = nested("{\"not\":", "{}", "}", rows[i].count);
        struct compiled made = compile_text(text);

        assert_int_equal(made.schema != NULL, rows[i].is_right);
        if (!made.schema)
            assert_non_null(strstr(made.err.text, "nested deeper than 200"));
        compiled_clear(&made);
        free(text);
    }
}

static void a_document_that_is_not_there_is_an_error(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};

    (void)state;
    assert_null(schema_compile(store, "test:none", &err));
    assert_int_equal(err.kind, ERROR_SUITE);
    assert_string_equal(err.where, "test:none");
    schema_store_free(store);
}

static void a_uri_belongs_to_one_document(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};

    (void)state;
    assert_int_equal(add_text(store, "test:a", "{\"$id\": \"test:b\"}", &err),
                     0);
    assert_int_equal(add_text(store, "test:a", "{}", &err), -1);
    assert_int_equal(err.kind, ERROR_SUITE);
    err = (struct error){0};
    assert_int_equal(add_text(store, "test:b", "{}", &err), -1);
    err = (struct error){0};
    assert_int_equal(add_text(store, "test:c", "{\"$id\": \"test:b\"}", &err),
                     -1);
    assert_int_equal(err.kind, ERROR_SUITE);
    schema_store_free(store);
}

static void a_fragment_selects_a_subschema_of_another_document(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};
    struct schema *schema;
    json_t *text = json_of("\"abc\"");

    (void)state;
    assert_int_equal(add_text(store, "file:///s/common.json",
                              "{\"$defs\": {\"name\": {\"maxLength\": 2}}}",
                              &err),
                     0);
    assert_int_equal(
        add_text(store, "file:///s/evs/a.json",
                 "{\"$defs\": {\"n\": {\"$ref\": "
                 "\"../common.json#/$defs/name\"}}, \"type\": \"null\"}",
                 &err),
        0);
    schema = schema_compile(store, "file:///s/evs/a.json#/$defs/n", &err);
    assert_non_null(schema);
    assert_int_equal(schema_validate(schema, text, NULL), SCHEMA_INVALID);
    schema_free(schema);
    json_decref(text);
    schema_store_free(store);
}

static void an_error_in_another_document_names_its_file(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};
    json_t *broken = json_of("{\"items\": {\"minimum\": []}}");

    (void)state;
    assert_int_equal(
        schema_store_add(store, "test:b", "broken.json", broken, &err), 0);
    assert_int_equal(add_text(store, "test:a", "{\"$ref\": \"test:b\"}", &err),
                     0);
    assert_null(schema_compile(store, "test:a", &err));
    assert_string_equal(err.where, "broken.json");
    assert_string_equal(err.text, "/items/minimum: must be a number");
    json_decref(broken);
    schema_store_free(store);
}

static void the_dialect_file_declares_our_vocabulary(void **state)
{
    const char *root = getenv("ASSAY_SOURCE_DIR");
    char *path =
        xasprintf("%s/schemas/assay/metaschema.json", root ? root : ".");
    struct error err = {0};
    json_t *dialect = json_load_checked(path, ERROR_SUITE, &err);

    (void)state;
    assert_non_null(dialect);
    assert_string_equal(json_member_text(dialect, "$id", ""),
                        "https://assay.invalid/schema/dialect");
    assert_true(json_is_true(json_object_get(
        json_object_get(dialect, "$vocabulary"), BYTES_VOCABULARY)));
    json_decref(dialect);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_schema_is_refused_with_its_place),
        cmocka_unit_test(max_bytes_belongs_to_the_resource_that_declares_it),
        cmocka_unit_test(a_schema_nested_too_deeply_is_refused),
        cmocka_unit_test(a_document_that_is_not_there_is_an_error),
        cmocka_unit_test(a_uri_belongs_to_one_document),
        cmocka_unit_test(a_fragment_selects_a_subschema_of_another_document),
        cmocka_unit_test(an_error_in_another_document_names_its_file),
        cmocka_unit_test(the_dialect_file_declares_our_vocabulary),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
