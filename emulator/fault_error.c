/*
 * fault_error.c - faults about errors: their envelopes, and what is done
 * besides.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"
#include "emulator/seed.h"

#include "base/alloc.h"

static void name_item_not_found(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 400)
        answer_set(&x->answer, 400,
                   envelope("itemNotFound", x->refusal.message, "EVS.5404"));
}

static void blank_message(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 400)
        answer_set(&x->answer, 400, envelope("badRequest", "", "EVS.5400"));
}

/* Under a name that no page of the service has. */
static void add_fault(struct exchange *x)
{
    json_object_set_new(
        x->answer.document, "partialFailure",
        json_pack("{s:s, s:s}", "message", "Not all.", "code", "EVS.5500"));
}

/* The update becomes a snapshot, but not with the id of the path. */
static void make_another(struct exchange *x)
{
    struct resource *made;

    if (x->refusal.reason != REFUSE_UNKNOWN || !x->project)
        return;
    made = store_add(&x->emulator->store, RESOURCE_SNAPSHOT, x->project);
    if (!made)
        return;
    made->volume_id = xstrdup(SEED_VOLUME);
    made->size_gb = 1;
    made->status = STATUS_AVAILABLE;
    store_update(&x->emulator->store, made, &x->change);
}

#define UPDATE OP_SNAPSHOT_UPDATE

const struct fault faults_error[] = {
    {"error-400-item-not-found", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     name_item_not_found, "a 400 has the envelope itemNotFound",
     "response/fault"},
    {"error-message-empty", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     blank_message, "the message of a 400 is an empty text",
     "response/error/message"},
    {"error-beside-snapshot", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     add_fault, "a fault stands beside the snapshot", "response/alternatives"},
    {"unknown-id-makes-another", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     make_another, "an update of an unknown id makes a snapshot elsewhere",
     "error-codes/not-found"},
    {0},
};
