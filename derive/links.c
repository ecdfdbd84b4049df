/* Which sheet explains which row: by link, else by the caption's subject. */
#include "derive/deriving.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct document *page_of_link(const struct deriving *deriving,
                                    const char *href)
{
    size_t len = strcspn(href, "#?");
    const char *slash = href;

    for (const char *at = href; at < href + len; at++)
        slash = *at == '/' ? at + 1 : slash;
    len -= (size_t)(slash - href);
    if (len > 5 && strncasecmp(slash + len - 5, ".html", 5) == 0)
        len -= 5;
    if (strlen(deriving->page->id) == len &&
        strncasecmp(deriving->page->id, slash, len) == 0)
        return deriving->page;
    for (size_t i = 0; i < deriving->pages_len; i++) {
        const char *id = deriving->pages[i]->id;

        if (strlen(id) == len && strncasecmp(id, slash, len) == 0)
            return deriving->pages[i];
    }
    return NULL;
}

static bool table_has_anchor(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->anchors_len; i++) {
        if (strcmp(table->anchors[i], name) == 0)
            return true;
    }
    return false;
}

/*
 * Pages carry doubled anchors, and the first element with a name may be an
 * empty one: the table whose own id it is wins, then the first with such an
 * anchor.
 */
static struct sheet *sheet_of_anchor(const struct deriving *deriving,
                                     const struct document *page,
                                     const char *name)
{
    struct sheet *found = NULL;

    for (size_t i = 0; i < deriving->len; i++) {
        struct sheet *sheet = deriving->sheets[i];

        if (sheet->page != page)
            continue;
        if (strcmp(sheet->table->element, name) == 0)
            return sheet;
        if (!found && table_has_anchor(sheet->table, name))
            found = sheet;
    }
    return found;
}

static bool text_is_at(const struct text *text, const char *name)
{
    return strcmp(text->element, name) == 0;
}

/* Is there anything at all on the page with that id? */
static bool page_has_element(const struct document *page, const char *name)
{
    for (size_t i = 0; i < page->len; i++) {
        const struct section *section = &page->sections[i];

        if (text_is_at(&section->heading, name))
            return true;
        for (size_t j = 0; j < section->len; j++) {
            const struct block *block = &section->blocks[j];

            if (block->kind == BLOCK_TABLE
                    ? table_has_anchor(&block->table, name)
                    : text_is_at(&block->text, name))
                return true;
        }
    }
    return false;
}

/* The sheets of another page are added when it is first referred to. */
void page_admit(struct deriving *deriving, const struct document *page)
{
    enum section_role *roles;

    for (size_t i = 0; i < deriving->len; i++) {
        if (deriving->sheets[i]->page == page)
            return;
    }
    if (page == deriving->page)
        return;
    roles = roles_read(page);
    sheets_read(deriving, page, roles);
    free(roles);
}

/* The sheet that a link leads to, NULL when it is about something else. */
static struct sheet *link_follow(struct deriving *deriving,
                                 const struct sheet *from, const char *href,
                                 struct spot spot)
{
    const char *fragment = strchr(href, '#');
    const struct document *page =
        fragment == href ? from->page : page_of_link(deriving, href);
    struct sheet *to;

    if (!fragment || !page || strstr(href, "://"))
        return NULL;
    /* one step: what other pages link to is theirs */
    if (from->page != deriving->page && page != from->page)
        return NULL;
    page_admit(deriving, page);
    to = sheet_of_anchor(deriving, page, fragment + 1);
    if (!to && page == from->page && !page_has_element(page, fragment + 1))
        deriving_note(deriving, "link-dangling", spot,
                      "the link %s leads to nothing on the page", href);
    return to;
}

static struct sheet *cell_follow(struct deriving *deriving,
                                 const struct sheet *from,
                                 const struct cell *cell, struct spot spot)
{
    for (size_t i = 0; cell && i < cell->len; i++) {
        const struct text *text = &cell->texts[i];

        for (size_t j = 0; j < text->spans_len; j++) {
            struct sheet *to =
                text->spans[j].href
                    ? link_follow(deriving, from, text->spans[j].href, spot)
                    : NULL;

            if (to)
                return to;
        }
    }
    return NULL;
}

/* The Type cell's link is about the type; the words' may be about anything. */
static void row_link(struct deriving *deriving, struct sheet *sheet, size_t row)
{
    const int columns[] = {sheet->type, sheet->description, sheet->name};
    struct spot spot = spot_of_row(sheet, row);
    struct sheet *to = NULL;

    for (size_t i = 0; i < sizeof(columns) / sizeof(*columns) && !to; i++)
        to = cell_follow(deriving, sheet, sheet_cell(sheet, row, columns[i]),
                         spot);
    sheet->targets[row] = to;
    if (!to || to == sheet)
        return;
    if (row_is_composite(sheet, row))
        to->is_target = true;
    else
        to->is_mentioned = true;
}

/* "books" for the subject "book", when the row's value is a list. */
static bool is_plural_of(const char *name, const struct type *type,
                         const char *subject)
{
    size_t len = strlen(subject);

    return type->kind == TYPE_ARRAY && strncmp(name, subject, len) == 0 &&
           strcmp(name + len, "s") == 0;
}

/* Does the subject of a caption mean this row, by name or by type? */
static bool row_is_subject(const struct sheet *sheet, size_t row,
                           const char *subject)
{
    char *name = sheet_words(sheet, row, sheet->name);
    char *words = sheet_words(sheet, row, sheet->type);
    struct type *type = type_read(words);
    const struct type *inner = type;
    bool is_subject =
        strcmp(name, subject) == 0 || is_plural_of(name, type, subject);

    while (inner->item)
        inner = inner->item;
    is_subject |= inner->name && strcmp(inner->name, subject) == 0;
    type_free(type);
    free(words);
    free(name);
    return is_subject && row_is_composite(sheet, row);
}

/* The nearest row before the sheet, in a section of the same role. */
static void subject_link(struct deriving *deriving, struct sheet *sheet)
{
    for (size_t i = sheet->index; i > 0; i--) {
        struct sheet *from = NULL;

        for (size_t j = 0; j < deriving->len; j++) {
            if (deriving->sheets[j]->page == sheet->page &&
                deriving->sheets[j]->index == i - 1)
                from = deriving->sheets[j];
        }
        if (!from || from->role != sheet->role)
            continue;
        for (size_t row = from->table->len; row > 0; row--) {
            const struct sheet *to = from->targets[row - 1];

            /* a table beside the row before one of elsewhere */
            if ((to && to->page == sheet->page && to->role == sheet->role) ||
                !row_is_subject(from, row - 1, sheet->subject))
                continue;
            from->targets[row - 1] = sheet;
            sheet->is_target = true;
            return;
        }
    }
}

/* Sheets of other pages are appended while these are read, and linked, too. */
void links_read(struct deriving *deriving, size_t first)
{
    for (size_t i = first; i < deriving->len; i++) {
        for (size_t row = 0; row < deriving->sheets[i]->table->len; row++)
            row_link(deriving, deriving->sheets[i], row);
    }
    for (size_t i = first; i < deriving->len; i++) {
        struct sheet *sheet = deriving->sheets[i];

        if (!sheet->is_target && sheet->subject)
            subject_link(deriving, sheet);
    }
}
