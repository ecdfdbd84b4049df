/*
 * lint_parts.h - between the rules of lint*.c.
 */
#ifndef DERIVE_LINT_PARTS_H
#define DERIVE_LINT_PARTS_H

#include "derive/lint.h"
#include "derive/trait_pattern.h"

#include "base/buffer.h"

#define LINT_NAMES_MAX 12 /* listed in one remark */

/* Where a remark is about. */
struct lint_place {
    const char *element; /* borrowed */
    int line;
    const char *pointer; /* borrowed, or NULL */
};

void lint_note(struct remarks *remarks, const struct contract *contract,
               const char *kind, struct lint_place place, const char *format,
               ...) __attribute__((format(printf, 5, 6)));
/* Of a node: its row. */
struct lint_place lint_place_of(const struct node *node, const char *pointer);

/* Names in quotes, as far as LINT_NAMES_MAX allows: "a", "b" and 3 more. */
struct name_list {
    struct buffer words;
    size_t len;
};

void name_list_add(struct name_list *list, const char *name);
/* The words; the caller frees. The list is empty afterwards. */
char *name_list_take(struct name_list *list);

/* All groups of parameters of a contract. */
#define GROUPS_LEN 6
void contract_groups(const struct contract *contract,
                     const struct group *groups[GROUPS_LEN]);

/* Is the name that of any parameter, or in braces in the URI? */
bool contract_has_name(const struct contract *contract, const char *name);

/* A table by its number on the page, NULL when there is none. */
const struct table *page_table(const struct document *page, size_t index);

/* Call for every text of a page, in cells too, in the order of the page. */
void page_each_text(const struct document *page,
                    void (*each)(void *with, const struct text *text),
                    void *with);

/* The request line of an example, taken apart: path without scheme, host and
   query. Owned. */
struct request_line {
    char *method;
    char *path;
    char *query; /* "" when none */
};

bool request_line_read(struct request_line *line, const char *words);
void request_line_clear(struct request_line *line);

/*
 * Does a path fit the template "/v3/{project_id}/snapshots/{snapshot_id}"?
 * bind (may be NULL) is called for each placeholder.
 */
bool path_fits(const char *template, const char *path,
               void (*bind)(void *with, const char *name, const char *value),
               void *with);

/* "/{}/snapshots/{}" of "/v3/{project_id}/snapshots/{snapshot_id}": the same
   on all versions of an operation. *version: "v3", new memory, "" if none. */
char *path_without_version(const char *path, char **version);

/* The folder of the page's file: pages of one are one service. New memory. */
char *contract_folder(const struct contract *contract);

/* Rules of one page. */
void lint_uris(const struct lint_page *page, struct remarks *remarks);
void lint_values(const struct lint_page *page, struct remarks *remarks);
void lint_shown(const struct lint_page *page, struct remarks *remarks);
void lint_words(const struct lint_page *page, struct remarks *remarks);
void lint_names(const struct lint_page *page, struct remarks *remarks);

/* Rules between pages. */
void lint_members(const struct lint_page *pages, size_t len,
                  struct remarks *remarks);
void lint_versions(const struct lint_page *pages, size_t len,
                   struct remarks *remarks);
void lint_sections(const struct lint_page *pages, size_t len,
                   struct remarks *remarks);
void lint_keys(const struct lint_page *pages, size_t len,
               struct remarks *remarks);
void lint_links(const struct lint_page *pages, size_t len,
                struct remarks *remarks);

#endif
