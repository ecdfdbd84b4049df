/*
 * login.h - who a login request says to be, and whether that is true.
 *
 * The body is that of "Password authentication", "Token authentication" and
 * "Authenticating with an application credential" of OpenStack's Identity
 * API v3 (POST /v3/auth/tokens). A user or project is named by its id, or by
 * its name together with the id or name of its domain. There is one domain.
 */
#ifndef EMULATOR_LOGIN_H
#define EMULATOR_LOGIN_H

#include "emulator/auth.h"
#include "emulator/sessions.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define LOGIN_DOMAIN_ID   "default"
#define LOGIN_METHODS_MAX 3

enum login_result {
    LOGIN_GRANTED,
    LOGIN_MALFORMED, /* the body is not what the page describes */
    LOGIN_DENIED     /* wrong user, secret, method or project */
};

/* What a login is decided by; all borrowed. */
struct login_facts {
    const struct identity *identities; /* IDENTITIES of them */
    const char *domain_name;           /* of the domain LOGIN_DOMAIN_ID */
    struct sessions *sessions;         /* the tokens that are known */
    int64_t now_us;                    /* since 1970, UTC */
};

struct login {
    const struct identity *identity; /* borrowed; who it is */
    bool scoped;                     /* a token for the project is wanted */
    unsigned methods;                /* bits of enum login_method */
    int64_t expires_us; /* of the token that it was done with; 0: none */
    char message[128];  /* why it is malformed or denied */
};

enum login_result login_read(struct login *login,
                             const struct login_facts *facts,
                             const json_t *document);

/* "password", "token" or "application_credential". */
const char *login_method_name(enum login_method method);

#endif
