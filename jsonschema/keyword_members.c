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
        else if (json_object_get(known, json_string_value(name)))
            rc = compile_error_below(compiler, node, keyword, below,
                                     "lists \"%s\" twice",
                                     json_string_value(name));
        else
            json_object_set_new(known, json_string_value(name), json_true());
    }
    json_decref(known);
    return rc;
}

int compile_required(struct compiler *compiler, const struct node *node,
                     struct keyword *keyword)
{
    return check_names(compiler, node, keyword, "", keyword->value);
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

enum schema_verdict validate_required(struct run *run,
                                      const struct keyword *keyword,
                                      const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    for (size_t i = 0; i < json_array_size(keyword->value); i++) {
        const char *name = json_string_value(json_array_get(keyword->value, i));

        if (json_object_get(at->instance, name))
            continue;
        verdict = fail(run, keyword, at, "member \"%s\" is missing", name);
        if (run_is_settled(run, verdict))
            break;
    }
    return verdict;
}

enum schema_verdict validate_dependent_required(struct run *run,
                                                const struct keyword *keyword,
                                                const struct place *at)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    const char *cause;
    json_t *names;

    json_object_foreach((json_t *)keyword->value, cause, names) {
        if (!json_object_get(at->instance, cause))
            continue;
        for (size_t i = 0; i < json_array_size(names); i++) {
            const char *name = json_string_value(json_array_get(names, i));

            if (!json_object_get(at->instance, name))
                verdict = fail(run, keyword, at,
                               "member \"%s\" is missing, needed by \"%s\"",
                               name, cause);
        }
    }
    return verdict;
}

enum schema_verdict validate_min_properties(struct run *run,
                                            const struct keyword *keyword,
                                            const struct place *at)
{
    const size_t size = json_object_size(at->instance);
    struct amount room;

    if (size >= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "has %s, at least %zu are needed",
                amount(&room, size, "member"), keyword->count);
}

enum schema_verdict validate_max_properties(struct run *run,
                                            const struct keyword *keyword,
                                            const struct place *at)
{
    const size_t size = json_object_size(at->instance);
    struct amount room;

    if (size <= keyword->count)
        return SCHEMA_VALID;
    return fail(run, keyword, at, "has %s, at most %zu are allowed",
                amount(&room, size, "member"), keyword->count);
}
