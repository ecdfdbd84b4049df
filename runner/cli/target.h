/*
 * target.h - whom to judge, put together from options and environment.
 */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "cli/emulator.h"
#include "cli/options.h"
#include "http/url.h"
#include "model/plan.h"

/* The target with everything it borrows from. Start from {0}. */
struct aim {
    struct target target;
    struct endpoint endpoint;
    struct emulator emulator;
    char *token; /* owned, or NULL */
};

/*
 * Understand the options, start the emulator when asked for (not for a dry
 * run). Returns 0, or -1 with ERROR_USAGE: no URL, no project, both a URL and
 * --emulator, an unreadable token.
 */
int aim_take(const struct config *config, struct aim *aim, struct error *err);

/* Stop the emulator and release everything. */
void aim_drop(struct aim *aim);

#endif
