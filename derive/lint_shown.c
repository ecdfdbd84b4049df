/* Members that the examples of a page never show, or never together. */
#include "derive/lint_parts.h"

#include "base/alloc.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* Objects that examples have at one place: borrowed. */
struct objects {
    const json_t **items; /* owned */
    size_t len;
    size_t cap;
};

static void objects_add(struct objects *objects, const json_t *value, int depth)
{
    size_t i;
    json_t *item;

    if (json_is_object(value)) {
        objects->items = xgrow(objects->items, objects->len, &objects->cap,
                               sizeof(*objects->items));
        objects->items[objects->len++] = value;
    }
    if (depth < CONTRACT_DEPTH_MAX)
        json_array_foreach(value, i, item)
            objects_add(objects, item, depth + 1);
}

static bool is_shown(const struct objects *objects, const char *name)
{
    for (size_t i = 0; i < objects->len; i++)
        if (json_object_get(objects->items[i], name))
            return true;
    return false;
}

/* Only sometimes there, by its own words. */
static bool comes_seldom(const struct node *node)
{
    static const char *const keywords[] = {"conditional", "microversion",
                                           "deprecated"};

    for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
        if (traits_find(&node->traits, keywords[i]))
            return true;
    return node->placeholder;
}

static void check_level(const struct contract *contract,
                        struct node *const *nodes, size_t len,
                        const struct objects *objects, const char *pointer,
                        struct remarks *remarks)
{
    struct name_list unseen = {0};
    const struct node *first = NULL;

    for (size_t i = 0; i < len; i++) {
        if (comes_seldom(nodes[i]) || is_shown(objects, nodes[i]->name))
            continue;
        name_list_add(&unseen, nodes[i]->name);
        first = first ? first : nodes[i];
    }
    if (first) {
        char *names = name_list_take(&unseen);

        lint_note(remarks, contract, "example-unseen",
                  lint_place_of(first, *pointer ? pointer : NULL),
                  "no example shows %s", names);
        free(names);
    }
}

static void check_below(const struct contract *contract,
                        struct node *const *nodes, size_t len,
                        const struct objects *objects, const char *pointer,
                        struct remarks *remarks)
{
    if (objects->len == 0)
        return;
    check_level(contract, nodes, len, objects, pointer, remarks);
    for (size_t i = 0; i < len; i++) {
        struct objects members = {0};
        char *place =
            pointer_child(pointer, nodes[i]->name, strlen(nodes[i]->name));

        for (size_t j = 0; j < objects->len; j++)
            objects_add(&members,
                        json_object_get(objects->items[j], nodes[i]->name), 0);
        check_below(contract, nodes[i]->children, nodes[i]->len, &members,
                    place, remarks);
        free(members.items);
        free(place);
    }
}

/* A row of the root's table that only failures have. */
static void check_exclusive(const struct lint_page *page,
                            const struct example *failure,
                            struct remarks *remarks)
{
    const struct contract *contract = page->contract;
    const struct node *root = contract->response.nodes[0];
    const struct table *table =
        page_table(page->page, root->origin.table_index);

    for (size_t i = 0; table && i < table->len; i++) {
        char *name = table->rows[i].len ? cell_text(&table->rows[i].cells[0])
                                        : xstrdup("");

        if (strcmp(name, root->name) &&
            json_object_get(failure->content, name) &&
            !json_object_get(failure->content, root->name))
            lint_note(remarks, contract, "exclusive-members",
                      (struct lint_place){*table->rows[i].element
                                              ? table->rows[i].element
                                              : table->element,
                                          table->rows[i].line, NULL},
                      "\"%s\" and \"%s\" are rows of one table, and no example "
                      "has both",
                      root->name, name);
        free(name);
    }
}

/* Contents are described and not one is shown. */
static void check_absent(const struct contract *contract,
                         struct remarks *remarks)
{
    for (size_t i = 0; i < contract->examples_len; i++)
        if (contract->examples[i].content &&
            (contract->examples[i].role == EXAMPLE_REQUEST ||
             contract->examples[i].role == EXAMPLE_RESPONSE))
            return;
    if (contract->request.len || contract->response.len)
        lint_note(remarks, contract, "example-absent",
                  (struct lint_place){"", 0, NULL},
                  "no example shows a content that the tables describe");
}

void lint_shown(const struct lint_page *page, struct remarks *remarks)
{
    const struct contract *contract = page->contract;
    const struct example *failure = NULL;
    struct objects objects = {0};

    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        if (example->role == EXAMPLE_RESPONSE)
            objects_add(&objects, example->content, 0);
        else if (example->role == EXAMPLE_ERROR && !failure && example->content)
            failure = example;
    }
    check_absent(contract, remarks);
    check_below(contract, contract->response.nodes, contract->response.len,
                &objects, "", remarks);
    if (failure && objects.len && contract->response.len &&
        !strcmp(contract->response.nodes[0]->origin.page, contract->page))
        check_exclusive(page, failure, remarks);
    free(objects.items);
}
