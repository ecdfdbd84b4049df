/*
 * admit.h - what may be sent at all, and where it goes.
 *
 * libcurl writes what it is given. A line end inside a name or value would
 * become a second field (request splitting), so such requests are refused
 * before anything is sent.
 */
#ifndef HTTP_ADMIT_H
#define HTTP_ADMIT_H

#include "base/error.h"
#include "model/exchange.h"

#include <curl/curl.h>
#include <stdbool.h>

struct target {
    char *authority;  /* owned, "host:port" with the port always shown */
    bool is_loopback; /* localhost, *.localhost, 127.0.0.0/8 or ::1 */
};

/*
 * Check method (a token, RFC 9110 section 9.1), field names (tokens, 5.1),
 * field values (no CR or LF, 5.5) and URL (absolute http or https without
 * user info), and fill target. Returns 0, or -1: ERROR_USAGE for the URL,
 * ERROR_SUITE for the others. Texts of err may hold parts of the request.
 */
int admit(const struct request *request, struct target *target,
          struct error *err);
void target_clear(struct target *target);

/*
 * The fields in libcurl's notation, in order; automatic fields that nobody
 * asked for (Expect, Content-Type) are switched off. The caller frees.
 */
struct curl_slist *admit_fields(const struct request *request);

#endif
