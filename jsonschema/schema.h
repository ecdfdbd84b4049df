/*
 * schema.h - the compiled form: nodes, keywords, and how they are judged.
 *
 * A node is one subschema. Nodes refer to each other by pointer, so a
 * recursive schema is a graph with cycles; struct schema owns all of them in
 * one list. Nothing here changes after schema_compile.
 */
#ifndef JSONSCHEMA_SCHEMA_H
#define JSONSCHEMA_SCHEMA_H

#include "jsonschema/store.h"

struct keyword_kind;
struct format;
struct node;
struct pattern;

/* One subschema out of a keyword that holds several. */
struct branch {
    const char *name;        /* member name, NULL in an array; borrowed */
    struct pattern *pattern; /* of patternProperties, owned */
    const struct node *node;
};

struct keyword {
    const struct keyword_kind *kind;
    const json_t *value;           /* as written; borrowed from the store */
    const struct node *sub;        /* items, not, $ref ...; or NULL */
    struct branch *branches;       /* allOf, properties ...; owned */
    size_t len;                    /* of branches */
    const struct keyword *near[2]; /* siblings this one depends on, or NULL */
    size_t count;                  /* maxLength and other counts */
    unsigned types;                /* type: bits of enum instance_type */
    struct pattern *pattern;       /* owned */
    const struct format *format;   /* row of a constant table */
    const char *dynamic;           /* $dynamicRef: anchor name, or NULL */
};

struct node {
    const struct resource *resource; /* around it; borrowed from the store */
    char *pointer;                   /* inside the document */
    const json_t *json;              /* object or boolean; borrowed */
    struct keyword *keywords;        /* in document order, unevaluated* last */
    size_t len;
    bool tracks; /* has unevaluatedProperties or unevaluatedItems */
};

/* A $dynamicAnchor that may come into the dynamic scope. */
struct dynamic_anchor {
    const struct resource *resource;
    const char *name;
    const struct node *node;
};

struct schema {
    const struct schema_store *store;
    const struct node *root;
    struct node **nodes;
    size_t len;
    size_t cap;
    struct dynamic_anchor *dynamics;
    size_t dynamics_len;
    size_t dynamics_cap;
};

/* JSON Schema's view of an instance's type; integers are also numbers. */
enum instance_type {
    TYPE_NULL = 1,
    TYPE_BOOLEAN = 2,
    TYPE_INTEGER = 4,
    TYPE_NUMBER = 8,
    TYPE_STRING = 16,
    TYPE_ARRAY = 32,
    TYPE_OBJECT = 64,
    TYPE_ANY = 127
};

/* All bits that apply: 1.0 is TYPE_INTEGER | TYPE_NUMBER. */
unsigned instance_types(const json_t *instance);

#endif
