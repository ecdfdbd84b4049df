#include "jsonschema/keywords.h"
#include "jsonschema/output.h"

#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* An array of strings without repetition; `below` is its place. */
static int check_names(struct compiler *compiler, const struct node *node,
                       const struct keyword *keyword, const char *below,
                       const json_t *names)
{
    json_t *known = json_object();
    int rc = 0;

    if (!json_is_array(names))
        rc = compile_error_below(compiler, node, keyword, below,
                                 "must be an array of strings");
    for (size_t i = 0; rc == 0 && i < json_array_size(names); i++) {
        const json_t *name = json_array_get(names, i);

        if (!json_is_string(name))
            rc = compile_error_below(compiler, node, keyword, below,
                                     "item %zu must be a string", i);
        else if (json_object_getn(known, json_string_value(name),
                                  json_string_length(name)))
            rc = compile_error_below(compiler, node, keyword, below,
                                     "lists \"%s\" twice",
                                     json_string_value(name));
        else
            json_object_setn_new(known, json_string_value(name),
                                 json_string_length(name), json_true());
    }
    json_decref(known);
    return rc;
}

int compile_required(struct compiler *compiler, const struct node *node,
                     struct keyword *keyword)
{
    return check_names(compiler, node, keyword, "", keyword->value);
}

int compile_dependencies(struct compiler *compiler, const struct node *node,
                         struct keyword *keyword)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < keyword->len; i++) {
        const struct branch *branch = &keyword->branches[i];
        char *below = pointer_child("", branch->name, strlen(branch->name));

        if (!branch->node)
            rc = check_names(compiler, node, keyword, below, branch->value);
        free(below);
    }
    return rc;
}

int compile_dependent_required(struct compiler *compiler,
                               const struct node *node, struct keyword *keyword)
{
    const char *name;
    json_t *names;
    int rc = 0;

    if (!json_is_object(keyword->value))
        return compile_error(compiler, node, keyword, "must be an object");
    json_object_foreach((json_t *)keyword->value, name, names) {
        char *below = pointer_child("", name, strlen(name));

        rc = check_names(compiler, node, keyword, below, names);
        free(below);
        if (rc < 0)
            break;
    }
    return rc;
}

/* The first name from position on that the instance lacks, or NULL. */
static const char *next_missing(const json_t *names, const json_t *instance,
                                size_t *position)
{
    while (*position < json_array_size(names)) {
        const json_t *name = json_array_get(names, (*position)++);

        if (!json_object_getn(instance, json_string_value(name),
                              json_string_length(name)))
            return json_string_value(name);
    }
    return NULL;
}

bool holds_required(const struct keyword *keyword, const json_t *instance)
{
    size_t position = 0;

    return !next_missing(keyword->value, instance, &position);
}

void explain_required(struct run *run, const struct keyword *keyword,
                      const struct place *at)
{
    size_t position = 0;
    const char *name;

    while ((name = next_missing(keyword->value, at->instance, &position)))
        fail(run, keyword, at, "member \"%s\" is missing", name);
}

static void explain_cause(struct run *run, const struct keyword *keyword,
                          const struct place *at, const char *cause,
                          const json_t *names)
{
    size_t position = 0;
    const char *name;

    while ((name = next_missing(names, at->instance, &position)))
        fail(run, keyword, at, "member \"%s\" is missing, needed by \"%s\"",
             name, cause);
}

bool holds_dependent_required(const struct keyword *keyword,
                              const json_t *instance)
{
    const char *cause;
    json_t *names;

    json_object_foreach((json_t *)keyword->value, cause, names) {
        size_t position = 0;

        if (json_object_get(instance, cause) &&
            next_missing(names, instance, &position))
            return false;
    }
    return true;
}

void explain_dependent_required(struct run *run, const struct keyword *keyword,
                                const struct place *at)
{
    const char *cause;
    json_t *names;

    json_object_foreach((json_t *)keyword->value, cause, names)
        if (json_object_get(at->instance, cause))
            explain_cause(run, keyword, at, cause, names);
}

/* Before 2020-12: a schema for the whole object, or names, by member. */
enum schema_verdict validate_dependencies(struct run *run,
                                          const struct keyword *keyword,
                                          const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < keyword->len; i++) {
        const struct branch *branch = &keyword->branches[i];
        size_t position = 0;

        if (!json_object_get(at->instance, branch->name))
            continue;
        if (branch->node) {
            verdict =
                verdict_and(verdict, run_same(run, keyword, branch->node, at,
                                              branch->name, RUN_NO_INDEX));
        } else if (next_missing(branch->value, at->instance, &position)) {
            explain_cause(run, keyword, at, branch->name, branch->value);
            verdict = SCHEMA_INVALID;
        }
        if (run_is_settled(run, verdict))
            break;
    }
    return verdict;
}

bool holds_min_properties(const struct keyword *keyword, const json_t *instance)
{
    return json_object_size(instance) >= keyword->count;
}

void explain_min_properties(struct run *run, const struct keyword *keyword,
                            const struct place *at)
{
    struct amount room;

    fail(run, keyword, at, "has %s, at least %zu are needed",
         amount(&room, json_object_size(at->instance), "member"),
         keyword->count);
}

bool holds_max_properties(const struct keyword *keyword, const json_t *instance)
{
    return json_object_size(instance) <= keyword->count;
}

void explain_max_properties(struct run *run, const struct keyword *keyword,
                            const struct place *at)
{
    struct amount room;

    fail(run, keyword, at, "has %s, at most %zu are allowed",
         amount(&room, json_object_size(at->instance), "member"),
         keyword->count);
}
