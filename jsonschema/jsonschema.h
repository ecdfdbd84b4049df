/*
 * jsonschema.h - JSON Schema 2020-12 over jansson: compile once, validate
 * many.
 *
 * A store holds documents under their URI; nothing is ever fetched. A schema
 * is compiled from a document of the store, with everything it refers to. A
 * keyword that is not implemented, a reference that leads nowhere, or a
 * keyword with a wrong value is a compile error with a place, never a silent
 * pass. A compiled schema is read-only: any number of threads may use it.
 *
 * Results follow the "basic" output of JSON Schema 2020-12 Core, section 12.
 */
#ifndef JSONSCHEMA_JSONSCHEMA_H
#define JSONSCHEMA_JSONSCHEMA_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* The vocabulary of our own keyword maxBytes (docs/vocabulary.md). */
#define JSONSCHEMA_BYTES_VOCABULARY "https://assay.invalid/vocabulary/bytes"

/* Documents by URI. */
struct schema_store;

struct schema_store *schema_store_new(void);
void schema_store_free(struct schema_store *store);

/*
 * Register a document under a base URI (its "$id", when present, is
 * registered as well). Keeps a reference. `where` names the file in messages.
 * Returns 0, or -1 with ERROR_SUITE when a URI or an anchor is taken or the
 * schema is nested too deeply; the store is then good only for being freed.
 */
int schema_store_add(struct schema_store *store, const char *uri,
                     const char *where, json_t *document, struct error *err);

/* A compiled schema. */
struct schema;

/*
 * Compile the document at the URI (a fragment may select a subschema).
 * Returns a new object, or NULL with ERROR_SUITE: where = the file, text
 * starts with the JSON Pointer of the place and ": " (the root is written as
 * two quotation marks); where = the URI when no such document is there. The
 * store must outlive it. "$schema" may be 2020-12 (also when absent) or our
 * dialect, which adds maxBytes. "format" is always asserted; an unknown one
 * does not compile.
 */
struct schema *schema_compile(const struct schema_store *store, const char *uri,
                              struct error *err);
void schema_free(struct schema *schema);

/* One unit of basic output: a keyword that did not hold. */
struct schema_unit {
    char *instance_location;         /* RFC 6901, "" is the whole instance */
    char *keyword_location;          /* RFC 6901, through references */
    char *absolute_keyword_location; /* URI#pointer of the keyword */
    char *message;                   /* one sentence about this instance */
    const char *keyword;             /* "type", "maxBytes"; borrowed */
    json_t *expected; /* borrowed: the keyword's value in the schema */
    json_t *actual;   /* borrowed: the instance value there, or NULL */
};

struct schema_output {
    struct schema_unit *units; /* owned, len of them, in schema order */
    size_t len;
    size_t cap;
    bool truncated;        /* there were more than SCHEMA_UNITS_MAX */
    const char *undecided; /* first limit reached, a constant; else NULL */
};

#define SCHEMA_UNITS_MAX 1000

enum schema_verdict {
    SCHEMA_VALID,
    SCHEMA_INVALID,
    SCHEMA_UNDECIDED /* a limit was reached (depth, pattern matching) */
};

/*
 * Validate. output may be NULL when only the verdict matters; otherwise it
 * starts from {0}, receives every error and is released by the caller. Only
 * the failing keywords themselves are listed (with the branches of a failed
 * anyOf/oneOf below it), not each enclosing properties/$ref.
 */
enum schema_verdict schema_validate(const struct schema *schema,
                                    const json_t *instance,
                                    struct schema_output *output);
void schema_output_clear(struct schema_output *output);

#endif
