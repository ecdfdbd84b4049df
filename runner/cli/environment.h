/*
 * environment.h - options from variables.
 */
#ifndef CLI_ENVIRONMENT_H
#define CLI_ENVIRONMENT_H

#include "cli/table.h"

/*
 * Set every option of the commands that the command line has not set (nor a
 * rival of it). ASSAY_NAME first, then the row's other variables in their
 * order; an empty variable counts as not set, and a flag's "0", "false", "no"
 * as off. Returns 0, or -1 with ERROR_USAGE naming the variable.
 */
int environment_read(struct config *config, int commands, struct error *err);

/*
 * May a source of this kind still set the option? Not when a stronger one has
 * set it, or has set another that says the same or excludes it.
 */
bool option_is_open(const struct config *config, const struct option *option,
                    enum origin_kind kind);

/* The variable of an origin, into the room; returns it. */
const char *origin_variable(const struct option *option, struct origin origin,
                            char room[VARIABLE_SIZE]);

#endif
