/*
 * members.h - members of a JSON object into a struct, by a table: each must be
 * there and of its type, and the first that is not is named with its place.
 */
#ifndef TRANSCRIPT_MEMBERS_H
#define TRANSCRIPT_MEMBERS_H

#include "base/error.h"

#include <jansson.h>
#include <stddef.h>

enum member_type {
    MEMBER_TEXT,         /* const char *, without U+0000 */
    MEMBER_TEXT_OR_NULL, /* the same; null is NULL */
    MEMBER_INTEGER,      /* long long */
    MEMBER_COUNT,        /* long long, not negative */
    MEMBER_FLAG,         /* bool */
    MEMBER_OBJECT,       /* const json_t *, borrowed */
    MEMBER_ARRAY         /* the same */
};

struct member {
    const char *name;
    enum member_type type;
    size_t at; /* offset in the struct */
};

/* Where a mistake is: file and place inside, such as "log.entries[3]". */
struct spot {
    const char *path;
    char place[160];
};

/*
 * Fill `into` from the object (NULL or another type: a mistake). Returns 0, or
 * -1 with ERROR_SUITE. What is filled in is borrowed from the object.
 */
int spot_read(const json_t *object, const struct member *table, size_t len,
              const struct spot *spot, void *into, struct error *err);

/* Returns -1 always: ERROR_SUITE, the file, "place: text". */
int spot_wrong(const struct spot *spot, const char *member, const char *text,
               struct error *err);

#endif
