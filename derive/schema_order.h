/*
 * schema_order.h - the order of members in a schema, whoever put them in.
 */
#ifndef DERIVE_SCHEMA_ORDER_H
#define DERIVE_SCHEMA_ORDER_H

#include <jansson.h>

/* The schema with the keywords of all its schemas in the house's order; names
   of properties stay as they are. New reference. */
json_t *schema_ordered(const json_t *schema);

#endif
