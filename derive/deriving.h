/*
 * deriving.h - a contract while it is being built; for the files of
 * contract_derive only.
 *
 * Every table with a column for names is a sheet. Links and captions say
 * which row of one sheet another sheet explains; a sheet that explains no row
 * is a root. Each row becomes a node of the group that its sheet, its section
 * and the URI put it into, and is marked as used.
 */
#ifndef DERIVE_DERIVING_H
#define DERIVE_DERIVING_H

#include "derive/contract.h"

#include <stdarg.h>

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

struct deriving {
    const struct document *page;
    const struct document *const *pages; /* others, borrowed */
    size_t pages_len;
    struct remarks *remarks;
    struct contract *contract;
    enum section_role *roles; /* owned: per section of page */
    struct sheet **sheets;    /* owned, of page, then of pages referred to */
    size_t len;
    size_t cap;
    size_t nodes; /* made so far */
    bool refused; /* a remark says why */
};

/* Where a remark is about. */
struct spot {
    const char *element;
    int line;
};

/*
 * Remark on the page, with the grade of the kind. refuse: whatever the kind's
 * grade, nothing can be derived from the page.
 */
void note(struct deriving *deriving, const char *kind, struct spot spot,
          const char *format, ...) __attribute__((format(printf, 4, 5)));
void refuse(struct deriving *deriving, const char *kind, struct spot spot,
            const char *format, ...) __attribute__((format(printf, 4, 5)));
struct spot spot_of_text(const struct text *text);
struct spot spot_of_table(const struct table *table);
struct spot spot_of_row(const struct sheet *sheet, size_t row);

/* Roles (roles.c). roles_read: one for each section; the caller frees. */
enum section_role role_of_heading(const char *heading);
enum section_role *roles_read(const struct document *page);
const char *template_of(const struct document *page);
/* The first section of a role, NULL when there is none. */
const struct section *section_of(const struct deriving *deriving,
                                 enum section_role role);

/* URI lines (uris.c). Remarks and refuses. */
void uris_read(struct deriving *deriving);
bool uri_has_placeholder(const struct uri *uri, const char *name);
bool uri_query_has(const struct uri *uri, const char *name);
/* Is it a call that sends no content as a rule? */
bool method_is_bodiless(const char *method);
/* Call for each {name} of a URI's path, in order. */
void uri_each_placeholder(const struct uri *uri,
                          void (*each)(void *with, const char *name),
                          void *with);

/* Sheets (sheets.c). Appended to deriving->sheets. */
void sheets_read(struct deriving *deriving, const struct document *page,
                 const enum section_role *roles);
void sheet_free(struct sheet *sheet);
/* Words of a row's cell in one line, "" without such a column; owned. */
char *sheet_words(const struct sheet *sheet, size_t row, int column);
const struct cell *sheet_cell(const struct sheet *sheet, size_t row,
                              int column);

/* What sheets are about (captions.c). */
void sheet_caption_read(struct sheet *sheet);

/* Which sheet explains which row (links.c): of the sheets from first on. */
void links_read(struct deriving *deriving, size_t first);
/* Add the sheets of another page, unless they are there. */
void page_admit(struct deriving *deriving, const struct document *page);
/* Another of the pages by the file name in a link, NULL when not given. */
const struct document *page_of_link(const struct deriving *deriving,
                                    const char *href);

/* Rows to nodes (rows.c, members.c). row_read: one row, without members;
   NULL with a remark when it is none. members_read: all rows of a root. */
struct node *row_read(struct deriving *deriving, struct sheet *sheet,
                      size_t row);
bool row_is_heading(const struct sheet *sheet, size_t row);
void row_expand(struct deriving *deriving, struct sheet *sheet, size_t row,
                struct node *node, const char *parent, size_t depth);
void members_read(struct deriving *deriving, struct sheet *sheet,
                  struct group *group);
/* The same for the Type cell of a row; true, too, when it says nothing. */
bool row_is_composite(const struct sheet *sheet, size_t row);
/* Can values of the type have members, themselves or their items? */
bool type_is_composite(const struct type *type);

/* Values of path, query and headers (parameters.c). */
void parameters_read(struct deriving *deriving);

/* Every {name} of the URI has a row, or a remark (placeholders.c). */
void placeholders_check(struct deriving *deriving);

/* Contents (bodies.c). */
void request_read(struct deriving *deriving);
void response_read(struct deriving *deriving);
bool example_has_member(const struct contract *contract, enum example_role role,
                        const char *name);
/* The roots among the sheets of a role: unlinked, about a body. */
size_t roots_of(const struct deriving *deriving, enum section_role role,
                struct sheet **roots, size_t max);

/* The root among several sheets, when all others can be placed below it; NULL
   and a refusal when it cannot be told (orphans.c). */
struct sheet *root_choose(struct deriving *deriving, struct sheet *const *roots,
                          size_t len);

/* What other pages say (elsewhere.c). sibling_placeholder: take the row that
   another page has for a placeholder of the path; false when none has. */
void response_elsewhere_read(struct deriving *deriving);
bool sibling_placeholder(struct deriving *deriving, const char *name);

/* What examples show about the outermost value (shapes.c). */
void group_fit_examples(struct deriving *deriving, struct group *group,
                        enum example_role role);

/* Status codes, statements (statuses.c). */
void statuses_read(struct deriving *deriving);
void statements_read(struct deriving *deriving);

/* All of it, into deriving->contract (contract.c). Stops when refused. */
void deriving_run(struct deriving *deriving);
void deriving_clear(struct deriving *deriving);
struct contract *contract_new(const struct document *page);

/* Nodes and groups (nodes.c). */
struct node *node_new(const char *name);
void node_free(struct node *node);
void node_add(struct node *node, struct node *child);
void group_add(struct group *group, struct node *node);
const struct node *group_find(const struct group *group, const char *name);
void group_clear(struct group *group);
void group_place(struct group *group, const struct sheet *sheet);

#endif
