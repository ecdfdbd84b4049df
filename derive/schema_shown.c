/*
 * schema_shown.c - what examples show at one place of a body.
 */
#include "derive/schema_node.h"

#include "base/alloc.h"

#include <stdlib.h>

void sightings_add(struct sightings *shown, const json_t *value)
{
    shown->items =
        xgrow(shown->items, shown->len, &shown->cap, sizeof(*shown->items));
    shown->items[shown->len++] = value;
}

void sightings_clear(struct sightings *shown)
{
    free(shown->items);
    *shown = (struct sightings){0};
}

/* jansson holds nothing deeper than 2048, and an example is smaller. */
static void add_members(struct sightings *to, const json_t *value,
                        const char *name)
{
    const json_t *item = json_object_get(value, name);
    size_t i;

    if (item)
        sightings_add(to, item);
    json_array_foreach(value, i, item)
        add_members(to, item, name);
}

struct sightings sightings_member(const struct sightings *shown,
                                  const char *name)
{
    struct sightings members = {0};

    for (size_t i = 0; shown && i < shown->len; i++)
        add_members(&members, shown->items[i], name);
    return members;
}

/* Count objects, also in arrays; and those that have the member. */
static void count_objects(const json_t *value, const char *name, size_t *all,
                          size_t *with)
{
    const json_t *item;
    size_t i;

    if (json_is_object(value)) {
        ++*all;
        *with += json_object_get(value, name) != NULL;
    }
    json_array_foreach(value, i, item)
        count_objects(item, name, all, with);
}

bool sightings_always(const struct sightings *shown, const char *name)
{
    size_t all = 0, with = 0;

    for (size_t i = 0; shown && i < shown->len; i++)
        count_objects(shown->items[i], name, &all, &with);
    return all && all == with;
}

bool sightings_has_null(const struct sightings *shown)
{
    for (size_t i = 0; shown && i < shown->len; i++)
        if (json_is_null(shown->items[i]))
            return true;
    return false;
}
