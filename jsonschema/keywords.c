#include "jsonschema/keywords.h"

#include <stdint.h>
#include <string.h>

#define OBJECT TYPE_OBJECT
#define ARRAY  TYPE_ARRAY
#define STRING TYPE_STRING
#define NUMBER (TYPE_NUMBER | TYPE_INTEGER)
#define ANY    TYPE_ANY

/* clang-format off */
static const struct keyword_kind kinds[] = {
    /* Core, section 8 */
    {.name = "$schema", .compile = compile_dialect},
    {.name = "$vocabulary", .compile = compile_vocabulary},
    {.name = "$id", .compile = compile_id},
    {.name = "$anchor", .compile = compile_anchor},
    {.name = "$dynamicAnchor", .compile = compile_anchor},
    {.name = "$ref", .types = ANY,
     .compile = compile_ref, .validate = validate_ref},
    {.name = "$dynamicRef", .types = ANY,
     .compile = compile_dynamic_ref, .validate = validate_dynamic_ref},
    {.name = "$defs", .shape = SHAPE_SCHEMA_MAP},
    {.name = "$comment", .compile = compile_string},

    /* Core, section 10: subschemas */
    {.name = "allOf", .shape = SHAPE_SCHEMA_ARRAY, .types = ANY,
     .validate = validate_all_of},
    {.name = "anyOf", .shape = SHAPE_SCHEMA_ARRAY, .types = ANY,
     .validate = validate_any_of},
    {.name = "oneOf", .shape = SHAPE_SCHEMA_ARRAY, .types = ANY,
     .validate = validate_one_of},
    {.name = "not", .shape = SHAPE_SCHEMA, .types = ANY,
     .validate = validate_not},
    {.name = "if", .shape = SHAPE_SCHEMA, .types = ANY,
     .compile = compile_if, .validate = validate_if},
    {.name = "then", .shape = SHAPE_SCHEMA}, /* judged by "if" */
    {.name = "else", .shape = SHAPE_SCHEMA},
    {.name = "dependentSchemas", .shape = SHAPE_SCHEMA_MAP, .types = OBJECT,
     .validate = validate_dependent_schemas},
    {.name = "prefixItems", .shape = SHAPE_SCHEMA_ARRAY, .types = ARRAY,
     .validate = validate_prefix_items},
    {.name = "items", .shape = SHAPE_SCHEMA, .types = ARRAY,
     .compile = compile_items, .validate = validate_items},
    {.name = "contains", .shape = SHAPE_SCHEMA, .types = ARRAY,
     .compile = compile_contains, .validate = validate_contains},
    {.name = "properties", .shape = SHAPE_SCHEMA_MAP, .types = OBJECT,
     .validate = validate_properties},
    {.name = "patternProperties", .shape = SHAPE_SCHEMA_MAP, .types = OBJECT,
     .compile = compile_pattern_properties,
     .validate = validate_pattern_properties},
    {.name = "additionalProperties", .shape = SHAPE_SCHEMA, .types = OBJECT,
     .compile = compile_additional_properties,
     .validate = validate_additional_properties},
    {.name = "propertyNames", .shape = SHAPE_SCHEMA, .types = OBJECT,
     .validate = validate_property_names},

    /* Core, section 11 */
    {.name = "unevaluatedItems", .shape = SHAPE_SCHEMA, .types = ARRAY,
     .validate = validate_unevaluated_items, .is_last = true},
    {.name = "unevaluatedProperties", .shape = SHAPE_SCHEMA, .types = OBJECT,
     .validate = validate_unevaluated_properties, .is_last = true},

    /* Validation, section 6 */
    {.name = "type", .types = ANY,
     .compile = compile_type, .validate = validate_type},
    {.name = "enum", .types = ANY,
     .compile = compile_array, .validate = validate_enum},
    {.name = "const", .types = ANY, .validate = validate_const},
    {.name = "multipleOf", .types = NUMBER,
     .compile = compile_multiple_of, .validate = validate_multiple_of},
    {.name = "maximum", .types = NUMBER,
     .compile = compile_number, .validate = validate_maximum},
    {.name = "exclusiveMaximum", .types = NUMBER,
     .compile = compile_number, .validate = validate_exclusive_maximum},
    {.name = "minimum", .types = NUMBER,
     .compile = compile_number, .validate = validate_minimum},
    {.name = "exclusiveMinimum", .types = NUMBER,
     .compile = compile_number, .validate = validate_exclusive_minimum},
    {.name = "maxLength", .types = STRING,
     .compile = compile_count, .validate = validate_max_length},
    {.name = "minLength", .types = STRING,
     .compile = compile_count, .validate = validate_min_length},
    {.name = "pattern", .types = STRING,
     .compile = compile_pattern, .validate = validate_pattern},
    {.name = "maxItems", .types = ARRAY,
     .compile = compile_count, .validate = validate_max_items},
    {.name = "minItems", .types = ARRAY,
     .compile = compile_count, .validate = validate_min_items},
    {.name = "uniqueItems", .types = ARRAY,
     .compile = compile_boolean, .validate = validate_unique_items},
    {.name = "maxContains", .compile = compile_count}, /* by "contains" */
    {.name = "minContains", .compile = compile_count},
    {.name = "maxProperties", .types = OBJECT,
     .compile = compile_count, .validate = validate_max_properties},
    {.name = "minProperties", .types = OBJECT,
     .compile = compile_count, .validate = validate_min_properties},
    {.name = "required", .types = OBJECT,
     .compile = compile_required, .validate = validate_required},
    {.name = "dependentRequired", .types = OBJECT,
     .compile = compile_dependent_required,
     .validate = validate_dependent_required},

    /* Validation, section 7 */
    {.name = "format", .types = STRING,
     .compile = compile_format, .validate = validate_format},

    /* Validation, sections 8 and 9: annotations, nothing is judged */
    {.name = "contentEncoding", .compile = compile_string},
    {.name = "contentMediaType", .compile = compile_string},
    {.name = "contentSchema", .shape = SHAPE_SCHEMA},
    {.name = "title", .compile = compile_string},
    {.name = "description", .compile = compile_string},
    {.name = "default"},
    {.name = "deprecated", .compile = compile_boolean},
    {.name = "readOnly", .compile = compile_boolean},
    {.name = "writeOnly", .compile = compile_boolean},
    {.name = "examples", .compile = compile_array},

    /* our own, docs/vocabulary.md */
    {.name = "maxBytes", .types = STRING, .is_bytes_vocabulary = true,
     .compile = compile_count, .validate = validate_max_bytes},
};
/* clang-format on */

const struct keyword_kind *keyword_find(const char *name)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (!strcmp(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

/* 2.0 is an integer too; what no instance can reach becomes SIZE_MAX. */
int compile_count(struct compiler *compiler, const struct node *node,
                  struct keyword *keyword)
{
    const double number = json_number_value(keyword->value);

    if (!(instance_types(keyword->value) & TYPE_INTEGER) || number < 0)
        return compile_error(compiler, node, keyword,
                             "must be a non-negative integer");
    if (number >= 9007199254740992.0)
        keyword->count = SIZE_MAX;
    else
        keyword->count = (size_t)number;
    return 0;
}

int compile_number(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword)
{
    if (!json_is_number(keyword->value))
        return compile_error(compiler, node, keyword, "must be a number");
    return 0;
}

int compile_string(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword)
{
    if (!json_is_string(keyword->value))
        return compile_error(compiler, node, keyword, "must be a string");
    return 0;
}

int compile_boolean(struct compiler *compiler, const struct node *node,
                    struct keyword *keyword)
{
    if (!json_is_boolean(keyword->value))
        return compile_error(compiler, node, keyword, "must be true or false");
    return 0;
}

int compile_array(struct compiler *compiler, const struct node *node,
                  struct keyword *keyword)
{
    if (!json_is_array(keyword->value))
        return compile_error(compiler, node, keyword, "must be an array");
    return 0;
}
