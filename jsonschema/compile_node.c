/* compile_node.c - the keywords of one subschema. */
#include "jsonschema/compiler.h"
#include "jsonschema/dialect.h"
#include "jsonschema/keywords.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* Takes the pointer. A subschema may be a resource of its own. */
static const struct node *compile_child(struct compiler *compiler,
                                        const struct node *around,
                                        char *pointer, const json_t *json)
{
    const struct resource *own = store_resource_at(
        compiler->schema->store, around->resource->document, pointer);
    struct node *node =
        compiler_place(compiler, own ? own : around->resource, pointer, json);

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
    compiler_report(compiler, node, name, "",
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
    for (int last = 0; last <= (int)node->tracks; last++)
        json_object_foreach((json_t *)node->json, name, value) {
            const struct keyword_kind *kind;

            if (only_ref && strcmp(name, "$ref"))
                continue;
            kind = kind_of(compiler, node, name);
            if (!kind)
                return -1;
            node->tracks = node->tracks || kind->is_last;
            if (kind->is_last != last)
                continue;
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

int compiler_node(struct compiler *compiler, struct node *node)
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
