/*
 * paths.h - files and folders as the user names them.
 */
#ifndef DERIVE_PATHS_H
#define DERIVE_PATHS_H

#include "base/error.h"

#include <stddef.h>

struct paths {
    char **items; /* owned */
    size_t len;
    size_t cap;
};

/*
 * Append a file, or the files of a folder whose names end so, sorted by name;
 * hidden ones and folders within it do not count. Returns 0, or -1 with err of
 * the given kind: not there, no such file in the folder, more than max.
 */
int paths_expand(struct paths *paths, const char *path, const char *ending,
                 size_t max, enum error_kind kind, struct error *err);
void paths_clear(struct paths *paths);

#endif
