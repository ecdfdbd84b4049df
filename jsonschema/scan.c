#include "jsonschema/scan.h"

#include "jsonschema/keywords.h"
#include "jsonschema/uri.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* A schema that was found and waits to be looked into. */
struct found {
    const struct resource *resource; /* around it; NULL before the root */
    char *pointer;                   /* inside the document, owned */
    const json_t *json;
    size_t depth;
};

struct scan {
    struct schema_store *store;
    const struct document *document;
    struct found *queue; /* a list instead of recursion: depth costs no stack */
    size_t len;
    size_t cap;
    struct error *err;
};

static bool is_taken(const struct schema_store *store, const char *uri)
{
    for (size_t i = 0; i < store->resources_len; i++)
        if (!strcmp(store->resources[i]->uri, uri))
            return true;
    for (size_t i = 0; i < store->aliases_len; i++)
        if (!strcmp(store->aliases[i].uri, uri))
            return true;
    return false;
}

/* Takes the URI. Returns the new resource, or NULL with err. */
static const struct resource *add_resource(struct scan *scan,
                                           const struct found *at, char *uri,
                                           const json_t *json)
{
    struct schema_store *store = scan->store;
    struct resource *resource;

    if (is_taken(store, uri)) {
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
                                  .json = json};
    store->resources[store->resources_len++] = resource;
    return resource;
}

static void add_alias(struct schema_store *store, const char *uri,
                      const struct resource *resource)
{
    if (!strcmp(uri, resource->uri))
        return;
    store->aliases = xgrow(store->aliases, store->aliases_len,
                           &store->aliases_cap, sizeof(*store->aliases));
    store->aliases[store->aliases_len++] =
        (struct alias){xstrdup(uri), resource};
}

static int add_anchor(struct scan *scan, const struct found *at,
                      const json_t *json, const char *keyword)
{
    struct schema_store *store = scan->store;
    const char *name = json_string_value(json_object_get(json, keyword));

    if (!name)
        return 0;
    for (size_t i = 0; i < store->anchors_len; i++)
        if (store->anchors[i].resource == at->resource &&
            !strcmp(store->anchors[i].name, name))
            return store_error(scan->document, at->pointer, scan->err,
                               "the anchor \"%s\" is there twice", name);
    store->anchors = xgrow(store->anchors, store->anchors_len,
                           &store->anchors_cap, sizeof(*store->anchors));
    store->anchors[store->anchors_len++] = (struct anchor){
        at->resource, name, xstrdup(at->pointer), keyword[1] == 'd'};
    return 0;
}

/* A fragment in "$id" is refused later, by the compiler, with its place. */
static int enter_resource(struct scan *scan, struct found *at, const char *base)
{
    const char *id = json_string_value(json_object_get(at->json, "$id"));
    char *uri;

    if (!id && at->resource)
        return 0;
    uri = id ? uri_resolve(base, id) : xstrdup(base);
    free(uri_take_fragment(uri));
    at->resource = add_resource(scan, at, uri, at->json);
    return at->resource ? 0 : -1;
}

/* Takes the pointer. */
static void push(struct scan *scan, const struct found *around, char *pointer,
                 const json_t *json)
{
    scan->queue =
        xgrow(scan->queue, scan->len, &scan->cap, sizeof(*scan->queue));
    scan->queue[scan->len++] =
        (struct found){around->resource, pointer, json, around->depth + 1};
}

static void push_children(struct scan *scan, const struct found *at,
                          const struct keyword_kind *kind, const json_t *value)
{
    char *pointer = pointer_child(at->pointer, kind->name, strlen(kind->name));
    const char *name;
    json_t *item;

    if (kind->shape == SHAPE_SCHEMA)
        push(scan, at, xstrdup(pointer), value);
    if (kind->shape == SHAPE_SCHEMA_ARRAY)
        for (size_t i = 0; i < json_array_size(value); i++)
            push(scan, at, pointer_index(pointer, i), json_array_get(value, i));
    if (kind->shape == SHAPE_SCHEMA_MAP)
        json_object_foreach((json_t *)value, name, item) {
            push(scan, at, pointer_child(pointer, name, strlen(name)), item);
        }
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
    if (at->depth > 0 && enter_resource(scan, at, at->resource->uri) < 0)
        return -1;
    if (add_anchor(scan, at, at->json, "$anchor") < 0 ||
        add_anchor(scan, at, at->json, "$dynamicAnchor") < 0)
        return -1;
    json_object_foreach((json_t *)at->json, name, value) {
        const struct keyword_kind *kind = keyword_find(name);

        if (kind)
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
        add_alias(store, uri, root.resource);
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
