/*
 * login_request.h - what is sent to Keystone to log in.
 *
 * Shapes: "Password authentication with scoped authorization" and its
 * neighbours in the Identity API v3 reference.
 */
#ifndef HTTP_LOGIN_REQUEST_H
#define HTTP_LOGIN_REQUEST_H

#include "base/error.h"
#include "http/credentials.h"
#include "http/login_method.h"

/*
 * auth_url + "/v3/auth/tokens" in new memory; auth_url may have a path prefix,
 * a final "/" and "/v3". NULL with ERROR_USAGE for what is no such URL; user
 * info in it is not repeated.
 */
char *login_url(const char *auth_url, struct error *err);

/*
 * The request's content in new memory, for a method with a login whose members
 * are complete. A domain that is not named is default_domain, else "default".
 * With secret NULL the secret is in it as given; else this text in its place.
 */
char *login_content(const struct credentials *credentials,
                    enum login_method method, const char *secret);

#endif
