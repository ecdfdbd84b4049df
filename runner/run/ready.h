/*
 * ready.h - waiting for a target that is only just being started.
 */
#ifndef RUN_READY_H
#define RUN_READY_H

#include "base/clock.h"
#include "http/client.h"

/*
 * Ask GET url until something answers in HTTP with a status other than 502,
 * 503 and 504, for up to limit_ms milliseconds; whose answer it is does not
 * matter here. Returns 0; -1 with ERROR_TRANSPORT saying what came last, or
 * with ERROR_USAGE for a URL that cannot be asked.
 */
int ready_wait(struct http_client *client, const struct clock *clock,
               const char *url, long limit_ms, struct error *err);

#endif
