/* test_dialect.c - dialects that a metaschema of the store describes. */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include <stdio.h>

#define DRAFT  "https://json-schema.org/draft/2020-12/"
#define VOCAB  DRAFT "vocab/"
#define SCHEMA "\"$schema\": \"" DRAFT "schema\""
#define META   "\"$schema\": \"test:meta\""

/* A schema in a store that has the metaschema "test:meta". */
static struct compiled compile_with(const char *metaschema, const char *text)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};

    if (add_text(store, "test:meta", metaschema, &err) < 0)
        fail_msg("%s", err.text);
    return compile_text_in(store, text);
}

static void a_vocabulary_that_is_left_out_leaves_annotations(void **state)
{
    static const char metaschema[] =
        "{" SCHEMA ", \"$vocabulary\": {\"" VOCAB "core\": true, \"" VOCAB
        "applicator\": true}}";
    struct compiled made = compile_with(
        metaschema,
        "{" META ", \"maximum\": 1, \"not\": {\"required\": [\"a\"]}"
        ", \"items\": false}");

    (void)state;
    assert_non_null(made.schema);
    assert_int_equal(verdict_of(made.schema, "[]"), SCHEMA_INVALID);
    compiled_clear(&made);
    made = compile_with(metaschema, "{" META ", \"maximum\": 1, \"items\": "
                                    "{\"type\": \"null\"}}");
    assert_int_equal(verdict_of(made.schema, "[5]"), SCHEMA_VALID);
    assert_int_equal(verdict_of(made.schema, "5"), SCHEMA_VALID);
    compiled_clear(&made);
}

static void
a_vocabulary_that_must_be_known_is_an_error_when_it_is_not(void **state)
{
    static const struct {
        const char *is_needed;
        bool is_right;
    } rows[] = {{"true", false}, {"false", true}};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char metaschema[400];
        struct compiled made;

        snprintf(metaschema, sizeof(metaschema),
                 "{" SCHEMA ", \"$vocabulary\": {\"" VOCAB "core\": true, "
                 "\"test:vocabulary\": %s}}",
                 rows[i].is_needed);
        made = compile_with(metaschema, "{" META "}");
        assert_int_equal(made.schema != NULL, rows[i].is_right);
        if (!made.schema)
            assert_string_equal(made.err.text,
                                "\"\": needs the vocabulary \"test:vocabulary\""
                                ", which is not known");
        compiled_clear(&made);
    }
}

static void format_assertion_judges_whatever_its_value(void **state)
{
    static const char *const values[] = {"true", "false"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char metaschema[400];
        struct compiled made;

        snprintf(metaschema, sizeof(metaschema),
                 "{" SCHEMA ", \"$vocabulary\": {\"" VOCAB "core\": true, "
                 "\"" VOCAB "format-assertion\": %s}}",
                 values[i]);
        made = compile_with(metaschema, "{" META ", \"format\": \"ipv4\"}");
        assert_int_equal(verdict_of(made.schema, "\"x\""), SCHEMA_INVALID);
        compiled_clear(&made);
    }
}

static void without_a_list_a_metaschema_has_what_its_own_has(void **state)
{
    struct compiled made = compile_with(
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
        "{" META ", \"items\": [false], \"format\": \"ipv4\"}");

    (void)state;
    assert_non_null(made.schema);
    assert_int_equal(verdict_of(made.schema, "[1]"), SCHEMA_INVALID);
    assert_int_equal(verdict_of(made.schema, "\"x\""), SCHEMA_VALID);
    compiled_clear(&made);
}

static void dialects_that_explain_each_other_are_an_error(void **state)
{
    struct schema_store *store = schema_store_new();
    struct error err = {0};
    struct compiled made =
        compile_with("{" META "}", "{" META ", \"type\": \"null\"}");

    (void)state;
    assert_null(made.schema);
    assert_non_null(strstr(made.err.text, "cannot be worked out"));
    compiled_clear(&made);
    add_text(store, "test:a", "{\"$schema\": \"test:b\"}", &err);
    add_text(store, "test:b", "{\"$schema\": \"test:a\"}", &err);
    for (int i = 0; i < 2; i++) {
        err = (struct error){0};
        assert_null(schema_compile(store, "test:a", &err));
        assert_non_null(strstr(err.text, "cannot be worked out"));
    }
    schema_store_free(store);
}

static void a_metaschema_may_describe_itself(void **state)
{
    struct compiled made = compile_with(
        "{" META ", \"$dynamicAnchor\": \"meta\", \"$vocabulary\": {\"" VOCAB
        "core\": true, \"" VOCAB "validation\": true}, \"maxProperties\": 9}",
        "{" META ", \"maximum\": 1}");

    (void)state;
    if (!made.schema)
        fail_msg("%s", made.err.text);
    assert_int_equal(verdict_of(made.schema, "2"), SCHEMA_INVALID);
    compiled_clear(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vocabulary_that_is_left_out_leaves_annotations),
        cmocka_unit_test(
            a_vocabulary_that_must_be_known_is_an_error_when_it_is_not),
        cmocka_unit_test(format_assertion_judges_whatever_its_value),
        cmocka_unit_test(without_a_list_a_metaschema_has_what_its_own_has),
        cmocka_unit_test(dialects_that_explain_each_other_are_an_error),
        cmocka_unit_test(a_metaschema_may_describe_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
