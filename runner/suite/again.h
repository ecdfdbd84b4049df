/*
 * again.h - the plan of a run that has been, from what its transcript says.
 */
#ifndef SUITE_AGAIN_H
#define SUITE_AGAIN_H

#include "suite/select.h"

/* The words of a selection as a new object: what plan_again reads. */
json_t *selection_record(const struct selection *selection);

/*
 * plan_build with the words that a selection_record holds, over the catalog
 * of today. Returns 0, or -1 with the errors of plan_build, or ERROR_SUITE
 * (where: "selection") for a record that is none.
 */
int plan_again(const struct catalog *catalog, const json_t *record,
               struct plan *plan, struct error *err);

#endif
