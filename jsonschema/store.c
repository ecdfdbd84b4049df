#include "jsonschema/store.h"

#include "jsonschema/scan.h"
#include "jsonschema/uri.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct schema_store *schema_store_new(void)
{
    return xcalloc(1, sizeof(struct schema_store));
}

void schema_store_free(struct schema_store *store)
{
    if (!store)
        return;
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
    for (size_t i = 0; i < store->aliases_len; i++)
        free(store->aliases[i].uri);
    free(store->documents);
    free(store->resources);
    free(store->anchors);
    free(store->aliases);
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

static const struct resource *find_resource(const struct schema_store *store,
                                            const char *uri)
{
    for (size_t i = 0; i < store->resources_len; i++)
        if (!strcmp(store->resources[i]->uri, uri))
            return store->resources[i];
    for (size_t i = 0; i < store->aliases_len; i++)
        if (!strcmp(store->aliases[i].uri, uri))
            return store->aliases[i].resource;
    return NULL;
}

/* The resource with the longest root pointer above the place. */
static const struct resource *innermost(const struct schema_store *store,
                                        const struct resource *from,
                                        const char *pointer)
{
    const struct resource *best = from;

    for (size_t i = 0; i < store->resources_len; i++) {
        const struct resource *one = store->resources[i];

        if (one->document == from->document &&
            pointer_is_below(pointer, one->pointer) &&
            strlen(one->pointer) > strlen(best->pointer))
            best = one;
    }
    return best;
}

static const struct anchor *find_anchor(const struct schema_store *store,
                                        const struct resource *resource,
                                        const char *name)
{
    for (size_t i = 0; i < store->anchors_len; i++)
        if (store->anchors[i].resource == resource &&
            !strcmp(store->anchors[i].name, name))
            return &store->anchors[i];
    return NULL;
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

int store_resolve(const struct schema_store *store, const char *base,
                  const char *reference, struct target *target, char **problem)
{
    char *uri = uri_resolve(base, reference);
    const bool has_fragment = strchr(uri, '#') != NULL;
    char *fragment = uri_take_fragment(uri);
    int rc = -1;

    *target = (struct target){.resource = find_resource(store, uri)};
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
    if (find_resource(store, base)) {
        error_set(err, ERROR_SUITE, where,
                  "the URI \"%s\" belongs to another document", base);
        goto out;
    }
    store->documents = xgrow(store->documents, store->documents_len,
                             &store->documents_cap, sizeof(added));
    added = xcalloc(1, sizeof(*added));
    *added = (struct document){json_incref(document), xstrdup(where),
                               store->documents_len};
    store->documents[store->documents_len++] = added;
    rc = scan_document(store, added, base, err);
out:
    free(base);
    return rc;
}
