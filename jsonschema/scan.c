#include "jsonschema/scan.h"

#include "jsonschema/dialect.h"
#include "jsonschema/keywords.h"
#include "jsonschema/uri.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* A schema that was found and waits to be looked into. */
struct found {
    struct resource *resource; /* around it; NULL before the root */
    char *pointer;             /* inside the document, owned */
    const json_t *json;
    size_t depth;
};

struct scan {
    struct schema_store *store;
    const struct document *document;
    struct found *queue; /* a list instead of recursion: depth costs no stack */
    size_t len;
    size_t cap;
    size_t pointers; /* bytes of all of them */
    struct error *err;
};

/* Takes the URI. Returns the new resource, or NULL with err. */
static struct resource *add_resource(struct scan *scan, const struct found *at,
                                     char *uri, enum schema_draft draft)
{
    struct schema_store *store = scan->store;
    struct resource *resource;
    char *place;

    if (store_resource(store, uri)) {
        store_error(scan->document, at->pointer, scan->err,
                    "the URI \"%s\" names another schema already", uri);
        free(uri);
        return NULL;
    }
    store->resources = xgrow(store->resources, store->resources_len,
                             &store->resources_cap, sizeof(resource));
    resource = xcalloc(1, sizeof(*resource));
    *resource = (struct resource){.document = scan->document,
                                  .parent = at->resource,
                                  .uri = uri,
                                  .pointer = xstrdup(at->pointer),
                                  .json = at->json,
                                  .draft = draft,
                                  .id = store->resources_len};
    place = xasprintf("%zu %s", scan->document->id, at->pointer);
    json_object_set_new(store->uris, uri,
                        json_integer((json_int_t)resource->id));
    json_object_set_new(store->places, place,
                        json_integer((json_int_t)resource->id));
    free(place);
    store->resources[store->resources_len++] = resource;
    return resource;
}

/* The name is borrowed from the document. */
static int add_anchor(struct scan *scan, const struct found *at,
                      const char *name, bool is_dynamic)
{
    struct schema_store *store = scan->store;
    char *key = xasprintf("%zu %s", at->resource->id, name);
    const bool is_taken = json_object_get(store->fragments, key) != NULL;

    if (is_taken) {
        free(key);
        return store_error(scan->document, at->pointer, scan->err,
                           "the anchor \"%s\" is there twice", name);
    }
    json_object_set_new(store->fragments, key,
                        json_integer((json_int_t)store->anchors_len));
    free(key);
    store->anchors = xgrow(store->anchors, store->anchors_len,
                           &store->anchors_cap, sizeof(*store->anchors));
    store->anchors[store->anchors_len++] =
        (struct anchor){at->resource, name, xstrdup(at->pointer), is_dynamic,
                        at->resource->anchors};
    at->resource->anchors = store->anchors_len;
    return 0;
}

/* What names the schema: NULL, or its "$id" unless that is only an anchor. */
static const char *id_of(enum schema_draft draft, const json_t *json)
{
    const char *id =
        json_string_value(json_object_get(json, draft_id_name(draft)));

    if (!id || draft_ref_stands_alone(draft, json))
        return NULL;
    return draft != SCHEMA_2020_12 && id[0] == '#' ? NULL : id;
}

/* A fragment in "$id" is refused later, by the compiler, with its place. */
static int enter_resource(struct scan *scan, struct found *at, const char *base)
{
    const enum schema_draft draft = draft_of(
        scan->store, at->json,
        at->resource ? at->resource->draft : scan->store->options.draft);
    const char *id = id_of(draft, at->json);
    char *uri;

    if (!id && at->resource)
        return 0;
    uri = id ? uri_resolve(base, id) : xstrdup(base);
    free(uri_take_fragment(uri));
    at->resource = add_resource(scan, at, uri, draft);
    return at->resource ? 0 : -1;
}

/* Anchors of 2020-12 are keywords, before that they were fragments of "$id". */
static int enter_anchors(struct scan *scan, const struct found *at)
{
    const enum schema_draft draft = at->resource->draft;
    const char *plain = json_string_value(json_object_get(at->json, "$anchor"));
    const char *dynamic =
        json_string_value(json_object_get(at->json, "$dynamicAnchor"));
    const char *id =
        json_string_value(json_object_get(at->json, draft_id_name(draft)));
    const char *fragment = id ? strchr(id, '#') : NULL;

    if (draft == SCHEMA_2020_12) {
        if (plain && add_anchor(scan, at, plain, false) < 0)
            return -1;
        return dynamic ? add_anchor(scan, at, dynamic, true) : 0;
    }
    if (!fragment || !fragment[1] || fragment[1] == '/' ||
        draft_ref_stands_alone(draft, at->json))
        return 0;
    return add_anchor(scan, at, fragment + 1, false);
}

/* Takes the pointer. */
static void push(struct scan *scan, const struct found *around, char *pointer,
                 const json_t *json)
{
    scan->queue =
        xgrow(scan->queue, scan->len, &scan->cap, sizeof(*scan->queue));
    scan->queue[scan->len++] =
        (struct found){around->resource, pointer, json, around->depth + 1};
    scan->pointers += strlen(pointer);
}

static void push_children(struct scan *scan, const struct found *at,
                          const struct keyword_kind *kind, const json_t *value)
{
    char *pointer = pointer_child(at->pointer, kind->name, strlen(kind->name));
    const bool is_map =
        kind->shape == SHAPE_SCHEMA_MAP || kind->shape == SHAPE_DEPENDENCIES;
    const char *name;
    json_t *item;

    if (kind->shape == SHAPE_SCHEMA ||
        (kind->shape == SHAPE_ITEMS && !json_is_array(value)))
        push(scan, at, xstrdup(pointer), value);
    else if (is_map)
        json_object_foreach((json_t *)value, name, item) {
            push(scan, at, pointer_child(pointer, name, strlen(name)), item);
        }
    else
        for (size_t i = 0; i < json_array_size(value); i++)
            push(scan, at, pointer_index(pointer, i), json_array_get(value, i));
    free(pointer);
}

static int look_into(struct scan *scan, struct found *at)
{
    const char *name;
    json_t *value;

    if (at->depth > SCHEMA_NESTING_MAX)
        return store_error(scan->document, at->pointer, scan->err,
                           "schemas are nested deeper than %d",
                           SCHEMA_NESTING_MAX);
    if (scan->pointers > SCHEMA_POINTERS_MAX)
        return store_error(scan->document, at->pointer, scan->err,
                           "the document is too large");
    if (at->depth > 0 && enter_resource(scan, at, at->resource->uri) < 0)
        return -1;
    if (enter_anchors(scan, at) < 0)
        return -1;
    json_object_foreach((json_t *)at->json, name, value) {
        const struct keyword_kind *kind =
            keyword_find(scan->store, at->resource->draft, ~0u, name);

        if (kind && kind->shape != SHAPE_VALUE)
            push_children(scan, at, kind, value);
    }
    return 0;
}

int scan_document(struct schema_store *store, const struct document *document,
                  const char *uri, struct error *err)
{
    struct scan scan = {.store = store, .document = document, .err = err};
    struct found root = {.pointer = (char *)"", .json = document->json};
    int rc = enter_resource(&scan, &root, uri);

    if (rc == 0) {
        if (!store_resource(store, uri)) /* a second name beside "$id" */
            json_object_set_new(store->uris, uri,
                                json_integer((json_int_t)root.resource->id));
        rc = look_into(&scan, &root);
    }
    while (scan.len > 0) {
        struct found at = scan.queue[--scan.len];

        if (rc == 0)
            rc = look_into(&scan, &at);
        free(at.pointer);
    }
    free(scan.queue);
    return rc;
}
