/*
 * schema_order.h - the form of a schema, whoever put its members in.
 */
#ifndef DERIVE_SCHEMA_ORDER_H
#define DERIVE_SCHEMA_ORDER_H

#include <jansson.h>

/* The schema with the keywords of all its schemas in the house's order; names
   of properties stay as they are. New reference. */
json_t *schema_ordered(const json_t *schema);

/* Set "$schema": our dialect when a keyword or format of ours is in use, else
   2020-12. */
void schema_name_dialect(json_t *schema);

#endif
