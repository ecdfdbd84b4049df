/* Members of objects, from the sheets that rows lead to. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

bool type_is_composite(const struct type *type)
{
    switch (type->kind) {
    case TYPE_OBJECT:
    case TYPE_MAP:
        return true;
    case TYPE_ARRAY:
        return !type->item || type_is_composite(type->item);
    case TYPE_UNION:
        return type_is_composite(type->item) || type_is_composite(type->other);
    default:
        return false;
    }
}

bool row_is_composite(const struct sheet *sheet, size_t row)
{
    char *words = sheet_words(sheet, row, sheet->type);
    struct type *type = type_read(words);
    bool is_composite = type->kind == TYPE_UNKNOWN || type_is_composite(type);

    type_free(type);
    free(words);
    return is_composite;
}

/* Is there a structure that the page should explain? */
static bool type_has_structure(const struct type *type)
{
    switch (type->kind) {
    case TYPE_OBJECT:
        return true;
    case TYPE_MAP:
    case TYPE_ARRAY:
        return type->item && type_has_structure(type->item);
    default:
        return false;
    }
}

static bool node_has_child(const struct node *node, const char *name)
{
    for (size_t i = 0; i < node->len; i++) {
        if (strcmp(node->children[i]->name, name) == 0)
            return true;
    }
    return false;
}

static void remark_twice(struct deriving *deriving, const struct sheet *sheet,
                         size_t row, const char *name)
{
    if (sheet->used[0] <= 1)
        deriving_note(deriving, "duplicate-row", spot_of_row(sheet, row),
                      "%s has a row above, which is taken as what both say",
                      name);
}

/* The rows of a sheet as members of a node at pointer. */
static void children_read(struct deriving *deriving, struct sheet *sheet,
                          struct node *node, const char *pointer, size_t depth)
{
    char *below = node->type->kind == TYPE_ARRAY ? xasprintf("%s/0", pointer)
                                                 : xstrdup(pointer);

    sheet->open = pointer;
    for (size_t row = 0; row < sheet->table->len; row++) {
        struct node *child;

        if (row_is_heading(sheet, row))
            continue;
        child = row_read(deriving, sheet, row);
        if (!child)
            continue;
        if (node_has_child(node, child->name)) {
            remark_twice(deriving, sheet, row, child->name);
            node_free(child);
            continue;
        }
        node_add(node, child);
        row_expand(deriving, sheet, row, child, below, depth + 1);
    }
    sheet->open = NULL;
    free(below);
}

void row_expand(struct deriving *deriving, struct sheet *sheet, size_t row,
                struct node *node, const char *parent, size_t depth)
{
    struct sheet *to = sheet->targets[row];
    char *pointer = pointer_child(parent, node->name, strlen(node->name));

    if (depth > CONTRACT_DEPTH_MAX)
        deriving_refuse(deriving, "beyond-limit", spot_of_row(sheet, row),
                        "tables explain each other more than %d deep",
                        CONTRACT_DEPTH_MAX);
    else if (to && to->open && type_is_composite(node->type))
        node->recursion = xstrdup(to->open);
    else if (to && type_is_composite(node->type))
        children_read(deriving, to, node, pointer, depth);
    node->unresolved = type_has_structure(node->type) && node->len == 0 &&
                       !node->recursion && !deriving->refused;
    if (node->unresolved && sheet->used[row] == 1)
        deriving_note(deriving, "unresolved-object", spot_of_row(sheet, row),
                      "the members of %s are described nowhere", pointer);
    free(pointer);
}

void members_read(struct deriving *deriving, struct sheet *sheet,
                  struct group *group)
{
    group_place(group, sheet);
    sheet->open = "";
    for (size_t row = 0; row < sheet->table->len; row++) {
        struct node *node;

        if (row_is_heading(sheet, row) || sheet->used[row])
            continue;
        node = row_read(deriving, sheet, row);
        if (!node)
            continue;
        if (group_find(group, node->name)) {
            remark_twice(deriving, sheet, row, node->name);
            node_free(node);
            continue;
        }
        group_add(group, node);
        row_expand(deriving, sheet, row, node, "", 1);
    }
    sheet->open = NULL;
}
