/*
 * schema_node.h - one node of a contract as a JSON Schema; for schema*.c.
 */
#ifndef DERIVE_SCHEMA_NODE_H
#define DERIVE_SCHEMA_NODE_H

#include "derive/contract.h"

#include <jansson.h>

/*
 * What the examples show at one place: values borrowed from them. Values of
 * all items of an array stand beside each other.
 */
struct sightings {
    const json_t **items; /* owned, the values are not */
    size_t len;
    size_t cap;
};

void sightings_add(struct sightings *shown, const json_t *value);
void sightings_clear(struct sightings *shown);
/* The values of a member in every object that was seen, also in the items of
   an array; to be cleared by the caller. */
struct sightings sightings_member(const struct sightings *shown,
                                  const char *name);
/* Do all objects seen have the member, and was there one? */
bool sightings_always(const struct sightings *shown, const char *name);
bool sightings_has_null(const struct sightings *shown);

/* Where and how nodes become schemas. */
struct schema_scope {
    const struct contract *contract;
    const struct group *group; /* that recursions point into */
    bool is_answer;            /* presence is by example, too */
};

/* New object: "$comment", "description" and what is asserted. */
json_t *schema_of_node(const struct schema_scope *scope,
                       const struct node *node, const struct sightings *shown);

/*
 * Add "type": "object", "required", "properties" and, of a placeholder,
 * "additionalProperties" to the schema.
 */
void schema_of_members(const struct schema_scope *scope, json_t *schema,
                       struct node *const *nodes, size_t len,
                       const struct sightings *shown);

/* "evs_04_3058 #row351716312517", or "evs_04_2098, table 3 row 5". New. */
char *schema_comment(const struct contract *contract,
                     const struct provenance *origin);
/* The same of any element of the contract's page. New. */
char *schema_comment_of(const struct contract *contract, const char *element);

/*
 * What is known of a node in a sentence of our own: "String, at most 255
 * bytes; mandatory." is_null: null may stand there. New.
 */
char *schema_words(const struct node *node, bool is_null);

#endif
