/*
 * restore.h - finishing what a run could not put back itself: it was killed,
 * or the target was away.
 *
 * Only what its ledger holds is touched. Every step may be repeated: what was
 * undone is told to the ledger, and what was not is found as it is by then.
 */
#ifndef RUN_RESTORE_H
#define RUN_RESTORE_H

#include "run/ledger_read.h"

/* All borrowed. */
struct restore_setup {
    const struct catalog *catalog; /* of the ledger's dialect */
    const struct endpoint *endpoint;
    const struct run_options *options; /* settle, provision */
    struct http_client *client;
    struct clock clock;
    struct identity *owner;
    const char *microversion;
    struct ledger_file *file; /* taken over */
};

/*
 * Undo what is open in the record, whose entries say afterwards what became of
 * them; leftovers go to summary, and so does the signal that ended it. When
 * none is left the ledger says that it is done. Returns 0; -1 with
 * ERROR_TRANSPORT or ERROR_TARGET when the target does not answer us at all
 * (nothing was tried then), or with ERROR_OUTPUT when the ledger could not be
 * written.
 */
int restore_execute(const struct restore_setup *setup,
                    struct ledger_record *record, struct summary *summary,
                    struct error *err);

#endif
