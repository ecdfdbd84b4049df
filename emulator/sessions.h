/*
 * sessions.h - the tokens that logins gave out, and how long they are good.
 *
 * A token is 32 random bytes in hexadecimal. It ends when its time is over,
 * when it was used as often as is allowed, when it is revoked, or when so
 * many newer ones exist that it is forgotten.
 */
#ifndef EMULATOR_SESSIONS_H
#define EMULATOR_SESSIONS_H

#include "emulator/auth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SESSIONS_MAX       256
#define SESSION_TOKEN_SIZE 65 /* 64 hexadecimal digits and a NUL */
#define SESSION_AUDIT_SIZE 23 /* 22 and a NUL */
#define SESSION_TTL_MS     86400000

/* Bits: how the user has shown who he is, last and before. */
enum login_method {
    METHOD_PASSWORD = 1 << 0,
    METHOD_TOKEN = 1 << 1,
    METHOD_CREDENTIAL = 1 << 2
};

struct session {
    char token[SESSION_TOKEN_SIZE];
    char audit[SESSION_AUDIT_SIZE];  /* names the token without giving it */
    const struct identity *identity; /* borrowed */
    bool scoped;                     /* for the identity's project */
    unsigned methods;                /* bits of enum login_method */
    int64_t issued_us;               /* since 1970, UTC */
    int64_t expires_us;              /* the same; good before that */
    long uses;                       /* requests that it was good for */
};

struct sessions {
    struct session items[SESSIONS_MAX]; /* in the order of their making */
    size_t len;
    long ttl_ms;    /* how long a token is good */
    long uses_most; /* how often; 0: without a limit */
};

/*
 * Remember a session: from wanted, identity, scoped, methods, issued_us and
 * expires_us are taken. The oldest one is forgotten when there are
 * SESSIONS_MAX. Returns it, borrowed until the next call; NULL when the
 * machine gives no random bytes.
 */
struct session *sessions_add(struct sessions *sessions,
                             const struct session *wanted);

/*
 * The session of a token that is good at now_us. Borrowed until the next
 * addition or removal; NULL for any other token, and for NULL.
 */
struct session *sessions_find(struct sessions *sessions, const char *token,
                              int64_t now_us);

/* Revoke. The session must be one of these. */
void sessions_remove(struct sessions *sessions, struct session *session);

#endif
