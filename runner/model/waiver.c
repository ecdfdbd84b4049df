#include "model/waiver.h"

#include <stdlib.h>

static const struct {
    const char *name;
    bool fails;
} rows[WAIVER_STATE_COUNT] = {
    [WAIVER_USED] = {"used", false},
    [WAIVER_UNTRIED] = {"not-tried", false},
    [WAIVER_ELSEWHERE] = {"not-here", false},
    [WAIVER_UNUSED] = {"unused", true},
    [WAIVER_MISCOUNTED] = {"miscounted", true},
    [WAIVER_EXPIRED] = {"expired", true},
    [WAIVER_STALE] = {"stale", true},
};

const char *waiver_state_name(enum waiver_state state)
{
    return rows[state].name;
}

bool waiver_state_fails(enum waiver_state state)
{
    return rows[state].fails;
}

size_t waiver_results_void(const struct waiver_results *results)
{
    size_t count = 0;

    for (size_t i = 0; i < results->len; i++)
        count += waiver_state_fails(results->items[i].state);
    return count;
}

void waiver_results_clear(struct waiver_results *results)
{
    for (size_t i = 0; i < results->len; i++) {
        json_decref(results->items[i].entry);
        free(results->items[i].pointer);
        free(results->items[i].text);
    }
    free(results->items);
    *results = (struct waiver_results){0};
}
