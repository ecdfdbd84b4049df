/*
 * schema_actions.h - the words after `assay schema`, and what they share.
 *
 * Exit status of both, the first that applies: EXIT_TROUBLE when a file
 * cannot be read or is not JSON or the call is wrong, EXIT_BROKEN when what
 * is judged is not valid, EXIT_UNDECIDED when a limit was reached.
 */
#ifndef CLI_SCHEMA_ACTIONS_H
#define CLI_SCHEMA_ACTIONS_H

#include "cli/options.h"
#include "jsonschema/jsonschema.h"

/* Files of one call. */
struct schema_tally {
    size_t fine;
    size_t broken;
    size_t undecided;
    size_t trouble;
};

int schema_tally_status(const struct schema_tally *tally);

/*
 * A store with the options of the call and the files of --ref. New, or NULL
 * with ERROR_USAGE or ERROR_SUITE.
 */
struct schema_store *schema_store_of(const struct config *config,
                                     struct error *err);

/* The words after the action are in config->words from 1 on. */
int schema_action_check(const struct config *config, struct error *err);
int schema_action_validate(const struct config *config, struct error *err);

#endif
