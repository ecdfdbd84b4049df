/*
 * schema.c - the parts of a contract as JSON Schemas.
 */
#include "derive/schema.h"

#include "base/alloc.h"
#include "derive/schema_error.h"
#include "derive/schema_node.h"
#include "derive/schema_order.h"

#include <stdlib.h>
#include <string.h>

#define DIALECT_URI "https://assay.invalid/schema/dialect"
#define DRAFT_URI   "https://json-schema.org/draft/2020-12/schema"

/* What the parts have in common and what they differ in. */
static const struct part {
    size_t group;           /* offset in struct contract */
    const char *title;      /* before method and path */
    enum example_role role; /* whose content shows it */
    bool is_content;        /* of a request or an answer */
    bool is_answer;
} parts[] = {
    [PART_REQUEST] = {offsetof(struct contract, request), "Content of",
                      EXAMPLE_REQUEST, true, false},
    [PART_RESPONSE] = {offsetof(struct contract, response),
                       "Answer of success to", EXAMPLE_RESPONSE, true, true},
    [PART_ERROR] = {offsetof(struct contract, error), "Answer of failure to",
                    EXAMPLE_ERROR, true, true},
    [PART_PATH] = {offsetof(struct contract, path), "Parameters in the path of",
                   EXAMPLE_OTHER, false, false},
    [PART_QUERY] = {offsetof(struct contract, query), "Query of", EXAMPLE_OTHER,
                    false, false},
};

static const struct group *group_of(const struct contract *contract,
                                    enum contract_part part)
{
    return (const struct group *)(const void *)((const char *)contract +
                                                parts[part].group);
}

/* Does a schema anywhere have our own keyword or format? */
static bool uses_dialect(json_t *schema)
{
    const char *format = json_string_value(json_object_get(schema, "format"));
    const char *name;
    json_t *value;
    size_t i;

    if (json_object_get(schema, "maxBytes") ||
        (format && !strncmp(format, "evs-", 4)))
        return true;
    json_object_foreach(schema, name, value)
        if (uses_dialect(value))
            return true;
    json_array_foreach(schema, i, value)
        if (uses_dialect(value))
            return true;
    return false;
}

void schema_name_dialect(json_t *schema)
{
    json_object_set_new(
        schema, "$schema",
        json_string(uses_dialect(schema) ? DIALECT_URI : DRAFT_URI));
}

/* Values that the examples of a role show as a whole content. */
static struct sightings shown_contents(const struct contract *contract,
                                       const struct part *part)
{
    struct sightings shown = {0};

    for (size_t i = 0; part->is_content && i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        if (example->role == part->role && example->content &&
            !example->in_table)
            sightings_add(&shown, example->content);
    }
    return shown;
}

static json_t *begin(const struct contract *contract, const struct part *part,
                     const struct group *group)
{
    bool has_section = group->section && *group->section;
    const char *element = has_section ? group->section : group->table;
    char *comment = schema_comment_of(contract, element);
    json_t *schema = json_object();
    char *title;

    if (contract->uris_len)
        title = xasprintf("%s %s %s", part->title, contract->uris[0].method,
                          contract->uris[0].path);
    else
        title = xasprintf("%s the operation", part->title);
    json_object_set_new(schema, "$comment", json_string(comment));
    json_object_set_new(schema, "title", json_string(title));
    free(title);
    free(comment);
    return schema;
}

/* An error beside the success would be two answers in one. */
static void forbid_error(const struct contract *contract, json_t *schema)
{
    json_t *required = schema_error_members(contract);

    if (required)
        json_object_set_new(
            schema, "additionalProperties",
            json_pack("{ss, s{ss, so}}", "description",
                      "No error beside the success, whatever its name: they "
                      "are alternatives.",
                      "not", "type", "object", "required", required));
}

json_t *schema_derive(const struct contract *contract, enum contract_part part)
{
    const struct part *row = &parts[part];
    const struct group *group = group_of(contract, part);
    struct schema_scope scope = {contract, group, row->is_answer};
    struct sightings shown;
    json_t *schema, *members;

    if (!group->len && (part != PART_ERROR || !contract->error_has_fault))
        return NULL;
    shown = shown_contents(contract, row);
    schema = members = begin(contract, row, group);
    if (part == PART_ERROR && schema_error_is_envelope(contract)) {
        schema_error_add(&scope, schema);
    } else {
        if (group->is_array) {
            members = json_object();
            json_object_set_new(schema, "type", json_string("array"));
            json_object_set_new(schema, "items", members);
        }
        schema_of_members(&scope, members, group->nodes, group->len, &shown);
        if (part == PART_RESPONSE && !group->is_array &&
            !json_object_get(members, "additionalProperties"))
            forbid_error(contract, schema);
    }
    schema_name_dialect(schema);
    sightings_clear(&shown);
    return schema;
}
