/*
 * sight.h - which checks a run can make, given what it may read and has.
 *
 * A run that may not read, or that has no second snapshot to watch, leaves
 * the checks of those reads out. A clause that only such checks are about was
 * not looked at, however the testcase came out.
 */
#ifndef SUITE_SIGHT_H
#define SUITE_SIGHT_H

#include "model/suite.h"

#include <stdbool.h>

struct run_sight {
    const json_t *resources; /* array of names the lane has; borrowed */
    bool without_read;       /* no reads are made around the steps */
};

/*
 * Will the check be made when the step is judged? sight NULL: nothing is left
 * out. The answer is that of check_try (check/kinds.h) on a whole run.
 */
bool sight_reaches(const struct run_sight *sight,
                   const struct testcase *testcase, const struct step *step,
                   const struct check *check);

#endif
