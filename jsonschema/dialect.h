/*
 * dialect.h - which keywords a schema resource may use ("$schema").
 *
 * A dialect is a draft and a set of vocabularies. The drafts are built in;
 * any other dialect is a metaschema of the store: its "$vocabulary" says
 * which (2020-12 Core, section 8.1.2), or without one its own dialect does.
 */
#ifndef JSONSCHEMA_DIALECT_H
#define JSONSCHEMA_DIALECT_H

#include "jsonschema/store.h"

#define JSONSCHEMA_2020_12 "https://json-schema.org/draft/2020-12/schema"
#define JSONSCHEMA_DRAFT_7 "http://json-schema.org/draft-07/schema"
#define JSONSCHEMA_DRAFT_4 "http://json-schema.org/draft-04/schema"

/* Bits; the drafts before 2020-12 have all of the built-in ones. */
enum vocabulary {
    VOCABULARY_CORE = 1,
    VOCABULARY_APPLICATOR = 2,
    VOCABULARY_UNEVALUATED = 4,
    VOCABULARY_VALIDATION = 8,
    VOCABULARY_META_DATA = 16,
    VOCABULARY_FORMAT_ANNOTATION = 32,
    VOCABULARY_FORMAT_ASSERTION = 64,
    VOCABULARY_CONTENT = 128,
    VOCABULARY_OWN = 256 /* the first of the program's, then doubling */
};

/* Either makes "format" known. */
#define VOCABULARY_FORMAT                                                      \
    ((unsigned)VOCABULARY_FORMAT_ANNOTATION |                                  \
     (unsigned)VOCABULARY_FORMAT_ASSERTION)

struct dialect {
    char *uri; /* of its metaschema, without a fragment */
    enum schema_draft draft;
    unsigned vocabularies;
    struct schema *metaschema; /* owned; NULL until it is needed */
    bool is_checked;           /* its metaschema was judged by another */
    bool is_open;              /* being worked out just now, or in vain */
};

/*
 * The dialect a resource declares or has from the resource around it, else
 * the store's. Returns it, borrowed from the store, or NULL with ERROR_SUITE.
 */
const struct dialect *dialect_of(struct schema_store *store,
                                 const struct resource *resource,
                                 struct error *err);

/*
 * The draft to read a document by, before its dialect is worked out: that of
 * "$schema" where it is a draft's or a metaschema's in the store, else the
 * other one.
 */
enum schema_draft draft_of(const struct schema_store *store, const json_t *json,
                           enum schema_draft other);

/* The member that names a resource: "$id", in draft 4 "id". */
const char *draft_id_name(enum schema_draft draft);

/* Before 2020-12 "$ref" stands alone: its siblings mean nothing. */
bool draft_ref_stands_alone(enum schema_draft draft, const json_t *json);

/* The built-in vocabulary of a URI, or 0. */
unsigned vocabulary_find(const struct schema_store *store, const char *uri);

void dialects_free(struct schema_store *store);

#endif
