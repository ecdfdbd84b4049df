/*
 * auth.h - the two users that the emulator knows, and whose token a token is.
 *
 * A user has one project. The fixed token needs no login; the other secrets
 * are for the identity service (login.h), which gives out tokens of its own
 * (sessions.h).
 */
#ifndef EMULATOR_AUTH_H
#define EMULATOR_AUTH_H

#include <stdbool.h>
#include <stddef.h>

#define IDENTITIES 2

/* All texts are borrowed; NULL matches nothing. */
struct identity {
    const char *token; /* the fixed one; compared byte by byte */
    const char *project_id;
    const char *project_name;
    const char *user_id;
    const char *user_name;
    const char *password;
    const char *credential_id; /* of the user's application credential */
    const char *credential_name;
    const char *credential_secret;
    bool read_only; /* has the role reader, and member not */
};

/* The identity whose fixed token this is; NULL for none, "" and NULL. */
const struct identity *auth_find(const struct identity *identities, size_t len,
                                 const char *token);

#endif
