/*
 * compiler.h - the state of one compilation, for compile*.c alone.
 */
#ifndef JSONSCHEMA_COMPILER_H
#define JSONSCHEMA_COMPILER_H

#include "jsonschema/compile.h"

/*
 * Places are nodes from the moment somebody refers to them, and are compiled
 * one after the other from the list: recursion in a schema costs no stack.
 */
struct compiler {
    struct schema *schema; /* being made */
    json_t *known;         /* "<document> <pointer>" -> position in nodes */
    size_t pointers;       /* bytes of all of them */
    struct error *err;
};

/* compile_place, for who may still change the node. */
struct node *compiler_place(struct compiler *compiler,
                            const struct resource *resource,
                            const char *pointer, const json_t *json);

/* Fill in a node: its dialect, its keywords and what they hold. */
int compiler_node(struct compiler *compiler, struct node *node);

/* An error at a member of the node, below it at "/0". Returns -1. */
int compiler_report(struct compiler *compiler, const struct node *node,
                    const char *keyword, const char *below, const char *text);

#endif
