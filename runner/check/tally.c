#include "check/tally.h"

#include "check/kinds.h"

#include <stdlib.h>
#include <string.h>

/* Is the step asked again for something that this check looks at? */
static bool waits_for_read(const struct trial *trial)
{
    const struct step *step = trial->judging->step;

    for (size_t i = 0; i < TRIAL_PLACES; i++) {
        const struct place *place = &trial->places[i];

        if (place->step == step && is_read_after(step, place->name))
            return true;
    }
    return false;
}

static size_t must_since(const struct findings *findings, size_t start)
{
    size_t count = 0;

    for (size_t i = start; i < findings->len; i++)
        count += findings->items[i].level == LEVEL_MUST;
    return count;
}

static void note_status(struct tally *tally, const struct trial *trial,
                        enum check_state state)
{
    const struct place *place = &trial->places[0];

    if (tally->status || strcmp(trial->check->kind, "status") != 0 ||
        (state != CHECK_HELD && state != CHECK_FOUND) ||
        place->step != trial->judging->step ||
        strcmp(place->name, "answer") != 0)
        return;
    tally->status = trial->check;
    tally->status_held = state == CHECK_HELD;
}

/* Takes the trial's reason. */
static void count(struct tally *tally, struct trial *trial,
                  enum check_state state, size_t must)
{
    bool is_open = state == CHECK_UNDECIDED || state == CHECK_SUBSUMED;

    tally->must += must;
    tally->judged += state == CHECK_HELD || state == CHECK_FOUND;
    tally->open += is_open;
    tally->undecided |= state == CHECK_UNDECIDED;
    if ((is_open || must > 0) &&
        (state == CHECK_UNDECIDED || !waits_for_read(trial)))
        tally->stuck++;
    note_status(tally, trial, state);
    if (state == CHECK_UNDECIDED && !tally->reason) {
        tally->reason = trial->reason;
        trial->reason = NULL;
    }
    free(trial->reason);
}

/*
 * An outcome whose status did not come did not come: what else it promises
 * would accuse clauses that have nothing to do with it. What the answer did
 * to the resource is worth knowing all the same.
 */
static bool is_moot(const struct tally *tally, const struct check *check,
                    const struct alternative *alternative)
{
    return alternative && tally->status && !tally->status_held &&
           strcmp(check->kind, "unchanged") != 0;
}

void tally_checks(struct tally *tally, const struct judging *judging,
                  const struct checks *checks,
                  const struct alternative *alternative)
{
    for (size_t i = 0; i < checks->len; i++) {
        size_t start = tally->findings.len;
        struct trial trial = {.judging = judging,
                              .check = &checks->items[i],
                              .alternative = alternative,
                              .findings = &tally->findings};
        enum check_state state;

        if (is_moot(tally, trial.check, alternative))
            continue;
        state = check_try(&trial);
        count(tally, &trial, state, must_since(&tally->findings, start));
    }
}

bool tally_holds(const struct tally *tally)
{
    return tally->must == 0 && tally->open == 0;
}

void tally_clear(struct tally *tally)
{
    findings_clear(&tally->findings);
    free(tally->reason);
    *tally = (struct tally){0};
}
