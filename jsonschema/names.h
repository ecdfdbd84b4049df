/*
 * names.h - which of a fixed set of names is this?
 *
 * A table that is made once and only read. Looking up costs the same for a
 * name of the set and for any other, whatever is in the set.
 */
#ifndef JSONSCHEMA_NAMES_H
#define JSONSCHEMA_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct name {
    const char *text; /* borrowed; NULL: an empty place of the table */
    size_t len;
    size_t value; /* what the caller gave with it */
};

struct names {
    struct name *rows; /* owned: a hash table, or sorted */
    size_t len;        /* of names */
    size_t mask;       /* of the hash table; 0: sorted */
};

/*
 * Make the table from len names, all different; it takes the array. Texts
 * are borrowed and must outlive it.
 */
void names_init(struct names *names, struct name *rows, size_t len);
void names_clear(struct names *names);

/* The row of a name, or NULL. */
const struct name *names_find(const struct names *names, const char *text,
                              size_t len);

#endif
