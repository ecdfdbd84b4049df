/*
 * walk.h - the files below a directory.
 */
#ifndef SUITE_WALK_H
#define SUITE_WALK_H

#include "base/error.h"

#include <stddef.h>

struct walk {
    char **names; /* owned, relative to the start, sorted */
    size_t len;
    size_t cap;
};

/*
 * All regular files below root/start whose name ends in suffix; names begin
 * with start. At most max files and 20 levels. Returns 0, or -1 with
 * ERROR_SUITE (no such directory, too many files).
 */
int walk_files(const char *root, const char *start, const char *suffix,
               size_t max, struct walk *walk, struct error *err);
void walk_clear(struct walk *walk);

#endif
