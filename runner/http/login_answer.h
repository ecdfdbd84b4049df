/*
 * login_answer.h - what Keystone's answer to a login says.
 */
#ifndef HTTP_LOGIN_ANSWER_H
#define HTTP_LOGIN_ANSWER_H

#include "base/error.h"
#include "http/login.h"
#include "model/exchange.h"

/* More is no token but an attempt to fill memory. Real ones reach 16 KiB. */
#define LOGIN_TOKEN_MAX ((size_t)64 * 1024)

/*
 * Fill an empty login from the exchange of an accepted request (2xx), its
 * unmasked content and X-Subject-Token (copied; NULL: none came). Returns 0, or
 * -1 with ERROR_TARGET (where: the request) and login still empty.
 */
int login_read(const struct exchange *exchange, const char *content,
               const char *token, struct login *login, struct error *err);

#endif
