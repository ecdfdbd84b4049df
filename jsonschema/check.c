/* check.c - is a schema right in the eyes of its metaschema? */
#include "jsonschema/compile.h"
#include "jsonschema/dialect.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* Compiled once for each store, and judged by schema_compile in its turn. */
static const struct schema *metaschema_of(struct schema_store *store,
                                          struct dialect *dialect,
                                          struct error *err)
{
    if (!dialect->metaschema)
        dialect->metaschema = compile_unchecked(store, dialect->uri, err);
    return dialect->metaschema;
}

/* Is the node a resource in another dialect than what is around it? */
static bool is_foreign(const struct schema *schema, const struct node *node,
                       struct error *err)
{
    const struct resource *resource = node->resource;

    return resource->parent && !strcmp(resource->pointer, node->pointer) &&
           dialect_of(schema->store, resource->parent, err) != node->dialect;
}

/* Takes the new value, for a place below the root. */
static void replace(json_t *root, const char *pointer, json_t *value)
{
    char *above = xstrdup(pointer);
    char *slash = strrchr(above, '/');
    char *token = pointer_unescape(slash + 1, strlen(slash + 1));
    json_t *parent;

    *slash = '\0';
    parent = pointer_get(root, above);
    if (json_is_object(parent))
        json_object_set_new(parent, token, value);
    else
        json_array_set_new(parent, strtoul(token, NULL, 10), value);
    free(token);
    free(above);
}

/* Changes of dialect inside a schema, with all its documents. */
#define FOREIGN_MAX 1000

/* Resources in other dialects than what is around them; few if any. */
struct foreign {
    const struct node **nodes;
    size_t len;
    size_t cap;
};

static int list_foreign(const struct schema *schema, struct foreign *list,
                        struct error *err)
{
    for (size_t i = 0; i < schema->len; i++) {
        const struct node *node = schema->nodes[i];

        if (!is_foreign(schema, node, err))
            continue;
        if (list->len == FOREIGN_MAX)
            return store_error(node->resource->document, node->pointer, err,
                               "the dialect changes more than %d times",
                               FOREIGN_MAX);
        list->nodes =
            xgrow(list->nodes, list->len, &list->cap, sizeof(*list->nodes));
        list->nodes[list->len++] = node;
    }
    return 0;
}

/*
 * The node's value with a schema that says nothing in the place of each that
 * another metaschema judges; a new reference.
 */
static json_t *own_part(const struct foreign *foreign, const struct node *node)
{
    const size_t len = strlen(node->pointer);
    json_t *copy = NULL;

    for (size_t i = 0; i < foreign->len; i++) {
        const struct node *other = foreign->nodes[i];

        if (other->resource->document != node->resource->document ||
            strlen(other->pointer) <= len ||
            !pointer_is_below(other->pointer, node->pointer))
            continue;
        if (!copy)
            copy = json_deep_copy(node->json);
        if (pointer_get(copy, other->pointer + len))
            replace(copy, other->pointer + len,
                    node->dialect->draft == SCHEMA_DRAFT_4 ? json_object()
                                                           : json_true());
    }
    return copy ? copy : json_incref((json_t *)node->json);
}

static int refuse(const struct node *node, enum schema_verdict verdict,
                  const struct schema_output *output, struct error *err)
{
    const struct schema_unit *unit = output->units;
    char *pointer = xasprintf("%s%s", node->pointer,
                              output->len ? unit->instance_location : "");

    if (verdict == SCHEMA_INVALID && output->len)
        store_error(node->resource->document, pointer, err, "%s (%s of \"%s\")",
                    unit->message, unit->keyword, node->dialect->uri);
    else
        store_error(node->resource->document, pointer, err,
                    "could not be judged by its metaschema: %s",
                    output->undecided ? output->undecided : "a limit");
    free(pointer);
    return -1;
}

static int check_node(const struct schema *schema,
                      const struct foreign *foreign, const struct node *node,
                      struct error *err)
{
    const struct schema *metaschema =
        metaschema_of(schema->store, (struct dialect *)node->dialect, err);
    struct schema_output output = {0};
    enum schema_verdict verdict;
    json_t *part;
    int rc = 0;

    if (!metaschema)
        return -1;
    part = own_part(foreign, node);
    verdict = schema_validate(metaschema, part, &output);
    if (verdict != SCHEMA_VALID)
        rc = refuse(node, verdict, &output, err);
    schema_output_clear(&output);
    json_decref(part);
    return rc;
}

/* Subschemas are judged with the schema around them. */
static int check(const struct schema *schema, struct error *err)
{
    struct foreign foreign = {0};
    int rc = list_foreign(schema, &foreign, err);

    for (size_t i = 0; rc == 0 && i < schema->len; i++)
        if (!schema->nodes[i]->is_child &&
            !schema->nodes[i]->resource->document->is_ours)
            rc = check_node(schema, &foreign, schema->nodes[i], err);
    for (size_t i = 0; rc == 0 && i < foreign.len; i++)
        if (foreign.nodes[i]->is_child)
            rc = check_node(schema, &foreign, foreign.nodes[i], err);
    free(foreign.nodes);
    return rc;
}

/* A metaschema is a schema too; its check may bring in another. */
static int check_metaschemas(struct schema_store *store, struct error *err)
{
    for (size_t i = 0; i < store->dialects_len; i++) {
        struct dialect *dialect = store->dialects[i];

        if (dialect->is_checked || !dialect->metaschema)
            continue;
        dialect->is_checked = true;
        if (check(dialect->metaschema, err) < 0) {
            dialect->is_checked = false;
            schema_free(dialect->metaschema);
            dialect->metaschema = NULL;
            return -1;
        }
        i = (size_t)-1; /* from the start */
    }
    return 0;
}

struct schema *schema_compile(struct schema_store *store, const char *uri,
                              struct error *err)
{
    struct schema *schema = compile_unchecked(store, uri, err);

    if (schema &&
        (check(schema, err) < 0 || check_metaschemas(store, err) < 0)) {
        schema_free(schema);
        schema = NULL;
    }
    return schema;
}
