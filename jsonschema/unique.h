/*
 * unique.h - are all items of an array different? (Validation 6.4.3)
 */
#ifndef JSONSCHEMA_UNIQUE_H
#define JSONSCHEMA_UNIQUE_H

#include "jsonschema/run.h"

/*
 * Returns SCHEMA_VALID, or SCHEMA_INVALID with the positions of an equal
 * pair, or SCHEMA_UNDECIDED when comparing takes too many steps.
 */
enum schema_verdict unique_items(struct run *run, const json_t *array,
                                 size_t pair[2]);

#endif
