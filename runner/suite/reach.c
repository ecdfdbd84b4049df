#include "suite/reach.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

struct reach {
    const struct library *library;
    json_t *known; /* schema -> object of places */
};

/* One schema's places being collected. */
struct visit {
    const struct library *library;
    json_t *places;
};

struct reach *reach_new(const struct library *library)
{
    struct reach *reach = xcalloc(1, sizeof(*reach));

    reach->library = library;
    reach->known = json_object();
    return reach;
}

void reach_free(struct reach *reach)
{
    if (!reach)
        return;
    json_decref(reach->known);
    free(reach);
}

/* A reference from a file: another file beside it, or "#…" in itself. */
static char *resolve(const char *file, const char *reference)
{
    const char *slash = strrchr(file, '/');

    if (reference[0] == '#')
        return xasprintf("%s%s", file, reference);
    return xasprintf("%.*s%s", slash ? (int)(slash + 1 - file) : 0, file,
                     reference);
}

static void visit_place(struct visit *visit, const char *place);

static void visit_value(struct visit *visit, const char *file,
                        const char *pointer, const json_t *value)
{
    char *place = xasprintf("%s#%s", file, pointer);
    bool seen = json_object_get(visit->places, place) != NULL;
    const char *name;
    json_t *item;
    size_t i;

    json_object_set_new(visit->places, place, json_true());
    free(place);
    if (seen)
        return;
    json_object_foreach((json_t *)value, name, item) {
        char *child = pointer_child(pointer, name, strlen(name));

        visit_value(visit, file, child, item);
        free(child);
        if (!strcmp(name, "$ref") && json_is_string(item)) {
            place = resolve(file, json_string_value(item));
            visit_place(visit, place);
            free(place);
        }
    }
    json_array_foreach(value, i, item) {
        char *child = pointer_index(pointer, i);

        visit_value(visit, file, child, item);
        free(child);
    }
}

/* Depth is bounded by what the library has compiled. */
static void visit_place(struct visit *visit, const char *place)
{
    const char *hash = strchr(place, '#');
    char *file = xmemdup(place, hash ? (size_t)(hash - place) : strlen(place));
    const json_t *value =
        pointer_get(library_schema(visit->library, file), hash ? hash + 1 : "");

    if (value)
        visit_value(visit, file, hash ? hash + 1 : "", value);
    free(file);
}

const json_t *reach_places(struct reach *reach, const char *schema)
{
    struct visit visit = {reach->library,
                          json_object_get(reach->known, schema)};

    if (visit.places)
        return visit.places;
    visit.places = json_object();
    json_object_set_new(reach->known, schema, visit.places);
    visit_place(&visit, schema);
    return visit.places;
}
