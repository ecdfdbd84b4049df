/*
 * steps.h - a step's own request with the reads around it.
 */
#ifndef RUN_STEPS_H
#define RUN_STEPS_H

#include "run/lane.h"
#include "run/undo.h"

/*
 * Perform all steps of result->testcase and record their exchanges in the
 * result. Stops at the first step after which going on makes no sense (a
 * capture that names nothing, a stop reason). Returns 0, or -1 with err when
 * a request could not be made or the run has to stop.
 */
int steps_perform(struct session *session, const struct lane *lane,
                  struct undo *undo, struct result *result, struct error *err);

/*
 * What a step captures from its last exchanges, into variables. Returns 0, or
 * -1 with ERROR_TARGET where there is nothing to capture.
 */
int steps_capture(const struct step *step, const struct exchanges *exchanges,
                  json_t *variables, struct error *err);

#endif
