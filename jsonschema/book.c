#include "jsonschema/book.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

struct page {
    char *name;
    struct schema *schema;
};

struct schema_book {
    struct schema_store *store;
    struct page *pages;
    size_t len;
    size_t cap;
};

struct schema_book *schema_book_new(struct schema_store *store)
{
    struct schema_book *book = xcalloc(1, sizeof(*book));

    book->store = store;
    return book;
}

void schema_book_free(struct schema_book *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->len; i++) {
        free(book->pages[i].name);
        schema_free(book->pages[i].schema);
    }
    free(book->pages);
    free(book);
}

int schema_book_add(struct schema_book *book, const char *name, const char *uri,
                    struct error *err)
{
    struct schema *schema;

    if (schema_book_find(book, name))
        return 0;
    schema = schema_compile(book->store, uri, err);
    if (!schema)
        return -1;
    book->pages =
        xgrow(book->pages, book->len, &book->cap, sizeof(*book->pages));
    book->pages[book->len++] = (struct page){xstrdup(name), schema};
    return 0;
}

const struct schema *schema_book_find(const struct schema_book *book,
                                      const char *name)
{
    for (size_t i = 0; i < book->len; i++)
        if (!strcmp(book->pages[i].name, name))
            return book->pages[i].schema;
    return NULL;
}
