/*
 * pace.h - at most N requests started each second.
 *
 * They are spread evenly: one each 1/N seconds and no burst after a rest, so
 * that no second whatever sees more than N.
 */
#ifndef HTTP_PACE_H
#define HTTP_PACE_H

#include <stdint.h>

/* Start from {rate}, the rest 0. */
struct pace {
    double per_s;    /* 0: as many as may be */
    int64_t next_us; /* monotonic; the next one not before */
};

/* Microseconds until one may start, 0 for at once. */
int64_t pace_wait_us(const struct pace *pace, int64_t now_us);

/* One starts now. */
void pace_start(struct pace *pace, int64_t now_us);

#endif
