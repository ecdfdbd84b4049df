#include "jsonschema/store.h"

#include "jsonschema/dialect.h"
#include "jsonschema/keywords.h"
#include "jsonschema/metaschema.h"
#include "jsonschema/scan.h"
#include "jsonschema/uri.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct schema_store *schema_store_new(void)
{
    struct schema_store *store = xcalloc(1, sizeof(*store));

    store->uris = json_object();
    store->places = json_object();
    store->fragments = json_object();
    return store;
}

void schema_store_set_options(struct schema_store *store,
                              const struct schema_options *options)
{
    store->options = *options;
}

void schema_store_free(struct schema_store *store)
{
    if (!store)
        return;
    dialects_free(store);
    for (size_t i = 0; i < store->documents_len; i++) {
        json_decref(store->documents[i]->json);
        free(store->documents[i]->where);
        free(store->documents[i]);
    }
    for (size_t i = 0; i < store->resources_len; i++) {
        free(store->resources[i]->uri);
        free(store->resources[i]->pointer);
        free(store->resources[i]);
    }
    for (size_t i = 0; i < store->anchors_len; i++)
        free(store->anchors[i].pointer);
    for (size_t i = 0; i < store->vocabularies_len; i++)
        free(store->vocabularies[i].kinds);
    json_decref(store->uris);
    json_decref(store->places);
    json_decref(store->fragments);
    free(store->documents);
    free(store->resources);
    free(store->anchors);
    free(store->vocabularies);
    free(store->formats);
    free(store);
}

/* Bytes of a pointer that an error shows whole; its text must fit as well. */
#define POINTER_SHOWN 240

int store_error(const struct document *document, const char *pointer,
                struct error *err, const char *fmt, ...)
{
    const size_t len = strlen(pointer);
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    if (len > POINTER_SHOWN)
        error_set(err, ERROR_SUITE, document->where, "%.*s...%s: %s",
                  POINTER_SHOWN / 2, pointer, pointer + len - POINTER_SHOWN / 2,
                  text);
    else
        error_set(err, ERROR_SUITE, document->where, "%s: %s",
                  len ? pointer : "\"\"", text);
    free(text);
    return -1;
}

const struct resource *store_resource(const struct schema_store *store,
                                      const char *uri)
{
    const json_t *position = json_object_get(store->uris, uri);

    return position ? store->resources[json_integer_value(position)] : NULL;
}

const struct resource *store_resource_at(const struct schema_store *store,
                                         const struct document *document,
                                         const char *pointer)
{
    char *key = xasprintf("%zu %s", document->id, pointer);
    const json_t *position = json_object_get(store->places, key);

    free(key);
    return position ? store->resources[json_integer_value(position)] : NULL;
}

/* The resource with the longest root pointer above the place. */
static const struct resource *innermost(const struct schema_store *store,
                                        const struct resource *from,
                                        const char *pointer)
{
    const struct resource *found = NULL;
    char *above = xstrdup(pointer);

    while (!found && strlen(above) > strlen(from->pointer)) {
        found = store_resource_at(store, from->document, above);
        *strrchr(above, '/') = '\0';
    }
    free(above);
    return found ? found : from;
}

static const struct anchor *find_anchor(const struct schema_store *store,
                                        const struct resource *resource,
                                        const char *name)
{
    char *key = xasprintf("%zu %s", resource->id, name);
    const json_t *position = json_object_get(store->fragments, key);

    free(key);
    return position ? &store->anchors[json_integer_value(position)] : NULL;
}

static int locate(const struct schema_store *store, const char *fragment,
                  struct target *target)
{
    const struct resource *root = target->resource;
    const struct anchor *anchor;

    if (fragment[0] == '\0' || fragment[0] == '/') {
        target->pointer = xasprintf("%s%s", root->pointer, fragment);
        target->resource = innermost(store, root, target->pointer);
    } else {
        anchor = find_anchor(store, root, fragment);
        if (!anchor)
            return -1;
        target->pointer = xstrdup(anchor->pointer);
        target->dynamic = anchor->is_dynamic ? anchor->name : NULL;
    }
    target->json = pointer_get(root->document->json, target->pointer);
    return target->json ? 0 : -1;
}

int store_resolve(struct schema_store *store, const char *base,
                  const char *reference, struct target *target, char **problem)
{
    char *uri = uri_resolve(base, reference);
    const bool has_fragment = strchr(uri, '#') != NULL;
    char *fragment = uri_take_fragment(uri);
    int rc = -1;

    metaschema_provide(store, uri);
    *target = (struct target){.resource = store_resource(store, uri)};
    if (has_fragment && !fragment)
        *problem = xasprintf("\"%s\" has a broken percent escape", reference);
    else if (!target->resource)
        *problem = xasprintf("leads to \"%s\", which is not in the store", uri);
    else if (locate(store, fragment ? fragment : "", target) < 0)
        *problem = xasprintf("leads to \"%s\" of \"%s\", where nothing is",
                             fragment, uri);
    else
        rc = 0;
    if (rc < 0) {
        free(target->pointer);
        target->pointer = NULL;
    }
    free(fragment);
    free(uri);
    return rc;
}

int schema_store_add(struct schema_store *store, const char *uri,
                     const char *where, json_t *document, struct error *err)
{
    struct document *added;
    char *base = xstrdup(uri);
    int rc = -1;

    free(uri_take_fragment(base));
    if (store_resource(store, base)) {
        error_set(err, ERROR_SUITE, where,
                  "the URI \"%s\" belongs to another document", base);
        goto out;
    }
    store->documents = xgrow(store->documents, store->documents_len,
                             &store->documents_cap, sizeof(added));
    added = xcalloc(1, sizeof(*added));
    *added = (struct document){.json = json_incref(document),
                               .where = xstrdup(where),
                               .id = store->documents_len};
    store->documents[store->documents_len++] = added;
    rc = scan_document(store, added, base, err);
out:
    free(base);
    return rc;
}
