#include "jsonschema/compile.h"

#include "jsonschema/dialect.h"
#include "jsonschema/keywords.h"

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
    report(compiler, node, keyword->kind->name, "", text);
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
    report(compiler, node, keyword->kind->name, below, text);
    free(text);
    return -1;
}

const struct keyword *compile_sibling(const struct node *node, const char *name)
{
    for (size_t i = 0; i < node->len; i++)
        if (!strcmp(node->keywords[i].kind->name, name))
            return &node->keywords[i];
    return NULL;
}

const struct schema_store *compile_store(const struct compiler *compiler)
{
    return compiler->schema->store;
}

static struct node *add_node(struct schema *schema,
                             const struct resource *resource,
                             const char *pointer, const json_t *json)
{
    struct node *node = xcalloc(1, sizeof(*node));

    *node = (struct node){
        .resource = resource, .pointer = xstrdup(pointer), .json = json};
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

    for (size_t i = 0; i < schema->store->anchors_len; i++) {
        const struct anchor *anchor = &schema->store->anchors[i];
        const struct node *node;

        if (anchor->resource != resource || !anchor->is_dynamic)
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

const struct node *compile_place(struct compiler *compiler,
                                 const struct resource *resource,
                                 const char *pointer, const json_t *json)
{
    struct schema *schema = compiler->schema;
    char *key = xasprintf("%zu %s", resource->document->id, pointer);
    const json_t *position = json_object_get(compiler->known, key);
    struct node *node = NULL;

    if (position) {
        node = schema->nodes[json_integer_value(position)];
    } else if (!json_is_object(json) && !json_is_boolean(json)) {
        store_error(resource->document, pointer, compiler->err,
                    "a schema must be an object, true or false");
    } else {
        json_object_set_new(compiler->known, key,
                            json_integer((json_int_t)schema->len));
        node = add_node(schema, resource, pointer, json);
    }
    free(key);
    return node;
}

/* The resource of a subschema: its own when it has an "$id". */
static const struct resource *resource_at(const struct schema_store *store,
                                          const struct node *around,
                                          const char *pointer,
                                          const json_t *json)
{
    if (!json_is_string(json_object_get(json, "$id")))
        return around->resource;
    for (size_t i = 0; i < store->resources_len; i++)
        if (store->resources[i]->document == around->resource->document &&
            !strcmp(store->resources[i]->pointer, pointer))
            return store->resources[i];
    return around->resource;
}

/* Takes the pointer. */
static const struct node *compile_child(struct compiler *compiler,
                                        const struct node *around,
                                        char *pointer, const json_t *json)
{
    const struct node *node = compile_place(
        compiler, resource_at(compiler->schema->store, around, pointer, json),
        pointer, json);

    free(pointer);
    return node;
}

static int compile_branches(struct compiler *compiler, const struct node *node,
                            struct keyword *keyword, const char *pointer)
{
    const bool is_map = keyword->kind->shape == SHAPE_SCHEMA_MAP;
    const json_t *value = keyword->value;
    void *member = json_object_iter((json_t *)value);
    size_t len = is_map ? json_object_size(value) : json_array_size(value);

    if (is_map ? !json_is_object(value) : len == 0)
        return compile_error(compiler, node, keyword,
                             is_map ? "must be an object of schemas"
                                    : "must be a non-empty array of schemas");
    keyword->branches = xcalloc(len, sizeof(*keyword->branches));
    keyword->len = len;
    for (size_t i = 0; i < len; i++) {
        struct branch *branch = &keyword->branches[i];

        if (is_map) {
            branch->name = json_object_iter_key(member);
            branch->node = compile_child(
                compiler, node,
                pointer_child(pointer, branch->name, strlen(branch->name)),
                json_object_iter_value(member));
            member = json_object_iter_next((json_t *)value, member);
        } else {
            branch->node =
                compile_child(compiler, node, pointer_index(pointer, i),
                              json_array_get(value, i));
        }
        if (!branch->node)
            return -1;
    }
    return 0;
}

static int compile_subschemas(struct compiler *compiler,
                              const struct node *node, struct keyword *keyword)
{
    const char *name = keyword->kind->name;
    char *pointer = pointer_child(node->pointer, name, strlen(name));
    int rc = 0;

    if (keyword->kind->shape == SHAPE_SCHEMA) {
        keyword->sub =
            compile_child(compiler, node, xstrdup(pointer), keyword->value);
        rc = keyword->sub ? 0 : -1;
    } else if (keyword->kind->shape != SHAPE_VALUE) {
        rc = compile_branches(compiler, node, keyword, pointer);
    }
    free(pointer);
    return rc;
}

static const struct keyword_kind *known_keyword(struct compiler *compiler,
                                                const struct node *node,
                                                const struct dialect *dialect,
                                                const char *name)
{
    const struct keyword_kind *kind = keyword_find(name);

    if (!kind) {
        report(compiler, node, name, "", "this keyword is not implemented");
    } else if (kind->is_bytes_vocabulary && !dialect->has_bytes) {
        report(compiler, node, name, "",
               "this keyword needs \"$schema\": \"" JSONSCHEMA_DIALECT "\"");
        kind = NULL;
    }
    return kind;
}

/* Rows first, so that keywords can find their siblings wherever they stand. */
static int list_keywords(struct compiler *compiler, struct node *node,
                         const struct dialect *dialect)
{
    const char *name;
    json_t *value;

    node->keywords =
        xcalloc(json_object_size(node->json), sizeof(*node->keywords));
    for (int last = 0; last <= 1; last++)
        json_object_foreach((json_t *)node->json, name, value) {
            const struct keyword_kind *kind =
                known_keyword(compiler, node, dialect, name);

            if (!kind)
                return -1;
            if (kind->is_last != last)
                continue;
            node->tracks = node->tracks || kind->is_last;
            node->keywords[node->len++] =
                (struct keyword){.kind = kind, .value = value};
        }
    return 0;
}

static int compile_node(struct compiler *compiler, struct node *node)
{
    const struct dialect *dialect = dialect_of(node->resource, compiler->err);

    if (!dialect)
        return -1;
    if (!json_is_object(node->json))
        return 0;
    if (list_keywords(compiler, node, dialect) < 0)
        return -1;
    for (size_t i = 0; i < node->len; i++) {
        struct keyword *keyword = &node->keywords[i];

        if (compile_subschemas(compiler, node, keyword) < 0)
            return -1;
        if (keyword->kind->compile &&
            keyword->kind->compile(compiler, node, keyword) < 0)
            return -1;
    }
    return 0;
}

static bool is_resource_known(const struct schema *schema, size_t before,
                              const struct resource *resource)
{
    for (size_t i = 0; i < before; i++)
        if (schema->nodes[i]->resource == resource)
            return true;
    return false;
}

static int compile_all(struct compiler *compiler)
{
    struct schema *schema = compiler->schema;

    for (size_t i = 0; i < schema->len; i++) {
        const struct resource *resource = schema->nodes[i]->resource;

        if (compile_node(compiler, schema->nodes[i]) < 0)
            return -1;
        if (!is_resource_known(schema, i, resource) &&
            add_dynamic_anchors(compiler, resource) < 0)
            return -1;
    }
    return 0;
}

struct schema *schema_compile(const struct schema_store *store, const char *uri,
                              struct error *err)
{
    struct schema *schema = xcalloc(1, sizeof(*schema)), *done = NULL;
    struct compiler compiler = {schema, json_object(), err};
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
                pattern_free(keyword->branches[b].pattern);
            free(keyword->branches);
            pattern_free(keyword->pattern);
        }
        free(node->keywords);
        free(node->pointer);
        free(node);
    }
    free(schema->dynamics);
    free(schema->nodes);
    free(schema);
}
