/* Tables: rows of cells with every span of columns and rows filled in. */
#include "derive/reading.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static struct grid *grid_current(struct reading *reading)
{
    return reading->grids_len ? &reading->grids[reading->grids_len - 1] : NULL;
}

struct table *table_current(struct reading *reading)
{
    struct grid *grid = grid_current(reading);

    return grid ? &reading_section(reading)->blocks[grid->block].table : NULL;
}

struct cell *cell_current(struct reading *reading)
{
    struct grid *grid = grid_current(reading);

    if (!grid || !grid->in_cell)
        return NULL;
    return &grid->row.cells[grid->row.len - 1];
}

static void anchor_add(struct reading *reading, struct table *table,
                       const char *name)
{
    if (!name || !*name || reading->failed)
        return;
    for (size_t i = 0; i < table->anchors_len; i++) {
        if (strcmp(table->anchors[i], name) == 0)
            return;
    }
    if (table->anchors_len == TABLE_ANCHORS_MAX)
        reading_fail(reading, "a table has more than %d anchors",
                     TABLE_ANCHORS_MAX);
    if (!reading_count(reading, 1, strlen(name)))
        return;
    table->anchors = xgrow(table->anchors, table->anchors_len,
                           &table->anchors_cap, sizeof(*table->anchors));
    table->anchors[table->anchors_len++] = xstrdup(name);
}

static void anchors_of(struct reading *reading, struct table *table,
                       const xmlNode *node)
{
    anchor_add(reading, table, node_attribute(node, "id"));
    if (xmlStrEqual(node->name, BAD_CAST "a"))
        anchor_add(reading, table, node_attribute(node, "name"));
}

/* Is it something that only marks a place, or the words before the table? */
static bool is_before(const xmlNode *node)
{
    static const char *const names[] = {"a", "span", "p", "strong"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (xmlStrEqual(node->name, BAD_CAST names[i]))
            return true;
    }
    return node->type != XML_ELEMENT_NODE;
}

/*
 * Anchors among what stands right before a node. The first paragraph back is
 * the table's lead; what stands before that is not about the table any more.
 */
static void anchors_before(struct reading *reading, struct table *table,
                           const xmlNode *node)
{
    for (node = node->prev; node && is_before(node) && !reading->failed;
         node = node->prev) {
        if (node->type != XML_ELEMENT_NODE ||
            xmlStrEqual(node->name, BAD_CAST "strong"))
            continue;
        anchors_of(reading, table, node);
        if (!xmlStrEqual(node->name, BAD_CAST "p"))
            continue;
        for (const xmlNode *in = node->children; in; in = in->next) {
            if (xmlStrEqual(in->name, BAD_CAST "a"))
                anchors_of(reading, table, in);
        }
        return;
    }
}

/* Elements whose first table it is are about it, too. */
static void anchors_around(struct reading *reading, struct table *table,
                           const xmlNode *node)
{
    anchors_of(reading, table, node);
    anchors_before(reading, table, node);
    for (size_t i = reading->depth - 1; i > 0; i--) {
        struct frame *frame = &reading->frames[i - 1];

        node = node->parent;
        if (frame->has_table || frame->is_cell || !node)
            break;
        anchors_of(reading, table, node);
        anchors_before(reading, table, node);
    }
    for (size_t i = 0; i < reading->depth; i++)
        reading->frames[i].has_table = true;
}

void table_open(struct reading *reading, const xmlNode *node)
{
    struct block *block;
    struct grid *grid;

    if (reading->grids_len == TABLE_NESTING_MAX) {
        reading_fail(reading, "tables are nested more than %d deep",
                     TABLE_NESTING_MAX);
        return;
    }
    block = block_add(reading, BLOCK_TABLE);
    block->table.line = (int)xmlGetLineNo(node);
    free(block->table.element);
    block->table.element =
        xstrdup(node_attribute(node, "id") ? node_attribute(node, "id") : "");
    anchors_around(reading, &block->table, node);
    if (reading->lead.text) {
        text_clear(&block->table.lead);
        block->table.lead = reading->lead;
        reading->lead = (struct text){0};
    }
    reading->grids = xrealloc_array(reading->grids, reading->grids_len + 1,
                                    sizeof(*reading->grids));
    grid = &reading->grids[reading->grids_len++];
    *grid = (struct grid){.block = reading_section(reading)->len - 1};
}

static struct cell *cell_add(struct row *row)
{
    row->cells = xgrow(row->cells, row->len, &row->cap, sizeof(*row->cells));
    row->cells[row->len] = (struct cell){0};
    return &row->cells[row->len++];
}

/* A copy of a cell in the next column. Returns false beyond a limit. */
static bool cell_repeat(struct reading *reading, struct grid *grid,
                        const struct cell *cell)
{
    size_t bytes = 0;

    for (size_t i = 0; i < cell->len; i++)
        bytes += strlen(cell->texts[i].text);
    if (!reading_count(reading, 1 + cell->len, bytes))
        return false;
    if (grid->row.len == TABLE_COLUMNS_MAX) {
        reading_fail(reading, "a table has more than %d columns",
                     TABLE_COLUMNS_MAX);
        return false;
    }
    cell_copy(cell_add(&grid->row), cell);
    return true;
}

/* Columns from here on that a cell further up reaches into. */
static void carries_fill(struct reading *reading, struct grid *grid)
{
    while (grid->row.len < TABLE_COLUMNS_MAX && !reading->failed) {
        struct carry *carry = &grid->carries[grid->row.len];

        if (carry->left == 0)
            return;
        if (!cell_repeat(reading, grid, &carry->cell))
            return;
        if (--carry->left == 0)
            cell_clear(&carry->cell);
    }
}

void row_open(struct reading *reading, const xmlNode *node)
{
    struct grid *grid = grid_current(reading);
    const char *id = node_attribute(node, "id");

    if (!grid)
        return;
    row_close(reading);
    if (!reading_count(reading, 1, 0))
        return;
    grid->in_row = true;
    grid->row = (struct row){
        .element = xstrdup(id ? id : ""),
        .line = (int)xmlGetLineNo(node),
    };
}

static bool row_is_header(const struct row *row)
{
    for (size_t i = 0; i < row->len; i++) {
        if (!row->cells[i].was_header)
            return false;
    }
    return row->len > 0;
}

/* The header is the first row, when thead holds it or all cells are th. */
static void row_place(struct reading *reading, struct grid *grid)
{
    struct table *table = table_current(reading);

    if (grid->row.len == 0) {
        row_clear(&grid->row);
    } else if (table->header.len == 0 && table->len == 0 &&
               (grid->in_head || row_is_header(&grid->row))) {
        row_clear(&table->header);
        table->header = grid->row;
    } else {
        table->rows =
            xgrow(table->rows, table->len, &table->cap, sizeof(*table->rows));
        table->rows[table->len++] = grid->row;
    }
    grid->row = (struct row){0};
}

void row_close(struct reading *reading)
{
    struct grid *grid = grid_current(reading);

    if (!grid || !grid->in_row)
        return;
    cell_close(reading);
    if (grid->row.len > 0)
        carries_fill(reading, grid);
    row_place(reading, grid);
    grid->in_row = false;
}

/* Values beyond the columns that there may be are cut. */
static unsigned span_attribute(const xmlNode *node, const char *name,
                               unsigned max)
{
    const char *text = node_attribute(node, name);
    unsigned long value = text ? strtoul(text, NULL, 10) : 1;

    return value < 1 ? 1 : value > max ? max : (unsigned)value;
}

static void any_cell_open(struct reading *reading, const xmlNode *node,
                          bool is_header)
{
    struct grid *grid = grid_current(reading);

    if (!grid)
        return;
    if (!grid->in_row)
        row_open(reading, node->parent);
    cell_close(reading);
    carries_fill(reading, grid);
    if (reading->failed || !reading_count(reading, 1, 0))
        return;
    if (grid->row.len == TABLE_COLUMNS_MAX) {
        reading_fail(reading, "a table has more than %d columns",
                     TABLE_COLUMNS_MAX);
        return;
    }
    cell_add(&grid->row)->was_header = is_header;
    grid->colspan = span_attribute(node, "colspan", TABLE_COLUMNS_MAX);
    grid->rowspan = span_attribute(node, "rowspan", DOCUMENT_ITEMS_MAX);
    grid->in_cell = true;
}

void cell_open(struct reading *reading, const xmlNode *node)
{
    any_cell_open(reading, node, false);
}

void header_cell_open(struct reading *reading, const xmlNode *node)
{
    any_cell_open(reading, node, true);
}

void cell_close(struct reading *reading)
{
    struct grid *grid = grid_current(reading);
    struct cell cell;
    size_t first;

    if (!grid || !grid->in_cell)
        return;
    words_end(reading);
    grid->in_cell = false;
    first = grid->row.len - 1;
    cell_copy(&cell, &grid->row.cells[first]);
    for (unsigned i = 1; i < grid->colspan && !reading->failed; i++)
        cell_repeat(reading, grid, &cell);
    for (size_t i = first; i < grid->row.len && grid->rowspan > 1; i++) {
        cell_clear(&grid->carries[i].cell);
        cell_copy(&grid->carries[i].cell, &cell);
        grid->carries[i].left = grid->rowspan - 1;
    }
    cell_clear(&cell);
}

static bool table_is_ragged(const struct table *table)
{
    size_t columns = table->header.len;

    for (size_t i = 0; i < table->len; i++) {
        if (columns == 0)
            columns = table->rows[i].len;
        if (table->rows[i].len != columns)
            return true;
    }
    return false;
}

void table_close(struct reading *reading)
{
    struct grid *grid = grid_current(reading);
    struct table *table = table_current(reading);

    if (!grid)
        return;
    row_close(reading);
    table->ragged = table_is_ragged(table);
    for (size_t i = 0; i < TABLE_COLUMNS_MAX; i++)
        cell_clear(&grid->carries[i].cell);
    reading->grids_len--;
    lead_forget(reading);
}
