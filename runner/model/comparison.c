#include "model/comparison.h"

#include <stdlib.h>

static const struct {
    const char *name;
    const char *title;
} rows[CHANGE_COUNT] = {
    [CHANGE_BROKEN] = {"newly-broken", "newly broken"},
    [CHANGE_GONE] = {"gone", "gone"},
    [CHANGE_UNDECIDED] = {"undecided", "no verdict any more"},
    [CHANGE_DIFFERS] = {"differs", "different"},
    [CHANGE_ONE_SIDED] = {"one-sided", "only one has a verdict"},
    [CHANGE_WAIVED] = {"newly-waived", "newly waived"},
    [CHANGE_STILL_BROKEN] = {"still-broken", "still broken"},
    [CHANGE_FIXED] = {"fixed", "fixed"},
    [CHANGE_TRIED] = {"newly-tried", "newly tried"},
    [CHANGE_NEW] = {"new", "new"},
    [CHANGE_IN_ERROR] = {"in-error", "in error"},
    [CHANGE_DROPPED] = {"dropped", "dropped, was skipped"},
    [CHANGE_SAME] = {"same", "the same"},
};

const char *change_name(enum change change)
{
    return rows[change].name;
}

const char *change_title(enum change change)
{
    return rows[change].title;
}

const char *comparison_words(const struct comparison *comparison)
{
    static const char *const words[][2] = {
        [COMPARISON_FINE] = {"nothing is worse", "the two behave alike"},
        [COMPARISON_WORSE] = {"something is worse", "the two differ"},
        [COMPARISON_UNDECIDED] = {"could not decide", "could not decide"},
    };

    return words[comparison->end][comparison->is_parity];
}

size_t comparison_clauses(const struct comparison *comparison,
                          enum change change)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->clauses_len; i++)
        count += comparison->clauses[i].change == change;
    return count;
}

void comparison_clear(struct comparison *comparison)
{
    free(comparison->testcases);
    free(comparison->clauses);
    free(comparison->observations);
    free(comparison->advice);
    free(comparison->suites);
    json_decref(comparison->old.results);
    json_decref(comparison->new.results);
    *comparison = (struct comparison){0};
}
