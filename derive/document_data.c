/* What a page is made of: copies, and their release. */
#include "derive/reading.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void text_copy(struct text *to, const struct text *from)
{
    *to = *from;
    to->text = xstrdup(from->text);
    to->element = xstrdup(from->element);
    to->spans = xcalloc(from->spans_len, sizeof(*to->spans));
    to->spans_cap = from->spans_len;
    for (size_t i = 0; i < from->spans_len; i++) {
        to->spans[i] = from->spans[i];
        to->spans[i].href = xstrdup(from->spans[i].href);
    }
}

void text_clear(struct text *text)
{
    for (size_t i = 0; i < text->spans_len; i++)
        free(text->spans[i].href);
    free(text->spans);
    free(text->text);
    free(text->element);
    *text = (struct text){0};
}

void cell_copy(struct cell *to, const struct cell *from)
{
    *to = (struct cell){.was_header = from->was_header};
    to->texts = xcalloc(from->len, sizeof(*to->texts));
    to->cap = from->len;
    for (size_t i = 0; i < from->len; i++)
        text_copy(&to->texts[to->len++], &from->texts[i]);
}

void cell_clear(struct cell *cell)
{
    for (size_t i = 0; i < cell->len; i++)
        text_clear(&cell->texts[i]);
    free(cell->texts);
    *cell = (struct cell){0};
}

void row_clear(struct row *row)
{
    for (size_t i = 0; i < row->len; i++)
        cell_clear(&row->cells[i]);
    free(row->cells);
    free(row->element);
    *row = (struct row){0};
}

static void table_clear(struct table *table)
{
    for (size_t i = 0; i < table->anchors_len; i++)
        free(table->anchors[i]);
    for (size_t i = 0; i < table->len; i++)
        row_clear(&table->rows[i]);
    row_clear(&table->header);
    text_clear(&table->caption);
    text_clear(&table->lead);
    free(table->anchors);
    free(table->rows);
    free(table->element);
    *table = (struct table){0};
}

static void section_clear(struct section *section)
{
    for (size_t i = 0; i < section->len; i++) {
        text_clear(&section->blocks[i].text);
        table_clear(&section->blocks[i].table);
    }
    free(section->blocks);
    text_clear(&section->heading);
}

void document_free(struct document *page)
{
    if (!page)
        return;
    for (size_t i = 0; i < page->len; i++)
        section_clear(&page->sections[i]);
    free(page->sections);
    free(page->id);
    free(page->file);
    free(page->title);
    free(page->digest);
    free(page);
}

char *cell_text(const struct cell *cell)
{
    struct buffer all;

    buffer_init(&all, 0);
    for (size_t i = 0; i < cell->len; i++) {
        if (i > 0)
            buffer_add_text(&all, "\n");
        buffer_add_text(&all, cell->texts[i].text);
    }
    return buffer_take(&all);
}

const char *cell_element(const struct cell *cell)
{
    for (size_t i = 0; i < cell->len; i++) {
        if (cell->texts[i].element[0])
            return cell->texts[i].element;
    }
    return "";
}
