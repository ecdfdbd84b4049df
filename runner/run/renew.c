#include "run/renew.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <strings.h>

struct identity *renew_whose(const struct session *session,
                             const struct request *request)
{
    struct identity *const both[] = {session->owner, session->second};

    for (size_t i = 0; i < sizeof(both) / sizeof(*both); i++)
        if (both[i] && both[i]->logs_in && identity_made(both[i], request))
            return both[i];
    return NULL;
}

static void set_token(struct request *request, const char *token)
{
    struct fields *fields = &request->fields;

    for (size_t i = 0; i < fields->len; i++)
        if (!strcasecmp(fields->items[i].name, "X-Auth-Token")) {
            free(fields->items[i].value);
            fields->items[i].value = xstrdup(token);
        }
}

int renew_token(struct session *session, struct identity *identity,
                struct request *request, struct exchanges *list,
                struct error *err)
{
    if (identity_login(identity, session->client, list, err) < 0)
        return -1;
    set_token(request, identity->token);
    session->renewals++;
    emit_note(&session->emitter, "logged in again: the token had ended");
    return 0;
}
