/*
 * schema_error.h - the envelopes of an answer that failed; for schema.c.
 *
 * Envelope A is the member of the page's table, {"error": {…}}. Envelope B
 * has the same members below a name that says the fault, {"itemNotFound":
 * {…}}; which names there are no page says completely.
 */
#ifndef DERIVE_SCHEMA_ERROR_H
#define DERIVE_SCHEMA_ERROR_H

#include "derive/schema_node.h"

/* One member that holds what went wrong, or a name in its place? Else the
   error's members stand at the root. */
bool schema_error_is_envelope(const struct contract *contract);

/* Names that every error has, as a new array; NULL when nothing is known. */
json_t *schema_error_members(const struct contract *contract);

/* Add both envelopes to the schema. */
void schema_error_add(const struct schema_scope *scope, json_t *schema);

#endif
