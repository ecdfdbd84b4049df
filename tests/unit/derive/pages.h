/*
 * pages.h - our own documentation pages, for tests, and contracts as text.
 *
 * The outline of a contract has a line for each parameter: its group, its
 * JSON Pointer, its type and what is said of its presence: '!' mandatory,
 * '?' optional, nothing when the page does not say.
 */
#ifndef TESTS_UNIT_DERIVE_PAGES_H
#define TESTS_UNIT_DERIVE_PAGES_H

#include "derive/contract.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A page of fixtures/pages by its name; a missing one ends the test. */
static inline struct document *page_load(const char *name)
{
    char *file = xasprintf("fixtures/pages/%s.html", name);
    struct error err = {0};
    struct document *page = document_load(file, &err);

    if (!page)
        fail_msg("%s: %s", err.where, err.text);
    free(file);
    return page;
}

/* A page from a string. */
static inline struct document *page_read(const char *html)
{
    struct error err = {0};
    struct document *page = document_read("p.html", html, strlen(html), &err);

    if (!page)
        fail_msg("%s: %s", err.where, err.text);
    return page;
}

static inline const struct section *page_section(const struct document *page,
                                                 const char *heading)
{
    for (size_t i = 0; i < page->len; i++) {
        if (strcmp(page->sections[i].heading.text, heading) == 0)
            return &page->sections[i];
    }
    fail_msg("no section %s", heading);
    return NULL;
}

/* The n-th block of a kind in a section, from 0. */
static inline const struct block *section_block(const struct section *section,
                                                enum block_kind kind, size_t n)
{
    for (size_t i = 0; i < section->len; i++) {
        if (section->blocks[i].kind == kind && n-- == 0)
            return &section->blocks[i];
    }
    fail_msg("no such block in %s", section->heading.text);
    return NULL;
}

struct outline {
    struct buffer text;
    const char *group;
};

static inline void outline_node(const struct node *node, const char *pointer,
                                void *with)
{
    struct outline *outline = with;
    static const char *const presence[] = {"", "!", "?"};
    char *type = type_describe(node->type);

    buffer_printf(&outline->text, "%s %s %s%s%s%s", outline->group, pointer,
                  type, presence[node->presence],
                  node->placeholder ? " any" : "",
                  node->unresolved ? " unresolved" : "");
    if (node->recursion)
        buffer_printf(&outline->text, " as \"%s\"", node->recursion);
    buffer_add(&outline->text, "\n", 1);
    free(type);
}

static inline char *contract_outline(const struct contract *contract)
{
    struct outline outline = {0};
    const struct {
        const char *name;
        const struct group *group;
    } groups[] = {
        {"path", &contract->path},         {"query", &contract->query},
        {"header", &contract->headers},    {"request", &contract->request},
        {"response", &contract->response}, {"error", &contract->error},
    };

    buffer_init(&outline.text, 0);
    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
        outline.group = groups[i].name;
        group_visit(groups[i].group, outline_node, &outline);
    }
    return buffer_take(&outline.text);
}

/* How many remarks of a kind stand there? */
static inline size_t remarks_count(const struct remarks *remarks,
                                   const char *kind)
{
    size_t len = 0;

    for (size_t i = 0; i < remarks->len; i++)
        len += strcmp(remarks->items[i].kind, kind) == 0;
    return len;
}

/* The page must come to that outline, and all its rows to nodes. */
static inline void assert_outline(const char *name, const char *expected)
{
    struct document *page = page_load(name);
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);
    char *outline;

    if (!contract)
        fail_msg("%s: %s", name, remarks_refusal(&remarks)->text);
    outline = contract_outline(contract);
    if (strcmp(outline, expected) != 0)
        fail_msg("%s:\n%s\nexpected:\n%s", name, outline, expected);
    if (contract->rows != contract->rows_used)
        fail_msg("%s: %zu of %zu rows", name, contract->rows_used,
                 contract->rows);
    free(outline);
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

#endif
