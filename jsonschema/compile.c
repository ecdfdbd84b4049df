#include "jsonschema/compiler.h"

#include "jsonschema/keywords.h"
#include "jsonschema/quick.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int compiler_report(struct compiler *compiler, const struct node *node,
                    const char *keyword, const char *below, const char *text)
{
    char *pointer = pointer_child(node->pointer, keyword, strlen(keyword));
    char *place = xasprintf("%s%s", pointer, below);

    store_error(node->resource->document, place, compiler->err, "%s", text);
    free(place);
    free(pointer);
    return -1;
}

int compile_error(struct compiler *compiler, const struct node *node,
                  const struct keyword *keyword, const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    compiler_report(compiler, node, keyword->name, "", text);
    free(text);
    return -1;
}

int compile_error_below(struct compiler *compiler, const struct node *node,
                        const struct keyword *keyword, const char *below,
                        const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    compiler_report(compiler, node, keyword->name, below, text);
    free(text);
    return -1;
}

const struct keyword *compile_sibling(const struct node *node, const char *name)
{
    for (size_t i = 0; i < node->len; i++)
        if (!strcmp(node->keywords[i].kind->name, name)) /* unknown: "" */
            return &node->keywords[i];
    return NULL;
}

struct schema_store *compile_store(const struct compiler *compiler)
{
    return compiler->schema->store;
}

static struct node *add_node(struct schema *schema,
                             const struct resource *resource,
                             const char *pointer, const json_t *json)
{
    struct node *node = xcalloc(1, sizeof(*node));

    *node = (struct node){.resource = resource,
                          .position = schema->len,
                          .pointer = xstrdup(pointer),
                          .json = json};
    schema->nodes =
        xgrow(schema->nodes, schema->len, &schema->cap, sizeof(node));
    schema->nodes[schema->len++] = node;
    return node;
}

/* Any of them may come into the dynamic scope with this resource. */
static int add_dynamic_anchors(struct compiler *compiler,
                               const struct resource *resource)
{
    struct schema *schema = compiler->schema;

    for (size_t i = resource->anchors; i > 0;
         i = schema->store->anchors[i - 1].before) {
        const struct anchor *anchor = &schema->store->anchors[i - 1];
        const struct node *node;

        if (!anchor->is_dynamic)
            continue;
        node = compile_place(
            compiler, resource, anchor->pointer,
            pointer_get(resource->document->json, anchor->pointer));
        if (!node)
            return -1;
        schema->dynamics =
            xgrow(schema->dynamics, schema->dynamics_len, &schema->dynamics_cap,
                  sizeof(*schema->dynamics));
        schema->dynamics[schema->dynamics_len++] =
            (struct dynamic_anchor){resource, anchor->name, node};
    }
    return 0;
}

struct node *compiler_place(struct compiler *compiler,
                            const struct resource *resource,
                            const char *pointer, const json_t *json)
{
    struct schema *schema = compiler->schema;
    char *key = xasprintf("%zu %s", resource->document->id, pointer);
    const json_t *position = json_object_get(compiler->known, key);
    struct node *node = NULL;

    compiler->pointers += position ? 0 : strlen(pointer);
    if (position) {
        node = schema->nodes[json_integer_value(position)];
    } else if (!json_is_object(json) && !json_is_boolean(json)) {
        store_error(resource->document, pointer, compiler->err,
                    "a schema must be an object, true or false");
    } else if (compiler->pointers > SCHEMA_POINTERS_MAX) {
        store_error(resource->document, "", compiler->err,
                    "the schema is too large");
    } else {
        json_object_set_new(compiler->known, key,
                            json_integer((json_int_t)schema->len));
        node = add_node(schema, resource, pointer, json);
    }
    free(key);
    return node;
}

const struct node *compile_place(struct compiler *compiler,
                                 const struct resource *resource,
                                 const char *pointer, const json_t *json)
{
    return compiler_place(compiler, resource, pointer, json);
}

static int by_resource(const void *a, const void *b)
{
    const struct dynamic_anchor *left = a, *right = b;

    if (left->resource != right->resource)
        return left->resource->id < right->resource->id ? -1 : 1;
    return strcmp(left->name, right->name);
}

const struct node *schema_dynamic(const struct schema *schema,
                                  const struct resource *resource,
                                  const char *name)
{
    const struct dynamic_anchor key = {resource, name, NULL}, *found = NULL;

    if (schema->dynamics_len)
        found = bsearch(&key, schema->dynamics, schema->dynamics_len,
                        sizeof(key), by_resource);
    return found ? found->node : NULL;
}

/* The list grows while it is read: a node brings in what it refers to. */
static int compile_all(struct compiler *compiler)
{
    struct schema *schema = compiler->schema;
    json_t *entered = json_object();
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < schema->len; i++) {
        const struct resource *resource = schema->nodes[i]->resource;

        rc = compiler_node(compiler, schema->nodes[i]);
        if (rc < 0 || json_object_get(entered, resource->uri))
            continue;
        json_object_set_new(entered, resource->uri, json_true());
        rc = add_dynamic_anchors(compiler, resource);
    }
    json_decref(entered);
    return rc;
}

struct schema *compile_unchecked(struct schema_store *store, const char *uri,
                                 struct error *err)
{
    struct schema *schema = xcalloc(1, sizeof(*schema)), *done = NULL;
    struct compiler compiler = {
        .schema = schema, .known = json_object(), .err = err};
    struct target target = {0};
    char *problem = NULL;

    schema->store = store;
    if (store_resolve(store, "", uri, &target, &problem) < 0) {
        error_set(err, ERROR_SUITE, uri, "%s", problem);
        goto out;
    }
    schema->root =
        compile_place(&compiler, target.resource, target.pointer, target.json);
    if (!schema->root || compile_all(&compiler) < 0)
        goto out;
    if (schema->dynamics_len)
        qsort(schema->dynamics, schema->dynamics_len, sizeof(*schema->dynamics),
              by_resource);
    schema->quick = quick_new(schema);
    schema->pool = match_pool_new();
    done = schema;
    schema = NULL;
out:
    json_decref(compiler.known);
    free(target.pointer);
    free(problem);
    schema_free(schema);
    return done;
}

void schema_free(struct schema *schema)
{
    if (!schema)
        return;
    for (size_t i = 0; i < schema->len; i++) {
        struct node *node = schema->nodes[i];

        for (size_t k = 0; k < node->len; k++) {
            struct keyword *keyword = &node->keywords[k];

            for (size_t b = 0; b < keyword->len; b++)
                matcher_clear(&keyword->branches[b].matcher);
            free(keyword->branches);
            matcher_clear(&keyword->matcher);
            names_clear(&keyword->names);
            if (keyword->data && keyword->kind->own->clear)
                keyword->kind->own->clear(keyword->data);
        }
        free(node->keywords);
        free(node->pointer);
        free(node);
    }
    quick_free(schema->quick);
    match_pool_free(schema->pool);
    free(schema->dynamics);
    free(schema->nodes);
    free(schema);
}
