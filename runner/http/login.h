/*
 * login.h - from a name and a password to a token: Keystone, Identity API v3.
 *
 * One request, POST {auth_url}/v3/auth/tokens ("Authentication and token
 * management" in the Identity API reference); Open Telekom Cloud's IAM speaks
 * the same. Token and endpoint are what the rest of the program works with; no
 * secret stays in the exchange that is recorded.
 */
#ifndef HTTP_LOGIN_H
#define HTTP_LOGIN_H

#include "base/error.h"
#include "http/client.h"
#include "http/credentials.h"
#include "model/exchange.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Of the exchange that a login appends. */
#define LOGIN_STEP "login"
#define LOGIN_NAME "answer"

/* Start from {0}. Texts from the answer may hold any character but NUL. */
struct login {
    char *token;         /* owned, secret, printable ASCII; NULL: send none */
    int64_t obtained_us; /* wall clock: when the answer came; 0: no login */
    int64_t expires_us;  /* wall clock, ours: a Date field that shows another
                            time is allowed for; 0: unknown or never */
    char *project_id;    /* owned; NULL: the token is for no project */
    char *project_name;  /* owned or NULL, as the ones below */
    char *user_id;
    char *user_name;
    json_t *roles;   /* owned array of names, may be empty; NULL: no login */
    json_t *catalog; /* owned array for service_url, NULL: none came */
};

/*
 * Log in as the credentials say (login_method.h). Without a login (auth_type
 * "none", "admin_token", or a token and no auth_url) *login has the given
 * token or none, and nothing is sent. Else one exchange is appended to list,
 * whatever came of it, and the given secrets and the new token are masked in
 * all that the client records. Fills *login anew. Returns 0, or -1 with an
 * empty *login:
 * ERROR_USAGE when members are missing, auth_url is no URL or not Keystone's;
 * ERROR_TRANSPORT, ERROR_INTERRUPTED when no complete answer came;
 * ERROR_TARGET when Keystone refuses, fails or answers what is no token.
 */
int login_perform(struct http_client *client,
                  const struct credentials *credentials, struct exchanges *list,
                  struct login *login, struct error *err);

/*
 * Should a new token be had before the next request? 30 seconds before its
 * end, but not in the first half of its life. now_us: wall clock.
 */
bool login_is_stale(const struct login *login, int64_t now_us);

void login_clear(struct login *login);

#endif
