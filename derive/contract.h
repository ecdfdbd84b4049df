/*
 * contract.h - what a page promises, as data: the middle of the derivation.
 *
 * page (as written) -> contract (what it means) -> schemas, ledger, examples
 * (what is written out). Every node names the row it comes from, and every
 * row of a parameter table comes to exactly one node: contract.c counts both.
 */
#ifndef DERIVE_CONTRACT_H
#define DERIVE_CONTRACT_H

#include "derive/document.h"
#include "derive/remark.h"
#include "derive/trait.h"

#define CONTRACT_DEPTH_MAX 32
#define CONTRACT_NODES_MAX 5000

/* Where on the page a node was read. */
struct provenance {
    char *page;         /* id; another page's when a response is delegated */
    char *table;        /* element id of the table, "" when none */
    char *row;          /* element id of the row, "" when none */
    char *type_el;      /* of the Type cell's first text, "" */
    char *mandatory_el; /* likewise */
    char *text_el;      /* of the description */
    int line;           /* of the row */
    size_t table_index; /* of the table on the page, from 0 */
    size_t row_index;   /* within its table, from 0 */
};

enum presence { PRESENCE_UNSAID, PRESENCE_MANDATORY, PRESENCE_OPTIONAL };

/* A parameter: a member of a body, or a value in path, query or headers. */
struct node {
    char *name;        /* as written; of a placeholder: its words */
    bool placeholder;  /* stands for any name: children are a map's values */
    struct type *type; /* owned; kind TYPE_UNKNOWN when not said */
    enum presence presence;
    char *description; /* the page's own words, for digests; never written
                          into a schema */
    struct traits traits;
    struct provenance origin;
    struct node **children; /* owned: members, of the items when an array, of
                               the values when a map */
    size_t len;
    size_t cap;
    char *recursion; /* JSON Pointer of the node that this repeats, or NULL */
    bool unresolved; /* an object or array of objects whose members the page
                        describes nowhere */
};

enum place { PLACE_PATH, PLACE_QUERY, PLACE_HEADER, PLACE_BODY };

/* Parameters of one kind, or the members of a body. */
struct group {
    struct node **nodes; /* owned */
    size_t len;
    size_t cap;
    char *table;   /* element id of the (first) table, "" */
    char *section; /* element id of the section, "" */
    bool is_array; /* the body is an array of such objects */
};

struct uri {
    char *method; /* "PUT" */
    char *path;   /* "/v3/{project_id}/snapshots/{snapshot_id}" */
    char *query;  /* after '?', as written; "" */
    char *element;
    int line;
};

struct status {
    int code;
    char *reason; /* as written; "" */
    bool is_success;
    char *element;
};

enum example_role {
    EXAMPLE_REQUEST,
    EXAMPLE_RESPONSE,
    EXAMPLE_ERROR, /* an answer that failed */
    EXAMPLE_OTHER  /* a snippet */
};

struct example {
    enum example_role role;
    char *element;
    int line;
    char *start_line; /* "PUT https://{endpoint}/v3/…", or NULL */
    int status;       /* when the page names one beside it; else 0 */
    char *text;       /* what follows the start lines, as on the page */
    json_t *content;  /* owned; NULL when it is no JSON or nothing */
    char *problem;    /* why it is no JSON, or NULL */
    bool in_table;
};

struct contract {
    char *page; /* id */
    char *file;
    char *title;
    char *digest;        /* of the page's bytes */
    char *template_name; /* "T0" … of the page's shape, for the summary */
    struct uri *uris; /* owned; the first is the operation's, others aliases */
    size_t uris_len;
    size_t uris_cap;
    struct group path;
    struct group query;
    struct group headers;
    struct group request;  /* len 0: no content */
    struct group response; /* of a success; len 0: none or not said */
    struct group error;    /* envelope A, when the page has its table */
    bool error_has_fault;  /* envelope B: named after the fault, in words */
    char *alternatives_el; /* element that says success "or" error; "" */
    struct status *statuses;
    size_t statuses_len;
    size_t statuses_cap;
    struct example *examples;
    size_t examples_len;
    size_t examples_cap;
    struct text *statements; /* borrowed from the page: sentences of Function,
                                Constraints and the like, for the ledger */
    size_t statements_len;
    size_t statements_cap;
    size_t rows;      /* of parameter tables; of other pages', those used */
    size_t rows_used; /* that came to a node; once, even when two rows lead to
                         one table and its members stand in two places */
};

/*
 * Derive. pages: others that may be referred to (a response delegated to
 * another page), may be NULL. What is wrong goes to remarks; a page that must
 * be refused gives NULL and a remark of grade REMARK_REFUSED, never a crash.
 * The page must outlive the contract. The caller frees.
 */
struct contract *contract_derive(const struct document *page,
                                 const struct document *const *pages,
                                 size_t pages_len, struct remarks *remarks);
void contract_free(struct contract *contract);

/* Visit all nodes of a group, depth first; pointer is the JSON Pointer of
   the node's place in an instance ("/snapshot/name", "/items/0/id"). */
void group_visit(const struct group *group,
                 void (*visit)(const struct node *node, const char *pointer,
                               void *with),
                 void *with);

/*
 * From the pres of a section (examples.c): start lines are stripped, two
 * values in one pre become two examples. Appended to *examples.
 */
void examples_read(struct contract *contract, const struct section *section,
                   enum example_role role, struct remarks *remarks);

#endif
