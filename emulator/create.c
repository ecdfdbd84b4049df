/*
 * create.c - making snapshots and disks (create pages evs_04_2093, 3029).
 */
#include "emulator/resources.h"

#include "base/alloc.h"
#include "base/json.h"
#include "emulator/body.h"
#include "emulator/catalog.h"
#include "emulator/emulator.h"
#include "emulator/quota.h"
#include "emulator/vendor.h"
#include "emulator/view.h"

#define VOLUME_GB_MAX 32768

static bool is_refused(const struct exchange *x)
{
    return x->refusal.reason != REFUSE_NOTHING;
}

/* Optional metadata: an object, borrowed; NULL when absent or null. */
static json_t *read_metadata(struct exchange *x)
{
    json_t *metadata = json_object_get(x->members, "metadata");

    if (!metadata || json_is_null(metadata))
        return NULL;
    if (!json_is_object(metadata))
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: metadata must be an object.");
    return metadata;
}

static void add_resource(struct exchange *x, json_t *metadata)
{
    struct resource *resource =
        store_add(&x->emulator->store, x->kind, x->project);

    x->resource = resource;
    if (!resource) {
        refusal_set(&x->refusal, REFUSE_QUOTA, "The store is full.");
        return;
    }
    if (x->change.name)
        resource_set(&resource->name, json_incref(x->change.name));
    if (x->change.description)
        resource_set(&resource->description,
                     json_incref(x->change.description));
    if (metadata)
        resource_set(&resource->metadata, json_incref(metadata));
}

/* The disk to take a snapshot of, borrowed; NULL was refused. */
static struct resource *find_disk(struct exchange *x)
{
    json_t *id = json_object_get(x->members, "volume_id");
    struct resource *disk = NULL;

    if (!json_is_string(id)) {
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: volume_id must be a string.");
        return NULL;
    }
    disk = store_find(&x->emulator->store, RESOURCE_VOLUME, x->project,
                      json_string_value(id));
    if (!disk)
        refusal_set(&x->refusal, REFUSE_UNKNOWN,
                    "There is no volume with this id.");
    else if (disk->status != STATUS_AVAILABLE)
        refusal_set(&x->refusal, REFUSE_VOLUME_STATUS,
                    "The disk must be available.");
    return disk;
}

void create_snapshot(struct exchange *x)
{
    struct resource *disk;
    json_t *metadata, *force;

    body_read(x);
    metadata = read_metadata(x);
    force = json_object_get(x->members, "force");
    if (force && !json_is_boolean(force) && !json_is_null(force))
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: force must be a boolean.");
    if (is_refused(x))
        return;
    disk = find_disk(x);
    if (!is_refused(x))
        quota_check(x, disk->size_gb);
    if (is_refused(x))
        return;
    faults_apply(x, POINT_BEFORE_STORE);
    add_resource(x, metadata);
    if (!x->resource)
        return;
    x->resource->volume_id = xstrdup(disk->id);
    x->resource->size_gb = disk->size_gb;
    faults_apply(x, POINT_AFTER_STORE);
    answer_set(&x->answer, 202, view_enclosed(x->resource, VIEW_BRIEF));
}

/* A string member or the fallback in a new reference; null is absent. */
static json_t *read_word(struct exchange *x, const char *name,
                         const char *fallback)
{
    json_t *value = json_object_get(x->members, name);

    if (json_is_string(value))
        return json_incref(value);
    if (value && !json_is_null(value))
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: %s must be a string.", name);
    return json_string(fallback);
}

/*
 * The page makes availability_zone mandatory, but OpenStack's own client
 * sends null unless told, so a missing zone is the only zone there is, unless
 * the vendor's rules are asked for.
 */
void create_volume(struct exchange *x)
{
    json_t *size, *metadata, *zone, *type;

    body_read(x);
    if (x->emulator->vendor_rules)
        vendor_check_volume(x);
    metadata = read_metadata(x);
    zone = read_word(x, "availability_zone", CATALOG_ZONE);
    type = read_word(x, "volume_type", CATALOG_TYPE);
    size = json_object_get(x->members, "size");
    if (!json_is_integer(size) || json_integer_value(size) < 1 ||
        json_integer_value(size) > VOLUME_GB_MAX)
        refusal_set(&x->refusal, REFUSE_BODY,
                    "Malformed request body: size must be 1 to %d GB.",
                    VOLUME_GB_MAX);
    if (!is_refused(x))
        quota_check(x, json_integer_value(size));
    if (is_refused(x))
        goto out;
    faults_apply(x, POINT_BEFORE_STORE);
    add_resource(x, metadata);
    if (!x->resource)
        goto out;
    x->resource->size_gb = json_integer_value(size);
    resource_set(&x->resource->zone, json_incref(zone));
    resource_set(&x->resource->type, json_incref(type));
    faults_apply(x, POINT_AFTER_STORE);
    answer_set(&x->answer, 202, view_enclosed(x->resource, VIEW_FULL));
out:
    json_decref(zone);
    json_decref(type);
}
