/*
 * fault_access.c - faults about who may do what, and about what exists.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"
#include "emulator/seed.h"
#include "emulator/view.h"

#include "base/alloc.h"

#include <stdio.h>
#include <string.h>

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

static void accept_wrong_token(struct exchange *x)
{
    if (x->request.token)
        x->identity = &x->emulator->identities[0];
}

static void accept_quoted_token(struct exchange *x)
{
    if (x->request.token && *x->request.token == '"')
        x->identity = &x->emulator->identities[0];
}

/* The project of the path is not looked at. */
static void take_own_project(struct exchange *x)
{
    x->project = x->identity->project_id;
}

static void fail(struct exchange *x)
{
    answer_set(&x->answer, 500,
               envelope("computeFault", "Internal error.", "EVS.5500"));
}

/* A token that has other characters than a token of this service has. */
static void fail_token_form(struct exchange *x)
{
    const char *token = x->request.token;

    if (!x->identity && token && strpbrk(token, "!#$%&'()*+,./:;"))
        fail(x);
}

/* The snapshot that the path names in any project, borrowed, or NULL. */
static struct resource *find_anywhere(const struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len; i++)
        if (store->items[i]->kind == RESOURCE_SNAPSHOT &&
            !strcmp(store->items[i]->id, x->path_id))
            return store->items[i];
    return NULL;
}

static void find_foreign(struct exchange *x)
{
    if (!x->resource)
        x->resource = find_anywhere(x);
}

static bool is_foreign(const struct exchange *x)
{
    return x->refusal.reason == REFUSE_UNKNOWN && x->project &&
           find_anywhere(x);
}

static void fail_foreign(struct exchange *x)
{
    if (is_foreign(x))
        fail(x);
}

static void forbid_foreign(struct exchange *x)
{
    if (is_foreign(x))
        answer_set(&x->answer, 403,
                   envelope("forbidden", "Not your snapshot.", "EVS.5403"));
}

/* The read is refused, and shows the snapshot all the same. */
static void show_forbidden(struct exchange *x)
{
    json_t *document;

    if (!is_foreign(x))
        return;
    document = envelope("forbidden", "Not your snapshot.", "EVS.5403");
    json_object_set_new(document, "snapshot",
                        view_resource(find_anywhere(x), VIEW_FULL));
    answer_set(&x->answer, 403, document);
}

static void answer_project_401(struct exchange *x)
{
    if (x->refusal.reason == REFUSE_PROJECT)
        answer_set(&x->answer, 401,
                   envelope("unauthorized", x->refusal.message, "EVS.5401"));
}

static bool is_unknown_to_nobody(const struct exchange *x)
{
    return !x->request.token && x->path_id && !find_anywhere(x);
}

static void fail_unknown_to_nobody(struct exchange *x)
{
    if (is_unknown_to_nobody(x))
        fail(x);
}

static void tell_unknown_to_nobody(struct exchange *x)
{
    if (is_unknown_to_nobody(x))
        answer_set(&x->answer, 404,
                   envelope("itemNotFound", "There is none.", "EVS.5404"));
}

/* As a comparison does that ends with the shorter text. */
static void match_longer_id(struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len && !x->resource; i++)
        if (store->items[i]->kind == RESOURCE_SNAPSHOT &&
            !strncmp(store->items[i]->id, x->path_id,
                     strlen(store->items[i]->id)))
            x->resource = store->items[i];
}

/* A number counts the snapshots of the project. */
static void take_number(struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len && !strcmp(x->path_id, "0"); i++)
        if (store->items[i]->kind == RESOURCE_SNAPSHOT &&
            !strcmp(store->items[i]->project, x->project))
            x->resource = store->items[i];
}

static void fail_id_form(struct exchange *x)
{
    if (x->path_id && !uuid_is_valid(x->path_id))
        fail(x);
}

static void fail_id_not_ascii(struct exchange *x)
{
    for (const char *at = x->path_id; at && *at; at++)
        if ((unsigned char)*at >= 0x80)
            fail(x);
}

/* Who asks is looked at when it is too late. */
static void store_before_access(struct exchange *x)
{
    struct store *store = &x->emulator->store;
    struct resource *resource = x->path_id ? find_anywhere(x) : NULL;
    json_t *document, *name;

    if (x->project || !resource || x->request.body_len == 0)
        return;
    document = json_loadb(x->request.body, x->request.body_len, 0, NULL);
    name = json_object_get(json_object_get(document, "snapshot"), "name");
    if (json_is_string(name)) {
        const struct change change = {.name = name};

        store_update(store, resource, &change);
    }
    json_decref(document);
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

#define UPDATE   OP_SNAPSHOT_UPDATE
#define IDENTITY POINT_ON_IDENTITY, OP_ANY, OUTCOME_ANY
#define REFUSED  POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED

const struct fault faults_access[] = {
    {"token-missing-accepted", POINT_ON_IDENTITY, OP_ANY, OUTCOME_ANY,
     accept_missing_token, "a request without X-Auth-Token is served",
     "error-codes/unauthenticated", NULL},
    {"foreign-project-readable", POINT_ON_PROJECT, READS, OUTCOME_ANY,
     open_foreign_project, "another project's snapshots can be read",
     "uri/project_id", NULL},
    {"unknown-id-created", POINT_ON_LOOKUP, OP_SNAPSHOT_UPDATE, OUTCOME_ANY,
     create_unknown, "an update of an unknown id makes a snapshot",
     "error-codes/not-found", NULL},
    {"unknown-id-200", POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED,
     pretend_unknown, "an update of an unknown id answers 200, stores nothing",
     "error-codes/not-found", NULL},
    {"token-wrong-accepted", IDENTITY, accept_wrong_token,
     "a request with a token that is none is served",
     "error-codes/unauthenticated", NULL},
    {"token-in-quotes-accepted", IDENTITY, accept_quoted_token,
     "a request with a token in quotes is served", "error-codes/token", NULL},
    {"token-form-500", REFUSED, fail_token_form,
     "a token of other characters is answered 500", "error-codes/token-header",
     NULL},
    {"token-missing-unknown-id-500", REFUSED, fail_unknown_to_nobody,
     "without a token an unknown snapshot is answered 500",
     "error-codes/unauthenticated", NULL},
    {"token-missing-unknown-id-404", REFUSED, tell_unknown_to_nobody,
     "without a token an unknown snapshot is answered 404",
     "error-codes/unauthenticated", NULL},
    {"unauthorized-but-stored", REFUSED, store_before_access,
     "an update of somebody without permission is stored and refused",
     "function/refusal-changes-nothing", NULL},
    {"foreign-project-writable", POINT_ON_PROJECT, UPDATE, OUTCOME_ANY,
     open_foreign_project, "another project's snapshots can be updated",
     "error-codes/forbidden", NULL},
    {"project-of-path-ignored", POINT_ON_PROJECT, UPDATE, OUTCOME_ANY,
     take_own_project, "the project of the path is not looked at",
     "error-codes/project", NULL},
    {"foreign-snapshot-updated", POINT_ON_LOOKUP, UPDATE, OUTCOME_ANY,
     find_foreign, "another project's snapshot is updated by its id",
     "error-codes/not-found", NULL},
    {"foreign-snapshot-shown", POINT_ON_LOOKUP, OP_SNAPSHOT_SHOW, OUTCOME_ANY,
     find_foreign, "another project's snapshot is shown by its id",
     "error-codes/not-found", NULL},
    {"foreign-snapshot-shown-with-403", POINT_ON_REFUSAL, OP_SNAPSHOT_SHOW,
     OUTCOME_REFUSED, show_forbidden,
     "a read that is answered 403 shows the snapshot", "error-codes/forbidden",
     NULL},
    {"foreign-project-401", REFUSED, answer_project_401,
     "the path of another project is answered 401",
     "error-codes/project-of-token", NULL},
    {"foreign-snapshot-500", REFUSED, fail_foreign,
     "an update of another project's snapshot is answered 500",
     "response/no-server-error", NULL},
    {"foreign-snapshot-told", REFUSED, forbid_foreign,
     "another project's snapshot is told from an unknown one",
     "error-codes/not-found", NULL},
    {"id-prefix-matches", POINT_ON_LOOKUP, UPDATE, OUTCOME_ANY, match_longer_id,
     "an id with something behind it is the id", "uri/snapshot_id", NULL},
    {"id-number-counts", POINT_ON_LOOKUP, UPDATE, OUTCOME_ANY, take_number,
     "a number in place of the id names a snapshot", "error-codes/snapshot-id",
     NULL},
    {"id-form-500", REFUSED, fail_id_form,
     "an id that is no UUID is answered 500", "error-codes/snapshot-id", NULL},
    {"id-not-ascii-500", REFUSED, fail_id_not_ascii,
     "an id that is not ASCII is answered 500", "error-codes/malformed-url",
     NULL},
    {0},
};
