/*
 * jsonschema.h - JSON Schema over jansson: compile once, validate many.
 *
 * Drafts 2020-12, 7 and 4, each schema resource by its "$schema"; other
 * dialects come from metaschemas that the caller adds. A store holds documents
 * under their URI; nothing is ever fetched. The metaschemas of the drafts are
 * built in. A schema is compiled from a document of the store, with everything
 * it refers to, and is judged by its metaschema: a keyword with a wrong value
 * or a reference that leads nowhere is a compile error with a place, never a
 * silent pass. A compiled schema is read-only: any number of threads may use
 * it at once.
 *
 * Results follow the output of JSON Schema 2020-12 Core, section 12. How to
 * add keywords and formats: vocabulary.h.
 */
#ifndef JSONSCHEMA_JSONSCHEMA_H
#define JSONSCHEMA_JSONSCHEMA_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum schema_draft { SCHEMA_2020_12, SCHEMA_DRAFT_7, SCHEMA_DRAFT_4 };

/* All from zero: what the specification says about a schema without more. */
struct schema_options {
    enum schema_draft draft; /* of a document without "$schema" */
    bool assert_format;      /* "format" judges; else it annotates only, but
                                where the vocabulary format-assertion is used */
    bool strict;             /* a keyword or format that is not known is a
                                compile error; else an annotation */
};

/* Documents by URI. One thread at a time. */
struct schema_store;

struct schema_store *schema_store_new(void);
void schema_store_free(struct schema_store *store);

/* Set them before the first document is added. */
void schema_store_set_options(struct schema_store *store,
                              const struct schema_options *options);

/*
 * Register a document under a base URI (its "$id", when present, is
 * registered as well). Keeps a reference; the document must be a tree and
 * stay as it is. `where` names the file in messages. A metaschema of one's
 * own goes in before the schemas that use it. Returns 0, or -1 with
 * ERROR_SUITE when a URI or an anchor is taken or the schema is nested too
 * deeply; the store is then good only for being freed.
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
 * store must outlive it.
 */
struct schema *schema_compile(struct schema_store *store, const char *uri,
                              struct error *err);
void schema_free(struct schema *schema);

/* One unit of basic output: a keyword that did not hold, or an annotation. */
struct schema_unit {
    char *instance_location;         /* RFC 6901, "" is the whole instance */
    char *keyword_location;          /* RFC 6901, through references */
    char *absolute_keyword_location; /* URI#pointer of the keyword */
    char *message;                   /* one sentence about this instance */
    const char *keyword;             /* "type", "maxBytes"; borrowed */
    const json_t *expected; /* borrowed: the keyword's value in the schema */
    const json_t *actual;   /* borrowed: the instance value there, or NULL */
    json_t *annotation;     /* owned; message and actual are NULL with it */
};

struct schema_units {
    struct schema_unit *items; /* owned */
    size_t len;
    size_t cap;
};

struct schema_output {
    bool annotate;             /* set by the caller: annotations are wanted */
    struct schema_unit *units; /* owned, len of them, in schema order */
    size_t len;
    size_t cap;
    struct schema_units annotations; /* of what is valid */
    bool truncated;        /* there were more than SCHEMA_UNITS_MAX of one */
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
 * anyOf/oneOf below it), not each enclosing properties/$ref. Units borrow
 * from the schema and the instance.
 *
 * What is not JSON to jansson (an integer beyond 64 bits, 1e400) never gets
 * here: loading it is an error (json_parse_text in base/json.h).
 */
enum schema_verdict schema_validate(const struct schema *schema,
                                    const json_t *instance,
                                    struct schema_output *output);
void schema_output_clear(struct schema_output *output);

/*
 * The forms "flag" and "basic" of Core 12.4.1 and 12.4.2, as a new value that
 * shares nothing with schema or instance. "basic" lists errors, or, when the
 * instance is valid and output.annotate was set, annotations. Returns NULL
 * for SCHEMA_UNDECIDED: neither form can say so.
 */
json_t *schema_output_flag(enum schema_verdict verdict);
json_t *schema_output_basic(const struct schema *schema,
                            enum schema_verdict verdict,
                            const struct schema_output *output);

#endif
