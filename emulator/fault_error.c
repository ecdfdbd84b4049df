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

/* The argument, JSON text, is the body of every error with this status. */
static void put_document(struct exchange *x, int status)
{
    if (refusal_status(x->refusal.reason) == status)
        answer_set(&x->answer, status,
                   json_loads(x->fault->argument, JSON_DECODE_ANY, NULL));
}

static void put_400(struct exchange *x)
{
    put_document(x, 400);
}

static void put_404(struct exchange *x)
{
    put_document(x, 404);
}

static void put_401(struct exchange *x)
{
    put_document(x, 401);
}

/* The refusal's own message, where the form of the envelope is wrong. */
static void put_error_without_code(struct exchange *x)
{
    if (refusal_status(x->refusal.reason) == 400)
        answer_set(
            &x->answer, 400,
            json_pack("{s:{s:s}}", "error", "message", x->refusal.message));
}

/* As if the update had been done, with the error told besides. */
static void show_beside(struct exchange *x)
{
    json_t *document = refusal_document(&x->refusal);

    json_object_set_new(document, "snapshot",
                        json_pack("{s:s?}", "id", x->path_id));
    answer_set(&x->answer, refusal_status(x->refusal.reason), document);
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

#define UPDATE  OP_SNAPSHOT_UPDATE
#define REFUSED POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED

const struct fault faults_error[] = {
    {"error-400-item-not-found", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     name_item_not_found, "a 400 has the envelope itemNotFound",
     "response/fault", NULL},
    {"error-message-empty", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     blank_message, "the message of a 400 is an empty text",
     "response/error/message", NULL},
    {"error-beside-snapshot", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     add_fault, "a fault stands beside the snapshot", "response/alternatives",
     NULL},
    {"unknown-id-makes-another", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     make_another, "an update of an unknown id makes a snapshot elsewhere",
     "error-codes/not-found", NULL},
    {"error-is-text", REFUSED, put_400, "error is a text in a 400",
     "response/error/type", "{\"error\": \"Malformed request body.\"}"},
    {"error-is-array", REFUSED, put_400, "a 400 is an array of errors",
     "response/fault", "[{\"message\": \"Malformed.\", \"code\": \"5400\"}]"},
    {"error-is-empty-object", REFUSED, put_400, "a 400 has an empty object",
     "response/fault", "{}"},
    {"error-flat", REFUSED, put_400,
     "message and code of a 400 have no envelope", "response/fault",
     "{\"message\": \"Malformed.\", \"code\": \"EVS.5400\"}"},
    {"error-two-envelopes", REFUSED, put_400, "a 400 has two envelopes",
     "response/alternatives",
     "{\"error\": {\"message\": \"Malformed.\", \"code\": \"EVS.5400\"},"
     " \"badRequest\": {\"message\": \"Malformed.\", \"code\": \"EVS.5400\"}}"},
    {"error-without-code", REFUSED, put_error_without_code,
     "error has no code in a 400", "response/error", NULL},
    {"error-message-null", REFUSED, put_400, "message is null in a 400",
     "response/error/message/type",
     "{\"error\": {\"message\": null, \"code\": \"EVS.5400\"}}"},
    {"error-code-number", REFUSED, put_400,
     "code of error is a number in a 400", "response/error/code/type",
     "{\"error\": {\"message\": \"Malformed.\", \"code\": 400}}"},
    {"error-code-empty", REFUSED, put_400, "code is an empty text in a 400",
     "response/error/code",
     "{\"error\": {\"message\": \"Malformed.\", \"code\": \"\"}}"},
    {"fault-without-code", REFUSED, put_400, "badRequest has no code",
     "response/fault/example",
     "{\"badRequest\": {\"message\": \"Malformed.\"}}"},
    {"fault-without-message", REFUSED, put_400, "badRequest has no message",
     "response/fault/example", "{\"badRequest\": {\"code\": \"EVS.5400\"}}"},
    {"fault-code-null", REFUSED, put_400, "the code of badRequest is null",
     "response/fault/code",
     "{\"badRequest\": {\"message\": \"Malformed.\", \"code\": null}}"},
    {"error-shows-snapshot", REFUSED, show_beside,
     "an error has the snapshot beside it", "response/alternatives", NULL},
    {"not-found-fault-renamed", REFUSED, put_404, "a 404 is called notFound",
     "response/fault",
     "{\"notFound\": {\"message\": \"None.\", \"code\": \"EVS.5404\"}}"},
    {"not-found-without-code", REFUSED, put_404, "itemNotFound has no code",
     "response/fault/example", "{\"itemNotFound\": {\"message\": \"None.\"}}"},
    {"unauthorized-flat", REFUSED, put_401,
     "message and code of a 401 have no envelope", "response/fault",
     "{\"message\": \"Authentication required.\", \"code\": \"EVS.5401\"}"},
    {"unauthorized-fault-renamed", REFUSED, put_401,
     "a 401 is called forbidden", "response/fault",
     "{\"forbidden\": {\"message\": \"No token.\", \"code\": \"EVS.5401\"}}"},
    {0},
};
