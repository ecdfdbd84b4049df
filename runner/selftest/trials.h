/*
 * trials.h - what the suites are tried on: the lists in fixtures/.
 *
 *     faults.json        name, clause, description; "caught-as": "finding",
 *                        where it is not said, "advice" or "error";
 *                        "operation" where the clause is not of the ledger
 *                        of the operation that the suites are about
 *     variants.json      name, description
 *     combinations.json  variants, description
 *
 * Each is an array of objects. The lists say what is meant before any run;
 * the emulator says what it can do, and both must agree.
 */
#ifndef SELFTEST_TRIALS_H
#define SELFTEST_TRIALS_H

#include "base/error.h"
#include "model/matrix.h"

/*
 * Add a trial for each row of the three files in that directory, in their
 * order. Returns 0, or -1 with ERROR_SUITE naming file and row: a member is
 * missing or of another type, a name repeats, a combination names no variant.
 */
int trials_load(struct matrix *matrix, const char *directory,
                struct error *err);

/*
 * Are the trials of this kind what the emulator lists? The listing has a line
 * for each point of each fault or variant, which begins with its name and a
 * tab. Returns 0, or -1 with ERROR_SUITE naming the first difference.
 */
int trials_compare(const struct matrix *matrix, enum trial_kind kind,
                   const char *listing, struct error *err);

/*
 * Look up the clause of each fault among the matrix's clauses, for its level.
 * Returns 0, or -1 with ERROR_SUITE naming the fault.
 */
int trials_find_clauses(struct matrix *matrix, struct error *err);

/*
 * Leave the plain trial and the faults whose names match one of the globs
 * (ends with NULL). Returns 0, or -1 with ERROR_USAGE: a glob matches none.
 */
int trials_select(struct matrix *matrix, const char *const *globs,
                  struct error *err);

#endif
