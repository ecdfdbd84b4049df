/*
 * coverage.h - which testcases can show that a clause is broken.
 *
 * A testcase tests a clause that it names itself, that a check of its steps
 * or of an outcome it allows names, and that stands (through the ledger) for
 * a place in a schema that such a check applies.
 */
#ifndef SUITE_COVERAGE_H
#define SUITE_COVERAGE_H

#include "suite/catalog.h"

struct coverage_row {
    const struct clause *clause;
    const char *operation; /* whose ledger it stands in */
    const char *untested;  /* why nothing tests it, from the ledger, or NULL */
    const struct testcase **testcases; /* owned array, in plan order */
    size_t len;
    size_t cap;
};

/* All clauses, in the order of the ledgers. */
struct coverage {
    struct coverage_row *rows;
    size_t len;
};

/* The catalog must outlive it. */
struct coverage *coverage_new(const struct catalog *catalog);
void coverage_free(struct coverage *coverage);

/* Does the testcase test the row's clause? */
bool coverage_row_has(const struct coverage_row *row,
                      const struct testcase *testcase);

#endif
