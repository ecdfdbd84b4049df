#include "emulator/catalog.h"

#include <string.h>

static const char *const zones[] = {CATALOG_ZONE};

#define ZONES (sizeof(zones) / sizeof(zones[0]))

static const struct disk_type {
    const char *id;
    const char *name;
} types[] = {
    {"33333333-3333-4333-8333-000000000001", CATALOG_TYPE},
    {"33333333-3333-4333-8333-000000000002", "SAS"},
    {"33333333-3333-4333-8333-000000000003", "SATA"},
};

#define TYPES (sizeof(types) / sizeof(types[0]))

bool catalog_has_zone(const char *name)
{
    for (size_t i = 0; i < ZONES; i++)
        if (!strcmp(zones[i], name))
            return true;
    return false;
}

bool catalog_has_type(const char *name)
{
    for (size_t i = 0; i < TYPES; i++)
        if (!strcmp(types[i].name, name))
            return true;
    return false;
}

void show_zones(struct exchange *x)
{
    json_t *list = json_array();

    for (size_t i = 0; i < ZONES; i++)
        json_array_append_new(list,
                              json_pack("{s:{s:b}, s:s}", "zoneState",
                                        "available", 1, "zoneName", zones[i]));
    answer_set(&x->answer, 200,
               json_pack("{s:o}", "availabilityZoneInfo", list));
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

void list_extensions(struct exchange *x)
{
    answer_set(&x->answer, 200, json_pack("{s:[]}", "extensions"));
}
