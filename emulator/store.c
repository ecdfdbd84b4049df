#include "emulator/store.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void resource_set(json_t **member, json_t *value)
{
    json_decref(*member);
    *member = value;
}

static void remove_at(struct store *store, size_t index)
{
    resource_clear(store->items[index]);
    free(store->items[index]);
    store->len--;
    memmove(&store->items[index], &store->items[index + 1],
            (store->len - index) * sizeof(struct resource *));
}

/* Deleted ones that nobody looked at again make room for new ones. */
static bool has_room(struct store *store)
{
    for (size_t i = store->len; store->len == STORE_RESOURCES_MAX && i-- > 0;)
        if (store->items[i]->status == STATUS_DELETING)
            remove_at(store, i);
    return store->len < STORE_RESOURCES_MAX;
}

struct resource *store_add(struct store *store, enum resource_kind kind,
                           const char *project)
{
    struct resource *resource;

    if (!has_room(store))
        return NULL;
    resource = xcalloc(1, sizeof(*resource));
    resource->kind = kind;
    uuid_next(&store->ids, resource->id);
    resource->project = xstrdup(project);
    resource->name = json_null();
    resource->description = json_null();
    resource->metadata = json_object();
    resource->status = STATUS_CREATING;
    resource->created_us = store->clock.wall_us(store->clock.state);
    resource->ready_us = resource->created_us + store->create_delay_us;
    resource->fails =
        kind == RESOURCE_VOLUME ? store->volumes_fail : store->snapshots_fail;
    store->items =
        xgrow(store->items, store->len, &store->cap, sizeof(struct resource *));
    store->items[store->len++] = resource;
    return resource;
}

/* Returns false when the resource is gone. */
static bool settle(const struct store *store, struct resource *resource)
{
    if (resource->status == STATUS_CREATING &&
        store->clock.wall_us(store->clock.state) >= resource->ready_us)
        resource->status = resource->fails ? STATUS_ERROR : STATUS_AVAILABLE;
    return !resource->farewell;
}

struct resource *store_find(struct store *store, enum resource_kind kind,
                            const char *project, const char *id)
{
    for (size_t i = 0; i < store->len; i++) {
        struct resource *resource = store->items[i];

        if (resource->kind != kind || strcmp(resource->id, id) != 0 ||
            strcmp(resource->project, project) != 0)
            continue;
        if (settle(store, resource))
            return resource;
        remove_at(store, i);
        return NULL;
    }
    return NULL;
}

void store_settle(struct store *store)
{
    for (size_t i = store->len; i-- > 0;)
        if (!settle(store, store->items[i]))
            remove_at(store, i);
}

bool store_has_snapshots(const struct store *store, const char *volume_id)
{
    for (size_t i = 0; i < store->len; i++) {
        const struct resource *resource = store->items[i];

        if (resource->kind == RESOURCE_SNAPSHOT &&
            resource->status != STATUS_DELETING &&
            !strcmp(resource->volume_id, volume_id))
            return true;
    }
    return false;
}

void store_update(struct store *store, struct resource *resource,
                  const struct change *change)
{
    int64_t now = store->clock.wall_us(store->clock.state);
    int64_t last =
        resource->updated_us ? resource->updated_us : resource->created_us;

    if (change->name)
        resource_set(&resource->name, json_incref(change->name));
    if (change->description)
        resource_set(&resource->description, json_incref(change->description));
    resource->updated_us = now > last ? now : last + 1;
}

void store_delete(struct store *store, struct resource *resource)
{
    resource->status = STATUS_DELETING;
    if (resource->kind != RESOURCE_VOLUME)
        return;
    for (size_t i = 0; i < store->len; i++)
        if (store->items[i]->kind == RESOURCE_SNAPSHOT &&
            !strcmp(store->items[i]->volume_id, resource->id))
            store->items[i]->status = STATUS_DELETING;
}

struct resource resource_copy(const struct resource *resource)
{
    struct resource copy = *resource;

    copy.project = xstrdup(resource->project);
    copy.volume_id = xstrdup(resource->volume_id);
    copy.name = json_deep_copy(resource->name);
    copy.description = json_deep_copy(resource->description);
    copy.metadata = json_deep_copy(resource->metadata);
    copy.zone = json_deep_copy(resource->zone);
    copy.type = json_deep_copy(resource->type);
    return copy;
}

void resource_restore(struct resource *resource, const struct resource *copy)
{
    struct resource again = resource_copy(copy);

    resource_clear(resource);
    *resource = again;
}

void resource_clear(struct resource *resource)
{
    free(resource->project);
    free(resource->volume_id);
    json_decref(resource->name);
    json_decref(resource->description);
    json_decref(resource->metadata);
    json_decref(resource->zone);
    json_decref(resource->type);
    *resource = (struct resource){0};
}

void change_clear(struct change *change)
{
    json_decref(change->name);
    json_decref(change->description);
    *change = (struct change){0};
}

void store_clear(struct store *store)
{
    for (size_t i = 0; i < store->len; i++) {
        resource_clear(store->items[i]);
        free(store->items[i]);
    }
    free(store->items);
    store->items = NULL;
    store->len = store->cap = 0;
}
