/*
 * conditions.h - under what a run judges, as its transcript keeps it.
 */
#ifndef RUN_CONDITIONS_H
#define RUN_CONDITIONS_H

#include "run/run.h"

/*
 * A new object: "options" (those of a run, and what the client was told),
 * "resources" (names of what the lane has), "files" (each file that the
 * verdicts rest on, with its SHA-256; of a schema that of its value with
 * sorted members, since its text is not kept).
 */
json_t *conditions_record(const struct run_setup *setup,
                          const json_t *resources);

#endif
