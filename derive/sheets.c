/* Tables of parameters: their columns, by the words of the header. */
#include "derive/deriving.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct column_name {
    const char *name;
    size_t column; /* offset of the member of struct sheet */
};

#define COLUMN(member) offsetof(struct sheet, member)

static const struct column_name columns[] = {
    {"Parameter", COLUMN(name)},      {"Attribute", COLUMN(name)},
    {"Name", COLUMN(name)},           {"Type", COLUMN(type)},
    {"Parameter Type", COLUMN(type)}, {"Mandatory", COLUMN(mandatory)},
    {"Required", COLUMN(mandatory)},  {"Description", COLUMN(description)},
    {"Remarks", COLUMN(description)},
};

static int *column_of(struct sheet *sheet, const char *words)
{
    for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
        if (strcasecmp(columns[i].name, words) == 0)
            return (int *)(void *)((char *)sheet + columns[i].column);
    }
    return NULL;
}

/* Returns whether the header is one of a table of parameters. */
static bool columns_read(struct sheet *sheet)
{
    const struct row *header = &sheet->table->header;

    sheet->name = sheet->type = NO_COLUMN;
    sheet->mandatory = sheet->description = NO_COLUMN;
    for (size_t i = 0; i < header->len; i++) {
        char *words = cell_text(&header->cells[i]);
        int *column = column_of(sheet, words);

        if (column && *column == NO_COLUMN)
            *column = (int)i;
        free(words);
    }
    return sheet->name != NO_COLUMN &&
           (sheet->type != NO_COLUMN || sheet->mandatory != NO_COLUMN ||
            sheet->description != NO_COLUMN);
}

const struct cell *sheet_cell(const struct sheet *sheet, size_t row, int column)
{
    const struct row *cells = &sheet->table->rows[row];

    if (column == NO_COLUMN || (size_t)column >= cells->len)
        return NULL;
    return &cells->cells[column];
}

char *sheet_words(const struct sheet *sheet, size_t row, int column)
{
    const struct cell *cell = sheet_cell(sheet, row, column);
    char *words = cell ? cell_text(cell) : xstrdup("");

    for (char *at = words; (at = strchr(at, '\n'));)
        *at = ' ';
    return words;
}

void sheet_free(struct sheet *sheet)
{
    free(sheet->subject);
    free(sheet->targets);
    free(sheet->used);
    free(sheet);
}

static void sheet_add(struct deriving *deriving, const struct sheet *like)
{
    struct sheet *sheet = xcalloc(1, sizeof(*sheet));

    *sheet = *like;
    sheet_caption_read(sheet);
    sheet->targets = xcalloc(sheet->table->len, sizeof(struct sheet *));
    sheet->used = xcalloc(sheet->table->len, sizeof(size_t));
    deriving->sheets = xgrow(deriving->sheets, deriving->len, &deriving->cap,
                             sizeof(struct sheet *));
    deriving->sheets[deriving->len++] = sheet;
}

void sheets_read(struct deriving *deriving, const struct document *page,
                 const enum section_role *roles)
{
    size_t index = 0;

    for (size_t i = 0; i < page->len; i++) {
        const struct section *section = &page->sections[i];

        for (size_t j = 0; j < section->len; j++) {
            struct sheet sheet = {
                .page = page,
                .table = &section->blocks[j].table,
                .section = section,
                .role = roles[i],
            };

            if (section->blocks[j].kind != BLOCK_TABLE)
                continue;
            sheet.index = index++;
            if (columns_read(&sheet))
                sheet_add(deriving, &sheet);
        }
    }
}
