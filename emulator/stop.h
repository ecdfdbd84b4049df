/*
 * stop.h - waiting for the reason to stop: a signal, or the end of stdin.
 */
#ifndef EMULATOR_STOP_H
#define EMULATOR_STOP_H

#include <stdbool.h>

/*
 * Hold SIGINT and SIGTERM back, in this thread and in those it starts, until
 * stop_wait. Call before any thread is started. SIGPIPE is ignored.
 */
void stop_prepare(void);

/*
 * Return when SIGINT or SIGTERM came or, if asked for, when standard input
 * ended: a parent that dies closes its end of the pipe.
 */
void stop_wait(bool stop_on_eof);

#endif
