/*
 * order.h - the plan of today in the order of the recorded one.
 */
#ifndef REPLAY_ORDER_H
#define REPLAY_ORDER_H

#include "suite/catalog.h"
#include "transcript/transcript.h"

#define NOT_RECORDED ((size_t)-1)

/* Start from {0}; order_clear releases it. */
struct order {
    struct plan plan;
    size_t *recorded; /* owned, of each entry: its position in the head's plan,
                         or NOT_RECORDED */
    size_t gone;      /* of the head's plan, those that are no longer there */
    const char *gone_first; /* the id of one of them, borrowed from the head */
};

/*
 * What the recorded selection selects from the catalog: first what the head's
 * plan has, in its order, then what it has not. Returns 0, or -1 with the
 * errors of plan_again.
 */
int order_make(struct order *order, const struct catalog *catalog,
               const struct transcript_head *head, struct error *err);
void order_clear(struct order *order);

#endif
