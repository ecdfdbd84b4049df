/*
 * exit.h - the exit status, computed in this one place.
 */
#ifndef RUN_EXIT_H
#define RUN_EXIT_H

#include "base/error.h"
#include "model/result.h"

#include <stdbool.h>

enum exit_status {
    EXIT_CONFORMS = 0,
    EXIT_BROKEN = 1,    /* the target does not conform, or a waiver is void */
    EXIT_TROUBLE = 2,   /* our side: usage, suite, report */
    EXIT_UNDECIDED = 3, /* could not decide */
    EXIT_LEFT = 4,      /* something was left changed on the target */
    EXIT_SIGNAL = 128   /* + the signal's number */
};

/*
 * The first that applies: signal, trouble, broken, undecided (an error, or
 * nothing that passed), left, conforms.
 */
int exit_status_of(const struct summary *summary, bool trouble);

/*
 * The same for a restore, which judges nothing: signal, trouble on our side,
 * a target that does not answer us, left, all put back.
 */
int exit_status_of_restore(const struct summary *summary,
                           const struct error *err);

#endif
