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
 * with start. Names that begin with a dot are left out. At most max files, 5000
 * directories, and 20 of them inside each other. Returns 0, or -1 with
 * ERROR_SUITE (no such directory, too much in it).
 */
int walk_files(const char *root, const char *start, const char *suffix,
               size_t max, struct walk *walk, struct error *err);
void walk_clear(struct walk *walk);

#endif
