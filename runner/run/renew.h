/*
 * renew.h - a request that outlives the token it was made with.
 */
#ifndef RUN_RENEW_H
#define RUN_RENEW_H

#include "run/session.h"

/*
 * The identity whose login the request rests on, borrowed; NULL when it was
 * made without a token, with one that was given, or with a wrong one.
 */
struct identity *renew_whose(const struct session *session,
                             const struct request *request);

/*
 * Log in again and put the new token into the request. The login is appended
 * to list. Returns 0, or -1 with err from login_perform.
 */
int renew_token(struct session *session, struct identity *identity,
                struct request *request, struct exchanges *list,
                struct error *err);

#endif
