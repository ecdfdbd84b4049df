/*
 * run_ledger.h - the ledger that a run keeps: which file, and what an earlier
 * run has left in one.
 */
#ifndef CLI_RUN_LEDGER_H
#define CLI_RUN_LEDGER_H

#include "cli/target.h"
#include "run/ledger_file.h"

/* Start from {0}. */
struct run_ledger {
    struct ledger_file file;
    bool is_open;
    bool is_ours; /* nobody named the file: gone when nothing is left */
    char *finish; /* owned: the command that undoes what the run could not */
};

/*
 * Begin the ledger of a run on a target (known by now), under a marker: in the
 * file that the options name, or in one of our own. A bundled emulator ends
 * with the run and needs none. Unfinished ledgers of earlier runs on the same
 * target are told on standard error. Returns 0; -1 with ERROR_OUTPUT when
 * nothing can be written there, or with ERROR_USAGE when the file, or an
 * earlier run's on the snapshots that this one is to use, has still to be
 * restored.
 */
int run_ledger_open(const struct config *config, const struct aim *aim,
                    const char *marker, struct run_ledger *ledger,
                    struct error *err);

/* Close it, and remove what is ours and done. */
void run_ledger_close(struct run_ledger *ledger);

#endif
