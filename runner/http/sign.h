/*
 * sign.h - requests signed with an access key and a secret key (AK/SK).
 *
 * SDK-HMAC-SHA256, as the "API Request Signing Guide" of Huawei Cloud and the
 * pages "AK/SK Signing and Authentication" of Open Telekom Cloud describe it.
 * A signed request needs no token. The gateway refuses a signature whose time
 * is more than 15 minutes off, so each attempt is signed anew.
 */
#ifndef HTTP_SIGN_H
#define HTTP_SIGN_H

#include "base/error.h"
#include "model/exchange.h"

#include <stdint.h>

/*
 * Add Host (unless the request has one), X-Sdk-Date (of wall_us, microseconds
 * since 1970), X-Project-Id (unless project_id is NULL) and Authorization;
 * those of an earlier signature are replaced. Fields that are added later are
 * not signed, but those that are signed must not change. Returns 0, or -1 with
 * the request as it was: ERROR_USAGE for keys that cannot be used and for a
 * URL that is not absolute or has user info.
 */
int sign_request(struct request *request, const char *ak, const char *sk,
                 const char *project_id, int64_t wall_us, struct error *err);

#endif
