/*
 * gate.h - whether the service takes requests at all at the moment.
 */
#ifndef EMULATOR_GATE_H
#define EMULATOR_GATE_H

#include "emulator/exchange.h"

#include <stdint.h>

struct gate {
    int64_t ready_us;  /* by the monotonic clock: 503 for all before that */
    long rate;         /* requests a second, more are 429; 0: no limit */
    int64_t second_us; /* when the second began that served is counted in */
    long served;
};

/* Refuse what comes too early, or too soon after others. */
void gate_check(struct exchange *x);

#endif
