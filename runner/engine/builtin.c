#include "engine/functions.h"

#include "base/alloc.h"
#include "jsonschema/jsonschema.h"

#define HERE "https://assay.invalid/second-opinion"

static enum opinion judge(const struct schema *schema, const json_t *instance,
                          char **text)
{
    struct schema_output output = {0};
    enum opinion opinion = OPINION_NONE;

    switch (schema_validate(schema, instance, &output)) {
    case SCHEMA_VALID:
        opinion = OPINION_VALID;
        break;
    case SCHEMA_INVALID:
        opinion = OPINION_INVALID;
        *text = xasprintf("%s: %s", output.units[0].instance_location,
                          output.units[0].message);
        break;
    case SCHEMA_UNDECIDED:
        *text = xstrdup(output.undecided);
        break;
    }
    schema_output_clear(&output);
    return opinion;
}

enum opinion builtin_judge(const json_t *schema, const json_t *instance,
                           char **text)
{
    struct schema_store *store = schema_store_new();
    struct schema *compiled = NULL;
    struct error err = {0};
    enum opinion opinion = OPINION_NONE;

    if (schema_store_add(store, HERE, "schema", (json_t *)schema, &err) == 0)
        compiled = schema_compile(store, HERE, &err);
    if (compiled)
        opinion = judge(compiled, instance, text);
    else
        *text = error_message(&err);
    schema_free(compiled);
    schema_store_free(store);
    return opinion;
}
