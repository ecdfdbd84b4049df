#include "jsonschema/compile.h"

#include "jsonschema/dialect.h"
#include "jsonschema/keywords.h"
#include "jsonschema/quick.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/*
 * Places are nodes from the moment somebody refers to them, and are compiled
 * one after the other from the list: recursion in a schema costs no stack.
 */
struct compiler {
    struct schema *schema; /* being made */
    json_t *known;         /* "<document> <pointer>" -> position in nodes */
    size_t pointers;       /* bytes of all of them */
    struct error *err;
};

static int report(struct compiler *compiler, const struct node *node,
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
    report(compiler, node, keyword->name, "", text);
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
    report(compiler, node, keyword->name, below, text);
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

static struct node *place(struct compiler *compiler,
                          const struct resource *resource, const char *pointer,
                          const json_t *json)
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
    return place(compiler, resource, pointer, json);
}

/* Takes the pointer. A subschema may be a resource of its own. */
static const struct node *compile_child(struct compiler *compiler,
                                        const struct node *around,
                                        char *pointer, const json_t *json)
{
    const struct resource *own = store_resource_at(
        compiler->schema->store, around->resource->document, pointer);
    struct node *node =
        place(compiler, own ? own : around->resource, pointer, json);

    if (node)
        node->is_child = true;
    free(pointer);
    return node;
}

/* A member of a map or an item of an array. Takes the pointer. */
static int compile_branch(struct compiler *compiler, const struct node *node,
                          struct keyword *keyword, char *pointer,
                          struct branch branch)
{
    if (keyword->kind->shape == SHAPE_DEPENDENCIES &&
        json_is_array(branch.value)) {
        free(pointer);
    } else {
        branch.node = compile_child(compiler, node, pointer, branch.value);
        if (!branch.node)
            return -1;
    }
    keyword->branches[keyword->len++] = branch;
    return 0;
}

static int compile_map(struct compiler *compiler, const struct node *node,
                       struct keyword *keyword, const char *pointer)
{
    const char *name;
    json_t *value;

    if (!json_is_object(keyword->value))
        return compile_error(compiler, node, keyword,
                             "must be an object of schemas");
    keyword->branches =
        xcalloc(json_object_size(keyword->value), sizeof(*keyword->branches));
    json_object_foreach((json_t *)keyword->value, name, value) {
        if (compile_branch(compiler, node, keyword,
                           pointer_child(pointer, name, strlen(name)),
                           (struct branch){.name = name, .value = value}) < 0)
            return -1;
    }
    return 0;
}

static int compile_list(struct compiler *compiler, const struct node *node,
                        struct keyword *keyword, const char *pointer)
{
    const size_t len = json_array_size(keyword->value);

    if (len == 0)
        return compile_error(compiler, node, keyword,
                             "must be a non-empty array of schemas");
    keyword->branches = xcalloc(len, sizeof(*keyword->branches));
    for (size_t i = 0; i < len; i++)
        if (compile_branch(compiler, node, keyword, pointer_index(pointer, i),
                           (struct branch){
                               .value = json_array_get(keyword->value, i)}) < 0)
            return -1;
    return 0;
}

static int compile_subschemas(struct compiler *compiler,
                              const struct node *node, struct keyword *keyword)
{
    const enum keyword_shape shape = keyword->kind->shape;
    char *pointer;
    int rc = 0;

    if (shape == SHAPE_VALUE)
        return 0;
    pointer =
        pointer_child(node->pointer, keyword->name, strlen(keyword->name));
    if (shape == SHAPE_SCHEMA ||
        (shape == SHAPE_ITEMS && !json_is_array(keyword->value))) {
        keyword->sub =
            compile_child(compiler, node, xstrdup(pointer), keyword->value);
        rc = keyword->sub ? 0 : -1;
    } else if (shape == SHAPE_SCHEMA_MAP || shape == SHAPE_DEPENDENCIES) {
        rc = compile_map(compiler, node, keyword, pointer);
    } else {
        rc = compile_list(compiler, node, keyword, pointer);
    }
    free(pointer);
    return rc;
}

/* Strict: why a member is no keyword here. Returns NULL. */
static const struct keyword_kind *refuse_keyword(struct compiler *compiler,
                                                 const struct node *node,
                                                 const char *name)
{
    const struct schema_store *store = compiler->schema->store;
    char *text = NULL;

    if (keyword_find(store, node->dialect->draft, ~0u, name))
        text = xasprintf("this keyword needs a vocabulary that \"$schema\": "
                         "\"%s\" does not have",
                         node->dialect->uri);
    report(compiler, node, name, "",
           text ? text : "this keyword is not implemented");
    free(text);
    return NULL;
}

static const struct keyword_kind *
kind_of(struct compiler *compiler, const struct node *node, const char *name)
{
    const struct schema_store *store = compiler->schema->store;
    const struct keyword_kind *kind = keyword_find(
        store, node->dialect->draft, node->dialect->vocabularies, name);

    if (kind)
        return kind;
    return store->options.strict ? refuse_keyword(compiler, node, name)
                                 : keyword_unknown();
}

/* Rows first, so that keywords can find their siblings wherever they stand. */
static int list_keywords(struct compiler *compiler, struct node *node)
{
    const bool only_ref =
        draft_ref_stands_alone(node->dialect->draft, node->json);
    const char *name;
    json_t *value;

    node->keywords =
        xcalloc(json_object_size(node->json), sizeof(*node->keywords));
    for (int last = 0; last <= 1; last++)
        json_object_foreach((json_t *)node->json, name, value) {
            const struct keyword_kind *kind;

            if (only_ref && strcmp(name, "$ref"))
                continue;
            kind = kind_of(compiler, node, name);
            if (!kind)
                return -1;
            if (kind->is_last != last)
                continue;
            node->tracks = node->tracks || kind->is_last;
            node->keywords[node->len++] =
                (struct keyword){.kind = kind, .name = name, .value = value};
        }
    return 0;
}

/* Lists that are gone through each time, in steps of a validation. */
static size_t cost_of(const struct keyword *keyword)
{
    const json_t *value = keyword->value;

    if (keyword->kind->holds == holds_enum) /* its texts are found at once */
        return (json_array_size(value) - keyword->names.len) / 8;
    if (keyword->kind->types != TYPE_OBJECT || keyword->names.len)
        return 0;
    return (json_object_size(value) + json_array_size(value)) / 8;
}

static int compile_node(struct compiler *compiler, struct node *node)
{
    node->dialect =
        dialect_of(compiler->schema->store, node->resource, compiler->err);
    if (!node->dialect)
        return -1;
    if (!json_is_object(node->json))
        return 0;
    if (list_keywords(compiler, node) < 0)
        return -1;
    for (size_t i = 0; i < node->len; i++) {
        struct keyword *keyword = &node->keywords[i];

        if (compile_subschemas(compiler, node, keyword) < 0)
            return -1;
        if (keyword->kind->compile &&
            keyword->kind->compile(compiler, node, keyword) < 0)
            return -1;
        keyword->cost = cost_of(keyword);
    }
    return 0;
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

        rc = compile_node(compiler, schema->nodes[i]);
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
