/*
 * ledger_file.h - the ledger of a run on disk, written ahead of what it does.
 *
 * JSON lines (schemas/assay/ledger.json), each in one write(2): the first says
 * whose ledger it is, each other one what is about to be changed or made, what
 * came of it, and what was undone. What the kernel has of a line outlives the
 * process; before the first write to a resource its lines are on the disk,
 * too. The file is locked by fcntl(2) as long as its process lives.
 *
 * No token and no password gets here: texts are taken from what was masked
 * while it was recorded (http/redact.h).
 */
#ifndef RUN_LEDGER_FILE_H
#define RUN_LEDGER_FILE_H

#include "base/clock.h"
#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define LEDGER_VERSION     1
#define LEDGER_LINE_MAX    ((size_t)1024 * 1024) /* bytes with the line end */
#define LEDGER_BYTES_MAX   ((size_t)16 * 1024 * 1024)
#define LEDGER_ENTRIES_MAX 10000

/* What the first line says. All borrowed. */
struct ledger_head {
    const char *version; /* of assay */
    const char *marker;  /* stands in the name of whatever the run makes */
    const char *base_url;
    const char *project_id;
    const char *dialect;
    const char *profile;
    const char *microversion; /* NULL: none is sent */
};

/* An open ledger; ledger_file_close releases it. */
struct ledger_file {
    char *path;  /* owned */
    int fd;      /* locked */
    bool dirty;  /* lines are not yet on the disk */
    bool broken; /* a line could not be written: nothing more is */
    bool done;   /* its last line says that nothing is left to undo */
    size_t bytes;
    size_t syncs; /* how often the disk was waited for */
};

/*
 * Begin a ledger in a file that is not there yet, mode 0600; its directory is
 * made. The head and the file's name are on the disk afterwards. Returns 0, or
 * -1 with ERROR_OUTPUT naming the path, and then nothing is there.
 */
int ledger_file_create(struct ledger_file *file, const char *path,
                       const struct ledger_head *head,
                       const struct clock *clock, struct error *err);

/*
 * Append a line; takes its reference. Returns 0, or -1 with ERROR_OUTPUT, also
 * for every line after one that failed.
 */
int ledger_file_write(struct ledger_file *file, json_t *line,
                      struct error *err);

/* Wait until all lines are on the disk. Returns 0, or -1 with ERROR_OUTPUT. */
int ledger_file_sync(struct ledger_file *file, struct error *err);

/* The last line: nothing is left to undo. The same results. */
int ledger_file_finish(struct ledger_file *file, const struct clock *clock,
                       struct error *err);

/*
 * Lock an open ledger for this process. Returns 0, or -1 with *holder: the
 * process that has it, 0 when unknown, -1 when locking failed (see errno).
 */
int ledger_file_lock(int fd, long *holder);

/* Close, and with that unlock. The file stays. Fine on {0} with fd -1. */
void ledger_file_close(struct ledger_file *file);

#endif
