#include "emulator/seed.h"

#include "base/alloc.h"
#include "emulator/catalog.h"

#include <stdio.h>
#include <stdlib.h>

#define CREATED_US INT64_C(1361764573081642) /* 2013-02-25T03:56:13.081642 */
#define VOLUME_GB  10

static struct resource *add(struct store *store, enum resource_kind kind,
                            const char *project, const char *id)
{
    struct resource *resource = store_add(store, kind, project);

    snprintf(resource->id, sizeof(resource->id), "%s", id);
    resource->status = STATUS_AVAILABLE;
    resource->created_us = CREATED_US + (int64_t)store->len;
    resource->size_gb = VOLUME_GB;
    return resource;
}

static void add_volume(struct store *store, const char *project, const char *id)
{
    struct resource *volume = add(store, RESOURCE_VOLUME, project, id);

    resource_set(&volume->name, json_string("volume-001"));
    resource_set(&volume->zone, json_string(CATALOG_ZONE));
    resource_set(&volume->type, json_string(CATALOG_TYPE));
}

static void add_snapshot(struct store *store, const char *project,
                         const char *volume_id, const char *id, size_t number)
{
    struct resource *snapshot = add(store, RESOURCE_SNAPSHOT, project, id);
    char *name = xasprintf("snap-%03zu", number);

    snapshot->volume_id = xstrdup(volume_id);
    resource_set(&snapshot->name, json_string(name));
    resource_set(&snapshot->description, json_string("Daily backup"));
    free(name);
}

void seed_store(struct store *store, const char *project,
                const char *second_project, size_t count)
{
    char id[UUID_TEXT_SIZE];

    add_volume(store, project, SEED_VOLUME);
    for (size_t i = 1; i <= count && i <= SEED_SNAPSHOTS_MAX; i++) {
        snprintf(id, sizeof(id), SEED_SNAPSHOT_FORMAT, i);
        add_snapshot(store, project, SEED_VOLUME, id, i);
    }
    add_volume(store, second_project, SEED_FOREIGN_VOLUME);
    add_snapshot(store, second_project, SEED_FOREIGN_VOLUME,
                 SEED_FOREIGN_SNAPSHOT, 1);
}
