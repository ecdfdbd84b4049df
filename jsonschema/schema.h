/*
 * schema.h - the compiled form: nodes, keywords, and how they are judged.
 *
 * A node is one subschema. Nodes refer to each other by pointer, so a
 * recursive schema is a graph with cycles; struct schema owns all of them in
 * one list. Nothing here changes after schema_compile, but for the pool that
 * threads take memory for matching from.
 */
#ifndef JSONSCHEMA_SCHEMA_H
#define JSONSCHEMA_SCHEMA_H

#include "jsonschema/matcher.h"
#include "jsonschema/names.h"
#include "jsonschema/store.h"
#include "jsonschema/vocabulary.h"

struct keyword_kind;
struct format;
struct node;
struct quick;

/* One subschema out of a keyword that holds several. */
struct branch {
    const char *name;        /* member name, NULL in an array; borrowed */
    struct matcher matcher;  /* of patternProperties, owned */
    const struct node *node; /* NULL in "dependencies": names are required */
    const json_t *value;     /* as written; borrowed */
};

struct keyword {
    const struct keyword_kind *kind;
    const char *name;              /* as the kind's, but for unknown ones */
    const json_t *value;           /* as written; borrowed from the store */
    const struct node *sub;        /* items, not, $ref ...; or NULL */
    struct branch *branches;       /* allOf, properties ...; owned */
    size_t len;                    /* of branches */
    const struct keyword *near[2]; /* siblings this one depends on, or NULL */
    size_t count;                  /* maxLength and other counts */
    size_t cost;                   /* steps for judging it once, beyond one */
    unsigned types;                /* type: bits of enum instance_type */
    struct matcher matcher;        /* of pattern, owned */
    struct names names;            /* of properties, or the texts of enum */
    const struct format *format;   /* row of a constant table, or ... */
    const struct schema_format *own_format; /* ... one of the program */
    void *data;                             /* of a program's keyword, owned */
    const char *dynamic; /* $dynamicRef: anchor name, or NULL */
    bool is_off;         /* annotates only: format, mostly */
};

struct node {
    const struct resource *resource; /* around it; borrowed from the store */
    const struct dialect *dialect;   /* borrowed from the store */
    size_t position;                 /* in the schema's list */
    char *pointer;                   /* inside the document */
    const json_t *json;              /* object or boolean; borrowed */
    struct keyword *keywords;        /* in document order, unevaluated* last */
    size_t len;
    bool tracks;   /* has unevaluatedProperties or unevaluatedItems */
    bool is_child; /* belongs to another node's value, not just referred to */
};

/* A $dynamicAnchor that may come into the dynamic scope. */
struct dynamic_anchor {
    const struct resource *resource;
    const char *name;
    const struct node *node;
};

struct schema {
    struct schema_store *store;
    const struct node *root;
    struct node **nodes;
    size_t len;
    size_t cap;
    struct dynamic_anchor *dynamics; /* sorted once all are there */
    size_t dynamics_len;
    size_t dynamics_cap;
    struct quick *quick;     /* owned: the same as flat tables */
    struct match_pool *pool; /* owned; the one thing that changes */
};

/* The node of a dynamic anchor in a resource that was compiled, or NULL. */
const struct node *schema_dynamic(const struct schema *schema,
                                  const struct resource *resource,
                                  const char *name);

/* All bits that apply: 1.0 is TYPE_INTEGER | TYPE_NUMBER. */
unsigned instance_types(const json_t *instance);

#endif
