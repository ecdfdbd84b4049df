/*
 * ledger_place.h - where ledgers lie, and what earlier runs have left there.
 *
 * Unless the user names a file, a run's ledger is MARKER.jsonl below
 * $XDG_STATE_HOME/assay, else ~/.local/state/assay (XDG Base Directory
 * Specification: what must outlive the program, and is of this machine): /tmp
 * would not outlive a restart.
 */
#ifndef RUN_LEDGER_PLACE_H
#define RUN_LEDGER_PLACE_H

#include "run/ledger_file.h"

/*
 * The directory of ledgers nobody named, in new memory; NULL with ERROR_USAGE
 * when the user has no home.
 */
char *ledger_directory(struct error *err);

/*
 * Make room for a ledger in a file that the user named: a finished one of an
 * earlier run is removed. Returns 0, or -1 with ERROR_USAGE: the file is
 * something else, or holds what has still to be undone (and command says how),
 * or belongs to a run that is going on.
 */
int ledger_make_room(const char *path, const char *command, struct error *err);

/* What earlier runs on a target have left. */
struct ledger_rest {
    char *path;        /* owned: of an unfinished ledger; NULL: none */
    size_t others;     /* further ones */
    bool has_snapshot; /* path's has to put back one of the ids asked for */
};

/*
 * Look through the directory's ledgers for unfinished ones of runs on that
 * project at that URL which are no longer alive; ids (NULLs are none) are
 * snapshots that a new run is to use. Finished ones are removed. What cannot
 * be read is passed over.
 */
void ledger_look(const char *directory, const char *base_url,
                 const char *project_id, const char *const *ids, size_t ids_len,
                 struct ledger_rest *rest);
void ledger_rest_clear(struct ledger_rest *rest);

#endif
