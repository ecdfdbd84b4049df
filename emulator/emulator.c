#include "emulator/emulator.h"

#include "base/alloc.h"
#include "emulator/access.h"
#include "emulator/gate.h"
#include "emulator/keystone.h"
#include "emulator/routes.h"

#include <stdlib.h>
#include <string.h>

void emulator_init(struct emulator *emulator, struct clock clock, uint64_t seed)
{
    *emulator = (struct emulator){
        .sessions = {.ttl_ms = SESSION_TTL_MS},
        .quota = quota_unlimited(),
        .store = {.clock = clock, .ids = {seed}},
        .scratch = json_object(),
    };
}

void emulator_clear(struct emulator *emulator)
{
    store_clear(&emulator->store);
    json_decref(emulator->scratch);
    *emulator = (struct emulator){0};
}

static void check_route(struct exchange *x)
{
    const struct target *target = &x->request.target;
    char allow[ROUTE_ALLOW_SIZE] = "";

    if (!target->bad_path)
        x->route = routes_match(&x->request, allow);
    if (x->route)
        route_apply(x->route, x);
    else if (!allow[0])
        refusal_set(&x->refusal, REFUSE_ROUTE, "Nothing is at this path.");
    else
        refusal_set(&x->refusal, REFUSE_METHOD,
                    "The method is not offered at this path.");
    if (allow[0] && !x->route)
        answer_header(&x->answer, "Allow", allow);
    if (target->bad_query)
        refusal_set(&x->refusal, REFUSE_URL, "Malformed request url.");
    faults_apply(x, POINT_ON_ROUTE);
}

static bool is_refused(const struct exchange *x)
{
    return x->refusal.reason != REFUSE_NOTHING;
}

static void serve(struct exchange *x)
{
    gate_check(x);
    check_route(x);
    if (!is_refused(x) && x->request.oversized)
        refusal_set(&x->refusal, REFUSE_SIZE, "The request is too large.");
    if (!is_refused(x) && x->path_project)
        access_check(x);
    if (!is_refused(x))
        x->route->handle(x);
}

/* RFC 9110 section 15.5.2; the words are those of Keystone's middleware. */
static void name_login(struct exchange *x)
{
    char *base = request_base(&x->request);
    char *text = xasprintf("Keystone uri=\"%s/" KEYSTONE_ROOT "\"", base);

    answer_header(&x->answer, "WWW-Authenticate", text);
    free(base);
    free(text);
}

static void finish(struct exchange *x)
{
    struct answer *answer = &x->answer;
    char id[UUID_TEXT_SIZE], text[sizeof("req-") + UUID_TEXT_SIZE] = "req-";

    if (answer->status == 401)
        name_login(x);
    faults_apply(x, POINT_BEFORE_ANSWER);
    faults_apply(x, POINT_ON_STATUS);
    answer_render(answer);
    faults_apply(x, POINT_ON_BODY);
    if (answer->body.len > 0)
        answer_header(answer, "Content-Type", "application/json");
    uuid_next(&x->emulator->store.ids, id);
    strcat(text, id);
    answer_header(answer, "X-Openstack-Request-Id", text);
    faults_apply(x, POINT_ON_HEADERS);
    faults_apply(x, POINT_ON_SEND);
}

void emulator_answer(struct exchange *x)
{
    x->rules = rules_documented();
    faults_apply(x, POINT_ON_REQUEST);
    serve(x);
    if (is_refused(x)) {
        faults_apply(x, POINT_ON_REFUSAL);
        if (keystone_owns(x))
            keystone_refuse(x, refusal_status(x->refusal.reason),
                            x->refusal.message);
        if (!x->answer.status)
            answer_set(&x->answer, refusal_status(x->refusal.reason),
                       refusal_document(&x->refusal));
    }
    finish(x);
}
