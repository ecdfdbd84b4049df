#include "derive/schema_error.h"

#include <stdlib.h>
#include <string.h>

/* Names of faults, as far as pages show them: badRequest, itemNotFound. */
#define FAULT_NAMES "^[a-z][A-Za-z]*$"

bool schema_error_is_envelope(const struct contract *contract)
{
    const struct group *error = &contract->error;

    return contract->error_has_fault ||
           (error->len == 1 && error->nodes[0]->len);
}

/* The error's own members: below its envelope, or at the root. */
static struct node *const *members_of(const struct contract *contract,
                                      size_t *len)
{
    const struct group *error = &contract->error;

    if (error->len == 1 && error->nodes[0]->len) {
        *len = error->nodes[0]->len;
        return error->nodes[0]->children;
    }
    *len = error->len;
    return error->nodes;
}

json_t *schema_error_members(const struct contract *contract)
{
    size_t len;
    struct node *const *nodes = members_of(contract, &len);
    json_t *names = json_array();

    if (!schema_error_is_envelope(contract))
        len = 0;
    for (size_t i = 0; i < len; i++)
        if (!nodes[i]->placeholder && nodes[i]->presence != PRESENCE_OPTIONAL)
            json_array_append_new(names, json_string(nodes[i]->name));
    if (!json_array_size(names)) {
        json_decref(names);
        return NULL;
    }
    return names;
}

/* An example whose only member is none of the table's. */
static const struct example *fault_example(const struct contract *contract)
{
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        const struct group *error = &contract->error;

        if (example->role == EXAMPLE_ERROR &&
            json_object_size(example->content) == 1 &&
            !(error->len == 1 &&
              json_object_get(example->content, error->nodes[0]->name)))
            return example;
    }
    return NULL;
}

/* The table's members again, named after the example that shows them. */
static json_t *fault_schema(const struct schema_scope *scope,
                            const char *comment)
{
    size_t len;
    struct node *const *nodes = members_of(scope->contract, &len);
    json_t *schema = json_object(), *properties = json_object();
    json_t *required = schema_error_members(scope->contract);
    const char *name;
    json_t *member;

    json_object_set_new(schema, "type", json_string("object"));
    if (required)
        json_object_set_new(schema, "required", required);
    for (size_t i = 0; i < len; i++)
        if (!nodes[i]->placeholder)
            json_object_set_new(properties, nodes[i]->name,
                                schema_of_node(scope, nodes[i], NULL));
    json_object_foreach(properties, name, member)
        json_object_set_new(member, "$comment", json_string(comment));
    json_object_set_new(schema, "properties", properties);
    return schema;
}

static json_t *error_schema(const struct schema_scope *scope)
{
    size_t len;
    struct node *const *nodes = members_of(scope->contract, &len);
    json_t *schema = json_object();
    json_t *required = schema_error_members(scope->contract);

    schema_of_members(scope, schema, nodes, len, NULL);
    if (required) {
        json_t *properties = json_incref(json_object_get(schema, "properties"));

        json_object_del(schema, "properties");
        json_object_set_new(schema, "required", required);
        json_object_set_new(schema, "properties", properties);
    }
    return schema;
}

/* The success's names are no faults. */
static json_t *names_of_faults(const struct contract *contract,
                               const char *comment)
{
    const struct group *success = &contract->response;
    json_t *names = json_array();
    json_t *schema =
        json_pack("{ss, ss}", "$comment", comment, "pattern", FAULT_NAMES);

    for (size_t i = 0; i < success->len; i++)
        if (!success->nodes[i]->placeholder)
            json_array_append_new(names, json_string(success->nodes[i]->name));
    if (json_array_size(names) == 1)
        json_object_set_new(
            schema, "not",
            json_pack("{sO}", "const", json_array_get(names, 0)));
    else if (json_array_size(names))
        json_object_set_new(schema, "not", json_pack("{sO}", "enum", names));
    json_decref(names);
    return schema;
}

static void add_reference(json_t *schema, const char *name, char *comment,
                          const char *description, const char *to)
{
    json_object_set_new(schema, name,
                        json_pack("{ss, ss, ss}", "$comment", comment,
                                  "description", description, "$ref", to));
    free(comment);
}

void schema_error_add(const struct schema_scope *scope, json_t *schema)
{
    const struct contract *contract = scope->contract;
    const struct group *error = &contract->error;
    const struct example *example = fault_example(contract);
    char *fault =
        schema_comment_of(contract, example ? example->element : NULL);
    json_t *properties = json_object(), *definitions = json_object();

    json_object_set_new(schema, "type", json_string("object"));
    json_object_set_new(schema, "minProperties", json_integer(1));
    json_object_set_new(schema, "maxProperties", json_integer(1));
    if (contract->error_has_fault)
        json_object_set_new(schema, "propertyNames",
                            names_of_faults(contract, fault));
    json_object_set_new(schema, "properties", properties);
    if (error->len == 1 && error->nodes[0]->len) {
        add_reference(properties, error->nodes[0]->name,
                      schema_comment(contract, &error->nodes[0]->origin),
                      "The envelope of the table.", "#/$defs/error");
        json_object_set_new(definitions, "error", error_schema(scope));
    }
    if (contract->error_has_fault) {
        add_reference(
            schema, "additionalProperties",
            schema_comment_of(contract, example ? example->element : NULL),
            "The envelope named after the fault.", "#/$defs/fault");
        json_object_set_new(definitions, "fault", fault_schema(scope, fault));
    } else {
        json_object_set_new(schema, "additionalProperties", json_false());
    }
    json_object_set_new(schema, "$defs", definitions);
    free(fault);
}
