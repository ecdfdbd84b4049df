/*
 * One operation in several versions of the API: what one describes and the
 * other does not.
 */
#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

/* A page's operation: the same keys on every version. */
struct operation {
    char *key;     /* owned: folder, method, path without the version */
    char *list;    /* owned: the same for a list and for its details */
    char *version; /* owned */
    const struct contract *contract; /* NULL: nothing to compare */
};

/* Names that one side has and the other lacks, level by level. */
struct comparison {
    const struct contract *page;  /* that lacks them */
    const struct contract *other; /* that has them */
    const char *side;
    struct remarks *remarks;
};

static const struct node *find_node(struct node *const *nodes, size_t len,
                                    const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(nodes[i]->name, name) && !nodes[i]->placeholder)
            return nodes[i];
    return NULL;
}

static void compare_level(const struct comparison *comparison,
                          struct node *const *have, size_t have_len,
                          struct node *const *lack, size_t lack_len,
                          struct lint_place place, const char *where)
{
    struct name_list names = {0};

    if (!have_len || !lack_len)
        return;
    for (size_t i = 0; i < have_len; i++) {
        const struct node *same = find_node(lack, lack_len, have[i]->name);

        if (!same && !have[i]->placeholder)
            name_list_add(&names, have[i]->name);
        else if (same)
            compare_level(comparison, have[i]->children, have[i]->len,
                          same->children, same->len,
                          lint_place_of(same, place.pointer), same->name);
    }
    if (names.len) {
        char *words = name_list_take(&names);

        lint_note(comparison->remarks, comparison->page, "member-absent", place,
                  "%s%s%s of the %s lacks %s, which %s describes",
                  *where ? "\"" : "", *where ? where : "the outermost object",
                  *where ? "\"" : "", comparison->side, words,
                  comparison->other->page);
        free(words);
    }
}

static struct lint_place place_of_group(const struct group *group)
{
    return (struct lint_place){group->table, group->nodes[0]->origin.line,
                               NULL};
}

/* Pages that describe different actions on one URI have nothing in common. */
static bool share_a_member(const struct group *a, const struct group *b)
{
    for (size_t i = 0; i < a->len; i++)
        if (find_node(b->nodes, b->len, a->nodes[i]->name))
            return true;
    return false;
}

static void compare_pages(const struct contract *page,
                          const struct contract *other, struct remarks *remarks)
{
    const struct {
        const struct group *have, *lack;
        const char *side;
    } sides[] = {{&other->request, &page->request, "request"},
                 {&other->response, &page->response, "answer"}};

    for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++) {
        const struct comparison comparison = {page, other, sides[i].side,
                                              remarks};

        if (share_a_member(sides[i].have, sides[i].lack))
            compare_level(&comparison, sides[i].have->nodes, sides[i].have->len,
                          sides[i].lack->nodes, sides[i].lack->len,
                          place_of_group(sides[i].lack), "");
    }
}

/* told: names that were said to be absent from the page before. */
static void compare_queries(const struct contract *page,
                            const struct contract *other, json_t *told,
                            struct remarks *remarks)
{
    struct name_list names = {0};
    char *words;

    if (!page->query.len)
        return;
    for (size_t i = 0; i < other->query.len; i++) {
        const char *name = other->query.nodes[i]->name;

        if (find_node(page->query.nodes, page->query.len, name) ||
            json_object_get(told, name))
            continue;
        json_object_set_new(told, name, json_true());
        name_list_add(&names, name);
    }
    if (!names.len)
        return;
    words = name_list_take(&names);
    lint_note(remarks, page, "parameter-absent", place_of_group(&page->query),
              "%s has %s in its query, and this page does not", other->page,
              words);
    free(words);
}

static struct operation operation_of(const struct contract *contract)
{
    struct operation operation = {.contract = contract};
    char *folder, *path;
    size_t len;

    if (!contract || !contract->uris_len)
        return (struct operation){0};
    folder = contract_folder(contract);
    path = path_without_version(contract->uris[0].path, &operation.version);
    len = strlen(path);
    operation.key =
        xasprintf("%s %s %s", folder, contract->uris[0].method, path);
    if (len > 7 && !strcmp(path + len - 7, "/detail"))
        path[len - 7] = '\0';
    operation.list =
        xasprintf("%s %s %s", folder, contract->uris[0].method, path);
    free(folder);
    free(path);
    return operation;
}

static void compare_two(const struct operation *a, const struct operation *b,
                        json_t *told, struct remarks *remarks)
{
    if (!a->contract || !b->contract || a == b)
        return;
    if (!strcmp(a->key, b->key) && strcmp(a->version, b->version))
        compare_pages(a->contract, b->contract, remarks);
    if (!strcmp(a->list, b->list))
        compare_queries(a->contract, b->contract, told, remarks);
}

void lint_versions(const struct lint_page *pages, size_t len,
                   struct remarks *remarks)
{
    struct operation *operations = xcalloc(len, sizeof(*operations));

    for (size_t i = 0; i < len; i++)
        operations[i] = operation_of(pages[i].contract);
    for (size_t i = 0; i < len; i++) {
        json_t *told = json_object();

        for (size_t j = 0; j < len; j++)
            compare_two(&operations[i], &operations[j], told, remarks);
        json_decref(told);
    }
    for (size_t i = 0; i < len; i++) {
        free(operations[i].key);
        free(operations[i].list);
        free(operations[i].version);
    }
    free(operations);
}
