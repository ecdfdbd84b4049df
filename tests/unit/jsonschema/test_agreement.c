/*
 * test_agreement.c - the verdict alone, with findings and with annotations
 * is the same, for schemas and instances made at random.
 *
 * The verdict has code of its own (quick.h), so it could differ. The seed is
 * fixed; each round is made from its number, which a failure tells.
 */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/json.h"

#include <stdlib.h>

#define ROUNDS    600
#define INSTANCES 12

static unsigned draw(unsigned *seed, unsigned count)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % count;
}

static const char *pick(unsigned *seed, const char *const *words,
                        unsigned count)
{
    return words[draw(seed, count)];
}

static const char *const names[] = {"a", "b", "c", "ab", "abc", "", "~/"};
#define NAMES 7

static json_t *make_instance(unsigned *seed, unsigned depth)
{
    static const char *const texts[] = {"",    "a",       "ab",
                                        "b-1", "1.2.3.4", "\xC3\xA4"};
    json_t *made;

    switch (draw(seed, depth ? 8 : 5)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(draw(seed, 2));
    case 2:
        return json_integer((json_int_t)draw(seed, 5) - 1);
    case 3:
        return json_real(draw(seed, 6) / 2.0);
    case 4:
        return json_string(pick(seed, texts, 6));
    case 5:
        made = json_array();
        for (unsigned i = draw(seed, 5); i > 0; i--)
            json_array_append_new(made, make_instance(seed, depth - 1));
        return made;
    default:
        made = json_object();
        for (unsigned i = draw(seed, 5); i > 0; i--)
            json_object_set_new(made, pick(seed, names, NAMES),
                                make_instance(seed, depth - 1));
        return made;
    }
}

static json_t *make_schema(unsigned *seed, unsigned depth);

static json_t *make_schemas(unsigned *seed, unsigned depth)
{
    json_t *list = json_array();

    for (unsigned i = draw(seed, 3) + 1; i > 0; i--)
        json_array_append_new(list, make_schema(seed, depth));
    return list;
}

static json_t *make_map(unsigned *seed, unsigned depth,
                        const char *const *words, unsigned count)
{
    json_t *map = json_object();

    for (unsigned i = draw(seed, 4); i > 0; i--)
        json_object_set_new(map, pick(seed, words, count),
                            make_schema(seed, depth));
    return map;
}

static json_t *make_names(unsigned *seed)
{
    json_t *list = json_array();

    for (unsigned i = 0; i < NAMES; i++)
        if (draw(seed, 3) == 0)
            json_array_append_new(list, json_string(names[i]));
    return list;
}

static json_t *make_types(unsigned *seed)
{
    static const char *const types[] = {
        "null", "boolean", "integer", "number", "string", "array", "object"};
    json_t *list = json_array();
    unsigned first = draw(seed, 7);

    json_array_append_new(list, json_string(types[first]));
    if (draw(seed, 2))
        json_array_append_new(list, json_string(types[(first + 3) % 7]));
    return list;
}

/* What kind of value a keyword takes. */
enum shape {
    SCHEMA,
    SCHEMAS,
    MAP,
    PATTERNS,
    COUNT,
    NUMBER,
    PATTERN,
    VALUE,
    VALUES,
    TYPES,
    NAME_LIST,
    NAME_MAP,
    TRUE,
    FORMAT,
    REFERENCE
};

static const struct keyword_row {
    const char *name;
    enum shape shape;
} keywords[] = {
    {"type", TYPES},
    {"type", TYPES},
    {"enum", VALUES},
    {"const", VALUE},
    {"minimum", NUMBER},
    {"exclusiveMaximum", NUMBER},
    {"multipleOf", COUNT},
    {"minLength", COUNT},
    {"maxLength", COUNT},
    {"pattern", PATTERN},
    {"format", FORMAT},
    {"minItems", COUNT},
    {"maxItems", COUNT},
    {"uniqueItems", TRUE},
    {"minContains", COUNT},
    {"maxContains", COUNT},
    {"minProperties", COUNT},
    {"maxProperties", COUNT},
    {"required", NAME_LIST},
    {"dependentRequired", NAME_MAP},
    {"properties", MAP},
    {"properties", MAP},
    {"patternProperties", PATTERNS},
    {"additionalProperties", SCHEMA},
    {"propertyNames", SCHEMA},
    {"items", SCHEMA},
    {"prefixItems", SCHEMAS},
    {"contains", SCHEMA},
    {"allOf", SCHEMAS},
    {"anyOf", SCHEMAS},
    {"oneOf", SCHEMAS},
    {"not", SCHEMA},
    {"if", SCHEMA},
    {"then", SCHEMA},
    {"else", SCHEMA},
    {"dependentSchemas", MAP},
    {"unevaluatedProperties", SCHEMA},
    {"unevaluatedItems", SCHEMA},
    {"$ref", REFERENCE},
};

#define KEYWORDS (sizeof(keywords) / sizeof(keywords[0]))

static json_t *make_value(unsigned *seed, enum shape shape, unsigned depth)
{
    static const char *const patterns[] = {"^a", "b", "^[a-c]*$", "^(a|b)$"};
    json_t *made;

    switch (shape) {
    case SCHEMA:
        return make_schema(seed, depth);
    case SCHEMAS:
        return make_schemas(seed, depth);
    case MAP:
        return make_map(seed, depth, names, NAMES);
    case PATTERNS:
        return make_map(seed, depth, patterns, 4);
    case COUNT:
        return json_integer((json_int_t)draw(seed, 3) + 1);
    case NUMBER:
        return json_real(draw(seed, 6) / 2.0);
    case PATTERN:
        return json_string(pick(seed, patterns, 4));
    case VALUE:
        return make_instance(seed, 1);
    case VALUES:
        made = json_array();
        for (unsigned i = draw(seed, 4); i > 0; i--)
            json_array_append_new(made, make_instance(seed, 1));
        return made;
    case TYPES:
        return make_types(seed);
    case NAME_LIST:
        return make_names(seed);
    case NAME_MAP:
        return json_pack("{s:o}", pick(seed, names, NAMES), make_names(seed));
    case TRUE:
        return json_true();
    case FORMAT:
        return json_string("ipv4");
    case REFERENCE:
        return json_string(draw(seed, 2) ? "#/$defs/x" : "#/$defs/y");
    }
    return NULL;
}

static json_t *make_schema(unsigned *seed, unsigned depth)
{
    json_t *schema;

    if (draw(seed, 8) == 0)
        return json_boolean(draw(seed, 3));
    schema = json_object();
    for (unsigned i = draw(seed, 4) + (depth > 2); i > 0; i--) {
        const struct keyword_row *row = &keywords[draw(seed, KEYWORDS)];

        if (depth || (row->shape != SCHEMA && row->shape != SCHEMAS &&
                      row->shape != MAP && row->shape != PATTERNS))
            json_object_set_new(
                schema, row->name,
                make_value(seed, row->shape, depth ? depth - 1 : 0));
    }
    return schema;
}

/* The same, unless a limit was met on one way only. */
static bool agree(enum schema_verdict verdict, enum schema_verdict other,
                  const struct schema_output *output)
{
    if (verdict == SCHEMA_UNDECIDED || output->undecided)
        return verdict == other || verdict == SCHEMA_UNDECIDED ||
               other == SCHEMA_UNDECIDED;
    return verdict == other;
}

static void judge(const struct schema *schema, const json_t *instance,
                  unsigned round, size_t *verdicts)
{
    struct schema_output full = {0}, noted = {.annotate = true};
    enum schema_verdict verdict = schema_validate(schema, instance, NULL);
    enum schema_verdict told = schema_validate(schema, instance, &full);
    enum schema_verdict annotated = schema_validate(schema, instance, &noted);

    if (!agree(verdict, told, &full) || !agree(verdict, annotated, &noted) ||
        (told == SCHEMA_INVALID && full.len == 0) ||
        (annotated == SCHEMA_INVALID && noted.len == 0) ||
        (told == SCHEMA_VALID && full.len > 0))
        fail_msg("round %u: %d, %d, %d", round, verdict, told, annotated);
    for (size_t i = 0; !full.undecided && !noted.undecided && i < full.len; i++)
        assert_string_equal(full.units[i].keyword_location,
                            noted.units[i].keyword_location);
    verdicts[verdict]++;
    schema_output_clear(&full);
    schema_output_clear(&noted);
}

static void every_way_to_validate_has_the_same_verdict(void **state)
{
    static const struct schema_options options = {.assert_format = true};
    size_t verdicts[3] = {0};

    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        unsigned seed = round * 7919 + 1;
        json_t *document = make_schema(&seed, 4);
        struct compiled made;

        if (!json_is_object(document)) {
            json_decref(document);
            document = json_object();
        }
        json_object_set_new(document, "$defs",
                            json_pack("{s:o, s:o}", "x", make_schema(&seed, 2),
                                      "y", make_schema(&seed, 1)));
        made = compile_in(store_with(&options), document);
        if (!made.schema)
            fail_msg("round %u: %s", round, made.err.text);
        for (int i = 0; i < INSTANCES; i++) {
            json_t *instance = make_instance(&seed, 3);

            judge(made.schema, instance, round, verdicts);
            json_decref(instance);
        }
        compiled_clear(&made);
        json_decref(document);
    }
    assert_true(verdicts[SCHEMA_VALID] > ROUNDS);
    assert_true(verdicts[SCHEMA_INVALID] > ROUNDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_validate_has_the_same_verdict),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
