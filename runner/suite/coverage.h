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
#include "suite/sight.h"

struct coverage_row {
    const struct clause *clause;
    const char *operation; /* whose ledger it stands in */
    const char *untested;  /* why nothing tests it, from the ledger, or NULL */
    const struct testcase **testcases; /* owned array, in plan order */
    size_t len;
    size_t cap;
};

/* The clauses that one testcase tests, as positions of rows. */
struct coverage_list {
    size_t *rows; /* owned, each once */
    size_t len;
    size_t cap;
};

/* All clauses in the order of the ledgers, and all testcases. */
struct coverage {
    const struct catalog *catalog; /* borrowed */
    struct coverage_row *rows;
    size_t len;
    struct coverage_list *lists; /* by testcase, in the order of the suites */
    size_t lists_len;
};

/*
 * sight: what a run can see, or NULL for all there is. Rows have every
 * testcase either way; the lists leave out what the run does not look at.
 * The catalog must outlive it.
 */
struct coverage *coverage_new(const struct catalog *catalog,
                              const struct run_sight *sight);
void coverage_free(struct coverage *coverage);

/*
 * Hold the ledgers to what they say: a clause that is on and that no testcase
 * tests has a reason, and one that is tested has none.
 */
void coverage_check(const struct catalog *catalog, struct problems *problems);

/* What a testcase of the catalog tests in such a run; borrowed. */
const struct coverage_list *coverage_of(const struct coverage *coverage,
                                        const struct testcase *testcase);

/* The row of a clause, borrowed; NULL for one of another catalog. */
struct coverage_row *coverage_row_of(const struct coverage *coverage,
                                     const struct clause *clause);

#endif
