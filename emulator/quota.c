#include "emulator/quota.h"

#include "emulator/emulator.h"

#include <string.h>

struct quota quota_unlimited(void)
{
    return (struct quota){QUOTA_UNLIMITED, QUOTA_UNLIMITED, QUOTA_UNLIMITED};
}

static struct quota count_usage(const struct exchange *x)
{
    const struct store *store = &x->emulator->store;
    struct quota usage = {0};

    for (size_t i = 0; i < store->len; i++) {
        const struct resource *item = store->items[i];

        if (item->status == STATUS_DELETING ||
            strcmp(item->project, x->project) != 0)
            continue;
        if (item->kind == RESOURCE_SNAPSHOT)
            usage.snapshots++;
        else
            usage.volumes++;
        usage.gigabytes += item->size_gb;
    }
    return usage;
}

static bool is_over(json_int_t wanted, json_int_t limit)
{
    return limit != QUOTA_UNLIMITED && wanted > limit;
}

void quota_check(struct exchange *x, json_int_t size_gb)
{
    const struct quota *quota = &x->emulator->quota;
    struct quota usage = count_usage(x);

    if (x->kind == RESOURCE_VOLUME &&
        is_over(usage.volumes + 1, quota->volumes))
        refusal_set(&x->refusal, REFUSE_QUOTA,
                    "The project may have %" JSON_INTEGER_FORMAT " volumes.",
                    quota->volumes);
    if (x->kind == RESOURCE_SNAPSHOT &&
        is_over(usage.snapshots + 1, quota->snapshots))
        refusal_set(&x->refusal, REFUSE_QUOTA,
                    "The project may have %" JSON_INTEGER_FORMAT " snapshots.",
                    quota->snapshots);
    if (is_over(usage.gigabytes + size_gb, quota->gigabytes))
        refusal_set(&x->refusal, REFUSE_QUOTA,
                    "The project has %" JSON_INTEGER_FORMAT
                    " of the %" JSON_INTEGER_FORMAT
                    " gigabytes that it may have, and %" JSON_INTEGER_FORMAT
                    " more are asked for.",
                    usage.gigabytes, quota->gigabytes, size_gb);
}

static json_t *view_quota(json_int_t in_use, json_int_t limit)
{
    return json_pack("{s:I, s:I, s:i}", "in_use", in_use, "limit", limit,
                     "reserved", 0);
}

void show_quotas(struct exchange *x)
{
    const struct quota *quota = &x->emulator->quota;
    struct quota usage = count_usage(x);

    if (strcmp(x->path_id, x->project) != 0) {
        refusal_set(&x->refusal, REFUSE_UNKNOWN, "There is no such project.");
        return;
    }
    answer_set(
        &x->answer, 200,
        json_pack("{s:{s:s, s:o, s:o, s:o}}", "quota_set", "id", x->project,
                  "volumes", view_quota(usage.volumes, quota->volumes),
                  "snapshots", view_quota(usage.snapshots, quota->snapshots),
                  "gigabytes", view_quota(usage.gigabytes, quota->gigabytes)));
}

void show_limits(struct exchange *x)
{
    const struct quota *quota = &x->emulator->quota;
    struct quota usage = count_usage(x);

    answer_set(&x->answer, 200,
               json_pack("{s:{s:[], s:{s:I, s:I, s:I, s:I, s:I, s:I}}}",
                         "limits", "rate", "absolute", "maxTotalVolumes",
                         quota->volumes, "maxTotalSnapshots", quota->snapshots,
                         "maxTotalVolumeGigabytes", quota->gigabytes,
                         "totalVolumesUsed", usage.volumes,
                         "totalSnapshotsUsed", usage.snapshots,
                         "totalGigabytesUsed", usage.gigabytes));
}
