/*
 * ledger_page.h - digests of a page's elements, for clause ledgers.
 *
 * A clause's digest is SHA-256 of the text of its element, white space
 * collapsed to single blanks and trimmed (docs/suite-format.md). Whether the
 * element is a paragraph, a row, a table or a section is all the same, so
 * this looks at the markup itself and not at what document.h makes of it.
 */
#ifndef DERIVE_LEDGER_PAGE_H
#define DERIVE_LEDGER_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#define LEDGER_DIGEST_SIZE 72 /* "sha256:", 64 digits, NUL */

struct ledger_page;

/* Bytes that document_read has taken. NULL when nothing can be parsed. */
struct ledger_page *ledger_page_new(const char *bytes, size_t len);
void ledger_page_free(struct ledger_page *page);

/* The digest of the element with that id, borrowed; NULL: there is none. */
const char *ledger_page_digest(struct ledger_page *page, const char *id);

/* Is the element with that id a part of the page (div, section, body) that
   holds more than one thing? */
bool ledger_page_is_wide(const struct ledger_page *page, const char *id);

/* Of the row (tr) that begins on that line, the first whose text begins with
   the name; NULL: there is none. */
const char *ledger_page_row(struct ledger_page *page, int line,
                            const char *name);

/*
 * The next paragraph or list item with an id behind an element, within the
 * same row; borrowed. NULL: there is none, or no element of these ids.
 */
const char *ledger_page_next(const struct ledger_page *page, const char *row,
                             const char *element);

/* Has any element a text of that digest? */
bool ledger_page_has(struct ledger_page *page, const char *digest);

/* The digest of a text. */
void ledger_digest(const char *text, char digest[LEDGER_DIGEST_SIZE]);

#endif
