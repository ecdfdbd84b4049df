/*
 * derive_set.h - the pages of one call; for derive*.c.
 *
 * All pages are read before anything is derived: one may refer to another,
 * and one that cannot be read ends the call before anything is written.
 */
#ifndef DERIVE_DERIVE_SET_H
#define DERIVE_DERIVE_SET_H

#include "derive/contract.h"
#include "derive/derive.h"
#include "derive/ledger_page.h"

struct derive_set {
    struct document **pages; /* owned */
    size_t len;
    size_t cap;
    struct ledger_page **markup; /* owned, one or NULL for each page */
};

/* Returns 0, or -1 with err: none given, unreadable. */
int derive_set_load(struct derive_set *set,
                    const struct derive_options *options, struct error *err);
void derive_set_clear(struct derive_set *set);

/* Two pages of one id cannot have files of their own. Returns 0 or -1. */
int derive_set_check_ids(const struct derive_set *set, struct error *err);

/* Index of a page by id, or len. */
size_t derive_set_find(const struct derive_set *set, const char *id);

/* A page's markup, read when it is asked for; NULL when that fails. */
struct ledger_page *derive_set_markup(struct derive_set *set, size_t index);
void derive_set_forget_markup(struct derive_set *set, size_t index);

/*
 * A page's contract, with the words of vocabularies on other pages of the
 * set, its examples checked and counted; NULL when it is refused. The caller
 * frees.
 */
struct contract *derive_set_contract(struct derive_set *set, size_t index,
                                     struct remarks *remarks,
                                     struct derive_services *services);

/* The summary of a page's folder; borrowed until the next page. */
struct derive_summary *derive_set_summary(const struct derive_set *set,
                                          size_t index,
                                          struct derive_services *services);

#endif
