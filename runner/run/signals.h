/*
 * signals.h - SIGINT, SIGTERM and SIGHUP end a run in good order.
 */
#ifndef RUN_SIGNALS_H
#define RUN_SIGNALS_H

#include "http/client.h"

#include <signal.h>

/*
 * From now on a signal is noted and interrupts the client's transfers; a
 * SIGHUP that was ignored before (nohup) stays ignored.
 * SIGPIPE is ignored: a closed stdout is an error of the writer. When
 * deadline_ms (0: none) have passed, transfers are interrupted as well,
 * though nothing is noted: a server that never answers must not outlast the
 * run's deadline.
 */
void signals_catch(struct http_client *client, long deadline_ms);

/* No deadline any more: what is put back takes the time it takes. */
void signals_drop_deadline(void);

/* Back to what was before. */
void signals_release(void);

/* Where the signal's number appears; 0 while none came. */
volatile sig_atomic_t *signals_noted(void);

#endif
