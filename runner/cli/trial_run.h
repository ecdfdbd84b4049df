/*
 * trial_run.h - one run of the suites against an emulator of its own, in the
 * process that calls.
 */
#ifndef CLI_TRIAL_RUN_H
#define CLI_TRIAL_RUN_H

#include "cli/data.h"
#include "model/matrix.h"
#include "model/plan.h"

/* What all trials of a selftest share. */
struct trial_setup {
    const struct config *config; /* of the command; its opt_in is complete */
    const struct data *data;
    const struct plan *plan; /* of the plain trial, and those like it */
};

/*
 * Run the trial and write its marks to the descriptor (selftest/collect.h),
 * which is closed. Trouble goes there as well. Returns 0, or -1 when nothing
 * could be written.
 */
int trial_run(const struct trial_setup *setup, const struct trial *trial,
              int to);

#endif
