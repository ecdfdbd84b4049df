/*
 * fault_access.c - faults about who may do what, and about what exists.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"
#include "emulator/seed.h"
#include "emulator/view.h"

#include "base/alloc.h"

#include <stdio.h>

#define READS (OP_SNAPSHOT_SHOW | OP_SNAPSHOT_LIST | OP_SNAPSHOT_DETAIL)

static void accept_missing_token(struct exchange *x)
{
    if (!x->request.token)
        x->identity = &x->emulator->identities[0];
}

static void open_foreign_project(struct exchange *x)
{
    x->project = x->path_project;
}

/* Any id at all becomes a snapshot, as long as it has the shape of an id. */
static void create_unknown(struct exchange *x)
{
    struct resource *made;

    if (x->resource || !uuid_is_valid(x->path_id))
        return;
    made = store_add(&x->emulator->store, RESOURCE_SNAPSHOT, x->project);
    if (!made)
        return;
    snprintf(made->id, sizeof(made->id), "%s", x->path_id);
    made->volume_id = xstrdup(SEED_VOLUME);
    made->size_gb = 1;
    made->status = STATUS_AVAILABLE;
    x->resource = made;
}

/* A well-formed success about a snapshot that is nowhere. */
static void pretend_unknown(struct exchange *x)
{
    struct resource made = {.kind = RESOURCE_SNAPSHOT,
                            .volume_id = (char *)SEED_VOLUME,
                            .project = (char *)x->project,
                            .status = STATUS_AVAILABLE,
                            .size_gb = 1};
    struct clock *clock = &x->emulator->store.clock;
    json_t *metadata;

    if (x->refusal.reason != REFUSE_UNKNOWN)
        return;
    metadata = json_object();
    snprintf(made.id, sizeof(made.id), "%s", x->path_id);
    made.name = x->change.name ? x->change.name : json_null();
    made.description =
        x->change.description ? x->change.description : json_null();
    made.metadata = metadata;
    made.created_us = made.updated_us = clock->wall_us(clock->state);
    answer_set(&x->answer, 200, view_enclosed(&made, VIEW_FULL));
    json_decref(metadata);
}

const struct fault faults_access[] = {
    {"token-missing-accepted", POINT_ON_IDENTITY, OP_ANY, OUTCOME_ANY,
     accept_missing_token, "a request without X-Auth-Token is served",
     "error-codes/unauthenticated"},
    {"foreign-project-readable", POINT_ON_PROJECT, READS, OUTCOME_ANY,
     open_foreign_project, "another project's snapshots can be read",
     "uri/project_id"},
    {"unknown-id-created", POINT_ON_LOOKUP, OP_SNAPSHOT_UPDATE, OUTCOME_ANY,
     create_unknown, "an update of an unknown id makes a snapshot",
     "error-codes/not-found"},
    {"unknown-id-200", POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED,
     pretend_unknown, "an update of an unknown id answers 200, stores nothing",
     "error-codes/not-found"},
    {0},
};
