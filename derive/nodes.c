/* Nodes and groups: made, visited, released. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

struct node *node_new(const char *name)
{
    struct node *node = xcalloc(1, sizeof(*node));

    node->name = xstrdup(name);
    return node;
}

static void provenance_clear(struct provenance *origin)
{
    free(origin->page);
    free(origin->table);
    free(origin->row);
    free(origin->type_el);
    free(origin->mandatory_el);
    free(origin->text_el);
}

void node_free(struct node *node)
{
    if (!node)
        return;
    for (size_t i = 0; i < node->len; i++)
        node_free(node->children[i]);
    free(node->children);
    free(node->name);
    type_free(node->type);
    free(node->description);
    traits_clear(&node->traits);
    provenance_clear(&node->origin);
    free(node->recursion);
    free(node);
}

void node_add(struct node *node, struct node *child)
{
    node->children =
        xgrow(node->children, node->len, &node->cap, sizeof(struct node *));
    node->children[node->len++] = child;
}

void group_add(struct group *group, struct node *node)
{
    group->nodes =
        xgrow(group->nodes, group->len, &group->cap, sizeof(struct node *));
    group->nodes[group->len++] = node;
}

const struct node *group_find(const struct group *group, const char *name)
{
    for (size_t i = 0; i < group->len; i++) {
        if (strcmp(group->nodes[i]->name, name) == 0)
            return group->nodes[i];
    }
    return NULL;
}

void group_clear(struct group *group)
{
    for (size_t i = 0; i < group->len; i++)
        node_free(group->nodes[i]);
    free(group->nodes);
    free(group->table);
    free(group->section);
    *group = (struct group){0};
}

void group_place(struct group *group, const struct sheet *sheet)
{
    if (group->len > 0)
        return;
    free(group->table);
    free(group->section);
    group->table = xstrdup(sheet->table->element);
    group->section = xstrdup(sheet->section->heading.element);
}

/* What a pointer to the children goes through: "/0" for an array's items. */
static char *members_pointer(const struct node *node, const char *pointer)
{
    const struct type *type = node->type;

    if (type && type->kind == TYPE_ARRAY)
        return xasprintf("%s/0", pointer);
    return xstrdup(pointer);
}

static void node_visit(const struct node *node, const char *parent,
                       void (*visit)(const struct node *node,
                                     const char *pointer, void *with),
                       void *with)
{
    char *pointer = pointer_child(parent, node->name, strlen(node->name));
    char *below = members_pointer(node, pointer);

    visit(node, pointer, with);
    for (size_t i = 0; i < node->len; i++)
        node_visit(node->children[i], below, visit, with);
    free(below);
    free(pointer);
}

void group_visit(const struct group *group,
                 void (*visit)(const struct node *node, const char *pointer,
                               void *with),
                 void *with)
{
    for (size_t i = 0; i < group->len; i++)
        node_visit(group->nodes[i], group->is_array ? "/0" : "", visit, with);
}
