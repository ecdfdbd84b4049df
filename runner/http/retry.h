/*
 * retry.h - may a transfer that failed be tried again, and when?
 *
 * Only when nothing of the request was sent: a request that went out may have
 * been carried out, and asking twice would then test something else.
 */
#ifndef HTTP_RETRY_H
#define HTTP_RETRY_H

#include "http/transfer.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Did it end with code before a connection was ready (no address, refused, no
 * TLS, no proxy, or too late for any of them), for a reason that may pass? A
 * certificate that is not trusted will not be so the next time, and a proxy
 * that refuses us (4xx) may lock the account.
 */
bool retry_is_safe(const struct transfer *transfer, CURLcode code);

/* Rest after the given number of tries: doubled each time up to 4 s. */
int64_t retry_pause_us(size_t tries);

#endif
