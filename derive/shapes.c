/*
 * What examples show about the outermost value of a content, where tables
 * leave it out: that it is an array, or an object around the one described.
 */
#include "derive/deriving.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool counts(const struct example *example, enum example_role role)
{
    return example->role == role && example->content && !example->in_table;
}

/* How many examples of the role are arrays, and how many there are. */
static size_t count_arrays(const struct contract *contract,
                           enum example_role role, size_t *all)
{
    size_t arrays = 0;

    *all = 0;
    for (size_t i = 0; i < contract->examples_len; i++) {
        if (!counts(&contract->examples[i], role))
            continue;
        arrays += json_is_array(contract->examples[i].content);
        (*all)++;
    }
    return arrays;
}

/* Has the value at least one member of the group? */
static bool shares_member(const json_t *value, const struct group *group)
{
    for (size_t i = 0; i < group->len; i++) {
        if (json_object_get(value, group->nodes[i]->name))
            return true;
    }
    return false;
}

/* The one member around what the group describes, NULL when it is not so. */
static const char *wrapper_of(const json_t *content, const struct group *group)
{
    void *at = json_object_iter((json_t *)(uintptr_t)content);
    const json_t *inner = at ? json_object_iter_value(at) : NULL;

    if (json_object_size(content) != 1 || shares_member(content, group))
        return NULL;
    if (json_is_array(inner))
        inner = json_array_get(inner, 0);
    return shares_member(inner, group) ? json_object_iter_key(at) : NULL;
}

/* The same for all examples of the role, NULL when they differ. */
static const char *wrapper_in(const struct contract *contract,
                              const struct group *group, enum example_role role,
                              const struct example **shown)
{
    const char *wrapper = NULL;

    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        const char *name;

        if (!counts(example, role))
            continue;
        name = wrapper_of(example->content, group);
        if (!name || (wrapper && strcmp(name, wrapper) != 0))
            return NULL;
        wrapper = name;
        *shown = example;
    }
    return wrapper;
}

static struct provenance origin_of_example(const struct contract *contract,
                                           const struct group *group,
                                           const struct example *example)
{
    return (struct provenance){
        .page = xstrdup(contract->page),
        .table = xstrdup(group->table ? group->table : ""),
        .row = xstrdup(""),
        .type_el = xstrdup(example->element),
        .mandatory_el = xstrdup(""),
        .text_el = xstrdup(example->element),
        .line = example->line,
    };
}

/* The group becomes the members of one node, which no row describes. */
static void group_wrap(struct contract *contract, struct group *group,
                       const char *name, const struct example *example)
{
    const json_t *inner = json_object_get(example->content, name);
    struct node *node = node_new(name);

    node->type =
        type_read(json_is_array(inner) ? "Array of objects" : "Object");
    node->presence = PRESENCE_MANDATORY;
    node->description = xstrdup("");
    node->origin = origin_of_example(contract, group, example);
    node->children = group->nodes;
    node->len = group->len;
    node->cap = group->cap;
    group->nodes = NULL;
    group->len = group->cap = 0;
    group_add(group, node);
}

void group_fit_examples(struct deriving *deriving, struct group *group,
                        enum example_role role)
{
    struct contract *contract = deriving->contract;
    const struct example *example = NULL;
    const char *wrapper;
    size_t all;
    size_t arrays = count_arrays(contract, role, &all);

    if (group->len == 0 || all == 0 || deriving->refused)
        return;
    if (arrays == all) {
        group->is_array = true;
        return;
    }
    wrapper = wrapper_in(contract, group, role, &example);
    if (!wrapper)
        return;
    deriving_note(
        deriving, "wrapper-undocumented",
        (struct spot){example->element, example->line},
        "the examples put what the table describes into a member \"%s\" that "
        "has no row",
        wrapper);
    group_wrap(contract, group, wrapper, example);
}
