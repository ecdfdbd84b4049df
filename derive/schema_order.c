#include "derive/schema_order.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What a keyword's value is made of. */
enum content { VALUE, SCHEMA, SCHEMAS, LIST };

static const struct place {
    const char *keyword;
    enum content content;
} places[] = {
    {"$schema", VALUE},
    {"$id", VALUE},
    {"$comment", VALUE},
    {"title", VALUE},
    {"description", VALUE},
    {"$ref", VALUE},
    {"type", VALUE},
    {"anyOf", LIST},
    {"const", VALUE},
    {"enum", VALUE},
    {"minLength", VALUE},
    {"maxLength", VALUE},
    {"maxBytes", VALUE},
    {"minimum", VALUE},
    {"exclusiveMinimum", VALUE},
    {"maximum", VALUE},
    {"exclusiveMaximum", VALUE},
    {"format", VALUE},
    {"pattern", VALUE},
    {"default", VALUE},
    {"deprecated", VALUE},
    {"minItems", VALUE},
    {"maxItems", VALUE},
    {"items", SCHEMA},
    {"minProperties", VALUE},
    {"maxProperties", VALUE},
    {"propertyNames", SCHEMA},
    {"required", VALUE},
    {"properties", SCHEMAS},
    {"additionalProperties", SCHEMA},
    {"not", SCHEMA},
    {"$defs", SCHEMAS},
};

#define PLACES (sizeof(places) / sizeof(*places))

static json_t *ordered_all(const json_t *schemas)
{
    json_t *done = json_object(), *schema;
    const char *name;

    json_object_foreach((json_t *)schemas, name, schema)
        json_object_set_new(done, name, schema_ordered(schema));
    return done;
}

static json_t *ordered_list(const json_t *schemas)
{
    json_t *done = json_array(), *schema;
    size_t i;

    json_array_foreach(schemas, i, schema)
        json_array_append_new(done, schema_ordered(schema));
    return done;
}

static json_t *ordered_value(json_t *value, enum content content)
{
    if (content == SCHEMA && json_is_object(value))
        return schema_ordered(value);
    if (content == SCHEMAS && json_is_object(value))
        return ordered_all(value);
    if (content == LIST && json_is_array(value))
        return ordered_list(value);
    return json_incref(value);
}

json_t *schema_ordered(const json_t *schema)
{
    json_t *done, *value;
    const char *name;

    if (!json_is_object(schema))
        return json_incref((json_t *)schema);
    done = json_object();
    for (size_t i = 0; i < PLACES; i++) {
        value = json_object_get(schema, places[i].keyword);
        if (value)
            json_object_set_new(done, places[i].keyword,
                                ordered_value(value, places[i].content));
    }
    json_object_foreach((json_t *)schema, name, value)
        if (!json_object_get(done, name))
            json_object_set(done, name, value);
    return done;
}
