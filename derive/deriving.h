/*
 * deriving.h - a contract while it is being built; for the files of
 * contract_derive only.
 *
 * The steps stand here in the order in which they are taken: roles of
 * sections, URI lines, sheets, links between them, examples, then rows to
 * nodes. A step that finds no sure meaning refuses the page, and those after
 * it do nothing.
 */
#ifndef DERIVE_DERIVING_H
#define DERIVE_DERIVING_H

#include "derive/contract.h"
#include "derive/sheet.h"

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
void deriving_note(struct deriving *deriving, const char *kind,
                   struct spot spot, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void deriving_refuse(struct deriving *deriving, const char *kind,
                     struct spot spot, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct spot spot_of_text(const struct text *text);
struct spot spot_of_table(const struct table *table);
struct spot spot_of_row(const struct sheet *sheet, size_t row);

/* Roles (roles.c).
   The first section of a role, NULL when there is none. */
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

/* Sheets of a page (sheets.c), appended to deriving->sheets. */
void sheets_read(struct deriving *deriving, const struct document *page,
                 const enum section_role *roles);
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
void row_expand(struct deriving *deriving, struct sheet *sheet, size_t row,
                struct node *node, const char *parent, size_t depth);
void members_read(struct deriving *deriving, struct sheet *sheet,
                  struct group *group);

/* Values of path, query and headers (parameters.c). */
void parameters_read(struct deriving *deriving);

/* Every {name} of the URI has a row, or a remark (placeholders.c). */
void placeholders_check(struct deriving *deriving);

/* Contents (bodies.c). */
void request_read(struct deriving *deriving);
void response_read(struct deriving *deriving);
bool example_has_member(const struct contract *contract, enum example_role role,
                        const char *name);
/* The root among several sheets, when all others can be placed below it; NULL
   and a refusal when it cannot be told (orphans.c). */
struct sheet *root_choose(struct deriving *deriving, struct sheet *const *roots,
                          size_t len);

/* What other pages say (elsewhere.c). sibling_placeholder: take the row that
   the page with the closest path has for a placeholder of the path; false
   when none has one. */
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
