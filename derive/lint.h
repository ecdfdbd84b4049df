/*
 * lint.h - where documentation contradicts itself, on a page and between
 * pages.
 *
 * Every rule is general: it knows no page and no service. A rule sees the
 * contracts of the pages given, so giving more pages finds more.
 */
#ifndef DERIVE_LINT_H
#define DERIVE_LINT_H

#include "derive/contract.h"

/* A page and what was derived from it. */
struct lint_page {
    const struct document *page;     /* borrowed */
    const struct contract *contract; /* borrowed; NULL: it was refused */
};

/* What one page does wrong beyond what deriving and checking its examples
   (derive/schema.h) found. */
void lint_page(const struct lint_page *page, struct remarks *remarks);

/* What pages do wrong together. Also call it for one. */
void lint_pages(const struct lint_page *pages, size_t len,
                struct remarks *remarks);

#endif
