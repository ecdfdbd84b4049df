/*
 * signature.h - requests that are signed with an access key instead of
 * carrying a token.
 *
 * The algorithm SDK-HMAC-SHA256 as in "AK/SK Signing and Authentication
 * Algorithm" of the API Request Signing Guide (Huawei Cloud; the gateway of
 * Open Telekom Cloud is the same): the request is written in a canonical
 * form, its digest and the date in X-Sdk-Date are signed with the secret key,
 * and the header Authorization says
 *
 *   SDK-HMAC-SHA256 Access=KEY, SignedHeaders=host;x-sdk-date, Signature=HEX
 *
 * The gateway asks for names of signed headers in lower case and in order,
 * with x-sdk-date among them, and for a date at most 15 minutes away.
 */
#ifndef EMULATOR_SIGNATURE_H
#define EMULATOR_SIGNATURE_H

#include "base/buffer.h"
#include "emulator/exchange.h"

#include <stdbool.h>
#include <stdint.h>

#define SIGNATURE_SKEW_US INT64_C(900000000) /* 15 minutes */

/* Both borrowed; NULL: no request is taken for a signed one. */
struct signing_key {
    const char *access;
    const char *secret;
};

enum signature_result {
    SIGNATURE_GOOD,
    SIGNATURE_MALFORMED, /* Authorization, date or a signed header */
    SIGNATURE_UNKNOWN,   /* nobody's access key */
    SIGNATURE_EXPIRED,   /* the date is too far away */
    SIGNATURE_WRONG
};

/* Does the header Authorization name the algorithm? */
bool signature_is_meant(const struct request *request);

/*
 * Verify. The canonical form is left in canonical (initialised by the caller)
 * when it came so far. now_us: since 1970, UTC.
 */
enum signature_result signature_check(const struct request *request,
                                      const struct signing_key *key,
                                      int64_t now_us, struct buffer *canonical);

/*
 * The error of the vendor's gateway, which stands before all services:
 * {"error_msg", "error_code": "APIG.0301", "request_id"}, 401.
 */
void signature_refuse(struct exchange *x, enum signature_result result,
                      const struct buffer *canonical);

#endif
