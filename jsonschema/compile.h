/*
 * compile.h - what a keyword's compile function may ask of the compiler.
 */
#ifndef JSONSCHEMA_COMPILE_H
#define JSONSCHEMA_COMPILE_H

#include "jsonschema/schema.h"

/* The state of one schema_compile; see compile.c. */
struct compiler;

/*
 * Refuse a keyword's value: err gets the file and `<pointer>: <text>`.
 * Returns -1.
 */
int compile_error(struct compiler *compiler, const struct node *node,
                  const struct keyword *keyword, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same at a place below the keyword, "/0" or "/name". */
int compile_error_below(struct compiler *compiler, const struct node *node,
                        const struct keyword *keyword, const char *below,
                        const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * The node for a place, made when it is new; its keywords are compiled later.
 * Returns it, or NULL with the error set when the place holds no schema.
 */
const struct node *compile_place(struct compiler *compiler,
                                 const struct resource *resource,
                                 const char *pointer, const json_t *json);

/* A sibling of the same schema object that the dialect knows, or NULL. */
const struct keyword *compile_sibling(const struct node *node,
                                      const char *name);

/* The store references are looked up in. */
struct schema_store *compile_store(const struct compiler *compiler);

/* schema_compile without judging by metaschemas (check.c does). */
struct schema *compile_unchecked(struct schema_store *store, const char *uri,
                                 struct error *err);

#endif
