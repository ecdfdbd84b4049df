/*
 * derive.h - the way in: pages in, a folder of schemas out.
 */
#ifndef DERIVE_DERIVE_H
#define DERIVE_DERIVE_H

#include "derive/remark.h"

#include "base/error.h"

#include <stdbool.h>

#define DERIVE_PAGES_MAX 5000

struct derive_options {
    const char *const *pages; /* files, or folders of *.html */
    size_t pages_len;
    const char *out;            /* the folder; NULL for lint */
    const char *overrides;      /* file or folder of override files, or NULL */
    const char *const *ledgers; /* clause ledgers that compare looks at */
    size_t ledgers_len;
    /* Called before each page, may be NULL. */
    void (*progress)(void *with, size_t done, size_t all);
    void *with;
};

/* What became of the pages of a folder. */
struct derive_summary {
    size_t pages;
    size_t endpoints; /* with a method and a URI */
    size_t derived;
    size_t refused;
    size_t examples;  /* checked */
    size_t passed[3]; /* by enum strictness of derive/schema.h */
    size_t rows;
    size_t rows_used;
    size_t files; /* written, or compared */
};

/* A folder of pages: most often what a vendor calls a service. */
struct derive_service {
    char *folder; /* owned: as given, "." for the current one */
    struct derive_summary summary;
};

struct derive_services {
    struct derive_service *items; /* owned, in the order of the pages */
    size_t len;
    size_t cap;
};

void derive_services_clear(struct derive_services *services);
/* "docs/evs" of "docs/evs/evs_04_3058.html"; new memory. */
char *derive_folder_of(const char *file);

/*
 * Write contract.json, schemas, clause skeleton and examples of each page
 * below out. Returns 0; -1 with err (usage, unreadable, unwritable, an
 * override that does not apply): nothing half-written stays. A refused page
 * is a remark, not an error; its files are left as they are.
 */
int derive_write(const struct derive_options *options, struct remarks *remarks,
                 struct derive_services *services, struct error *err);

/*
 * The same in memory, compared with out and with the ledgers: each difference
 * is one line of *differences, new memory. A clause of a ledger is compared
 * when its page is among those given; *unseen counts the others.
 */
int derive_compare(const struct derive_options *options,
                   struct remarks *remarks, struct derive_services *services,
                   char **differences, size_t *unseen, struct error *err);

/* Contradictions only, also between the pages given. */
int derive_lint(const struct derive_options *options, struct remarks *remarks,
                struct derive_services *services, struct error *err);

#endif
