/*
 * workers.h - many pieces of work, a few processes at a time.
 *
 * Each piece runs in a child process of its own, so that neither a crash nor
 * a hang of one reaches the others. What it writes is collected; when it takes
 * too long it is killed.
 */
#ifndef SELFTEST_WORKERS_H
#define SELFTEST_WORKERS_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"

#include <stddef.h>

#define WORKERS_MAX     64
#define WORK_OUTPUT_MAX ((size_t)4 * 1024 * 1024) /* bytes of one piece */

/* How a piece of work ended. */
struct work_end {
    const struct buffer *output; /* what it wrote; cut when it was too much */
    int exit_status;             /* -1: a signal ended it */
    int signal;                  /* that signal, or 0 */
    bool timed_out;              /* that signal was ours */
    int64_t duration_us;
};

struct workers {
    size_t len;       /* pieces of work */
    size_t parallel;  /* processes at a time, 1 .. WORKERS_MAX */
    long deadline_ms; /* of one piece */
    struct clock clock;
    /*
     * In the child: do the piece of work and write to the descriptor. What it
     * returns is the child's exit status. Nothing of the parent may be written
     * to here: buffered output would appear twice.
     */
    int (*work)(void *state, size_t index, int to);
    /* In the parent, in the order in which they end. */
    void (*done)(void *state, size_t index, const struct work_end *end);
    void *state;
};

/*
 * Do all of it. Returns 0, or -1 with ERROR_INTERNAL when a process could not
 * be made; those that run are waited for.
 */
int workers_run(const struct workers *plan, struct error *err);

#endif
