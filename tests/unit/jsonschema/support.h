/*
 * support.h - a schema from a text, for tests of the validator.
 */
#ifndef TESTS_UNIT_JSONSCHEMA_SUPPORT_H
#define TESTS_UNIT_JSONSCHEMA_SUPPORT_H

#include "jsonschema/jsonschema.h"

#include "base/json.h"

#include <string.h>

#define WHERE   "file.json"
#define DIALECT "\"$schema\": \"https://assay.invalid/schema/dialect\""

/* The value of a JSON text that is right. Caller decrefs. */
static inline json_t *json_of(const char *text)
{
    json_t *value = NULL;

    json_parse_text(text, strlen(text), &value, NULL);
    assert_non_null(value);
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

/* A store with one schema, compiled. */
struct compiled {
    struct schema_store *store;
    struct schema *schema; /* NULL: see err */
    struct error err;
};

static inline struct compiled compile_text(const char *text)
{
    struct compiled made = {.store = schema_store_new()};

    if (add_text(made.store, "test:schema", text, &made.err) == 0)
        made.schema = schema_compile(made.store, "test:schema", &made.err);
    return made;
}

static inline void compiled_clear(struct compiled *made)
{
    schema_free(made->schema);
    schema_store_free(made->store);
}

#endif
