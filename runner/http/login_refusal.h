/*
 * login_refusal.h - why there is no token, in words that say what to change.
 */
#ifndef HTTP_LOGIN_REFUSAL_H
#define HTTP_LOGIN_REFUSAL_H

#include "base/error.h"
#include "http/credentials.h"
#include "http/login_method.h"
#include "model/exchange.h"

/*
 * Set err for an exchange that brought no 2xx. where is the URL tried; what
 * the server says itself stands at the end. Returns -1.
 */
int login_refuse(const struct exchange *exchange,
                 const struct credentials *credentials,
                 enum login_method method, struct error *err);

#endif
