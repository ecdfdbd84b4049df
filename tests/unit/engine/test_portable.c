#include "tests/unit/test.h"

#include "engine/portable.h"

#include <stdlib.h>
#include <string.h>

/* Text in which ' stands for ". */
static json_t *parse(const char *text)
{
    char copy[1024];
    json_t *value;

    assert_true(strlen(text) < sizeof(copy));
    strcpy(copy, text);
    for (char *at = copy; *at; at++)
        if (*at == '\'')
            *at = '"';
    value = json_loads(copy, JSON_DECODE_ANY, NULL);
    if (!value)
        fail_msg("not JSON: %s", copy);
    return value;
}

static const struct {
    const char *schema;
    const char *place; /* start of the problem, NULL: portable */
} schemas[] = {
    {"{'type': 'object'}", NULL},
    {"{'type': 'object', 'x-note': {'anything': []}, 'title': 't'}", NULL},
    {"{'type': 'object', 'required': ['a'], 'properties': {'a': {'type': "
     "['string', 'null'], 'maxLength': 3, 'pattern': '^[a-z]+$'}}}",
     NULL},
    {"{'type': 'object', 'properties': {'a': {'$ref': '#/definitions/b'}}, "
     "'definitions': {'b': {'type': 'integer', 'enum': [1, 2]}}}",
     NULL},
    {"{'type': 'object', 'properties': {'a': {'items': {'anyOf': [{'type': "
     "'null'}, {'minimum': 3}]}}}}",
     NULL},
    {"true", "\"\": "},
    {"{'type': 'array'}", "\"\": "},
    {"{'type': 'object', '$ref': '#/definitions/a'}", "/$ref: "},
    {"{'type': 'object', 'additionalProperties': true}",
     "/additionalProperties: "},
    {"{'type': 'object', 'properties': {'a': {'const': 1}}}",
     "/properties/a/const: "},
    {"{'type': 'object', 'properties': {'a': {'enum': [1]}}}",
     "/properties/a/enum: "},
    {"{'type': 'object', 'properties': {'a': {'minimum': 1.5}}}",
     "/properties/a/minimum: "},
    {"{'type': 'object', 'properties': {'a': {'pattern': '\\\\d'}}}",
     "/properties/a/pattern: "},
    {"{'type': 'object', 'properties': {'a': {'pattern': '(?:a)'}}}",
     "/properties/a/pattern: "},
    {"{'type': 'object', 'properties': {'a.b': {}}}", "/properties: "},
    {"{'type': 'object', 'properties': {'': {}}}", "/properties: "},
    {"{'type': 'object', 'required': ['a[0]']}", "/required: "},
    {"{'type': 'object', 'properties': {'a': true}}", "/properties/a: "},
    {"{'type': 'object', 'properties': {'a': {'items': [{}]}}}",
     "/properties/a/items: "},
    {"{'type': 'object', 'properties': {'a': {'$ref': '#/$defs/a'}}}",
     "/properties/a: "},
    {"{'type': 'object', 'properties': {'a': {'$ref': '#/definitions/none'}}}",
     "/properties/a: "},
    {"{'type': 'object', 'properties': {'a': {'$ref': '#/definitions/b', "
     "'title': ''}}, 'definitions': {'b': {}}}",
     "/properties/a: "},
    {"{'type': 'object', 'definitions': {'b': {'$ref': '#/definitions/b'}}}",
     "/definitions/b: "},
    {"{'type': 'object', 'definitions': {'b': {'items': {'$ref': "
     "'#/definitions/b'}}}}",
     "/definitions/b/items"},
};

static void a_schema_is_portable_or_the_place_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(schemas) / sizeof(*schemas); i++) {
        json_t *schema = parse(schemas[i].schema);
        const char *place = schemas[i].place;
        char *problem = portable_schema(schema);

        if (!place && problem)
            fail_msg("%s: %s", schemas[i].schema, problem);
        if (place && (!problem || strncmp(problem, place, strlen(place))))
            fail_msg("%s: %s", schemas[i].schema, problem ? problem : "fine");
        free(problem);
        json_decref(schema);
    }
}

static const struct {
    const char *instance;
    int is_portable;
} instances[] = {
    {"{'a': 1, 'b': -2.5, 'c': [true, null, 'e1']}", 1},
    {"{'1e5': '3e5'}", 1},
    {"['a\\\\', 1, '\\'2e5']", 1},
    {"1e300", 0},
    {"{'a': 1e-9}", 0},
    {"{'a': '\xc3\xa9'}", 0},
    {"{'\xc3\xa9': 1}", 0},
};

static void an_instance_is_portable_without_exponents_and_in_ascii(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(instances) / sizeof(*instances); i++) {
        json_t *instance = parse(instances[i].instance);
        char *problem = portable_instance(instance);

        if ((problem == NULL) != instances[i].is_portable)
            fail_msg("%s: %s", instances[i].instance,
                     problem ? problem : "fine");
        free(problem);
        json_decref(instance);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_schema_is_portable_or_the_place_is_named),
        cmocka_unit_test(
            an_instance_is_portable_without_exponents_and_in_ascii),
    };

    return cmocka_run_group_tests_name("engine/portable", tests, NULL, NULL);
}
