#include "cli/waivers.h"

#include <stdio.h>

int waivers_take(const struct config *config, const struct library *library,
                 struct waivers **waivers, struct error *err)
{
    struct problems problems = {0};

    *waivers = NULL;
    if (!config->waivers)
        return 0;
    *waivers = waivers_load(config->waivers, library, &problems);
    if (!*waivers) {
        problems_print(&problems, stderr);
        error_set(err, ERROR_SUITE, config->waivers, "%zu mistake%s",
                  problems.len, problems.len == 1 ? "" : "s");
    }
    problems_clear(&problems);
    return *waivers ? 0 : -1;
}
