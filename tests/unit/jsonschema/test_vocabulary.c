/* test_vocabulary.c - keywords and formats that a program adds. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "jsonschema/vocabulary.h"

#include "base/alloc.h"

#include <stdlib.h>

#define PARITY "https://example.test/vocabulary/parity"

/* {"parity": "even" | "odd"} for integers; data: what is left by halving. */
static char *compile_parity(const json_t *value, void **data)
{
    const char *text = json_string_value(value);
    int *rest;

    if (!text || (strcmp(text, "even") && strcmp(text, "odd")))
        return xstrdup("must be \"even\" or \"odd\"");
    rest = xcalloc(1, sizeof(*rest));
    *rest = !strcmp(text, "odd");
    *data = rest;
    return NULL;
}

static bool holds_parity(const void *data, const json_t *instance)
{
    return (json_integer_value(instance) & 1) == *(const int *)data;
}

static char *explain_parity(const void *data, const json_t *instance)
{
    return xasprintf("is %" JSON_INTEGER_FORMAT ", which is not %s",
                     json_integer_value(instance),
                     *(const int *)data ? "odd" : "even");
}

static const struct schema_keyword parity[] = {
    {"parity", TYPE_INTEGER, compile_parity, free, holds_parity,
     explain_parity},
};

static bool is_shout(const char *text, size_t len)
{
    return len > 0 && text[len - 1] == '!';
}

static bool is_nothing(const char *text, size_t len)
{
    (void)text;
    return len == 0;
}

static const struct schema_format formats[] = {
    {"shout", "a shout", is_shout},
    {"ipv4", "nothing at all", is_nothing},
};

static struct schema_store *store_of(const char *uri, bool strict)
{
    const struct schema_options options = {.assert_format = true,
                                           .strict = strict};
    struct schema_store *store = store_with(&options);
    struct error err = {0};

    assert_int_equal(schema_store_add_vocabulary(store, uri, parity, 1, &err),
                     0);
    schema_store_add_formats(store, formats, 2);
    return store;
}

static void a_keyword_of_every_dialect_needs_no_metaschema(void **state)
{
    struct compiled made = compile_text_in(
        store_of(NULL, true), "{\"items\": {\"parity\": \"odd\"}}");
    json_t *instance = json_of("[1, \"2\", 2.5, 4]");
    struct schema_output output = {0};

    (void)state;
    assert_non_null(made.schema);
    assert_int_equal(schema_validate(made.schema, instance, NULL),
                     SCHEMA_INVALID);
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_INVALID);
    assert_int_equal(output.len, 1);
    assert_string_equal(output.units[0].instance_location, "/3");
    assert_string_equal(output.units[0].keyword_location, "/items/parity");
    assert_string_equal(output.units[0].message, "is 4, which is not odd");
    assert_string_equal(output.units[0].keyword, "parity");
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

static void a_wrong_value_is_a_compile_error_with_its_place(void **state)
{
    struct compiled made = compile_text_in(
        store_of(NULL, true), "{\"items\": {\"parity\": \"both\"}}");

    (void)state;
    assert_null(made.schema);
    assert_string_equal(made.err.text,
                        "/items/parity: must be \"even\" or \"odd\"");
    compiled_clear(&made);
}

static void a_keyword_with_a_uri_belongs_to_dialects_that_list_it(void **state)
{
    static const struct {
        const char *schema;
        bool strict;
        bool compiles;
        enum schema_verdict of_two;
    } rows[] = {
        {"{\"$schema\": \"test:meta\", \"parity\": \"odd\"}", true, true,
         SCHEMA_INVALID},
        {"{\"parity\": \"odd\"}", true, false, SCHEMA_VALID},
        {"{\"parity\": \"odd\"}", false, true, SCHEMA_VALID},
        {"{\"parity\": \"both\"}", false, true, SCHEMA_VALID},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct schema_store *store = store_of(PARITY, rows[i].strict);
        struct error err = {0};
        struct compiled made;

        add_text(store, "test:meta",
                 "{\"$vocabulary\": {\"https://json-schema.org/draft/2020-12/"
                 "vocab/core\": true, \"" PARITY "\": true}}",
                 &err);
        made = compile_text_in(store, rows[i].schema);
        assert_int_equal(made.schema != NULL, rows[i].compiles);
        if (made.schema)
            assert_int_equal(verdict_of(made.schema, "2"), rows[i].of_two);
        compiled_clear(&made);
    }
}

static void a_format_of_ones_own_wins_over_the_built_in_one(void **state)
{
    struct compiled made =
        compile_text_in(store_of(NULL, true),
                        "{\"prefixItems\": [{\"format\": \"shout\"}, "
                        "{\"format\": \"ipv4\"}, {\"format\": \"ipv6\"}]}");
    json_t *instance = json_of("[\"hey\", \"1.2.3.4\", \"::\"]");
    struct schema_output output = {0};

    (void)state;
    assert_int_equal(verdict_of(made.schema, "[\"hey!\", \"\"]"), SCHEMA_VALID);
    assert_int_equal(schema_validate(made.schema, instance, &output),
                     SCHEMA_INVALID);
    assert_int_equal(output.len, 2);
    assert_string_equal(output.units[0].message,
                        "is \"hey\", expected a shout");
    assert_string_equal(output.units[1].message,
                        "is \"1.2.3.4\", expected nothing at all");
    schema_output_clear(&output);
    json_decref(instance);
    compiled_clear(&made);
}

static void there_is_a_limit_to_vocabularies(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};

    (void)state;
    for (int i = 0; i < SCHEMA_VOCABULARIES_MAX; i++)
        assert_int_equal(
            schema_store_add_vocabulary(store, PARITY, parity, 1, &err), 0);
    assert_int_equal(
        schema_store_add_vocabulary(store, PARITY, parity, 1, &err), -1);
    assert_int_equal(err.kind, ERROR_INTERNAL);
    schema_store_free(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_keyword_of_every_dialect_needs_no_metaschema),
        cmocka_unit_test(a_wrong_value_is_a_compile_error_with_its_place),
        cmocka_unit_test(a_keyword_with_a_uri_belongs_to_dialects_that_list_it),
        cmocka_unit_test(a_format_of_ones_own_wins_over_the_built_in_one),
        cmocka_unit_test(there_is_a_limit_to_vocabularies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
