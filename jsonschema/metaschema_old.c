#include "jsonschema/metaschema.h"

#define DRAFT_7        "http://json-schema.org/draft-07/schema"
#define DRAFT_4        "http://json-schema.org/draft-04/schema"
#define SELF           "{'$ref': '#'}"
#define MAP            "{'type': 'object', 'additionalProperties': " SELF "}"
#define COUNT          "{'$ref': '#/definitions/nonNegativeInteger'}"
#define COUNT_0        "{'$ref': '#/definitions/nonNegativeIntegerDefault0'}"
#define MAX_4          "{'$ref': '#/definitions/positiveInteger'}"
#define MIN_4          "{'$ref': '#/definitions/positiveIntegerDefault0'}"
#define SCHEMAS        "{'$ref': '#/definitions/schemaArray'}"
#define STRINGS        "{'$ref': '#/definitions/stringArray'}"
#define OR_SELF(other) "{'anyOf': [" SELF ", " other "]}"

/* clang-format off */
#define TYPES                                                                  \
    "'simpleTypes': {'enum': ['array', 'boolean', 'integer', 'null',"          \
    "'number', 'object', 'string']},"                                          \
    "'schemaArray': {'type': 'array', 'minItems': 1, 'items': " SELF "},"
#define TYPE                                                                   \
    "'type': {'anyOf': ["                                                      \
        "{'$ref': '#/definitions/simpleTypes'},"                               \
        "{'type': 'array', 'items': {'$ref': '#/definitions/simpleTypes'},"    \
            "'minItems': 1, 'uniqueItems': true}"                              \
    "]},"

static const char draft_7[] =
    "{'$schema': '" DRAFT_7 "#', '$id': '" DRAFT_7 "#',"
    "'title': 'JSON Schema draft 7', 'type': ['object', 'boolean'],"
    "'definitions': {" TYPES
        "'nonNegativeInteger': {'type': 'integer', 'minimum': 0},"
        "'nonNegativeIntegerDefault0': {"
            "'allOf': [" COUNT ", {'default': 0}]},"
        "'stringArray': {'type': 'array', 'items': {'type': 'string'},"
            "'uniqueItems': true, 'default': []}"
    "},"
    "'properties': {" TYPE
        "'$id': {'type': 'string', 'format': 'uri-reference'},"
        "'$schema': {'type': 'string', 'format': 'uri'},"
        "'$ref': {'type': 'string', 'format': 'uri-reference'},"
        "'$comment': {'type': 'string'},"
        "'title': {'type': 'string'},"
        "'description': {'type': 'string'},"
        "'default': true,"
        "'readOnly': {'type': 'boolean', 'default': false},"
        "'writeOnly': {'type': 'boolean', 'default': false},"
        "'examples': {'type': 'array', 'items': true},"
        "'multipleOf': {'type': 'number', 'exclusiveMinimum': 0},"
        "'maximum': {'type': 'number'},"
        "'exclusiveMaximum': {'type': 'number'},"
        "'minimum': {'type': 'number'},"
        "'exclusiveMinimum': {'type': 'number'},"
        "'maxLength': " COUNT ", 'minLength': " COUNT_0 ","
        "'pattern': {'type': 'string', 'format': 'regex'},"
        "'additionalItems': " SELF ","
        "'items': " OR_SELF(SCHEMAS) ","
        "'maxItems': " COUNT ", 'minItems': " COUNT_0 ","
        "'uniqueItems': {'type': 'boolean', 'default': false},"
        "'contains': " SELF ","
        "'maxProperties': " COUNT ", 'minProperties': " COUNT_0 ","
        "'required': " STRINGS ","
        "'additionalProperties': " SELF ","
        "'definitions': " MAP ","
        "'properties': " MAP ","
        "'patternProperties': {'type': 'object',"
            "'propertyNames': {'format': 'regex'},"
            "'additionalProperties': " SELF "},"
        "'dependencies': {'type': 'object',"
            "'additionalProperties': " OR_SELF(STRINGS) "},"
        "'propertyNames': " SELF ","
        "'const': true,"
        "'enum': {'type': 'array', 'items': true},"
        "'format': {'type': 'string'},"
        "'contentMediaType': {'type': 'string'},"
        "'contentEncoding': {'type': 'string'},"
        "'if': " SELF ", 'then': " SELF ", 'else': " SELF ","
        "'allOf': " SCHEMAS ", 'anyOf': " SCHEMAS ", 'oneOf': " SCHEMAS ","
        "'not': " SELF
    "}}";

static const char draft_4[] =
    "{'$schema': '" DRAFT_4 "#', 'id': '" DRAFT_4 "#',"
    "'title': 'JSON Schema draft 4', 'type': 'object',"
    "'definitions': {" TYPES
        "'positiveInteger': {'type': 'integer', 'minimum': 0},"
        "'positiveIntegerDefault0': {'allOf': [" MAX_4 ", {'default': 0}]},"
        "'stringArray': {'type': 'array', 'items': {'type': 'string'},"
            "'minItems': 1, 'uniqueItems': true}"
    "},"
    "'properties': {" TYPE
        "'id': {'type': 'string'},"
        "'$schema': {'type': 'string'},"
        "'title': {'type': 'string'},"
        "'description': {'type': 'string'},"
        "'default': {},"
        "'multipleOf': {'type': 'number', 'minimum': 0,"
            "'exclusiveMinimum': true},"
        "'maximum': {'type': 'number'},"
        "'exclusiveMaximum': {'type': 'boolean'},"
        "'minimum': {'type': 'number'},"
        "'exclusiveMinimum': {'type': 'boolean'},"
        "'maxLength': " MAX_4 ", 'minLength': " MIN_4 ","
        "'pattern': {'type': 'string', 'format': 'regex'},"
        "'additionalItems': " OR_SELF("{'type': 'boolean'}") ","
        "'items': " OR_SELF(SCHEMAS) ","
        "'maxItems': " MAX_4 ", 'minItems': " MIN_4 ","
        "'uniqueItems': {'type': 'boolean', 'default': false},"
        "'maxProperties': " MAX_4 ", 'minProperties': " MIN_4 ","
        "'required': " STRINGS ","
        "'additionalProperties': " OR_SELF("{'type': 'boolean'}") ","
        "'definitions': " MAP ","
        "'properties': " MAP ","
        "'patternProperties': " MAP ","
        "'dependencies': {'type': 'object',"
            "'additionalProperties': " OR_SELF(STRINGS) "},"
        "'enum': {'type': 'array', 'minItems': 1, 'uniqueItems': true},"
        "'format': {'type': 'string'},"
        "'allOf': " SCHEMAS ", 'anyOf': " SCHEMAS ", 'oneOf': " SCHEMAS ","
        "'not': " SELF
    "},"
    "'dependencies': {"
        "'exclusiveMaximum': ['maximum'],"
        "'exclusiveMinimum': ['minimum']"
    "}}";
/* clang-format on */

const struct metaschema metaschemas_old[] = {
    {DRAFT_7, draft_7},
    {DRAFT_4, draft_4},
    {NULL, NULL},
};
