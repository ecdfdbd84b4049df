/*
 * test_heap.c - a verdict takes no memory from the heap.
 *
 * The functions of base/alloc.h are counted by being here instead, those of
 * jansson by its own hook; the validator has no other way to allocate but
 * PCRE2's, and its rooms for matching are counted by the pattern they serve.
 */
#include "tests/unit/test.h"

#include "tests/unit/jsonschema/support.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>

static size_t allocations;

static void *counted(void *memory)
{
    allocations++;
    assert_non_null(memory);
    return memory;
}

void *xcalloc(size_t count, size_t size)
{
    return counted(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc_array(void *old, size_t count, size_t size)
{
    return counted(realloc(old, count && size ? count * size : 1));
}

char *xmemdup(const void *bytes, size_t len)
{
    char *copy = xcalloc(len + 1, 1);

    if (len)
        memcpy(copy, bytes, len);
    return copy;
}

char *xstrdup(const char *text)
{
    return text ? xmemdup(text, strlen(text)) : NULL;
}

char *xvasprintf(const char *fmt, va_list args)
{
    char text[4000];

    vsnprintf(text, sizeof(text), fmt, args);
    return xstrdup(text);
}

char *xasprintf(const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    return text;
}

void *xgrow(void *items, size_t len, size_t *cap, size_t size)
{
    if (len < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 8;
    return xrealloc_array(items, *cap, size);
}

static void *counted_malloc(size_t size)
{
    return counted(malloc(size));
}

/* Each with an instance that goes through all of it and is valid. */
static const struct row {
    const char *schema;
    const char *instance;
} rows[] = {
    {"{" DIALECT ", \"type\": \"object\", \"required\": [\"a\", \"b\"],"
     " \"properties\": {\"a\": {\"type\": \"string\", \"maxBytes\": 9,"
     " \"minLength\": 1, \"maxLength\": 9, \"pattern\": \"^[a-z]+$\"},"
     " \"b\": {\"enum\": [\"x\", 1]}}, \"patternProperties\": {\"^c\": {"
     "\"type\": \"integer\", \"minimum\": 0, \"maximum\": 9}},"
     " \"additionalProperties\": {\"format\": \"evs-date-time\"},"
     " \"minProperties\": 1, \"maxProperties\": 9}",
     "{\"a\": \"abc\", \"b\": \"x\", \"cc\": 1.0, \"d\": "
     "\"2021-01-14T06:50:33.105312\"}"},
    {"{\"items\": {\"$ref\": \"#/$defs/n\"}, \"uniqueItems\": true, "
     "\"contains\": {\"const\": 2}, \"minItems\": 1, \"$defs\": {\"n\": "
     "{\"type\": \"number\", \"multipleOf\": 0.5}}}",
     "[1, 2, 2.5, 3]"},
    {"{\"anyOf\": [{\"type\": \"null\"}, {\"oneOf\": [{\"minLength\": 9}, "
     "{\"not\": {\"minLength\": 2}}]}], \"allOf\": [{\"if\": {\"type\": "
     "\"string\"}, \"then\": {\"format\": \"uuid\"}}]}",
     "\"2eb8aa08-aa98-11ea-b4aa-73b441d16380\""},
    {"{\"propertyNames\": {\"pattern\": \"^[a-z]+$\", \"maxLength\": 3, "
     "\"enum\": [\"ab\", \"c\"]}, \"dependentRequired\": {\"ab\": [\"c\"]}, "
     "\"dependentSchemas\": {\"c\": {\"required\": [\"ab\"]}}}",
     "{\"ab\": 1, \"c\": 2}"},
    {"{\"allOf\": [{\"properties\": {\"a\": {}}}, {\"anyOf\": [{\"required\": "
     "[\"z\"]}, {\"patternProperties\": {\"^b\": {}}}]}], "
     "\"unevaluatedProperties\": false}",
     "{\"a\": 1, \"b\": 2}"},
    {"{\"prefixItems\": [true], \"contains\": {\"type\": \"null\"}, "
     "\"unevaluatedItems\": false}",
     "[1, null]"},
    {"{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"items\": "
     "[{}], \"additionalItems\": {\"type\": \"null\"}, \"dependencies\": "
     "{\"a\": [\"b\"]}}",
     "[1, null]"},
    {"{\"$dynamicAnchor\": \"n\", \"items\": {\"$dynamicRef\": \"#n\"}}",
     "[[], [[]]]"},
};

static void a_verdict_takes_no_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct compiled made = compile_text(rows[i].schema);
        json_t *instance = json_of(rows[i].instance);
        struct schema_output output = {0};

        if (!made.schema)
            fail_msg("%s: %s", rows[i].schema, made.err.text);
        allocations = 0;
        assert_int_equal(schema_validate(made.schema, instance, NULL),
                         SCHEMA_VALID);
        assert_int_equal(schema_validate(made.schema, instance, &output),
                         SCHEMA_VALID);
        if (allocations)
            fail_msg("%s: %zu allocations", rows[i].schema, allocations);
        json_decref(instance);
        compiled_clear(&made);
    }
}

static void a_verdict_that_is_invalid_takes_none_either(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct compiled made = compile_text(rows[i].schema);
        json_t *instance = json_of("{\"\": [], \"d\": {}}");

        allocations = 0;
        schema_validate(made.schema, instance, NULL);
        assert_int_equal(allocations, 0);
        json_decref(instance);
        compiled_clear(&made);
    }
}

static void a_pattern_that_backtracks_takes_its_memory_once(void **state)
{
    struct compiled made = compile_text("{\"pattern\": \"(a|b)+c$\"}");
    json_t *instance = json_of("\"xabac\"");

    (void)state;
    allocations = 0;
    assert_int_equal(schema_validate(made.schema, instance, NULL),
                     SCHEMA_VALID);
    assert_int_equal(allocations, 1);
    for (int i = 0; i < 10; i++)
        schema_validate(made.schema, instance, NULL);
    assert_int_equal(allocations, 1);
    json_decref(instance);
    compiled_clear(&made);
}

static void collecting_is_seen_by_the_count(void **state)
{
    struct compiled made = compile_text("{\"type\": \"null\"}");
    json_t *instance = json_of("1");
    struct schema_output output = {0};

    (void)state;
    allocations = 0;
    schema_validate(made.schema, instance, &output);
    assert_true(allocations > 0);
    schema_output_clear(&output);
    allocations = 0;
    json_decref(json_deep_copy(instance));
    assert_true(allocations > 0);
    json_decref(instance);
    compiled_clear(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verdict_takes_no_memory),
        cmocka_unit_test(a_verdict_that_is_invalid_takes_none_either),
        cmocka_unit_test(a_pattern_that_backtracks_takes_its_memory_once),
        cmocka_unit_test(collecting_is_seen_by_the_count),
    };

    json_set_alloc_funcs(counted_malloc, free);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
