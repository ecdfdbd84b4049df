/*
 * fuzz_validate - a schema, an empty line, and an instance.
 *
 * With output, with annotations and without either the verdict is the same,
 * and an instance is invalid exactly when there is something to say about it.
 */
#include "jsonschema/jsonschema.h"

#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_units(const struct schema_output *output)
{
    for (size_t i = 0; i < output->len; i++) {
        const struct schema_unit *unit = &output->units[i];

        if (!unit->instance_location || !unit->keyword_location ||
            !strchr(unit->absolute_keyword_location, '#') || !*unit->message)
            abort();
    }
}

static void check_forms(const struct schema *schema,
                        enum schema_verdict verdict,
                        const struct schema_output *output)
{
    json_t *basic = schema_output_basic(schema, verdict, output);

    if ((basic == NULL) != (verdict == SCHEMA_UNDECIDED))
        abort();
    json_decref(basic);
}

static void validate(const struct schema *schema, const json_t *instance)
{
    struct schema_output output = {0}, noted = {.annotate = true};
    enum schema_verdict quick = schema_validate(schema, instance, NULL);
    enum schema_verdict full = schema_validate(schema, instance, &output);
    enum schema_verdict more = schema_validate(schema, instance, &noted);

    check_units(&output);
    check_units(&noted);
    check_forms(schema, full, &output);
    check_forms(schema, more, &noted);
    if (full != SCHEMA_UNDECIDED && quick != SCHEMA_UNDECIDED &&
        more != SCHEMA_UNDECIDED && (full != quick || full != more))
        abort();
    if ((full == SCHEMA_INVALID && output.len == 0) ||
        (full == SCHEMA_VALID && output.len > 0) ||
        (full == SCHEMA_UNDECIDED && !output.undecided))
        abort();
    schema_output_clear(&output);
    schema_output_clear(&noted);
}

static void run(json_t *document, const json_t *instance)
{
    static const struct schema_options options = {.assert_format = true};
    struct schema_store *store = schema_store_new();
    struct schema *schema = NULL;
    struct error err = {0};

    schema_store_set_options(store, &options);
    if (schema_store_add(store, "test:fuzz", "fuzz", document, &err) == 0)
        schema = schema_compile(store, "test:fuzz", &err);
    if (schema)
        validate(schema, instance);
    schema_free(schema);
    schema_store_free(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data, *gap = NULL;
    json_t *document = NULL, *instance = NULL;

    for (size_t i = 0; i + 1 < size && !gap; i++)
        if (text[i] == '\n' && text[i + 1] == '\n')
            gap = text + i;
    if (!gap)
        return 0;
    json_parse_text(text, (size_t)(gap - text), &document, NULL);
    json_parse_text(gap + 2, size - (size_t)(gap - text) - 2, &instance, NULL);
    if (document && instance)
        run(document, instance);
    json_decref(document);
    json_decref(instance);
    return 0;
}
