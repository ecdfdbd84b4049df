/*
 * identity.h - who asks: a token that is given, one that a login gives and
 * renews, or a pair of keys that signs each request.
 */
#ifndef RUN_IDENTITY_H
#define RUN_IDENTITY_H

#include "http/credentials.h"
#include "http/login.h"

struct identity {
    const struct credentials *credentials; /* borrowed; of a login or of keys */
    bool logs_in;                          /* the token comes from a login */
    bool signs;        /* with the keys of credentials, instead of a token */
    const char *token; /* given, or the login's; NULL: none */
    const char *project_id;
    const char *shown_project; /* stands for it in what is recorded, or NULL */
    struct login login;        /* the latest; empty when none was made */
    bool worked;               /* something was not answered with 401 since */
    size_t in_vain;            /* of these the last, after which a 401 stayed */
};

/* After so many of them a 401 is no longer taken for the end of a token. */
#define RENEWALS_IN_VAIN_MAX 3

/*
 * Log in, for the first time or again; what was asked is appended to list.
 * The old token stays when that fails: -1 with err from login_perform.
 */
int identity_login(struct identity *identity, struct http_client *client,
                   struct exchanges *list, struct error *err);

/* Is the token known to end soon? */
bool identity_is_stale(const struct identity *identity, int64_t wall_us);

/* Does the request carry this identity's token? */
bool identity_made(const struct identity *identity,
                   const struct request *request);

void identity_clear(struct identity *identity);

#endif
