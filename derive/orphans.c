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

#include <ctype.h>
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

/* Letters and digits in lower case without the s of a plural, for comparing
   HardDetail with hard_details. The caller frees. */
static char *name_fold(const char *name)
{
    char *folded = xcalloc(strlen(name) + 1, 1);
    size_t len = 0;

    for (; *name; name++) {
        if (isalnum((unsigned char)*name))
            folded[len++] = (char)tolower((unsigned char)*name);
    }
    if (len > 1 && folded[len - 1] == 's')
        folded[len - 1] = '\0';
    return folded;
}

static bool names_are_alike(const char *a, const char *b)
{
    char *first = name_fold(a);
    char *second = name_fold(b);
    bool are_alike = *first && strcmp(first, second) == 0;

    free(first);
    free(second);
    return are_alike;
}

/* Does the sheet have rows for most members of an object? */
static bool object_fits(const json_t *object, const struct sheet *sheet)
{
    size_t rows = 0;

    for (size_t row = 0; row < sheet->table->len; row++) {
        char *name = sheet_words(sheet, row, sheet->name);

        rows += json_object_get(object, name) != NULL;
        free(name);
    }
    return rows > 0 && 2 * rows > json_object_size(object);
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
        deriving_note(
            deriving, "link-contradicts", spot_of_row(from, row),
            "the link of %s does not lead to the table whose caption names "
            "it; the caption is followed",
            name);
    else
        deriving_note(
            deriving, "name-differs", spot_of_table(orphan->table),
            "the table is called after %s, and no row is; it is taken for %s",
            orphan->subject ? orphan->subject : "nothing", name);
    from->targets[row] = orphan;
    orphan->is_target = true;
}

/* Does the row bear the sheet's name, almost or with a link elsewhere? */
static bool row_is_named(const struct deriving *deriving,
                         const struct sheet *orphan, const struct sheet *from,
                         size_t row, const char *name)
{
    if (!orphan->subject)
        return false;
    if (!from->targets[row])
        return names_are_alike(orphan->subject, name);
    return strcmp(orphan->subject, name) == 0 &&
           link_is_wrong(from, row, name) &&
           examples_show(deriving->contract, name, orphan);
}

/* Does an example show it as members of the row, which has none so far? */
static bool row_is_shown(const struct deriving *deriving,
                         const struct sheet *orphan, const struct sheet *from,
                         size_t row, const char *name)
{
    return !from->targets[row] &&
           examples_show(deriving->contract, name, orphan);
}

typedef bool row_test(const struct deriving *deriving,
                      const struct sheet *orphan, const struct sheet *from,
                      size_t row, const char *name);

struct place_found {
    struct sheet *from;
    size_t row;
    size_t times;
};

static void rows_test(const struct deriving *deriving,
                      const struct sheet *orphan, struct sheet *from,
                      row_test *test, struct place_found *found)
{
    for (size_t row = 0; row < from->table->len; row++) {
        char *name = sheet_words(from, row, from->name);

        if (row_is_composite(from, row) &&
            test(deriving, orphan, from, row, name)) {
            found->from = from;
            found->row = row;
            found->times++;
        }
        free(name);
    }
}

static bool is_beside(const struct sheet *from, const struct sheet *orphan)
{
    return from != orphan && from->page == orphan->page &&
           from->role == orphan->role;
}

/* Adopted by the row for which the test holds, when there is but one. */
static bool orphan_adopt(struct deriving *deriving, struct sheet *orphan,
                         row_test *test)
{
    struct place_found found = {0};
    char *name;

    for (size_t i = 0; i < deriving->len; i++) {
        if (is_beside(deriving->sheets[i], orphan))
            rows_test(deriving, orphan, deriving->sheets[i], test, &found);
    }
    if (found.times != 1)
        return false;
    name = sheet_words(found.from, found.row, found.from->name);
    adopt(deriving, orphan, found.from, found.row, name);
    free(name);
    return true;
}

/* A row with its name whose type has no members: the type is believed. */
static bool row_contradicts(struct deriving *deriving,
                            const struct sheet *orphan,
                            const struct sheet *from, size_t row)
{
    char *name = sheet_words(from, row, from->name);
    char *type = sheet_words(from, row, from->type);
    bool contradicts = orphan->subject && strcmp(orphan->subject, name) == 0 &&
                       !row_is_composite(from, row);

    if (contradicts)
        deriving_note(
            deriving, "text-type", spot_of_row(from, row),
            "%s is said to be of type %s, and a table explains its members",
            name, type);
    free(name);
    free(type);
    return contradicts;
}

static bool orphan_contradicts(struct deriving *deriving,
                               const struct sheet *orphan)
{
    for (size_t i = 0; i < deriving->len; i++) {
        const struct sheet *from = deriving->sheets[i];

        for (size_t row = 0; is_beside(from, orphan) && row < from->table->len;
             row++) {
            if (row_contradicts(deriving, orphan, from, row))
                return true;
        }
    }
    return false;
}

static bool orphan_place(struct deriving *deriving, struct sheet *orphan)
{
    return orphan_adopt(deriving, orphan, row_is_named) ||
           orphan_adopt(deriving, orphan, row_is_shown) ||
           orphan_contradicts(deriving, orphan);
}

struct sheet *root_choose(struct deriving *deriving, struct sheet *const *roots,
                          size_t len)
{
    struct sheet *root = only_one(roots, len, section_links_to);

    if (!root)
        root = only_one(roots, len, names_nothing);
    if (!root)
        deriving_refuse(
            deriving, "several-roots", spot_of_table(roots[1]->table),
            "%zu tables could be the outermost one, and no link or caption "
            "says which",
            len);
    for (size_t i = 0; root && i < len; i++) {
        if (roots[i] != root && !orphan_place(deriving, roots[i]))
            deriving_refuse(
                deriving, "several-roots", spot_of_table(roots[i]->table),
                "no row leads to this table, and it is not the outermost "
                "one%s%s",
                roots[i]->subject ? "; it is called after " : "",
                roots[i]->subject ? roots[i]->subject : "");
    }
    return deriving->refused ? NULL : root;
}
