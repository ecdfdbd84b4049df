/*
 * sheet.h - a table of parameters, and what its page says it is about.
 *
 * Every table with a column for names is a sheet. Links and captions say
 * which row of one sheet another sheet explains; a sheet that explains no row
 * is a root. Each row becomes a node of the group that its sheet, its section
 * and the URI put it into, and counts as used.
 */
#ifndef DERIVE_SHEET_H
#define DERIVE_SHEET_H

#include "derive/document.h"
#include "derive/trait.h"

/* What a section is about. Nine families of headings cover all pages. */
enum section_role {
    SECTION_OTHER,
    SECTION_FUNCTION,
    SECTION_CONSTRAINTS,
    SECTION_URI,
    SECTION_REQUEST,
    SECTION_RESPONSE,
    SECTION_EXAMPLE_REQUEST,
    SECTION_EXAMPLE_RESPONSE,
    SECTION_SAMPLES,
    SECTION_STATUS,
    SECTION_ERRORS
};

/* What a sheet holds, as far as its caption or lead says so. */
enum sheet_kind {
    SHEET_UNSAID,
    SHEET_PATH,
    SHEET_QUERY,
    SHEET_HEADERS,
    SHEET_BODY
};

#define NO_COLUMN (-1)

/* A table of parameters. */
struct sheet {
    const struct document *page;
    const struct table *table;
    const struct section *section;
    enum section_role role;
    enum sheet_kind kind;
    size_t index; /* of the table on its page */
    int name;     /* columns, NO_COLUMN when there is none */
    int type;
    int mandatory;
    int description;
    char *subject;          /* owned: the member or structure that the caption
                               names, or NULL */
    int status;             /* of the answer that it describes, 0: not said */
    struct sheet **targets; /* owned: per row, the sheet it leads to or NULL */
    size_t *used;           /* owned: per row, how many nodes it came to */
    bool is_mentioned;      /* a row leads here whose type has no members */
    bool is_target;         /* some row leads here */
    const char *open;       /* while its rows are read: JSON Pointer of the
                               value that they are members of; else NULL */
};

/* Roles (roles.c). roles_read: one for each section; the caller frees. */
enum section_role role_of_heading(const char *heading);
enum section_role *roles_read(const struct document *page);
const char *template_of(const struct document *page);
/* The caller frees; targets are borrowed. */
void sheet_free(struct sheet *sheet);
/* Words of a row's cell in one line, "" without such a column; owned. */
char *sheet_words(const struct sheet *sheet, size_t row, int column);
const struct cell *sheet_cell(const struct sheet *sheet, size_t row,
                              int column);

/* What sheets are about (captions.c). */
void sheet_caption_read(struct sheet *sheet);

/* A row of which all cells are th: a heading within the table. */
bool row_is_heading(const struct sheet *sheet, size_t row);
/* Can the row's value have members, by its Type cell? Yes, too, when that
   says nothing (members.c). */
bool row_is_composite(const struct sheet *sheet, size_t row);
/* Can values of the type have members, themselves or their items? */
bool type_is_composite(const struct type *type);

#endif
