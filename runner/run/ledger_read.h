/*
 * ledger_read.h - a ledger that another process has written, read again.
 *
 * The end of the last line may be missing: the process died while it wrote,
 * before the request that the line is about. Anything else that is not as
 * schemas/assay/ledger.json says is damage, and nothing is undone by a
 * damaged ledger.
 */
#ifndef RUN_LEDGER_READ_H
#define RUN_LEDGER_READ_H

#include "run/ledger_file.h"
#include "run/undo.h"

/* Start from {0}. */
struct ledger_record {
    json_t *head;     /* owned: the first line; NULL: there was none */
    struct undo undo; /* the entries, with their ends; no file */
    bool done;        /* the last line is there */
    size_t whole;     /* bytes of whole lines */
};

/*
 * Read an open file from its beginning. Returns 0, or -1 with ERROR_USAGE:
 * the path, and the number of the line that is damaged.
 */
int ledger_read(int fd, const char *path, struct ledger_record *record,
                struct error *err);

/*
 * Open a ledger to go on with it: locked, read, without what is torn. Returns
 * 0; -1 with ERROR_USAGE when it cannot be read or written, is damaged, or its
 * run is still alive (named by its process).
 */
int ledger_take_over(const char *path, struct ledger_file *file,
                     struct ledger_record *record, struct error *err);

/* How many entries have still to be undone? */
size_t ledger_record_open(const struct ledger_record *record);

void ledger_record_clear(struct ledger_record *record);

#endif
