/*
 * signals.h - SIGINT and SIGTERM end a run in good order.
 */
#ifndef RUN_SIGNALS_H
#define RUN_SIGNALS_H

#include "http/client.h"

#include <signal.h>

/*
 * From now on a signal is noted and interrupts the client's transfers.
 * SIGPIPE is ignored: a closed stdout is an error of the writer.
 */
void signals_catch(struct http_client *client);

/* Back to what was before. */
void signals_release(void);

/* Where the signal's number appears; 0 while none came. */
volatile sig_atomic_t *signals_noted(void);

#endif
