/*
 * waivers.h - the file of --waivers.
 */
#ifndef CLI_WAIVERS_H
#define CLI_WAIVERS_H

#include "cli/options.h"
#include "waivers/waivers.h"

/*
 * Read it, when there is one; *waivers is NULL otherwise. Every mistake is
 * printed to standard error. Returns 0, or -1 with ERROR_SUITE. Release with
 * waivers_free.
 */
int waivers_take(const struct config *config, const struct library *library,
                 struct waivers **waivers, struct error *err);

#endif
