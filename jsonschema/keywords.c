#include "jsonschema/keywords.h"

#include <stdint.h>
#include <string.h>

#define OBJECT TYPE_OBJECT
#define ARRAY  TYPE_ARRAY
#define STRING TYPE_STRING
#define NUMBER ((unsigned)TYPE_NUMBER | (unsigned)TYPE_INTEGER)
#define ANY    TYPE_ANY

#define CORE        .vocabularies = VOCABULARY_CORE
#define APPLICATOR  .vocabularies = VOCABULARY_APPLICATOR
#define UNEVALUATED .vocabularies = VOCABULARY_UNEVALUATED
#define VALIDATION  .vocabularies = VOCABULARY_VALIDATION
#define META_DATA   .vocabularies = VOCABULARY_META_DATA
#define FORMAT      .vocabularies = VOCABULARY_FORMAT
#define CONTENT     .vocabularies = VOCABULARY_CONTENT

#define D4       (1u << SCHEMA_DRAFT_4)
#define D7       (1u << SCHEMA_DRAFT_7)
#define D20      (1u << SCHEMA_2020_12)
#define FROM_4   .drafts = D4 | D7 | D20
#define FROM_7   .drafts = D7 | D20
#define SINCE_20 .drafts = D20
#define ONLY_4   .drafts = D4
#define UNTIL_7  .drafts = D4 | D7

#define COMPILE(function) .compile = compile_##function
#define JUDGE(function)   .holds = holds_##function, .explain = explain_##function
#define JUDGE_TEXT(function)                                                   \
    .holds_text = holds_text_##function, JUDGE(function)
#define VALIDATE(function) .validate = validate_##function

/* clang-format off */
static const struct keyword_kind kinds[] = {
    /* Core, section 8 */
    {"$schema", CORE, FROM_4, COMPILE(dialect)},
    {"$vocabulary", CORE, SINCE_20, COMPILE(vocabulary)},
    {"$id", CORE, SINCE_20, COMPILE(id)},
    {"$id", CORE, .drafts = D7, COMPILE(old_id)},
    {"id", CORE, ONLY_4, COMPILE(old_id)},
    {"$anchor", CORE, SINCE_20, COMPILE(anchor)},
    {"$dynamicAnchor", CORE, SINCE_20, COMPILE(anchor)},
    {"$ref", CORE, FROM_4, .types = ANY, COMPILE(ref), VALIDATE(ref)},
    {"$dynamicRef", CORE, SINCE_20, .types = ANY,
     COMPILE(dynamic_ref), VALIDATE(dynamic_ref)},
    {"$defs", CORE, SINCE_20, SHAPE_SCHEMA_MAP},
    {"definitions", CORE, UNTIL_7, SHAPE_SCHEMA_MAP},
    {"definitions", CORE, SINCE_20, SHAPE_SCHEMA_MAP, .is_compatible = true},
    {"$comment", CORE, FROM_7, COMPILE(string)},

    /* Core, section 10: subschemas */
    {"allOf", APPLICATOR, FROM_4, SHAPE_SCHEMA_ARRAY, ANY, VALIDATE(all_of)},
    {"anyOf", APPLICATOR, FROM_4, SHAPE_SCHEMA_ARRAY, ANY, VALIDATE(any_of)},
    {"oneOf", APPLICATOR, FROM_4, SHAPE_SCHEMA_ARRAY, ANY, VALIDATE(one_of)},
    {"not", APPLICATOR, FROM_4, SHAPE_SCHEMA, ANY, VALIDATE(not)},
    {"if", APPLICATOR, FROM_7, SHAPE_SCHEMA, ANY, COMPILE(if), VALIDATE(if)},
    {"then", APPLICATOR, FROM_7, SHAPE_SCHEMA}, /* judged by "if" */
    {"else", APPLICATOR, FROM_7, SHAPE_SCHEMA},
    {"dependentSchemas", APPLICATOR, SINCE_20, SHAPE_SCHEMA_MAP, OBJECT,
     VALIDATE(dependent_schemas)},
    {"dependencies", APPLICATOR, UNTIL_7, SHAPE_DEPENDENCIES, OBJECT,
     COMPILE(dependencies), VALIDATE(dependencies)},
    {"dependencies", APPLICATOR, SINCE_20, SHAPE_DEPENDENCIES, OBJECT,
     COMPILE(dependencies), VALIDATE(dependencies), .is_compatible = true},
    {"prefixItems", APPLICATOR, SINCE_20, SHAPE_SCHEMA_ARRAY, ARRAY,
     VALIDATE(prefix_items)},
    {"items", APPLICATOR, SINCE_20, SHAPE_SCHEMA, ARRAY,
     COMPILE(items), VALIDATE(items)},
    {"items", APPLICATOR, UNTIL_7, SHAPE_ITEMS, ARRAY, VALIDATE(old_items)},
    {"additionalItems", APPLICATOR, UNTIL_7, SHAPE_SCHEMA, ARRAY,
     COMPILE(additional_items), VALIDATE(additional_items)},
    {"contains", APPLICATOR, FROM_7, SHAPE_SCHEMA, ARRAY,
     COMPILE(contains), VALIDATE(contains)},
    {"properties", APPLICATOR, FROM_4, SHAPE_SCHEMA_MAP, OBJECT,
     COMPILE(properties), VALIDATE(properties)},
    {"patternProperties", APPLICATOR, FROM_4, SHAPE_SCHEMA_MAP, OBJECT,
     COMPILE(pattern_properties), VALIDATE(pattern_properties)},
    {"additionalProperties", APPLICATOR, FROM_4, SHAPE_SCHEMA, OBJECT,
     COMPILE(additional_properties), VALIDATE(additional_properties)},
    {"propertyNames", APPLICATOR, FROM_7, SHAPE_SCHEMA, OBJECT,
     VALIDATE(property_names)},

    /* Core, section 11 */
    {"unevaluatedItems", UNEVALUATED, SINCE_20, SHAPE_SCHEMA, ARRAY,
     VALIDATE(unevaluated_items), .is_last = true},
    {"unevaluatedProperties", UNEVALUATED, SINCE_20, SHAPE_SCHEMA, OBJECT,
     VALIDATE(unevaluated_properties), .is_last = true},

    /* Validation, section 6 */
    {"type", VALIDATION, FROM_7, .types = ANY, COMPILE(type), JUDGE(type)},
    {"type", VALIDATION, ONLY_4, .types = ANY, COMPILE(type), JUDGE(type_4)},
    {"enum", VALIDATION, FROM_4, .types = ANY, COMPILE(enum), JUDGE_TEXT(enum)},
    {"const", VALIDATION, FROM_7, .types = ANY, JUDGE_TEXT(const)},
    {"multipleOf", VALIDATION, FROM_4, .types = NUMBER,
     COMPILE(multiple_of), JUDGE(multiple_of)},
    {"maximum", VALIDATION, FROM_7, .types = NUMBER,
     COMPILE(number), JUDGE(maximum)},
    {"exclusiveMaximum", VALIDATION, FROM_7, .types = NUMBER,
     COMPILE(number), JUDGE(exclusive_maximum)},
    {"minimum", VALIDATION, FROM_7, .types = NUMBER,
     COMPILE(number), JUDGE(minimum)},
    {"exclusiveMinimum", VALIDATION, FROM_7, .types = NUMBER,
     COMPILE(number), JUDGE(exclusive_minimum)},
    {"maximum", VALIDATION, ONLY_4, .types = NUMBER,
     COMPILE(maximum_4), JUDGE(maximum_4)},
    {"minimum", VALIDATION, ONLY_4, .types = NUMBER,
     COMPILE(minimum_4), JUDGE(minimum_4)},
    {"exclusiveMaximum", VALIDATION, ONLY_4, COMPILE(boolean)},
    {"exclusiveMinimum", VALIDATION, ONLY_4, COMPILE(boolean)},
    {"maxLength", VALIDATION, FROM_4, .types = STRING,
     COMPILE(count), JUDGE_TEXT(max_length)},
    {"minLength", VALIDATION, FROM_4, .types = STRING,
     COMPILE(count), JUDGE_TEXT(min_length)},
    {"pattern", VALIDATION, FROM_4, .types = STRING,
     COMPILE(pattern), VALIDATE(pattern)},
    {"maxItems", VALIDATION, FROM_4, .types = ARRAY,
     COMPILE(count), JUDGE(max_items)},
    {"minItems", VALIDATION, FROM_4, .types = ARRAY,
     COMPILE(count), JUDGE(min_items)},
    {"uniqueItems", VALIDATION, FROM_4, .types = ARRAY,
     COMPILE(boolean), VALIDATE(unique_items)},
    {"maxContains", VALIDATION, SINCE_20, COMPILE(count)}, /* by "contains" */
    {"minContains", VALIDATION, SINCE_20, COMPILE(count)},
    {"maxProperties", VALIDATION, FROM_4, .types = OBJECT,
     COMPILE(count), JUDGE(max_properties)},
    {"minProperties", VALIDATION, FROM_4, .types = OBJECT,
     COMPILE(count), JUDGE(min_properties)},
    {"required", VALIDATION, FROM_4, .types = OBJECT,
     COMPILE(required), JUDGE(required)},
    {"dependentRequired", VALIDATION, SINCE_20, .types = OBJECT,
     COMPILE(dependent_required), JUDGE(dependent_required)},

    /* Validation, section 7 */
    {"format", FORMAT, FROM_4, .types = STRING,
     COMPILE(format), JUDGE_TEXT(format), .annotates = true},

    /* Validation, sections 8 and 9: annotations, nothing is judged */
    {"contentEncoding", CONTENT, FROM_7, .types = STRING,
     COMPILE(string), .annotates = true},
    {"contentMediaType", CONTENT, FROM_7, .types = STRING,
     COMPILE(string), .annotates = true},
    {"contentSchema", CONTENT, SINCE_20, SHAPE_SCHEMA, STRING,
     .annotates = true},
    {"title", META_DATA, FROM_4, .types = ANY,
     COMPILE(string), .annotates = true},
    {"description", META_DATA, FROM_4, .types = ANY,
     COMPILE(string), .annotates = true},
    {"default", META_DATA, FROM_4, .types = ANY, .annotates = true},
    {"deprecated", META_DATA, SINCE_20, .types = ANY,
     COMPILE(boolean), .annotates = true},
    {"readOnly", META_DATA, FROM_7, .types = ANY,
     COMPILE(boolean), .annotates = true},
    {"writeOnly", META_DATA, FROM_7, .types = ANY,
     COMPILE(boolean), .annotates = true},
    {"examples", META_DATA, FROM_7, .types = ANY,
     COMPILE(array), .annotates = true},
};
/* clang-format on */

static const struct keyword_kind unknown = {
    .name = "", .types = ANY, .annotates = true};

const struct keyword_kind *keyword_unknown(void)
{
    return &unknown;
}

static const struct keyword_kind *find_in(const struct keyword_kind *rows,
                                          size_t len, unsigned draft_bit,
                                          unsigned vocabularies, bool is_strict,
                                          const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(rows[i].name, name) && (rows[i].drafts & draft_bit) &&
            (rows[i].vocabularies & vocabularies) &&
            !(is_strict && rows[i].is_compatible))
            return &rows[i];
    return NULL;
}

const struct keyword_kind *keyword_find(const struct schema_store *store,
                                        enum schema_draft draft,
                                        unsigned vocabularies, const char *name)
{
    const struct keyword_kind *kind =
        find_in(kinds, sizeof(kinds) / sizeof(*kinds), 1u << draft,
                vocabularies, store->options.strict, name);

    for (size_t i = 0; !kind && i < store->vocabularies_len; i++)
        kind = find_in(store->vocabularies[i].kinds, store->vocabularies[i].len,
                       1u << draft, vocabularies, false, name);
    return kind;
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
