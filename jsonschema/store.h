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

/* Bytes of all JSON Pointers of a document or a compiled schema together. */
#define SCHEMA_POINTERS_MAX ((size_t)64 * 1024 * 1024)

struct dialect;
struct keyword_kind;
struct schema_format;

struct document {
    json_t *json; /* owned reference */
    char *where;  /* file for messages */
    size_t id;    /* position in the store */
    bool is_ours; /* a built-in metaschema: known to be right */
};

struct resource {
    const struct document *document;
    const struct resource *parent; /* the one around it, NULL at the root */
    char *uri;                     /* absolute, without a fragment */
    char *pointer;                 /* of its root inside the document */
    const json_t *json;            /* borrowed from the document */
    enum schema_draft draft;       /* it was read by */
    size_t id;                     /* position in the store */
    size_t anchors;                /* position after its last; 0: it has none */
};

/* "$anchor", "$dynamicAnchor", or "$id": "#name" before 2020-12. */
struct anchor {
    const struct resource *resource;
    const char *name; /* borrowed from the document */
    char *pointer;    /* inside the document */
    bool is_dynamic;
    size_t before; /* the resource's anchor before it, likewise */
};

/* Keywords that the program added. */
struct own_vocabulary {
    const char *uri;            /* borrowed; NULL: in every dialect */
    struct keyword_kind *kinds; /* owned, len of them */
    size_t len;
};

/* Formats that the program added. */
struct own_formats {
    const struct schema_format *rows; /* borrowed */
    size_t len;
};

struct schema_store {
    struct schema_options options;
    struct document **documents;
    size_t documents_len;
    size_t documents_cap;
    struct resource **resources;
    size_t resources_len;
    size_t resources_cap;
    struct anchor *anchors;
    size_t anchors_len;
    size_t anchors_cap;
    json_t *uris;      /* -> position in resources; also second names */
    json_t *places;    /* "<document> <pointer>" -> position in resources */
    json_t *fragments; /* "<resource> <anchor>" -> position in anchors */
    struct dialect **dialects;
    size_t dialects_len;
    size_t dialects_cap;
    struct own_vocabulary *vocabularies;
    size_t vocabularies_len;
    size_t vocabularies_cap;
    struct own_formats *formats;
    size_t formats_len;
    size_t formats_cap;
};

/* A place in a store. */
struct target {
    const struct resource *resource; /* the innermost around the place */
    char *pointer;                   /* inside the document, owned */
    const json_t *json;              /* borrowed, never NULL */
    const char *dynamic; /* name, when reached by a dynamic anchor */
};

/* By URI without a fragment, or by the place of its root; or NULL. */
const struct resource *store_resource(const struct schema_store *store,
                                      const char *uri);
const struct resource *store_resource_at(const struct schema_store *store,
                                         const struct document *document,
                                         const char *pointer);

/*
 * Find what a reference names, seen from a base URI. A built-in metaschema
 * comes into the store when it is first named. Returns 0 and fills target
 * (release its pointer), or -1 with *problem in new memory, such as
 * `leads to "x", which is not in the store`.
 */
int store_resolve(struct schema_store *store, const char *base,
                  const char *reference, struct target *target, char **problem);

/* ERROR_SUITE at a place in a document: `/a/type: text`. Returns -1. */
int store_error(const struct document *document, const char *pointer,
                struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
