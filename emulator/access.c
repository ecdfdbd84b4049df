#include "emulator/access.h"

#include "emulator/emulator.h"

#include <string.h>

/* Whose token it is: a fixed one, or one from a login, which is used up. */
static const struct identity *find_bearer(struct exchange *x)
{
    struct emulator *emulator = x->emulator;
    const struct clock *clock = &emulator->store.clock;
    const struct identity *owner =
        auth_find(emulator->identities, IDENTITIES, x->request.token);
    struct session *session;

    if (owner)
        return owner;
    session = sessions_find(&emulator->sessions, x->request.token,
                            clock->wall_us(clock->state));
    if (!session)
        return NULL;
    session->uses++;
    x->unscoped = !session->scoped;
    return session->identity;
}

/* A signed request is from the first identity, whose key it is. */
static const struct identity *find_signer(struct exchange *x)
{
    struct emulator *emulator = x->emulator;
    const struct clock *clock = &emulator->store.clock;
    enum signature_result result;
    struct buffer canonical;

    buffer_init(&canonical, 0);
    result = signature_check(&x->request, &emulator->key,
                             clock->wall_us(clock->state), &canonical);
    if (result != SIGNATURE_GOOD)
        signature_refuse(x, result, &canonical);
    buffer_clear(&canonical);
    return result == SIGNATURE_GOOD ? &emulator->identities[0] : NULL;
}

static void check_identity(struct exchange *x)
{
    if (!x->request.token && x->emulator->key.access &&
        signature_is_meant(&x->request))
        x->identity = find_signer(x);
    else
        x->identity = find_bearer(x);
    faults_apply(x, POINT_ON_IDENTITY);
    if (!x->identity)
        refusal_set(&x->refusal, REFUSE_TOKEN, "Authentication required.");
}

static void check_project(struct exchange *x)
{
    if (!x->unscoped && !strcmp(x->path_project, x->identity->project_id))
        x->project = x->identity->project_id;
    faults_apply(x, POINT_ON_PROJECT);
    if (!x->project)
        refusal_set(&x->refusal, REFUSE_PROJECT,
                    "The project of the URI is not the token's project.");
}

/* What a user with the role reader may not do. */
static void check_role(struct exchange *x)
{
    if (x->identity->read_only && strcmp(x->request.method, "GET") != 0 &&
        strcmp(x->request.method, "HEAD") != 0)
        refusal_set(&x->refusal, REFUSE_FORBIDDEN,
                    "The user may only read in this project.");
}

void access_check(struct exchange *x)
{
    check_identity(x);
    if (x->refusal.reason == REFUSE_NOTHING)
        check_project(x);
    if (x->refusal.reason == REFUSE_NOTHING)
        check_role(x);
}
