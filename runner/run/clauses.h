/*
 * clauses.h - from the verdicts of testcases to what became of each clause.
 */
#ifndef RUN_CLAUSES_H
#define RUN_CLAUSES_H

#include "model/result.h"
#include "suite/coverage.h"

struct clauses {
    struct coverage *coverage;
    struct clause_result *items; /* as the rows of coverage */
    bool *is_broken;             /* there was a must-level finding */
};

/* sight: what this run can see, or NULL for all. The catalog must outlive it.
 */
void clauses_init(struct clauses *clauses, const struct catalog *catalog,
                  const struct run_sight *sight);

/* Count a testcase that has its verdict. */
void clauses_note(struct clauses *clauses, const struct result *result);

/* Decide on each clause, and move all of them to the summary. */
void clauses_conclude(struct clauses *clauses, struct summary *summary);

void clauses_clear(struct clauses *clauses);

#endif
