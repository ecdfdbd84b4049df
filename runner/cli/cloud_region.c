#include "cli/cloud_values.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/* "a,b", the old way to write several regions, as a list. */
static json_t *split(const char *text)
{
    json_t *names = json_array();

    for (;;) {
        size_t len = strcspn(text, ",");

        json_array_append_new(names, json_stringn(text, len));
        if (!text[len])
            return names;
        text += len + 1;
    }
}

/*
 * The regions that a cloud or profile names, as a new list; NULL: none.
 * Written as "regions", a list of names and of {name, values}, or
 * "region_name".
 */
static json_t *regions_of(json_t *values)
{
    json_t *regions = json_object_get(values, "regions");
    json_t *name = json_object_get(values, "region_name");

    if (json_array_size(regions))
        return json_incref(regions);
    if (json_array_size(name))
        return json_incref(name);
    if (json_string_length(name))
        return split(json_string_value(name));
    return NULL;
}

static const char *region_name(const json_t *region)
{
    return json_string_value(
        json_is_object(region) ? json_object_get(region, "name") : region);
}

static int refuse_region(const struct cloud *cloud, json_t *regions,
                         const char *wanted, struct error *err)
{
    struct buffer names;
    json_t *region;
    size_t i;

    buffer_init(&names, 300);
    json_array_foreach(regions, i, region)
        buffer_printf(&names, "%s%s", i ? ", " : "", region_name(region));
    error_set(err, ERROR_USAGE, cloud->path,
              "the cloud \"%.60s\" has no region \"%.60s\", only %s",
              cloud->name, wanted, buffer_text(&names));
    buffer_clear(&names);
    return -1;
}

/* The wanted one of the regions, or the first. */
static json_t *choose(const struct cloud *cloud, json_t *regions,
                      const char *wanted, struct error *err)
{
    json_t *chosen = NULL, *region;
    size_t i;

    json_array_foreach(regions, i, region) {
        const char *name = region_name(region);

        if (!name) {
            error_set(err, ERROR_USAGE, cloud->path,
                      "the cloud \"%.60s\" has a region without a name",
                      cloud->name);
            return NULL;
        }
        if (!chosen && (!wanted || !strcmp(name, wanted)))
            chosen = region;
    }
    if (!chosen)
        refuse_region(cloud, regions, wanted, err);
    return chosen;
}

int cloud_take_region(struct cloud *cloud, json_t *own, json_t *profile,
                      const char *wanted, struct error *err)
{
    json_t *regions = regions_of(own);
    json_t *chosen = NULL, *values;
    const char *name = wanted;

    if (!regions)
        regions = regions_of(profile);
    if (regions)
        chosen = choose(cloud, regions, wanted, err);
    values = json_object_get(chosen, "values");
    if (json_is_object(values))
        cloud_lay_over(cloud->values, values);
    if (chosen)
        name = region_name(chosen);
    if (name)
        json_object_set_new(cloud->values, "region_name", json_string(name));
    json_decref(regions);
    return error_is_set(err) ? -1 : 0;
}
