#include "emulator/view.h"

#include <stdio.h>
#include <time.h>

#define EXTENDED "os-extended-snapshot-attributes"

const char *view_key(enum resource_kind kind)
{
    return kind == RESOURCE_SNAPSHOT ? "snapshot" : "volume";
}

const char *view_status(const struct resource *resource)
{
    static const char *const words[] = {
        [STATUS_CREATING] = "creating",
        [STATUS_AVAILABLE] = "available",
        [STATUS_DELETING] = "deleting",
        [STATUS_ERROR] = "error",
    };

    return words[resource->status];
}

void view_time(int64_t wall_us, char text[VIEW_TIME_SIZE])
{
    time_t seconds = (time_t)(wall_us / 1000000);
    struct tm utc;
    size_t len;

    gmtime_r(&seconds, &utc);
    len = strftime(text, VIEW_TIME_SIZE, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(text + len, VIEW_TIME_SIZE - len, ".%06d",
             (int)(wall_us % 1000000));
}

static json_t *updated_at(const struct resource *resource)
{
    char text[VIEW_TIME_SIZE];

    if (!resource->updated_us)
        return json_null();
    view_time(resource->updated_us, text);
    return json_string(text);
}

/* Members in the order of the update page's example. */
static json_t *view_snapshot(const struct resource *snapshot,
                             enum view_level level)
{
    char created_at[VIEW_TIME_SIZE];
    json_t *view;

    view_time(snapshot->created_us, created_at);
    view = json_pack(
        "{s:s, s:O, s:s, s:O, s:s, s:I, s:s, s:O, s:o}", "status",
        view_status(snapshot), "description", snapshot->description,
        "created_at", created_at, "metadata", snapshot->metadata, "volume_id",
        snapshot->volume_id, "size", snapshot->size_gb, "id", snapshot->id,
        "name", snapshot->name, "updated_at", updated_at(snapshot));
    if (level == VIEW_BRIEF)
        return view;
    json_object_set_new(view, EXTENDED ":progress", json_string("100%"));
    json_object_set_new(view, EXTENDED ":project_id",
                        json_string(snapshot->project));
    if (level == VIEW_VENDOR)
        json_object_set_new(view, "service_type", json_string("EVS"));
    return view;
}

static json_t *view_volume(const struct resource *volume, enum view_level level)
{
    char created_at[VIEW_TIME_SIZE];
    json_t *view;

    if (level == VIEW_BRIEF)
        return json_pack("{s:s, s:O, s:[]}", "id", volume->id, "name",
                         volume->name, "links");
    view_time(volume->created_us, created_at);
    view = json_pack("{s:s, s:s, s:O, s:O, s:s, s:o, s:O, s:I, s:O, s:O}", "id",
                     volume->id, "status", view_status(volume), "name",
                     volume->name, "description", volume->description,
                     "created_at", created_at, "updated_at", updated_at(volume),
                     "metadata", volume->metadata, "size", volume->size_gb,
                     "availability_zone", volume->zone, "volume_type",
                     volume->type);
    json_object_update_new(
        view,
        json_pack("{s:[], s:[], s:s, s:b, s:b, s:s, s:n, s:n, s:n, s:s}",
                  "links", "attachments", "bootable", "false", "encrypted", 0,
                  "multiattach", 0, "replication_status", "disabled",
                  "consistencygroup_id", "source_volid", "snapshot_id",
                  "os-vol-tenant-attr:tenant_id", volume->project));
    return view;
}

json_t *view_resource(const struct resource *resource, enum view_level level)
{
    return resource->kind == RESOURCE_SNAPSHOT ? view_snapshot(resource, level)
                                               : view_volume(resource, level);
}

json_t *view_enclosed(const struct resource *resource, enum view_level level)
{
    return json_pack("{s:o}", view_key(resource->kind),
                     view_resource(resource, level));
}
