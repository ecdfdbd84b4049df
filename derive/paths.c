#include "derive/paths.h"

#include "base/alloc.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add(struct paths *paths, char *path)
{
    paths->items =
        xgrow(paths->items, paths->len, &paths->cap, sizeof(*paths->items));
    paths->items[paths->len++] = path;
}

static bool ends_so(const char *name, const char *ending)
{
    size_t len = strlen(name), end = strlen(ending);

    return *name != '.' && len > end && !strcmp(name + len - end, ending);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int add_folder(struct paths *paths, const char *path, const char *ending,
                      size_t max, enum error_kind kind, struct error *err)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    size_t first = paths->len;

    if (!folder)
        return error_set(err, kind, path, "cannot be read: %s",
                         strerror(errno));
    while (paths->len <= max && (entry = readdir(folder)))
        if (ends_so(entry->d_name, ending))
            add(paths, path_join(path, entry->d_name));
    closedir(folder);
    if (paths->len == first)
        return error_set(err, kind, path, "holds no *%s", ending);
    qsort(paths->items + first, paths->len - first, sizeof(*paths->items),
          by_name);
    return 0;
}

int paths_expand(struct paths *paths, const char *path, const char *ending,
                 size_t max, enum error_kind kind, struct error *err)
{
    struct stat status;

    if (stat(path, &status) < 0)
        return error_set(err, kind, path, "cannot be read: %s",
                         strerror(errno));
    if (!S_ISDIR(status.st_mode))
        add(paths, xstrdup(path));
    else if (add_folder(paths, path, ending, max, kind, err) < 0)
        return -1;
    if (paths->len > max)
        return error_set(err, kind, path, "more than %zu files", max);
    return 0;
}

void paths_clear(struct paths *paths)
{
    for (size_t i = 0; i < paths->len; i++)
        free(paths->items[i]);
    free(paths->items);
    *paths = (struct paths){0};
}
