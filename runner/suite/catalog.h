/*
 * catalog.h - suites, operations and clauses, put together for one dialect
 * and one profile.
 *
 * What a library's files say about each other is checked here: unknown
 * clauses, outcomes, operations, variables, schemas and fixtures, ids that
 * repeat, globs that match nothing.
 */
#ifndef SUITE_CATALOG_H
#define SUITE_CATALOG_H

#include "model/plan.h"
#include "model/suite.h"
#include "suite/library.h"
#include "suite/pool.h"

/* The clauses of one operation's page. */
struct ledger {
    const char *operation; /* its id */
    const char *file;
    const json_t *content;
    struct clause *clauses; /* in the order of the file */
    size_t len;
};

struct catalog {
    const struct library *library; /* borrowed, must outlive the catalog */
    const json_t *dialect;         /* borrowed: the dialect's file */
    const char *dialect_file;
    const json_t *profile;
    const char *profile_file;
    struct page *pages;
    size_t pages_len;
    struct ledger *ledgers;
    size_t ledgers_len;
    struct operation *operations;
    size_t operations_len;
    struct suite *suites; /* in the order of their files */
    size_t suites_len;
    struct schema_book *book; /* by the names that checks use */
    struct schema_clause *schema_clauses;
    size_t schema_clauses_len;
    size_t schema_clauses_cap;
    struct pool pool; /* memory of everything above */
};

/*
 * Put a library together. Unknown ids are ERROR_USAGE (where: "--dialect" or
 * "--profile", naming those there are) and give NULL; mistakes in files go to
 * problems, and what is built without them is returned all the same.
 */
struct catalog *catalog_load(const struct library *library, const char *dialect,
                             const char *profile, struct problems *problems,
                             struct error *err);
void catalog_free(struct catalog *catalog);

/* Borrowed, NULL when there is none. */
const struct operation *catalog_operation(const struct catalog *catalog,
                                          const char *id);

/*
 * The clause of an operation's ledger; for an operation without a ledger,
 * of any. Borrowed, NULL when unknown.
 */
const struct clause *catalog_clause(const struct catalog *catalog,
                                    const char *operation, const char *id);

/* The testcase with this full id, or NULL. */
const struct testcase *catalog_testcase(const struct catalog *catalog,
                                        const char *id);

#endif
