#include "derive/check_members.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

struct search {
    const struct group *group;
    void (*found)(void *with, const char *pointer, const char *name);
    void *with;
};

/* Members that are described for one value. */
struct listing {
    struct node *const *nodes;
    size_t len;
};

static const struct node *find_node(struct listing listing, const char *name)
{
    const struct node *any = NULL;

    for (size_t i = 0; i < listing.len; i++) {
        if (listing.nodes[i]->placeholder)
            any = listing.nodes[i];
        else if (!strcmp(listing.nodes[i]->name, name))
            return listing.nodes[i];
    }
    return any;
}

/* What a pointer of a recursion leads to, indexes skipped. */
static struct listing find_place(const struct group *group, const char *pointer)
{
    struct listing listing = {group->nodes, group->len};

    while (*pointer == '/') {
        const size_t len = strcspn(++pointer, "/");
        char *name = pointer_unescape(pointer, len);
        const struct node *node = find_node(listing, name);

        if (node)
            listing = (struct listing){node->children, node->len};
        free(name);
        pointer += len;
    }
    return listing;
}

/* Is the object a map, by its type or its one row? Then keys are free. */
static bool holds_anything(const struct node *node)
{
    const struct type *type = node->type;

    while (type && type->kind == TYPE_ARRAY)
        type = type->item;
    return type && type->kind == TYPE_MAP;
}

static struct listing members_of(const struct search *search,
                                 const struct node *node)
{
    if (holds_anything(node))
        return (struct listing){NULL, 0};
    if (node->recursion)
        return find_place(search->group, node->recursion);
    return (struct listing){node->children, node->len};
}

/* Nothing is said about members where there are no rows. */
static void search_value(const struct search *search, struct listing listing,
                         const json_t *value, const char *pointer, int depth)
{
    const char *name;
    json_t *member;
    size_t i;

    if (listing.len == 0 || depth > CONTRACT_DEPTH_MAX)
        return;
    json_array_foreach(value, i, member) {
        char *place = pointer_index(pointer, i);

        search_value(search, listing, member, place, depth + 1);
        free(place);
    }
    json_object_foreach((json_t *)value, name, member) {
        char *place = pointer_child(pointer, name, strlen(name));
        const struct node *node = find_node(listing, name);

        if (node)
            search_value(search, members_of(search, node), member, place,
                         depth + 1);
        else
            search->found(search->with, place, name);
        free(place);
    }
}

void members_undocumented(const struct group *group, const json_t *value,
                          void (*found)(void *with, const char *pointer,
                                        const char *name),
                          void *with)
{
    const struct search search = {group, found, with};

    search_value(&search, (struct listing){group->nodes, group->len}, value, "",
                 0);
}
