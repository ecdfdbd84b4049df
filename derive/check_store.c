#include "derive/check_store.h"

#include "vocabulary/vocabulary.h"

#define SCHEMA_URI "https://assay.invalid/derived"

void judge_init(struct judge *judge, json_t *schema, struct error *err)
{
    static const struct schema_options options = {.assert_format = true};

    *judge = (struct judge){.store = schema_store_new()};
    schema_store_set_options(judge->store, &options);
    vocabulary_add_everywhere(judge->store);
    json_object_del(schema, "$schema");
    if (schema_store_add(judge->store, SCHEMA_URI, SCHEMA_URI, schema, err) ==
        0)
        judge->schema = schema_compile(judge->store, SCHEMA_URI, err);
}

void judge_clear(struct judge *judge)
{
    schema_free(judge->schema);
    schema_store_free(judge->store);
    *judge = (struct judge){0};
}
