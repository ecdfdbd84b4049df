/*
 * kinds.h - the kinds of checks there are.
 */
#ifndef CHECK_KINDS_H
#define CHECK_KINDS_H

#include "check/trial.h"

/* Is there a check of this kind? */
bool check_kind_exists(const char *name);

/* Names of all kinds, in the order of docs/suite-format.md; NULL ends. */
const char *const *check_kind_names(void);

/*
 * Try a check: fills trial->places, adds to trial->findings, and sets
 * trial->reason (owned by the caller) when it cannot be judged.
 */
enum check_state check_try(struct trial *trial);

#endif
