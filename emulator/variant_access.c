/*
 * variant_access.c - other right answers about who may do what, and what is.
 *
 * The page of error codes (evs_04_0038) has several codes for a bad token, a
 * foreign project and an id that is none, under different statuses.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

static void refuse_token_form(struct exchange *x)
{
    if (!x->identity && x->request.token)
        refusal_set(&x->refusal, REFUSE_TOKEN_FORM, "Invalid token.");
}

static void forbid_project(struct exchange *x)
{
    if (!x->project)
        refusal_set(&x->refusal, REFUSE_FORBIDDEN, "Not your project.");
}

static void hide_project(struct exchange *x)
{
    if (!x->project)
        refusal_set(&x->refusal, REFUSE_UNKNOWN, "There is no such project.");
}

static void refuse_id_form(struct exchange *x)
{
    if (!uuid_is_valid(x->path_id))
        refusal_set(&x->refusal, REFUSE_URL, "This is not an id.");
}

/* Before the body is looked at; the first reason is told. */
static void look_up_first(struct exchange *x)
{
    if (!store_find(&x->emulator->store, x->kind, x->project, x->path_id))
        refusal_set(&x->refusal, REFUSE_UNKNOWN, "There is no such snapshot.");
}

/* Every so many requests one is sent away for a moment. */
static void throttle(struct exchange *x)
{
    enum { EVERY = 25 };
    json_t *scratch = x->emulator->scratch;
    json_int_t count =
        json_integer_value(json_object_get(scratch, "throttled")) + 1;

    json_object_set_new(scratch, "throttled", json_integer(count));
    if (count % EVERY != 0)
        return;
    refusal_set(&x->refusal, REFUSE_RATE, "Try again in a moment.");
    answer_header(&x->answer, "Retry-After", "0");
}

#define UPDATE OP_SNAPSHOT_UPDATE

const struct fault variants_access[] = {
    {"wrong-token-400", POINT_ON_IDENTITY, OP_ANY, OUTCOME_ANY,
     refuse_token_form, "a token that is none is answered 400", NULL, NULL},
    {"foreign-project-403", POINT_ON_PROJECT, OP_ANY, OUTCOME_ANY,
     forbid_project, "the path of another project is answered 403", NULL, NULL},
    {"foreign-project-404", POINT_ON_PROJECT, OP_ANY, OUTCOME_ANY, hide_project,
     "the path of another project is answered 404", NULL, NULL},
    {"malformed-id-400", POINT_ON_LOOKUP, UPDATE, OUTCOME_ANY, refuse_id_form,
     "an id that is no UUID is answered 400", NULL, NULL},
    {"existence-before-body", POINT_ON_RULES, UPDATE, OUTCOME_ANY,
     look_up_first, "an unknown id is answered 404 whatever the body", NULL,
     NULL},
    {"throttled", POINT_ON_ROUTE, OP_ANY, OUTCOME_ANY, throttle,
     "each 25th request is answered 429 with Retry-After: 0", NULL, NULL},
    {0},
};
