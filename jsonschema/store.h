/*
 * store.h - what the compiler sees of a store.
 *
 * A document holds one or more schema resources: its root, and every
 * subschema with an "$id" of its own (Core section 8.2.1). Resources carry
 * names (URIs) and anchors. All are found when a document is added, by
 * walking the places where a keyword holds subschemas and no others: an
 * "$id" inside "const" is data.
 */
#ifndef JSONSCHEMA_STORE_H
#define JSONSCHEMA_STORE_H

#include "jsonschema/jsonschema.h"

/* Schemas nested deeper than this are refused. */
#define SCHEMA_NESTING_MAX 200

struct document {
    json_t *json; /* owned reference */
    char *where;  /* file for messages */
    size_t id;    /* position in the store */
};

struct resource {
    const struct document *document;
    const struct resource *parent; /* the one around it, NULL at the root */
    char *uri;                     /* absolute, without a fragment */
    char *pointer;                 /* of its root inside the document */
    const json_t *json;            /* borrowed from the document */
};

/* "$anchor" or "$dynamicAnchor". */
struct anchor {
    const struct resource *resource;
    const char *name; /* borrowed from the document */
    char *pointer;    /* inside the document */
    bool is_dynamic;
};

/* A second URI of a resource. */
struct alias {
    char *uri;
    const struct resource *resource;
};

struct schema_store {
    struct document **documents;
    size_t documents_len;
    size_t documents_cap;
    struct resource **resources;
    size_t resources_len;
    size_t resources_cap;
    struct anchor *anchors;
    size_t anchors_len;
    size_t anchors_cap;
    struct alias *aliases;
    size_t aliases_len;
    size_t aliases_cap;
};

/* A place in a store. */
struct target {
    const struct resource *resource; /* the innermost around the place */
    char *pointer;                   /* inside the document, owned */
    const json_t *json;              /* borrowed, never NULL */
    const char *dynamic; /* name, when reached by a dynamic anchor */
};

/*
 * Find what a reference names, seen from a base URI. Returns 0 and fills
 * target (release its pointer), or -1 with *problem in new memory, such as
 * `leads to "x", which is not in the store`.
 */
int store_resolve(const struct schema_store *store, const char *base,
                  const char *reference, struct target *target, char **problem);

/* ERROR_SUITE at a place in a document: `/a/type: text`. Returns -1. */
int store_error(const struct document *document, const char *pointer,
                struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
