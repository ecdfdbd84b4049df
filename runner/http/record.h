/*
 * record.h - a finished transfer becomes an exchange.
 */
#ifndef HTTP_RECORD_H
#define HTTP_RECORD_H

#include "http/redact.h"
#include "http/transfer.h"
#include "model/exchange.h"

/*
 * Fill an empty exchange from a transfer that is done, mask the secrets in
 * it. What is moved out of the transfer is gone from it. tls: what is known
 * of the connection, or "".
 */
void record(struct transfer *transfer, const char *tls,
            struct redactor *redactor, struct exchange *exchange);

/*
 * Microseconds of each phase as in HAR 1.2 "timings": connect includes tls.
 * What total has beyond dns + connect + send + wait + receive is libcurl's own
 * work and waiting (HAR: "blocked"). A phase that was not reached, or not
 * needed on a reused connection, is -1.
 */
struct timings record_timings(const struct transfer *transfer);

#endif
