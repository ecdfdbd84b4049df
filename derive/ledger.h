/*
 * ledger.h - clause ledgers: one begun from a page, one held against it.
 */
#ifndef DERIVE_LEDGER_H
#define DERIVE_LEDGER_H

#include "derive/contract.h"
#include "derive/ledger_page.h"
#include "derive/override.h"

#include "base/buffer.h"

/*
 * A ledger (schemas/assay/clauses.json) with a clause for each thing that the
 * page promises: types, presence, constraints, words of each row, status
 * codes, examples, statements. Texts are ours, made of facts; all clauses are
 * untested until somebody writes a testcase. schemas: by
 * part, as they are written. page: for digests, or NULL: they are then of the
 * contract's texts. New reference.
 */
json_t *ledger_skeleton(const struct contract *contract,
                        const struct override *override, const json_t *schemas,
                        struct ledger_page *page);

/* Finds the markup of a page by id, or NULL when it was not given. */
struct ledger_pages {
    struct ledger_page *(*find)(void *with, const char *id);
    void *with;
};

/* What a check has seen. */
struct ledger_tally {
    size_t same;
    size_t changed; /* or gone */
    size_t unseen;  /* clauses of pages that were not given */
};

/*
 * Hold each clause's digest against its page. A line for each that is changed
 * or gone is appended to differences: "FILE: clause ID: sentence".
 */
void ledger_check(const json_t *ledger, const char *file,
                  const struct ledger_pages *pages, struct ledger_tally *tally,
                  struct buffer *differences);

/* Ids of the clauses that name this place of a schema, or a place below it:
   "request/name/max-bytes, request/members"; NULL when none does. New. */
char *ledger_clauses_of(const json_t *ledger, const char *file,
                        const char *pointer);

#endif
