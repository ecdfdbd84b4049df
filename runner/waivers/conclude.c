/*
 * conclude.c - what became of each waiver, and what to do about it.
 */
#include "base/alloc.h"
#include "waivers/entry.h"

#include <stdlib.h>

/* The first that applies. */
static enum waiver_state state_of(const struct waiver *waiver)
{
    const struct {
        bool applies;
        enum waiver_state state;
    } rows[] = {
        {waiver->elsewhere != NULL, WAIVER_ELSEWHERE},
        {waiver->matched == 0, WAIVER_UNUSED},
        {waiver_is_miscounted(waiver), WAIVER_MISCOUNTED},
        {waiver->tried == 0, WAIVER_UNTRIED},
        {waiver->is_expired, WAIVER_EXPIRED},
        {waiver->idle > 0, WAIVER_STALE},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (rows[i].applies)
            return rows[i].state;
    return WAIVER_USED;
}

static char *say_used(const struct waiver *waiver)
{
    char *words = waiver_words(waiver);
    char *text =
        waiver->waived
            ? xasprintf("%zu waived: %s", waiver->waived, words)
            : xasprintf("what it is about was found, but not that alone: %s",
                        words);

    free(words);
    return text;
}

static char *say_untried(const struct waiver *waiver)
{
    (void)waiver;
    return xstrdup("not tried: what it is about was left out, skipped or in "
                   "error");
}

static char *say_elsewhere(const struct waiver *waiver)
{
    return xasprintf("not for this target: %s", waiver->elsewhere);
}

static char *say_unused(const struct waiver *waiver)
{
    return xasprintf("no testcase of the suites is called so: correct %s "
                     "(`assay list` shows all), remove the waiver, or say in "
                     "target for which dialect it is",
                     waiver->testcase);
}

static char *say_miscounted(const struct waiver *waiver)
{
    return xasprintf("says that it matches %lld testcases, but it matches "
                     "%zu: see `assay list '%s'`, then correct the glob or "
                     "the number",
                     waiver->expected, waiver->matched, waiver->testcase);
}

static char *say_expired(const struct waiver *waiver)
{
    if (waiver->idle == waiver->tried)
        return xasprintf("expired after %s, and there is nothing left to "
                         "waive: remove it",
                         waiver->expires);
    return xasprintf("expired after %s: mend the target, or give the waiver "
                     "a later day",
                     waiver->expires);
}

static char *say_stale(const struct waiver *waiver)
{
    char *more = waiver->idle > 1 ? xasprintf(" and %zu more", waiver->idle - 1)
                                  : xstrdup("");
    char *text = xasprintf(
        "has nothing to waive in %s%s, which %s: %s", waiver->idle_id, more,
        waiver->idle_passes ? "passes" : "fails for another reason",
        waiver->idle == waiver->tried ? "remove it" : "make its glob narrower");

    free(more);
    return text;
}

static char *(*const sentences[WAIVER_STATE_COUNT])(const struct waiver *) = {
    [WAIVER_USED] = say_used,
    [WAIVER_UNTRIED] = say_untried,
    [WAIVER_ELSEWHERE] = say_elsewhere,
    [WAIVER_UNUSED] = say_unused,
    [WAIVER_MISCOUNTED] = say_miscounted,
    [WAIVER_EXPIRED] = say_expired,
    [WAIVER_STALE] = say_stale,
};

void waivers_conclude(const struct waivers *waivers, struct summary *summary)
{
    struct waiver_results *results = &summary->waivers;

    if (!waivers)
        return;
    waiver_results_clear(results);
    results->items = xcalloc(waivers->len + 1, sizeof(*results->items));
    results->len = waivers->len;
    for (size_t i = 0; i < waivers->len; i++) {
        const struct waiver *waiver = &waivers->items[i];
        enum waiver_state state = state_of(waiver);

        results->items[i] = (struct waiver_result){
            .entry = json_incref((json_t *)waiver->entry),
            .pointer = xstrdup(waiver->pointer),
            .state = state,
            .matched = waiver->matched,
            .tried = waiver->tried,
            .waived = waiver->waived,
            .text = sentences[state](waiver)};
    }
}
