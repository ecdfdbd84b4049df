/*
 * book.h - compiled schemas by a short name.
 *
 * Filled while a run is prepared, read-only afterwards.
 */
#ifndef JSONSCHEMA_BOOK_H
#define JSONSCHEMA_BOOK_H

#include "jsonschema/jsonschema.h"

struct schema_book;

/* The store is borrowed and must outlive the book. */
struct schema_book *schema_book_new(struct schema_store *store);
void schema_book_free(struct schema_book *book);

/*
 * Compile the schema at uri and keep it under name; a name that is already
 * there stays as it is. Returns 0, or -1 with err from schema_compile.
 */
int schema_book_add(struct schema_book *book, const char *name, const char *uri,
                    struct error *err);

/* The compiled schema, borrowed; NULL when the name was never added. */
const struct schema *schema_book_find(const struct schema_book *book,
                                      const char *name);

#endif
