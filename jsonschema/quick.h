/*
 * quick.h - the verdict alone: the compiled schema as flat tables.
 *
 * When nobody asks for findings or annotations and no unevaluated* looks on,
 * a subschema is judged here, without locations and without the heap. What
 * has no short way is handed to the keyword's own function (keywords.h).
 */
#ifndef JSONSCHEMA_QUICK_H
#define JSONSCHEMA_QUICK_H

#include "jsonschema/run.h"

struct quick;

/* The tables of a schema that is otherwise complete. */
struct quick *quick_new(const struct schema *schema);
void quick_free(struct quick *quick);

/* Judge an instance by a node. */
enum schema_verdict quick_run(struct run *run, const struct node *node,
                              const json_t *instance);

#endif
