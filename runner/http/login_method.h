/*
 * login_method.h - which way of logging in is meant, and is all there for it?
 */
#ifndef HTTP_LOGIN_METHOD_H
#define HTTP_LOGIN_METHOD_H

#include "base/error.h"
#include "http/credentials.h"

#include <stdbool.h>

enum login_method {
    LOGIN_NONE,                  /* no token at all */
    LOGIN_GIVEN_TOKEN,           /* the token as it is */
    LOGIN_PASSWORD,              /* Identity API v3 "password" */
    LOGIN_TOKEN,                 /* "token": another one, with a scope */
    LOGIN_APPLICATION_CREDENTIAL /* "application_credential", no scope */
};

/* Is a member there? An empty one is not, as in every OpenStack client. */
bool login_given(const char *member);

/*
 * auth_type decides. Without it, what is given does: a token, an application
 * credential, a password, in this order; nothing to log in with (or a token
 * without auth_url) is no login. The order is openstacksdk's, which prefers a
 * token to a password. Returns 0, or -1 with ERROR_USAGE: an unknown
 * auth_type, members missing (all of them are named, as variable and as key
 * of clouds.yaml), or text that is not UTF-8.
 */
int login_method_of(const struct credentials *credentials,
                    enum login_method *method, struct error *err);

#endif
