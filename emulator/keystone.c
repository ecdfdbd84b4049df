#include "emulator/keystone.h"

#include "base/json.h"
#include "emulator/emulator.h"
#include "emulator/keystone_view.h"
#include "emulator/login.h"

#include <string.h>

#define NEEDS_TOKEN "The request you have made requires authentication."

bool keystone_owns(const struct exchange *x)
{
    const struct target *target = &x->request.target;

    return target->segments_len > 0 &&
           !strcmp(target->segments[0], KEYSTONE_ROOT);
}

void keystone_refuse(struct exchange *x, int status, const char *message)
{
    answer_set(&x->answer, status, keystone_view_error(status, message));
}

void keystone_versions(struct exchange *x)
{
    answer_set(&x->answer, 300,
               json_pack("{s:{s:[o]}}", "versions", "values",
                         keystone_view_version(x)));
}

void keystone_version(struct exchange *x)
{
    answer_set(&x->answer, 200,
               json_pack("{s:o}", "version", keystone_view_version(x)));
}

static int64_t now_us(const struct exchange *x)
{
    const struct clock *clock = &x->emulator->store.clock;

    return clock->wall_us(clock->state);
}

static int64_t end_us(const struct exchange *x)
{
    return now_us(x) + x->emulator->sessions.ttl_ms * INT64_C(1000);
}

/*
 * What a token stands for: a copy, so that fixed tokens, which nobody logged
 * in for, have one as well. Returns false for a token that is not good.
 */
static bool look_up(const struct exchange *x, const char *token,
                    struct session *copy)
{
    struct emulator *emulator = x->emulator;
    const struct identity *owner =
        auth_find(emulator->identities, IDENTITIES, token);
    const struct session *session =
        sessions_find(&emulator->sessions, token, now_us(x));

    if (session)
        *copy = *session;
    else if (owner)
        *copy = (struct session){.audit = "fixed",
                                 .identity = owner,
                                 .scoped = true,
                                 .methods = METHOD_PASSWORD,
                                 .issued_us = now_us(x),
                                 .expires_us = end_us(x)};
    return session || owner;
}

static bool read_caller(struct exchange *x, struct session *caller)
{
    if (look_up(x, x->request.token, caller))
        return true;
    keystone_refuse(x, 401, NEEDS_TOKEN);
    return false;
}

static bool wants_catalog(const struct exchange *x)
{
    return !target_argument(&x->request.target, "nocatalog");
}

static void give_token(struct exchange *x, const struct login *login)
{
    struct session wanted = {.identity = login->identity,
                             .scoped = login->scoped,
                             .methods = login->methods,
                             .issued_us = now_us(x),
                             .expires_us = end_us(x)};
    const struct session *session;

    if (login->expires_us && login->expires_us < wanted.expires_us)
        wanted.expires_us = login->expires_us;
    session = sessions_add(&x->emulator->sessions, &wanted);
    if (!session) {
        keystone_refuse(x, 500, "There are no random bytes for a token.");
        return;
    }
    answer_header(&x->answer, "X-Subject-Token", session->token);
    answer_header(&x->answer, "Vary", "X-Auth-Token");
    answer_set(&x->answer, 201,
               keystone_view_token(x, session, wants_catalog(x)));
}

void keystone_log_in(struct exchange *x)
{
    const struct login_facts facts = {
        .identities = x->emulator->identities,
        .domain_name = x->emulator->domain_name,
        .sessions = &x->emulator->sessions,
        .now_us = now_us(x),
    };
    struct login login;

    if (x->request.body_len == 0 ||
        json_parse_text(x->request.body, x->request.body_len, &x->document,
                        NULL) != JSON_TEXT_OK) {
        keystone_refuse(x, 400, "The request body is not JSON.");
        return;
    }
    switch (login_read(&login, &facts, x->document)) {
    case LOGIN_GRANTED:
        give_token(x, &login);
        break;
    case LOGIN_MALFORMED:
        keystone_refuse(x, 400, login.message);
        break;
    default:
        keystone_refuse(x, 401, login.message);
    }
}

/* The token in X-Subject-Token, which must be of the caller. */
static const char *read_subject(struct exchange *x, struct session *subject)
{
    const char *token = request_header(&x->request, "X-Subject-Token");
    struct session caller;

    if (!read_caller(x, &caller))
        return NULL;
    if (!look_up(x, token, subject)) {
        keystone_refuse(x, 404, "There is no such token.");
        return NULL;
    }
    if (subject->identity == caller.identity)
        return token;
    keystone_refuse(x, 403, "The token is another user's.");
    return NULL;
}

void keystone_show_token(struct exchange *x)
{
    struct session subject;
    const char *token = read_subject(x, &subject);

    if (!token)
        return;
    answer_header(&x->answer, "X-Subject-Token", token);
    answer_header(&x->answer, "Vary", "X-Auth-Token");
    answer_set(&x->answer, 200,
               keystone_view_token(x, &subject, wants_catalog(x)));
}

void keystone_revoke_token(struct exchange *x)
{
    struct sessions *sessions = &x->emulator->sessions;
    struct session subject, *session;
    const char *token = read_subject(x, &subject);

    if (!token)
        return;
    session = sessions_find(sessions, token, now_us(x));
    if (!session) {
        keystone_refuse(x, 403, "A fixed token cannot be revoked.");
        return;
    }
    sessions_remove(sessions, session);
    answer_set(&x->answer, 204, NULL);
}

void keystone_show_catalog(struct exchange *x)
{
    struct session caller;

    if (!read_caller(x, &caller))
        return;
    if (!caller.scoped) {
        keystone_refuse(x, 403, "The token has no project.");
        return;
    }
    answer_set(&x->answer, 200,
               json_pack("{s:o, s:o}", "catalog",
                         keystone_view_catalog(x, caller.identity), "links",
                         keystone_view_links(x, "/auth/catalog")));
}

/* The argument name=… is a filter. */
void keystone_list_projects(struct exchange *x)
{
    const char *name = target_argument(&x->request.target, "name");
    struct session caller;
    json_t *list;

    if (!read_caller(x, &caller))
        return;
    list = json_array();
    if (!name || !strcmp(name, caller.identity->project_name))
        json_array_append_new(list, keystone_view_project(x, caller.identity));
    answer_set(&x->answer, 200,
               json_pack("{s:o, s:o}", "projects", list, "links",
                         keystone_view_links(x, "/auth/projects")));
}

void keystone_show_project(struct exchange *x)
{
    struct session caller;

    if (!read_caller(x, &caller))
        return;
    if (strcmp(x->path_id, caller.identity->project_id) != 0) {
        keystone_refuse(x, 404, "There is no such project.");
        return;
    }
    answer_set(&x->answer, 200,
               json_pack("{s:o}", "project",
                         keystone_view_project(x, caller.identity)));
}
