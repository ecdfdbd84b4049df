/*
 * commands.h - the program's commands, one row and one function each.
 *
 * Each function takes the parsed options and returns the exit status; what
 * went wrong on our side is in err and printed by the caller, once.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

struct command {
    const char *name;
    enum command_set set; /* its bit */
    int (*run)(const struct config *config, struct error *err);
    const char *arguments; /* for its usage line */
    const char *help;
};

/* All rows; *len receives their number. */
const struct command *command_table(size_t *len);

/* The row of that name, or NULL; name may be NULL. */
const struct command *command_find(const char *name);

int command_run(const struct config *config, struct error *err);
int command_judge(const struct config *config, struct error *err);
int command_restore(const struct config *config, struct error *err);
int command_list(const struct config *config, struct error *err);
int command_explain(const struct config *config, struct error *err);
int command_clauses(const struct config *config, struct error *err);
int command_doctor(const struct config *config, struct error *err);
int command_lint(const struct config *config, struct error *err);
int command_certify(const struct config *config, struct error *err);
int command_verify(const struct config *config, struct error *err);
int command_selftest(const struct config *config, struct error *err);
int command_waive(const struct config *config, struct error *err);
int command_compare(const struct config *config, struct error *err);
int command_schema(const struct config *config, struct error *err);
int command_derive(const struct config *config, struct error *err);

#endif
