/*
 * Sheets that no link and no caption brings to a row.
 *
 * When a section has several of them, the one that its text links to or that
 * names no member is the root. The others explain some member nevertheless:
 * the one that their caption names although its row links elsewhere, or the
 * one that an example shows with their rows as its members.
 */
#include "derive/deriving.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SEARCH_DEPTH_MAX 32

static bool text_links_to(const struct text *text, const struct table *table)
{
    for (size_t i = 0; i < text->spans_len; i++) {
        const char *href = text->spans[i].href;

        for (size_t j = 0; href && *href == '#' && j < table->anchors_len;
             j++) {
            if (strcmp(href + 1, table->anchors[j]) == 0)
                return true;
        }
    }
    return false;
}

/* "Table 2 describes the request parameters": the section names its root. */
static bool section_links_to(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->section->len; i++) {
        const struct block *block = &sheet->section->blocks[i];

        if (block->kind == BLOCK_TEXT &&
            text_links_to(&block->text, sheet->table))
            return true;
    }
    return false;
}

static bool names_nothing(const struct sheet *sheet)
{
    return !sheet->subject;
}

/* The only one for which it holds, NULL when there are none or several. */
static struct sheet *only_one(struct sheet *const *sheets, size_t len,
                              bool (*holds)(const struct sheet *))
{
    struct sheet *one = NULL;

    for (size_t i = 0; i < len; i++) {
        if (!holds(sheets[i]))
            continue;
        if (one)
            return NULL;
        one = sheets[i];
    }
    return one;
}

/* Does an object have a member that the sheet has a row for? */
static bool object_fits(const json_t *object, const struct sheet *sheet)
{
    for (size_t row = 0; row < sheet->table->len; row++) {
        char *name = sheet_words(sheet, row, sheet->name);
        bool is_there = json_object_get(object, name) != NULL;

        free(name);
        if (is_there)
            return true;
    }
    return false;
}

/* Is there, at any depth, a member of that name whose value fits? */
static bool value_shows(const json_t *value, const char *name,
                        const struct sheet *sheet, int depth)
{
    const json_t *inner;
    const char *key;
    size_t i;

    if (depth > SEARCH_DEPTH_MAX)
        return false;
    json_array_foreach(value, i, inner) {
        if (value_shows(inner, name, sheet, depth + 1))
            return true;
    }
    json_object_foreach((json_t *)(uintptr_t)value, key, inner) {
        const json_t *first =
            json_is_array(inner) ? json_array_get(inner, 0) : inner;

        if (strcmp(key, name) == 0 && object_fits(first, sheet))
            return true;
        if (value_shows(inner, name, sheet, depth + 1))
            return true;
    }
    return false;
}

static bool examples_show(const struct contract *contract, const char *name,
                          const struct sheet *sheet)
{
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];

        if (example->content && !example->in_table &&
            value_shows(example->content, name, sheet, 0))
            return true;
    }
    return false;
}

static bool row_may_have_members(const struct sheet *sheet, size_t row)
{
    char *words = sheet_words(sheet, row, sheet->type);
    struct type *type = type_read(words);
    bool may = type_is_composite(type);

    type_free(type);
    free(words);
    return may;
}

/* Its link leads back to its own table, or to one about something else. */
static bool link_is_wrong(const struct sheet *from, size_t row,
                          const char *name)
{
    const struct sheet *to = from->targets[row];

    return to == from || (to && to->subject && strcmp(to->subject, name) != 0);
}

static void adopt(struct deriving *deriving, struct sheet *orphan,
                  struct sheet *from, size_t row, const char *name)
{
    if (from->targets[row])
        note(deriving, "link-contradicts", spot_of_row(from, row),
             "the link of %s does not lead to the table whose caption names "
             "it; the caption is followed",
             name);
    else
        note(deriving, "name-differs", spot_of_table(orphan->table),
             "the table calls %s, and no row is called so; an example shows "
             "that it is %s",
             orphan->subject ? orphan->subject : "nothing by its name", name);
    from->targets[row] = orphan;
    orphan->is_target = true;
}

/* Returns whether the row was the one that the orphan explains. */
static bool row_adopts(struct deriving *deriving, struct sheet *orphan,
                       struct sheet *from, size_t row)
{
    char *name = sheet_words(from, row, from->name);
    bool is_named = orphan->subject && strcmp(orphan->subject, name) == 0;
    bool fits = row_may_have_members(from, row) &&
                (from->targets[row] ? is_named && link_is_wrong(from, row, name)
                                    : true) &&
                examples_show(deriving->contract, name, orphan);

    if (fits)
        adopt(deriving, orphan, from, row, name);
    free(name);
    return fits;
}

static bool orphan_place(struct deriving *deriving, struct sheet *orphan)
{
    for (size_t i = 0; i < deriving->len; i++) {
        struct sheet *from = deriving->sheets[i];

        if (from == orphan || from->page != orphan->page ||
            from->role != orphan->role)
            continue;
        for (size_t row = 0; row < from->table->len; row++) {
            if (row_adopts(deriving, orphan, from, row))
                return true;
        }
    }
    return false;
}

struct sheet *root_choose(struct deriving *deriving, struct sheet *const *roots,
                          size_t len)
{
    struct sheet *root = only_one(roots, len, section_links_to);

    if (!root)
        root = only_one(roots, len, names_nothing);
    if (!root)
        refuse(deriving, "several-roots", spot_of_table(roots[1]->table),
               "%zu tables could be the outermost one, and no link or caption "
               "says which",
               len);
    for (size_t i = 0; root && i < len; i++) {
        if (roots[i] != root && !orphan_place(deriving, roots[i]))
            refuse(deriving, "several-roots", spot_of_table(roots[i]->table),
                   "no row leads to this table, and it is not the outermost "
                   "one%s%s",
                   roots[i]->subject ? "; it is called after " : "",
                   roots[i]->subject ? roots[i]->subject : "");
    }
    return deriving->refused ? NULL : root;
}
