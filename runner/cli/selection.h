/*
 * selection.h - from options to the plan.
 */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include "cli/data.h"
#include "model/plan.h"

/*
 * Build the plan of a run with these options; the seed comes from --seed or
 * is a new one. Returns 0, or -1 with ERROR_USAGE.
 */
int selection_plan(const struct config *config, const struct data *data,
                   struct plan *plan, struct error *err);

#endif
