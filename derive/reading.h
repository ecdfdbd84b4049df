/*
 * reading.h - a page while it is being read; for document*.c only.
 *
 * The walk (document_walk.c) meets elements in the order of the page. Running
 * text gathers in one pending text (document_text.c) until a block ends; then
 * it goes to whatever is open: a heading, a caption, a cell or the section.
 * Tables that are open form a stack (document_table.c), since a cell may hold
 * another table.
 */
#ifndef DERIVE_READING_H
#define DERIVE_READING_H

#include "derive/document.h"

#include "base/buffer.h"

#include <libxml/tree.h>

#define TABLE_COLUMNS_MAX 64
#define TABLE_NESTING_MAX 8
#define TABLE_ANCHORS_MAX 64

/* An element that is open. */
struct frame {
    const char *id;     /* borrowed from the tree; NULL when it has none */
    bool is_item;       /* li */
    bool is_cell;       /* td, th */
    bool item_has_text; /* its first text was seen */
    bool is_note;
    bool has_table; /* a table was seen inside */
    bool is_span;   /* with the next three */
    enum span_kind span_kind;
    const char *href; /* borrowed; NULL when it is no link */
    long span;        /* index in the pending text, -1 when not begun */
};

/* A cell that reaches down into rows that are still to come. */
struct carry {
    struct cell cell; /* owned copy */
    unsigned left;    /* rows that it still covers */
};

/* A table that is open. */
struct grid {
    size_t block; /* index in the section: blocks move when they grow */
    bool in_head; /* within thead */
    bool in_row;
    struct row row;   /* owned: the row being read */
    bool in_cell;     /* then the last cell of row is open */
    unsigned colspan; /* of the open cell, at least 1 */
    unsigned rowspan;
    struct carry carries[TABLE_COLUMNS_MAX];
};

enum target { TARGET_SECTION, TARGET_HEADING, TARGET_CAPTION };

struct reading {
    struct document *page; /* being filled */
    struct error *err;
    bool failed;  /* err says why; the walk stops */
    size_t items; /* counted against DOCUMENT_ITEMS_MAX */
    size_t bytes; /* of kept text, against DOCUMENT_BYTES_MAX */
    struct frame frames[DOCUMENT_DEPTH_MAX + 1];
    size_t depth;        /* frames in use */
    int lists;           /* of these, ul and ol */
    struct text pending; /* its .text is in words until it ends */
    struct buffer words;
    bool is_open;       /* pending holds a text */
    bool blank_due;     /* white space was seen after the last word */
    bool is_title;      /* the heading being read is a h1 */
    enum target target; /* where the text goes when no cell is open */
    struct grid *grids; /* owned, the innermost is the last */
    size_t grids_len;
    struct text lead; /* owned copy of the last text; text NULL: none
                         since the last heading, table or pre */
};

/* Count against the limits. Returns false when one is passed. */
bool reading_count(struct reading *reading, size_t items, size_t bytes);
int reading_fail(struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* id of the innermost open element that has one, "" when none; borrowed. */
const char *reading_element(const struct reading *reading);
struct section *reading_section(struct reading *reading);
struct section *section_open(struct reading *reading);
struct block *block_add(struct reading *reading, enum block_kind kind);

/* Running text: add what a text node says, break the line, end the block. */
void words_add(struct reading *reading, const char *text, int line);
void words_break(struct reading *reading);
void words_end(struct reading *reading);
void span_end(struct reading *reading, struct frame *frame);
/* Text of an element with white space kept; the caller frees. */
char *words_kept(struct reading *reading, const xmlNode *pre);
/* Forget the lead of the next table. */
void lead_forget(struct reading *reading);

/* Tables. */
void table_open(struct reading *reading, const xmlNode *node);
void table_close(struct reading *reading);
void row_open(struct reading *reading, const xmlNode *node);
void row_close(struct reading *reading);
void cell_open(struct reading *reading, const xmlNode *node);
void header_cell_open(struct reading *reading, const xmlNode *node);
void cell_close(struct reading *reading);
/* The open cell of the innermost table, NULL when none is open. */
struct cell *cell_current(struct reading *reading);
struct table *table_current(struct reading *reading);

/* Attributes of the tree, borrowed; NULL when there is none. */
const char *node_attribute(const xmlNode *node, const char *name);
bool node_has_class(const xmlNode *node, const char *name);

/* Everything below the body, in the order of the document. */
void document_walk(struct reading *reading, xmlNode *root);

/* Deep copies, and the release of parts (document_data.c). */
void text_copy(struct text *to, const struct text *from);
void text_clear(struct text *text);
void cell_copy(struct cell *to, const struct cell *from);
void cell_clear(struct cell *cell);
void row_clear(struct row *row);

#endif
