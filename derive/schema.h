/*
 * schema.h - a contract as JSON Schemas, and its examples held against them.
 */
#ifndef DERIVE_SCHEMA_H
#define DERIVE_SCHEMA_H

#include "derive/contract.h"

#include <jansson.h>

enum contract_part {
    PART_REQUEST,
    PART_RESPONSE,
    PART_ERROR,
    PART_PATH,
    PART_QUERY
};

/*
 * The schema of one part, as the page says it, before overrides: 2020-12
 * with our keyword maxBytes. NULL when the contract has no such part. The
 * rules for what the page leaves open (presence and null in answers) are
 * those of docs/derive.md. The caller owns the reference.
 */
json_t *schema_derive(const struct contract *contract, enum contract_part part);

/* How strict an example is held against a schema, for the summary. */
enum strictness {
    STRICT,        /* types, members, mandatory ones, constraints, no null */
    NULL_TOLERANT, /* the same, but null may stand anywhere */
    TYPES_ONLY     /* only types of documented members count */
};

/*
 * Hold every example against its schema; each failure is a remark with page,
 * element and place in the example. passed[i] counts the examples that pass
 * at each strictness; returns how many were checked.
 */
size_t examples_check(const struct contract *contract, struct remarks *remarks,
                      size_t passed[3]);

#endif
