#include "jsonschema/metaschema.h"

#define DRAFT  "https://json-schema.org/draft/2020-12/"
#define SCHEMA "'$schema': '" DRAFT "schema'"
#define SELF   "{'$dynamicRef': '#meta'}"
#define VOCAB  "'" DRAFT "vocab/"

/* The head of a vocabulary's metaschema. */
#define META(name, title)                                                      \
    "{" SCHEMA ", '$id': '" DRAFT "meta/" name "', '$dynamicAnchor': 'meta',"  \
    "'title': '" title "', 'type': ['object', 'boolean'],"

/* clang-format off */
static const char schema[] =
    "{" SCHEMA ", '$id': '" DRAFT "schema', '$dynamicAnchor': 'meta',"
    "'title': 'JSON Schema 2020-12',"
    "'$vocabulary': {"
        VOCAB "core': true,"
        VOCAB "applicator': true,"
        VOCAB "unevaluated': true,"
        VOCAB "validation': true,"
        VOCAB "meta-data': true,"
        VOCAB "format-annotation': true,"
        VOCAB "content': true"
    "},"
    "'type': ['object', 'boolean'],"
    "'allOf': ["
        "{'$ref': 'meta/core'},"
        "{'$ref': 'meta/applicator'},"
        "{'$ref': 'meta/unevaluated'},"
        "{'$ref': 'meta/validation'},"
        "{'$ref': 'meta/meta-data'},"
        "{'$ref': 'meta/format-annotation'},"
        "{'$ref': 'meta/content'}"
    "],"
    "'$comment': 'The rest are keywords of earlier drafts.',"
    "'properties': {"
        "'definitions': {'type': 'object', 'deprecated': true,"
            "'additionalProperties': " SELF "},"
        "'dependencies': {'type': 'object', 'deprecated': true,"
            "'additionalProperties': {'anyOf': ["
                SELF ", {'$ref': 'meta/validation#/$defs/stringArray'}"
            "]}},"
        "'$recursiveAnchor': {'deprecated': true,"
            "'$ref': 'meta/core#/$defs/anchorString'},"
        "'$recursiveRef': {'deprecated': true,"
            "'$ref': 'meta/core#/$defs/uriReferenceString'}"
    "}}";

static const char core[] =
    META("core", "Identifiers and references")
    "'properties': {"
        "'$schema': {'$ref': '#/$defs/uriString'},"
        "'$id': {'$ref': '#/$defs/uriReferenceString',"
            "'$comment': 'An empty fragment is allowed.',"
            "'pattern': '^[^#]*#?$'},"
        "'$anchor': {'$ref': '#/$defs/anchorString'},"
        "'$dynamicAnchor': {'$ref': '#/$defs/anchorString'},"
        "'$ref': {'$ref': '#/$defs/uriReferenceString'},"
        "'$dynamicRef': {'$ref': '#/$defs/uriReferenceString'},"
        "'$vocabulary': {'type': 'object',"
            "'propertyNames': {'$ref': '#/$defs/uriString'},"
            "'additionalProperties': {'type': 'boolean'}},"
        "'$comment': {'type': 'string'},"
        "'$defs': {'type': 'object', 'additionalProperties': " SELF "}"
    "},"
    "'$defs': {"
        "'anchorString': {'type': 'string',"
            "'pattern': '^[A-Za-z_][-A-Za-z0-9._]*$'},"
        "'uriString': {'type': 'string', 'format': 'uri'},"
        "'uriReferenceString': {'type': 'string', 'format': 'uri-reference'}"
    "}}";

static const char applicator[] =
    META("applicator", "Subschemas")
    "'properties': {"
        "'prefixItems': {'$ref': '#/$defs/schemaArray'},"
        "'items': " SELF ","
        "'contains': " SELF ","
        "'additionalProperties': " SELF ","
        "'properties': {'type': 'object', 'additionalProperties': " SELF "},"
        "'patternProperties': {'type': 'object',"
            "'propertyNames': {'format': 'regex'},"
            "'additionalProperties': " SELF "},"
        "'dependentSchemas': {'type': 'object',"
            "'additionalProperties': " SELF "},"
        "'propertyNames': " SELF ","
        "'if': " SELF ", 'then': " SELF ", 'else': " SELF ","
        "'allOf': {'$ref': '#/$defs/schemaArray'},"
        "'anyOf': {'$ref': '#/$defs/schemaArray'},"
        "'oneOf': {'$ref': '#/$defs/schemaArray'},"
        "'not': " SELF
    "},"
    "'$defs': {"
        "'schemaArray': {'type': 'array', 'minItems': 1, 'items': " SELF "}"
    "}}";

static const char unevaluated[] =
    META("unevaluated", "What nothing else looked at")
    "'properties': {"
        "'unevaluatedItems': " SELF ","
        "'unevaluatedProperties': " SELF
    "}}";

static const char validation[] =
    META("validation", "Values")
    "'properties': {"
        "'type': {'anyOf': ["
            "{'$ref': '#/$defs/simpleTypes'},"
            "{'type': 'array', 'items': {'$ref': '#/$defs/simpleTypes'},"
                "'minItems': 1, 'uniqueItems': true}"
        "]},"
        "'const': true,"
        "'enum': {'type': 'array', 'items': true},"
        "'multipleOf': {'type': 'number', 'exclusiveMinimum': 0},"
        "'maximum': {'type': 'number'},"
        "'exclusiveMaximum': {'type': 'number'},"
        "'minimum': {'type': 'number'},"
        "'exclusiveMinimum': {'type': 'number'},"
        "'maxLength': {'$ref': '#/$defs/nonNegativeInteger'},"
        "'minLength': {'$ref': '#/$defs/nonNegativeIntegerDefault0'},"
        "'pattern': {'type': 'string', 'format': 'regex'},"
        "'maxItems': {'$ref': '#/$defs/nonNegativeInteger'},"
        "'minItems': {'$ref': '#/$defs/nonNegativeIntegerDefault0'},"
        "'uniqueItems': {'type': 'boolean', 'default': false},"
        "'maxContains': {'$ref': '#/$defs/nonNegativeInteger'},"
        "'minContains': {'$ref': '#/$defs/nonNegativeInteger', 'default': 1},"
        "'maxProperties': {'$ref': '#/$defs/nonNegativeInteger'},"
        "'minProperties': {'$ref': '#/$defs/nonNegativeIntegerDefault0'},"
        "'required': {'$ref': '#/$defs/stringArray'},"
        "'dependentRequired': {'type': 'object',"
            "'additionalProperties': {'$ref': '#/$defs/stringArray'}}"
    "},"
    "'$defs': {"
        "'nonNegativeInteger': {'type': 'integer', 'minimum': 0},"
        "'nonNegativeIntegerDefault0': {"
            "'$ref': '#/$defs/nonNegativeInteger', 'default': 0},"
        "'simpleTypes': {'enum': ['array', 'boolean', 'integer', 'null',"
            "'number', 'object', 'string']},"
        "'stringArray': {'type': 'array', 'items': {'type': 'string'},"
            "'uniqueItems': true, 'default': []}"
    "}}";

static const char meta_data[] =
    META("meta-data", "Descriptions")
    "'properties': {"
        "'title': {'type': 'string'},"
        "'description': {'type': 'string'},"
        "'default': true,"
        "'deprecated': {'type': 'boolean', 'default': false},"
        "'readOnly': {'type': 'boolean', 'default': false},"
        "'writeOnly': {'type': 'boolean', 'default': false},"
        "'examples': {'type': 'array', 'items': true}"
    "}}";

static const char format_annotation[] =
    META("format-annotation", "Formats as annotations")
    "'properties': {'format': {'type': 'string'}}}";

static const char format_assertion[] =
    META("format-assertion", "Formats as assertions")
    "'properties': {'format': {'type': 'string'}}}";

static const char content[] =
    META("content", "What a string encodes")
    "'properties': {"
        "'contentEncoding': {'type': 'string'},"
        "'contentMediaType': {'type': 'string'},"
        "'contentSchema': " SELF
    "}}";
/* clang-format on */

const struct metaschema metaschemas_2020_12[] = {
    {DRAFT "schema", schema},
    {DRAFT "meta/core", core},
    {DRAFT "meta/applicator", applicator},
    {DRAFT "meta/unevaluated", unevaluated},
    {DRAFT "meta/validation", validation},
    {DRAFT "meta/meta-data", meta_data},
    {DRAFT "meta/format-annotation", format_annotation},
    {DRAFT "meta/format-assertion", format_assertion},
    {DRAFT "meta/content", content},
    {NULL, NULL},
};
