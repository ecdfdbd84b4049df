/*
 * bundle.h - the folder of a run: its files in memory, with their digests.
 *
 * Part of the bundle is every plain file in the folder but hidden ones, named
 * in letters, digits, dot, hyphen and underscore. Folders, links, devices and
 * other names are told of and left out.
 */
#ifndef CERTIFY_BUNDLE_H
#define CERTIFY_BUNDLE_H

#include "base/error.h"
#include "certify/sha256.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define BUNDLE_FILES_MAX 200
#define BUNDLE_MAX       ((size_t)512 << 20) /* bytes of all files together */

/* What assay itself writes into it. */
#define BUNDLE_RESULTS     "results.json"
#define BUNDLE_TRANSCRIPT  "transcript.har"
#define BUNDLE_CERTIFICATE "certificate.json"
#define BUNDLE_PAGE        "certificate.html"
#define BUNDLE_STATEMENT   "statement.dsse.json"

struct bundle_file {
    char *name;  /* owned; no slash in it */
    char *bytes; /* owned, with a final NUL */
    size_t len;
    char sha256[DIGEST_TEXT_SIZE];
};

/* Start from {0}. */
struct bundle {
    struct bundle_file *files; /* owned, sorted by name */
    size_t len;
    size_t cap;
    json_t *passed_over; /* owned array of names; NULL: none */
};

/* Read a folder. Returns 0, or -1 with ERROR_USAGE: not there, too large. */
int bundle_read(const char *directory, struct bundle *bundle,
                struct error *err);

/* Add or replace a file; takes the bytes. */
void bundle_put(struct bundle *bundle, const char *name, char *bytes,
                size_t len);

/* Bytes that were changed in place have another digest. */
void bundle_file_digest(struct bundle_file *file);

/* Borrowed until the next put, or NULL. */
struct bundle_file *bundle_find(const struct bundle *bundle, const char *name);

/* Is it one of the three that `assay certify` writes? */
bool bundle_is_certificate(const char *name);

/*
 * A new array of {name, size, sha256}: all but the certificate's own files.
 */
json_t *bundle_list(const struct bundle *bundle);
void bundle_clear(struct bundle *bundle);

#endif
