#include "jsonschema/keywords.h"

#include <stdlib.h>
#include <string.h>

static bool is_resource_root(const struct node *node)
{
    return !strcmp(node->resource->pointer, node->pointer);
}

/* Its value was judged by dialect_of; here is only where it stands. */
int compile_dialect(struct compiler *compiler, const struct node *node,
                    struct keyword *keyword)
{
    if (!is_resource_root(node))
        return compile_error(compiler, node, keyword,
                             "is allowed at the root of a schema only");
    return 0;
}

int compile_vocabulary(struct compiler *compiler, const struct node *node,
                       struct keyword *keyword)
{
    const char *name;
    json_t *value;

    if (!json_is_object(keyword->value))
        return compile_error(compiler, node, keyword, "must be an object");
    json_object_foreach((json_t *)keyword->value, name, value) {
        if (!json_is_boolean(value))
            return compile_error(compiler, node, keyword,
                                 "the value of \"%s\" must be true or false",
                                 name);
    }
    return 0;
}

/* An empty fragment is allowed and means nothing (Core 8.2.1). */
int compile_id(struct compiler *compiler, const struct node *node,
               struct keyword *keyword)
{
    const char *id = json_string_value(keyword->value);
    const char *hash = id ? strchr(id, '#') : NULL;

    if (!id || !*id || (hash && hash[1]))
        return compile_error(compiler, node, keyword,
                             "must be a URI reference without a fragment");
    return 0;
}

/* Before 2020-12 it may be a fragment alone: an anchor. */
int compile_old_id(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword)
{
    return compile_string(compiler, node, keyword);
}

/* Core 8.2.2: [A-Za-z_][-A-Za-z0-9._]* */
static bool is_anchor_name(const char *name)
{
    return !strchr("0123456789-.", name[0]) &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-.")] ==
               '\0';
}

int compile_anchor(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword)
{
    const char *name = json_string_value(keyword->value);

    if (!name || !is_anchor_name(name))
        return compile_error(
            compiler, node, keyword,
            "must be a name: a letter or \"_\", then letters, digits, -_.");
    return 0;
}

static int resolve(struct compiler *compiler, const struct node *node,
                   struct keyword *keyword, const char **dynamic)
{
    const char *reference = json_string_value(keyword->value);
    struct target target = {0};
    char *problem = NULL;

    if (!reference)
        return compile_error(compiler, node, keyword, "must be a string");
    if (store_resolve(compile_store(compiler), node->resource->uri, reference,
                      &target, &problem) < 0) {
        compile_error(compiler, node, keyword, "%s", problem);
        free(problem);
        return -1;
    }
    keyword->sub =
        compile_place(compiler, target.resource, target.pointer, target.json);
    *dynamic = target.dynamic;
    free(target.pointer);
    return keyword->sub ? 0 : -1;
}

int compile_ref(struct compiler *compiler, const struct node *node,
                struct keyword *keyword)
{
    const char *ignored;

    return resolve(compiler, node, keyword, &ignored);
}

int compile_dynamic_ref(struct compiler *compiler, const struct node *node,
                        struct keyword *keyword)
{
    return resolve(compiler, node, keyword, &keyword->dynamic);
}

enum schema_verdict validate_ref(struct run *run, const struct keyword *keyword,
                                 const struct place *at)
{
    return run_same(run, keyword, keyword->sub, at, NULL, RUN_NO_INDEX);
}

/* The outermost resource of the dynamic scope wins. */
const struct node *run_dynamic_target(struct run *run,
                                      const struct keyword *keyword)
{
    const struct node *target = keyword->sub;

    for (const struct scope *scope = run->scope; keyword->dynamic && scope;
         scope = scope->outer) {
        const struct node *found = NULL;

        if (scope->resource->anchors)
            found =
                schema_dynamic(run->schema, scope->resource, keyword->dynamic);
        if (found)
            target = found;
        run->steps++;
    }
    return target;
}

enum schema_verdict validate_dynamic_ref(struct run *run,
                                         const struct keyword *keyword,
                                         const struct place *at)
{
    return run_same(run, keyword, run_dynamic_target(run, keyword), at, NULL,
                    RUN_NO_INDEX);
}
