#include "derive/check_store.h"

#include "base/alloc.h"
#include "jsonschema/vocabulary.h"

#include <stdlib.h>

/* derive/ lies below runner/suite/, whose vocabulary has the same keyword. */
static char *compile_bytes(const json_t *value, void **data)
{
    size_t *most;

    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return xstrdup("must be a non-negative integer");
    most = xcalloc(1, sizeof(*most));
    *most = (size_t)json_integer_value(value);
    *data = most;
    return NULL;
}

static bool holds_bytes(const void *data, const json_t *instance)
{
    return json_string_length(instance) <= *(const size_t *)data;
}

static char *explain_bytes(const void *data, const json_t *instance)
{
    return xasprintf("has %zu bytes, at most %zu are allowed",
                     json_string_length(instance), *(const size_t *)data);
}

static const struct schema_keyword keywords[] = {
    {"maxBytes", TYPE_STRING, compile_bytes, free, holds_bytes, explain_bytes},
};

#define SCHEMA_URI "https://assay.invalid/derived"

void judge_init(struct judge *judge, json_t *schema, struct error *err)
{
    static const struct schema_options options = {.assert_format = true};

    *judge = (struct judge){.store = schema_store_new()};
    json_object_del(schema, "$schema");
    schema_store_set_options(judge->store, &options);
    if (schema_store_add_vocabulary(judge->store, NULL, keywords,
                                    sizeof(keywords) / sizeof(*keywords),
                                    err) < 0 ||
        schema_store_add(judge->store, SCHEMA_URI, SCHEMA_URI, schema, err) < 0)
        return;
    judge->schema = schema_compile(judge->store, SCHEMA_URI, err);
}

void judge_clear(struct judge *judge)
{
    schema_free(judge->schema);
    schema_store_free(judge->store);
    *judge = (struct judge){0};
}
