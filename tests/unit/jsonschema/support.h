/*
 * support.h - a schema from a text, for tests of the validator.
 */
#ifndef TESTS_UNIT_JSONSCHEMA_SUPPORT_H
#define TESTS_UNIT_JSONSCHEMA_SUPPORT_H

#include "jsonschema/jsonschema.h"

#include "base/json.h"
#include "vocabulary/vocabulary.h"

#include <string.h>

#define WHERE   "file.json"
#define DIALECT "\"$schema\": \"https://assay.invalid/schema/dialect\""

/* The value of a JSON text that is right. Caller decrefs. */
static inline json_t *json_of(const char *text)
{
    json_t *value = NULL;

    json_parse_text(text, strlen(text), &value, NULL);
    if (!value)
        fail_msg("not JSON: %s", text);
    return value;
}

/* Add a text under a URI. Returns what schema_store_add does. */
static inline int add_text(struct schema_store *store, const char *uri,
                           const char *text, struct error *err)
{
    json_t *document = json_of(text);
    int rc = schema_store_add(store, uri, WHERE, document, err);

    json_decref(document);
    return rc;
}

/*
 * A store as the program has it: strict, formats asserted, with maxBytes and
 * the dialect that uses it (in short).
 */
static inline struct schema_store *strict_store(void)
{
    struct schema_store *store = vocabulary_store_new();
    struct error err = {0};

    add_text(
        store, "https://assay.invalid/schema/dialect",
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\","
        " \"$dynamicAnchor\": \"meta\", \"$vocabulary\": {"
        "\"https://json-schema.org/draft/2020-12/vocab/core\": true,"
        "\"https://json-schema.org/draft/2020-12/vocab/applicator\": true,"
        "\"https://json-schema.org/draft/2020-12/vocab/unevaluated\": true,"
        "\"https://json-schema.org/draft/2020-12/vocab/validation\": true,"
        "\"https://json-schema.org/draft/2020-12/vocab/meta-data\": true,"
        "\"https://json-schema.org/draft/2020-12/vocab/content\": true,"
        "\"https://json-schema.org/draft/2020-12/vocab/format-assertion\":"
        " true, \"" BYTES_VOCABULARY "\": true}, \"allOf\": [{\"$ref\":"
        " \"https://json-schema.org/draft/2020-12/schema\"}]}",
        &err);
    assert_false(error_is_set(&err));
    return store;
}

/* A store with what the options say and nothing else. */
static inline struct schema_store *
store_with(const struct schema_options *options)
{
    struct schema_store *store = schema_store_new();

    schema_store_set_options(store, options);
    return store;
}

/* A store with one schema, compiled. */
struct compiled {
    struct schema_store *store;
    struct schema *schema; /* NULL: see err */
    struct error err;
};

/* Takes the store. */
static inline struct compiled compile_in(struct schema_store *store,
                                         json_t *document)
{
    struct compiled made = {.store = store};

    if (schema_store_add(store, "test:schema", WHERE, document, &made.err) == 0)
        made.schema = schema_compile(store, "test:schema", &made.err);
    return made;
}

static inline struct compiled compile_json(json_t *document)
{
    return compile_in(strict_store(), document);
}

/* Takes the store. */
static inline struct compiled compile_text_in(struct schema_store *store,
                                              const char *text)
{
    json_t *document = json_of(text);
    struct compiled made = compile_in(store, document);

    json_decref(document);
    return made;
}

static inline struct compiled compile_text(const char *text)
{
    return compile_text_in(strict_store(), text);
}

/* The verdict of an instance given as text, the same with output. */
static inline enum schema_verdict verdict_of(const struct schema *schema,
                                             const char *text)
{
    json_t *instance = json_of(text);
    struct schema_output output = {0};
    enum schema_verdict verdict = schema_validate(schema, instance, NULL);

    assert_int_equal(schema_validate(schema, instance, &output), verdict);
    schema_output_clear(&output);
    json_decref(instance);
    return verdict;
}

static inline void compiled_clear(struct compiled *made)
{
    schema_free(made->schema);
    schema_store_free(made->store);
}

#endif
