#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void lint_note(struct remarks *remarks, const struct contract *contract,
               const char *kind, struct lint_place place, const char *format,
               ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = xvasprintf(format, args);
    va_end(args);
    remarks_add(remarks, kind, contract->page, contract->file, place.element,
                place.line, place.pointer, "%s", text);
    free(text);
}

struct lint_place lint_place_of(const struct node *node, const char *pointer)
{
    const struct provenance *origin = &node->origin;

    return (struct lint_place){origin->row && *origin->row ? origin->row
                                                           : origin->table,
                               origin->line, pointer};
}

void name_list_add(struct name_list *list, const char *name)
{
    if (list->len++ < LINT_NAMES_MAX)
        buffer_printf(&list->words, "%s\"%s\"", list->len > 1 ? ", " : "",
                      name);
}

char *name_list_take(struct name_list *list)
{
    if (list->len > LINT_NAMES_MAX)
        buffer_printf(&list->words, " and %zu more",
                      list->len - LINT_NAMES_MAX);
    list->len = 0;
    return buffer_take(&list->words);
}

void contract_groups(const struct contract *contract,
                     const struct group *groups[GROUPS_LEN])
{
    groups[0] = &contract->path;
    groups[1] = &contract->query;
    groups[2] = &contract->headers;
    groups[3] = &contract->request;
    groups[4] = &contract->response;
    groups[5] = &contract->error;
}

static bool nodes_have_name(struct node *const *nodes, size_t len,
                            const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(nodes[i]->name, name) ||
            nodes_have_name(nodes[i]->children, nodes[i]->len, name))
            return true;
    return false;
}

bool contract_has_name(const struct contract *contract, const char *name)
{
    const struct group *groups[GROUPS_LEN];
    char *braces = xasprintf("{%s}", name);
    bool has = false;

    contract_groups(contract, groups);
    for (size_t i = 0; i < GROUPS_LEN; i++)
        has |= nodes_have_name(groups[i]->nodes, groups[i]->len, name);
    for (size_t i = 0; i < contract->uris_len; i++)
        has |= strstr(contract->uris[i].path, braces) != NULL ||
               strstr(contract->uris[i].query, name) != NULL;
    free(braces);
    return has;
}

const struct table *page_table(const struct document *page, size_t index)
{
    for (size_t i = 0; i < page->len; i++)
        for (size_t j = 0; j < page->sections[i].len; j++) {
            const struct block *block = &page->sections[i].blocks[j];

            if (block->kind == BLOCK_TABLE && index-- == 0)
                return &block->table;
        }
    return NULL;
}

static void table_each_text(const struct table *table,
                            void (*each)(void *with, const struct text *text),
                            void *with)
{
    for (size_t i = 0; i < table->len; i++)
        for (size_t j = 0; j < table->rows[i].len; j++) {
            const struct cell *cell = &table->rows[i].cells[j];

            for (size_t k = 0; k < cell->len; k++)
                each(with, &cell->texts[k]);
        }
}

void page_each_text(const struct document *page,
                    void (*each)(void *with, const struct text *text),
                    void *with)
{
    for (size_t i = 0; i < page->len; i++)
        for (size_t j = 0; j < page->sections[i].len; j++) {
            const struct block *block = &page->sections[i].blocks[j];

            if (block->kind == BLOCK_TEXT)
                each(with, &block->text);
            else if (block->kind == BLOCK_TABLE)
                table_each_text(&block->table, each, with);
        }
}

char *contract_folder(const struct contract *contract)
{
    const char *slash = strrchr(contract->file, '/');

    return slash ? xmemdup(contract->file, (size_t)(slash - contract->file))
                 : xstrdup(".");
}

void lint_page(const struct lint_page *page, struct remarks *remarks)
{
    static void (*const rules[])(const struct lint_page *, struct remarks *) = {
        lint_uris, lint_values, lint_shown, lint_words, lint_names};

    for (size_t i = 0; page->contract && i < sizeof(rules) / sizeof(*rules);
         i++)
        rules[i](page, remarks);
}

void lint_pages(const struct lint_page *pages, size_t len,
                struct remarks *remarks)
{
    static void (*const rules[])(const struct lint_page *, size_t,
                                 struct remarks *) = {
        lint_members, lint_versions, lint_sections, lint_keys, lint_links};

    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
        rules[i](pages, len, remarks);
}
