/*
 * step.h - does a step end in one of the ways it may end in?
 *
 * The checks that hold whatever the outcome are tried once; then each allowed
 * outcome is tried as a whole. When none holds, the findings are those of the
 * outcome that came closest.
 */
#ifndef CHECK_STEP_H
#define CHECK_STEP_H

#include "check/lookup.h"

struct step_judgement {
    struct findings findings; /* owned, in the order of the checks */
    char *reason;             /* owned: why something is undecided, or NULL */
    bool undecided;           /* something could not be judged */
    bool holds;               /* nothing undecided, nothing broken (must) */
    bool may_settle;          /* only reads after the write are in the way */
    size_t judged;            /* checks that applied and could be judged */
    const struct alternative *ended; /* the allowed way it ended in, or NULL */
};

/* Fills in a judgement that starts from {0}; the caller clears it. */
void step_judge(const struct judging *judging,
                struct step_judgement *judgement);
void step_judgement_clear(struct step_judgement *judgement);

/* Do all these checks hold now, advice included? */
bool checks_hold(const struct judging *judging, const struct checks *checks);

#endif
