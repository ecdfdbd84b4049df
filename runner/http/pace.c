#include "http/pace.h"

/* A day: slower rates would overflow in the end, and help nobody. */
#define INTERVAL_MAX_US 86400e6

int64_t pace_wait_us(const struct pace *pace, int64_t now_us)
{
    return pace->per_s > 0 && pace->next_us > now_us ? pace->next_us - now_us
                                                     : 0;
}

/* Rounded up: one microsecond less would be one request too many. */
void pace_start(struct pace *pace, int64_t now_us)
{
    double interval_us = pace->per_s > 0 ? 1e6 / pace->per_s : 0;

    if (interval_us > INTERVAL_MAX_US)
        interval_us = INTERVAL_MAX_US;
    pace->next_us = now_us + (int64_t)interval_us + 1;
}
