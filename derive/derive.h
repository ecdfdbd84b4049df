/*
 * derive.h - the way in: pages in, a folder of schemas out.
 */
#ifndef DERIVE_DERIVE_H
#define DERIVE_DERIVE_H

#include "derive/remark.h"

#include "base/error.h"

#include <stdbool.h>

struct derive_options {
    const char *const *pages; /* files, or folders of *.html */
    size_t pages_len;
    const char *out;       /* -o DIR */
    const char *overrides; /* file or folder of override files, or NULL */
};

/* What became of the pages, for the summary of each folder ("service"). */
struct derive_summary {
    size_t pages;
    size_t endpoints; /* with a method and a URI */
    size_t derived;
    size_t refused;
    size_t examples;  /* checked */
    size_t passed[3]; /* by enum strictness of derive/schema.h */
    size_t rows;
    size_t rows_used;
};

/*
 * Write contract.json, schemas, clause skeleton and examples of each page
 * below out. Returns 0; -1 with err (usage, unreadable, unwritable): nothing
 * half-written stays. A refused page is a remark, not an error.
 */
int derive_write(const struct derive_options *options, struct remarks *remarks,
                 struct derive_summary *summary, struct error *err);

/* The same in memory, compared with out: each difference is one line. */
int derive_compare(const struct derive_options *options,
                   struct remarks *remarks, char **differences,
                   struct error *err);

/* Contradictions only, also between the pages given. */
int derive_lint(const struct derive_options *options, struct remarks *remarks,
                struct derive_summary *summary, struct error *err);

#endif
