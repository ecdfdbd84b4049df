/*
 * library.h - the files of the data directory, read and checked one by one.
 *
 * A data directory holds suites/, schemas/ and fixtures/. Every *.json below
 * suites/ says by the last part of its "$schema" what kind it is and must be
 * valid against that schema; every *.json below schemas/ must compile, but for
 * overrides and contracts of derive, which are files like those of suites/. How
 * the files fit together is catalog.h's business.
 */
#ifndef SUITE_LIBRARY_H
#define SUITE_LIBRARY_H

#include "jsonschema/book.h"
#include "suite/problems.h"

#include <jansson.h>

#define SCHEMAS_BASE_URI  "https://assay.invalid/schemas/"
#define LIBRARY_FILES_MAX 5000

enum file_kind {
    FILE_SUITE,
    FILE_OPERATION,
    FILE_CLAUSES,
    FILE_DIALECT,
    FILE_PROFILE,
    FILE_WAIVERS,  /* read for a run, never part of the suites */
    FILE_OVERRIDE, /* below schemas/: what derive was told about a page */
    FILE_CONTRACT, /* below schemas/: what derive made of a page */
    FILE_KINDS
};

struct library_file {
    enum file_kind kind;
    char *name;      /* owned: path relative to the data directory */
    json_t *content; /* owned, always an object */
    char digest[65]; /* SHA-256 of its bytes, hex */
    bool valid;      /* against the schema of its kind */
};

/* A document below schemas/. */
struct library_schema {
    char *name;       /* owned: path relative to schemas/ */
    json_t *document; /* owned */
};

struct library {
    char *directory;            /* owned */
    struct library_file *files; /* sorted by name */
    size_t len;
    size_t cap;
    struct library_schema *schemas; /* sorted by name */
    size_t schemas_len;
    size_t schemas_cap;
    struct schema_store *store; /* every schema, under SCHEMAS_BASE_URI */
    struct schema_book *book;   /* compiled: those of our file kinds */
};

/*
 * Read everything below directory, then the extra files (paths as the user
 * gave them; those that are already there are not read twice). Mistakes go to
 * problems; a missing directory is ERROR_SUITE and returns NULL.
 */
struct library *library_load(const char *directory, const char *const *extra,
                             size_t extra_len, struct problems *problems,
                             struct error *err);
void library_free(struct library *library);

/*
 * Read a file of that kind which is no part of the library, and check it
 * against its schema. Returns a new reference and the digest of its bytes, or
 * NULL with every mistake in problems.
 */
json_t *library_read(const struct library *library, const char *path,
                     enum file_kind kind, char digest[65],
                     struct problems *problems);

/*
 * Is a document, wherever it comes from, valid against the schema of that
 * kind? Every mistake goes to problems, under name.
 */
bool library_accepts(const struct library *library, const char *name,
                     json_t *document, enum file_kind kind,
                     struct problems *problems);

/* The schema document at a path relative to schemas/; borrowed, or NULL. */
const json_t *library_schema(const struct library *library, const char *name);

/* "suite", "operation" … */
const char *file_kind_name(enum file_kind kind);

#endif
