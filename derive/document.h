/*
 * document.h - a documentation page as it is written: sections, texts, tables.
 *
 * The reader knows markup and nothing of APIs: it flattens three dialects of
 * HTML (the vendor's export with and without <div>, reStructuredText
 * rendered by docutils) into one list of sections in the order of the
 * document. Everything keeps the id of its element and its line, so that
 * whatever is derived can say where it comes from. Text is UTF-8 with white
 * space collapsed; where a block of the page ends stands one '\n'.
 */
#ifndef DERIVE_DOCUMENT_H
#define DERIVE_DOCUMENT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define DOCUMENT_BYTES_MAX ((size_t)8 << 20)
#define DOCUMENT_DEPTH_MAX 128   /* of nested elements */
#define DOCUMENT_ITEMS_MAX 20000 /* texts, rows and cells of one page */

enum span_kind { SPAN_STRONG, SPAN_CODE, SPAN_LINK };

/* A part of a text that is marked up: bytes [start, start + len). */
struct span {
    enum span_kind kind;
    size_t start;
    size_t len;
    char *href; /* of a link, as written; else NULL */
};

enum text_kind {
    TEXT_PARAGRAPH, /* p, or loose text of a li, td or div */
    TEXT_ITEM,      /* the text of a li */
    TEXT_NOTE       /* within div.note, admonitions */
};

/* One block of running text. */
struct text {
    enum text_kind kind;
    char *text;    /* owned, never NULL */
    char *element; /* id of the nearest element that has one; "" when none */
    int line;      /* from 1 */
    int depth;     /* lists around it */
    struct span *spans; /* owned, by start */
    size_t spans_len;
    size_t spans_cap;
};

struct cell {
    struct text *texts; /* owned, in order */
    size_t len;
    size_t cap;
    bool was_header; /* th */
};

struct row {
    char *element; /* "" when it has no id */
    int line;
    struct cell *cells; /* owned; colspan and rowspan are filled by copies */
    size_t len;
    size_t cap;
};

struct table {
    char *element; /* "" when it has no id */
    int line;
    char **anchors; /* owned: every id and a/@name that means this table, its
                       own, those right before it, those of the li or div
                       whose first table it is */
    size_t anchors_len;
    size_t anchors_cap;
    struct text caption; /* text "" when there is none */
    struct text lead;    /* the text right before it: of its li, of a p */
    struct row header;   /* len 0 when the table has none */
    struct row *rows;    /* owned, without the header */
    size_t len;
    size_t cap;
    bool ragged; /* a row has another number of cells than the header */
};

enum block_kind { BLOCK_TEXT, BLOCK_TABLE, BLOCK_PRE };

struct block {
    enum block_kind kind;
    struct text text; /* BLOCK_TEXT; BLOCK_PRE: white space kept as it is */
    struct table table;
    bool in_table; /* a pre inside a cell: a snippet, not an example */
};

struct section {
    struct text heading;  /* text "" for what stands before the first one */
    struct block *blocks; /* owned, in the order of the page */
    size_t len;
    size_t cap;
};

struct document {
    char *id;     /* "evs_04_3058": of the file's name */
    char *file;   /* as given */
    char *title;  /* of h1; "" */
    char *digest; /* SHA-256 of the bytes, 64 hexadecimal digits */
    struct section *sections;
    size_t len;
    size_t cap;
};

/*
 * Read a page from memory. Whatever libxml2 can repair is repaired; nothing
 * is fetched. Returns NULL with ERROR_USAGE when it is beyond a limit or
 * holds no element at all. The caller frees.
 */
struct document *document_read(const char *file, const char *bytes, size_t len,
                               struct error *err);
struct document *document_load(const char *file, struct error *err);
void document_free(struct document *page);

/* All texts of a cell, one after another with '\n'. The caller frees. */
char *cell_text(const struct cell *cell);
/* The first element id of a cell, "" when none; borrowed. */
const char *cell_element(const struct cell *cell);

#endif
