/* Headings and links that call a member by another name than its row. */
#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How a text says whose members a table lists; group 1 is the name. */
static const char *const subjects[] = {
    "\\bparameters? (?:in|of|under|for) (?:the |parameter )?([\\w:.-]+)"
    "(?: (?:field|parameter|structure|object)| *$)",
    "\\b(?:structure|description) of (?:the )?([\\w:.-]+) (?:field|parameter)",
    "^(?:table \\d+ *)?([a-z][\\w:.-]*_[\\w:.-]*|[a-z]{2,}) (?:field|"
    "parameter|structure) (?:description|structure)",
};

/* Words that stand where a name would. */
static const char no_name[] =
    "^(?:request|response|path|query|body|header|uri|url|input|output|filter|"
    "error|data|list|result|this|each|api|field|parameters?|mandatory|the|"
    "following|structure|detail(?:ed)?)$";

struct view {
    const struct lint_page *page;
    struct remarks *remarks;
};

/* The name that a text uses, or NULL. The caller frees. */
static char *subject_of(const char *words)
{
    struct found found;

    for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++)
        if (pattern_find(subjects[i], words, 0, &found)) {
            char *name = found_text(&found, words, 1);

            if (!pattern_in(no_name, name))
                return name;
            free(name);
        }
    return NULL;
}

/* "image" and "images", "b" of "a.b" are one name; a structure's name is
   as good as the member's. */
static bool is_same_name(const struct node *node, const char *name)
{
    const size_t len = strlen(node->name), other = strlen(name);
    const char *dot = strrchr(name, '.');

    for (const struct type *type = node->type; type; type = type->item)
        if (type->name && !strcasecmp(type->name, name))
            return true;
    if (dot && !strcmp(dot + 1, node->name))
        return true;
    return !strncasecmp(node->name, name, len < other ? len : other) &&
           (len == other || (len == other + 1 && node->name[other] == 's') ||
            (other == len + 1 && name[len] == 's'));
}

/* Nodes whose members stand in one table, and whether one has the name. */
struct owners {
    const struct view *view;
    size_t table_index;
    const char *name;
    bool is_one;
    const struct node *first;
};

static bool leads_to(const struct view *view, const struct node *node,
                     size_t table_index)
{
    return node->len && node->children[0]->origin.table_index == table_index &&
           !strcmp(node->children[0]->origin.page, view->page->contract->page);
}

static void match_owner(const struct node *node, const char *pointer,
                        void *with)
{
    struct owners *owners = with;

    (void)pointer;
    if (!leads_to(owners->view, node, owners->table_index))
        return;
    owners->is_one |= is_same_name(node, owners->name);
    owners->first = owners->first ? owners->first : node;
}

/* Deriving may have had to guess whose table it is, and said so. */
static bool is_said(const struct view *view, const struct table *table)
{
    for (size_t i = 0; i < view->remarks->len; i++) {
        const struct remark *remark = &view->remarks->items[i];

        if (!strcmp(remark->kind, "name-differs") &&
            remark->line == table->line &&
            !strcmp(remark->page, view->page->contract->page))
            return true;
    }
    return false;
}

static void check_table(const struct view *view, const struct table *table,
                        size_t index, const struct text *text)
{
    const struct group *groups[GROUPS_LEN];
    char *name = subject_of(text->text);
    struct owners owners = {view, index, name, false, NULL};

    if (!name)
        return;
    contract_groups(view->page->contract, groups);
    for (size_t i = 0; i < GROUPS_LEN; i++)
        group_visit(groups[i], match_owner, &owners);
    if (owners.first && !owners.is_one && !is_said(view, table))
        lint_note(
            view->remarks, view->page->contract, "name-differs",
            (struct lint_place){*text->element ? text->element : table->element,
                                text->line, NULL},
            "the words before this table call \"%s\" what its row calls "
            "\"%s\"",
            name, owners.first->name);
    free(name);
}

/* The description of a row whose members another table lists. */
static void check_link(const struct node *node, const char *pointer, void *with)
{
    const struct view *view = with;
    const struct table *table;
    const struct row *row;

    if (!node->len || strcmp(node->origin.page, view->page->contract->page))
        return;
    table = page_table(view->page->page, node->origin.table_index);
    if (!table || node->origin.row_index >= table->len)
        return;
    row = &table->rows[node->origin.row_index];
    for (size_t i = 0; i < row->len; i++)
        for (size_t j = 0; j < row->cells[i].len; j++) {
            const struct text *text = &row->cells[i].texts[j];
            char *name =
                text_has(text->text, "see ") ? subject_of(text->text) : NULL;

            if (name && !is_same_name(node, name))
                lint_note(view->remarks, view->page->contract, "name-differs",
                          lint_place_of(node, pointer),
                          "the row \"%s\" sends its reader to the members of "
                          "\"%s\"",
                          node->name, name);
            free(name);
        }
}

void lint_names(const struct lint_page *page, struct remarks *remarks)
{
    struct view view = {page, remarks};
    const struct group *groups[GROUPS_LEN];
    const struct table *table;

    for (size_t i = 0; (table = page_table(page->page, i)); i++)
        check_table(&view, table, i,
                    *table->caption.text ? &table->caption : &table->lead);
    contract_groups(page->contract, groups);
    for (size_t i = 0; i < GROUPS_LEN; i++)
        group_visit(groups[i], check_link, &view);
}
