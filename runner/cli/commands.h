/*
 * commands.h - one function for each command of the program.
 *
 * Each takes the parsed options and returns the exit status; what went wrong
 * on our side is in err and printed by the caller, once.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

int command_run(const struct config *config, struct error *err);
int command_list(const struct config *config, struct error *err);
int command_explain(const struct config *config, struct error *err);
int command_lint(const struct config *config, struct error *err);
int command_schema(const struct config *config, struct error *err);

#endif
