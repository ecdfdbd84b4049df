/*
 * tally.h - a set of checks tried together, and what came of it.
 */
#ifndef CHECK_TALLY_H
#define CHECK_TALLY_H

#include "check/trial.h"

struct tally {
    struct findings findings; /* owned */
    char *reason;             /* owned: the first that was undecided, or NULL */
    size_t must;              /* findings that break a promise */
    size_t judged;            /* checks that held or were found broken */
    size_t open;    /* checks that could not be judged, subsumed or not */
    size_t stuck;   /* not held, and another read would not change that */
    bool undecided; /* one could not be judged */
    const struct check *status; /* the first status check on the answer */
    bool status_held;           /* … and whether it held */
};

/*
 * Try the checks and add to the tally (starts from {0}). alternative: whose
 * `sent` and whose json checks count, or NULL.
 */
void tally_checks(struct tally *tally, const struct judging *judging,
                  const struct checks *checks,
                  const struct alternative *alternative);
void tally_clear(struct tally *tally);

/* Nothing broken, nothing open. Advice may be there. */
bool tally_holds(const struct tally *tally);

#endif
