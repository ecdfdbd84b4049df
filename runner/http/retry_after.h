/*
 * retry_after.h - how long a server asks to wait (RFC 9110 section 10.2.3).
 */
#ifndef HTTP_RETRY_AFTER_H
#define HTTP_RETRY_AFTER_H

#include "model/exchange.h"

#include <stdint.h>

/* A week: whoever says more means "do not come back". */
#define RETRY_AFTER_LIMIT_MS 604800000L

/*
 * Milliseconds of the response's Retry-After, from 0 to RETRY_AFTER_LIMIT_MS;
 * -1 when it has none, or one of neither form. A number is seconds. A date
 * (one of the three forms of section 5.6.7) is measured from the response's
 * own Date, so that no clock has to be right, or without one from now_us
 * (microseconds since 1970, UTC); one that has passed is 0.
 */
long retry_after_ms(const struct response *response, int64_t now_us);

#endif
