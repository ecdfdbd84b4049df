#include "emulator/resources.h"

#include "emulator/body.h"
#include "emulator/emulator.h"
#include "emulator/view.h"

#include <string.h>
#include <strings.h>

struct resource *resources_lookup(struct exchange *x)
{
    x->resource =
        store_find(&x->emulator->store, x->kind, x->project, x->path_id);
    faults_apply(x, POINT_ON_LOOKUP);
    if (!x->resource)
        refusal_set(&x->refusal, REFUSE_UNKNOWN, "There is no %s with this id.",
                    view_key(x->kind));
    return x->resource;
}

void show_resource(struct exchange *x)
{
    struct resource *resource = resources_lookup(x);

    if (!resource)
        return;
    answer_set(&x->answer, 200, view_enclosed(resource, VIEW_FULL));
    resource->farewell = resource->status == STATUS_DELETING;
}

static void store_change(struct exchange *x)
{
    faults_apply(x, POINT_BEFORE_STORE);
    exchange_remember(x, x->resource);
    store_update(&x->emulator->store, x->resource, &x->change);
    faults_apply(x, POINT_AFTER_STORE);
}

void update_resource(struct exchange *x)
{
    body_read(x);
    if (x->refusal.reason != REFUSE_NOTHING || !resources_lookup(x))
        return;
    if (x->resource->status == STATUS_DELETING) {
        refusal_set(&x->refusal, REFUSE_UNKNOWN, "The %s is being deleted.",
                    view_key(x->kind));
        return;
    }
    store_change(x);
    answer_set(&x->answer, 200, view_enclosed(x->resource, VIEW_FULL));
}

static bool wants_cascade(const struct exchange *x)
{
    const char *cascade = target_argument(&x->request.target, "cascade");

    return cascade && (!strcasecmp(cascade, "true") || !strcmp(cascade, "1"));
}

static void check_deletable(struct exchange *x)
{
    const struct store *store = &x->emulator->store;
    bool deletable = x->resource->status == STATUS_AVAILABLE ||
                     x->resource->status == STATUS_ERROR;

    if (!deletable && x->kind == RESOURCE_SNAPSHOT)
        refusal_set(&x->refusal, REFUSE_SNAPSHOT_STATUS,
                    "The snapshot must be available or in error.");
    else if (!deletable)
        refusal_set(&x->refusal, REFUSE_VOLUME_STATUS,
                    "The disk must be available or in error.");
    else if (x->kind == RESOURCE_VOLUME && !wants_cascade(x) &&
             store_has_snapshots(store, x->resource->id))
        refusal_set(&x->refusal, REFUSE_VOLUME_STATUS,
                    "The disk has snapshots and cascade is not set.");
}

void delete_resource(struct exchange *x)
{
    if (!resources_lookup(x))
        return;
    check_deletable(x);
    if (x->refusal.reason != REFUSE_NOTHING)
        return;
    faults_apply(x, POINT_BEFORE_STORE);
    exchange_remember(x, x->resource);
    store_delete(&x->emulator->store, x->resource);
    faults_apply(x, POINT_AFTER_STORE);
    answer_set(&x->answer, 202, NULL);
}
