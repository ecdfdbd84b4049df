#include "emulator/sessions.h"

#include "base/text.h"

#include <openssl/rand.h>
#include <string.h>

#define TOKEN_BYTES ((SESSION_TOKEN_SIZE - 1) / 2)
#define AUDIT_BYTES ((SESSION_AUDIT_SIZE - 1) / 2)

struct session *sessions_add(struct sessions *sessions,
                             const struct session *wanted)
{
    unsigned char bytes[TOKEN_BYTES + AUDIT_BYTES];
    struct session *session;

    if (RAND_bytes(bytes, sizeof(bytes)) != 1)
        return NULL;
    if (sessions->len == SESSIONS_MAX)
        sessions_remove(sessions, &sessions->items[0]);
    session = &sessions->items[sessions->len++];
    *session = *wanted;
    session->uses = 0;
    text_hex(bytes, TOKEN_BYTES, session->token);
    text_hex(bytes + TOKEN_BYTES, AUDIT_BYTES, session->audit);
    return session;
}

static bool is_good(const struct sessions *sessions,
                    const struct session *session, int64_t now_us)
{
    return now_us < session->expires_us &&
           (!sessions->uses_most || session->uses < sessions->uses_most);
}

struct session *sessions_find(struct sessions *sessions, const char *token,
                              int64_t now_us)
{
    for (size_t i = 0; token && i < sessions->len; i++) {
        struct session *session = &sessions->items[i];

        if (!strcmp(session->token, token))
            return is_good(sessions, session, now_us) ? session : NULL;
    }
    return NULL;
}

void sessions_remove(struct sessions *sessions, struct session *session)
{
    size_t index = (size_t)(session - sessions->items);

    sessions->len--;
    memmove(session, session + 1,
            (sessions->len - index) * sizeof(struct session));
}
