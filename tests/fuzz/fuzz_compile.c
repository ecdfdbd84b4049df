/*
 * fuzz_compile - any bytes as a schema: it compiles, or there is a reason.
 *
 * A schema that compiled is then tried on a few values.
 */
#include "jsonschema/jsonschema.h"

#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_values(const struct schema *schema)
{
    json_t *values =
        json_pack("[n,i,s,[i,s],{s:i,s:{}}]", 1, "a", 1, "a", "a", 1, "b");
    size_t i;
    json_t *value;

    json_array_foreach(values, i, value)
        schema_validate(schema, value, NULL);
    json_decref(values);
}

static void compile(json_t *document, bool strict)
{
    const struct schema_options options = {.assert_format = true,
                                           .strict = strict};
    struct schema_store *store = schema_store_new();
    struct schema *schema = NULL;
    struct error err = {0};

    schema_store_set_options(store, &options);
    if (schema_store_add(store, "test:fuzz", "fuzz", document, &err) == 0)
        schema = schema_compile(store, "test:fuzz", &err);
    if ((schema == NULL) != error_is_set(&err) || (!schema && !err.text[0]))
        abort();
    if (schema)
        try_values(schema);
    schema_free(schema);
    schema_store_free(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    json_t *document = NULL;

    json_parse_text((const char *)data, size, &document, NULL);
    if (document) {
        compile(document, false);
        compile(document, true);
    }
    json_decref(document);
    return 0;
}
