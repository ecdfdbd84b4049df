#include "run/doubt.h"

#include "base/alloc.h"

#include <string.h>

/* Who a step is made as, when it is somebody; else NULL. */
static const struct identity *identity_of(const struct session *session,
                                          const char *name)
{
    if (!strcmp(name, "owner"))
        return session->sender.owner;
    return strcmp(name, "second") ? NULL : session->sender.second;
}

/* Is this identity refused where it asks for what is its own? */
static bool is_refused(struct session *session, const struct identity *identity,
                       struct exchanges *list)
{
    const struct operation *operation =
        catalog_operation(session->catalog, "snapshots.list");
    struct sender sender = session->sender;
    struct request request;
    struct error ignored = {0};
    const struct exchange *exchange;

    sender.owner = identity;
    if (!operation || session_stop_reason(session) ||
        request_for_operation(&sender, operation->method, operation->path, NULL,
                              NULL, NULL, &request, &ignored) < 0)
        return false;
    exchange = session_send(session, &request, DOUBT_STEP, "answer", list);
    request_clear(&request);
    return exchange->transport == TRANSPORT_OK &&
           exchange->response.status == 401;
}

void doubt_unauthorized(struct session *session, const struct step *step,
                        struct exchanges *list)
{
    const struct identity *identity = identity_of(session, step->identity);
    struct exchange *answer;

    if (!identity || !is_refused(session, identity, list))
        return;
    answer = (struct exchange *)exchanges_find(list, step->id, "answer");
    answer->transport = TRANSPORT_OTHER;
    answer->transport_text = xasprintf(
        "answered 401, and so is a list of snapshots of its own project: %s",
        identity->signs   ? "the signature is not accepted"
        : identity->token ? "the token is not, or no longer, accepted"
                          : "a token is needed, and none was given");
}
