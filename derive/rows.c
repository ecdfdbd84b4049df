/* One row of a parameter table as a node. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

static const char *const presence_pattern = "^(?:(yes|y|true|mandatory)|"
                                            "(no|n|false|optional))\\b";

bool row_is_heading(const struct sheet *sheet, size_t row)
{
    const struct row *cells = &sheet->table->rows[row];

    for (size_t i = 0; i < cells->len; i++) {
        if (!cells->cells[i].was_header)
            return false;
    }
    return true;
}

static char *element_of(const struct sheet *sheet, size_t row, int column)
{
    const struct cell *cell = sheet_cell(sheet, row, column);

    return xstrdup(cell ? cell_element(cell) : "");
}

static void origin_read(struct node *node, const struct sheet *sheet,
                        size_t row)
{
    node->origin = (struct provenance){
        .page = xstrdup(sheet->page->id),
        .table = xstrdup(sheet->table->element),
        .row = xstrdup(sheet->table->rows[row].element),
        .type_el = element_of(sheet, row, sheet->type),
        .mandatory_el = element_of(sheet, row, sheet->mandatory),
        .text_el = element_of(sheet, row, sheet->description),
        .line = sheet->table->rows[row].line,
        .table_index = sheet->index,
        .row_index = row,
    };
}

static enum presence presence_of(const char *words)
{
    struct found found;

    if (!pattern_find(presence_pattern, words, 0, &found))
        return PRESENCE_UNSAID;
    return found.end[1] > found.start[1] ? PRESENCE_MANDATORY
                                         : PRESENCE_OPTIONAL;
}

static void swap(char **a, char **b)
{
    char *kept = *a;

    *a = *b;
    *b = kept;
}

/* Does the Type cell say Yes or No, and the other one a type? */
static bool are_swapped(const char *type_words, const char *mandatory_words)
{
    struct type *type;
    bool is_type;

    if (presence_of(type_words) == PRESENCE_UNSAID ||
        presence_of(mandatory_words) != PRESENCE_UNSAID)
        return false;
    type = type_read(mandatory_words);
    is_type = type->kind != TYPE_UNKNOWN;
    type_free(type);
    return is_type;
}

static void type_and_presence(struct deriving *deriving, struct node *node,
                              const struct sheet *sheet, size_t row)
{
    char *type_words = sheet_words(sheet, row, sheet->type);
    char *mandatory_words = sheet_words(sheet, row, sheet->mandatory);
    bool is_first = sheet->used[row] == 0;

    if (are_swapped(type_words, mandatory_words)) {
        if (is_first)
            deriving_note(
                deriving, "columns-swapped", spot_of_row(sheet, row),
                "%s: the Type cell says \"%s\", the Mandatory cell \"%s\"",
                node->name, type_words, mandatory_words);
        swap(&type_words, &mandatory_words);
        swap(&node->origin.type_el, &node->origin.mandatory_el);
    }
    node->type = type_read(type_words);
    node->presence = presence_of(mandatory_words);
    if (node->type->kind == TYPE_UNKNOWN && *type_words)
        deriving_refuse(deriving, "type-unknown", spot_of_row(sheet, row),
                        "%s: the type \"%s\" follows no known grammar",
                        node->name, type_words);
    if (node->presence == PRESENCE_UNSAID && sheet->mandatory != NO_COLUMN &&
        is_first)
        deriving_note(deriving, "presence-unknown", spot_of_row(sheet, row),
                      "%s: the Mandatory cell says \"%.80s\"", node->name,
                      mandatory_words);
    free(type_words);
    free(mandatory_words);
}

/* Returns false with a remark when the row cannot be a node. */
static bool row_check(struct deriving *deriving, const struct sheet *sheet,
                      size_t row, const char *name)
{
    struct spot spot = spot_of_row(sheet, row);

    if (sheet->table->rows[row].len != sheet->table->header.len)
        deriving_refuse(deriving, "row-ragged", spot,
                        "the row %s has %zu cells, the header %zu", name,
                        sheet->table->rows[row].len, sheet->table->header.len);
    else if (!*name)
        deriving_note(deriving, "row-lost", spot, "the row names no parameter");
    else if (++deriving->nodes > CONTRACT_NODES_MAX)
        deriving_refuse(deriving, "beyond-limit", spot,
                        "more than %d parameters", CONTRACT_NODES_MAX);
    else
        return true;
    return false;
}

struct node *row_read(struct deriving *deriving, struct sheet *sheet,
                      size_t row)
{
    const struct cell *description = sheet_cell(sheet, row, sheet->description);
    char *name = sheet_words(sheet, row, sheet->name);
    struct node *node = NULL;

    if (!deriving->refused && row_check(deriving, sheet, row, name)) {
        node = node_new(name);
        node->placeholder = name_is_placeholder(name);
        origin_read(node, sheet, row);
        type_and_presence(deriving, node, sheet, row);
        node->description = description ? cell_text(description) : xstrdup("");
        if (description)
            traits_read(&node->traits, description, node->type);
        sheet->used[row]++;
    }
    free(name);
    return node;
}
