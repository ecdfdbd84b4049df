/*
 * fault_update.c - faults in measuring, storing and reading back.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"
#include "emulator/view.h"

#include <string.h>

static void clear_other_field(struct exchange *x)
{
    if (!x->change.name)
        x->change.name = json_null();
    if (!x->change.description)
        x->change.description = json_null();
}

/* What was readable of a refused body is stored all the same. */
static void store_refused(struct exchange *x)
{
    struct store *store = &x->emulator->store;
    struct resource *resource;

    if (!x->project || (!x->change.name && !x->change.description))
        return;
    resource = store_find(store, RESOURCE_SNAPSHOT, x->project, x->path_id);
    if (resource)
        store_update(store, resource, &x->change);
}

/* The answer is ready and shows the change; now take the change back. */
static void unstore(struct exchange *x)
{
    resource_restore(x->resource, &x->before);
}

static void keep_updated_at(struct exchange *x)
{
    x->resource->updated_us = x->before.updated_us;
}

static void change_neighbour(struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len; i++) {
        struct resource *other = store->items[i];

        if (other != x->resource && other->kind == RESOURCE_SNAPSHOT &&
            !strcmp(other->project, x->project))
            resource_set(&other->name, json_incref(x->resource->name));
    }
}

static void keep_stale(struct exchange *x)
{
    json_t *memory = json_object_get(x->emulator->scratch, "stale-read");

    if (!memory) {
        memory = json_object();
        json_object_set_new(x->emulator->scratch, "stale-read", memory);
    }
    json_object_set_new(memory, x->resource->id,
                        view_enclosed(&x->before, VIEW_FULL));
}

static void answer_stale(struct exchange *x)
{
    json_t *memory = json_object_get(x->emulator->scratch, "stale-read");
    json_t *stale = json_object_get(memory, x->path_id);

    if (stale)
        answer_set(&x->answer, 200, json_deep_copy(stale));
}

static void fail_empty_body(struct exchange *x)
{
    if (x->request.body_len == 0 && x->refusal.reason == REFUSE_BODY)
        answer_set(&x->answer, 500,
                   envelope("computeFault", "Internal error.", "EVS.5500"));
}

#define UPDATE OP_SNAPSHOT_UPDATE

const struct fault faults_update[] = {
    {"put-clears-other-field", POINT_BEFORE_STORE, UPDATE, OUTCOME_SERVED,
     clear_other_field, "the text that was not sent becomes null",
     "function/only-what-is-sent", NULL},
    {"refused-but-stored", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     store_refused, "a refused update is stored nevertheless",
     "function/refusal-changes-nothing", NULL},
    {"put-not-stored", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED, unstore,
     "the answer shows the update, later reads do not", "function/stored",
     NULL},
    {"updated-at-stuck", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     keep_updated_at, "updated_at does not move", "response/updated_at", NULL},
    {"neighbour-changed", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     change_neighbour, "other snapshots get the same name",
     "function/one-snapshot", NULL},
    {"stale-read", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED, keep_stale,
     "reads show the state before the last update", "function/stored", NULL},
    {"stale-read", POINT_BEFORE_ANSWER, OP_SNAPSHOT_SHOW, OUTCOME_SERVED,
     answer_stale, "reads show the state before the last update",
     "function/stored", NULL},
    {"status-500-on-empty-body", POINT_ON_REFUSAL, UPDATE, OUTCOME_REFUSED,
     fail_empty_body, "an update without a body is answered 500",
     "response/no-server-error", NULL},
    {0},
};
