#include "emulator/catalog.h"

#include "emulator/emulator.h"

#include <string.h>

static const struct disk_type {
    const char *id;
    const char *name;
} types[] = {
    {"33333333-3333-4333-8333-000000000001", CATALOG_TYPE},
    {"33333333-3333-4333-8333-000000000002", "SAS"},
    {"33333333-3333-4333-8333-000000000003", "SATA"},
};

#define TYPES (sizeof(types) / sizeof(types[0]))

void show_zones(struct exchange *x)
{
    answer_set(&x->answer, 200,
               json_pack("{s:[{s:{s:b}, s:s}]}", "availabilityZoneInfo",
                         "zoneState", "available", 1, "zoneName",
                         CATALOG_ZONE));
}

static json_t *view_type(const struct disk_type *type)
{
    return json_pack("{s:s, s:s, s:{}, s:b, s:n}", "id", type->id, "name",
                     type->name, "extra_specs", "is_public", 1, "description");
}

void list_types(struct exchange *x)
{
    json_t *list = json_array();

    for (size_t i = 0; i < TYPES; i++)
        json_array_append_new(list, view_type(&types[i]));
    answer_set(&x->answer, 200, json_pack("{s:o}", "volume_types", list));
}

void show_type(struct exchange *x)
{
    for (size_t i = 0; i < TYPES; i++)
        if (!strcmp(types[i].id, x->path_id)) {
            answer_set(&x->answer, 200,
                       json_pack("{s:o}", "volume_type", view_type(&types[i])));
            return;
        }
    refusal_set(&x->refusal, REFUSE_UNKNOWN, "There is no such disk type.");
}

struct usage {
    json_int_t volumes;
    json_int_t snapshots;
    json_int_t gigabytes;
};

static struct usage count_usage(const struct exchange *x)
{
    const struct store *store = &x->emulator->store;
    struct usage usage = {0};

    for (size_t i = 0; i < store->len; i++) {
        const struct resource *item = store->items[i];

        if (strcmp(item->project, x->project) != 0)
            continue;
        if (item->kind == RESOURCE_SNAPSHOT)
            usage.snapshots++;
        else
            usage.volumes++;
        usage.gigabytes += item->size_gb;
    }
    return usage;
}

static json_t *view_quota(json_int_t in_use)
{
    return json_pack("{s:I, s:i, s:i}", "in_use", in_use, "limit", -1,
                     "reserved", 0);
}

void show_quotas(struct exchange *x)
{
    struct usage usage = count_usage(x);

    if (strcmp(x->path_id, x->project) != 0) {
        refusal_set(&x->refusal, REFUSE_UNKNOWN, "There is no such project.");
        return;
    }
    answer_set(&x->answer, 200,
               json_pack("{s:{s:s, s:o, s:o, s:o}}", "quota_set", "id",
                         x->project, "volumes", view_quota(usage.volumes),
                         "snapshots", view_quota(usage.snapshots), "gigabytes",
                         view_quota(usage.gigabytes)));
}

void show_limits(struct exchange *x)
{
    struct usage usage = count_usage(x);

    answer_set(&x->answer, 200,
               json_pack("{s:{s:[], s:{s:i, s:i, s:i, s:I, s:I, s:I}}}",
                         "limits", "rate", "absolute", "maxTotalVolumes", -1,
                         "maxTotalSnapshots", -1, "maxTotalVolumeGigabytes", -1,
                         "totalVolumesUsed", usage.volumes,
                         "totalSnapshotsUsed", usage.snapshots,
                         "totalGigabytesUsed", usage.gigabytes));
}

void list_extensions(struct exchange *x)
{
    answer_set(&x->answer, 200, json_pack("{s:[]}", "extensions"));
}
