/*
 * skeleton.h - a clause ledger while it is being begun; for ledger.c and
 * skeleton*.c.
 */
#ifndef DERIVE_SKELETON_H
#define DERIVE_SKELETON_H

#include "derive/contract.h"
#include "derive/ledger_page.h"

#include <jansson.h>

/* A ledger being written. */
struct skeleton {
    const struct contract *contract;
    struct ledger_page *page; /* or NULL */
    const json_t *schemas;    /* by part */
    json_t *clauses;          /* owned until it is done */
    const char *part;         /* "request" … of the node that is written */
    char *file;               /* owned: its schema below schemas/, or NULL */
};

/* Where a clause comes from: an element, a row, or a text at least. */
struct spot {
    const char *element; /* "" when it has none */
    int line;            /* of a row without id; 0: no row */
    const char *name;    /* that the row begins with */
    const char *text;    /* what it says, when the markup is not at hand */
};

/*
 * Add a clause, untested as all are at first. Takes id (made unique
 * and clean), text and the array of schema pointers, which may be NULL.
 */
void skeleton_add(struct skeleton *ledger, char *id, char *text,
                  const char *basis, const struct spot *spot, json_t *pointers);

/* Clauses of a node and of those below it; the pointer is the place of the
   schema that holds its "properties". */
void skeleton_node(struct skeleton *ledger, const struct node *node,
                   const char *parent_path, const char *parent_pointer);

#endif
