#include "suite/walk.h"

#include "base/alloc.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX       20
#define DIRECTORIES_MAX 5000

struct search {
    const char *root;
    const char *suffix;
    size_t max;
    size_t directories; /* visited so far */
    struct walk *walk;
};

static bool ends_with(const char *text, const char *suffix)
{
    size_t len = strlen(text), end = strlen(suffix);

    return len >= end && !strcmp(text + len - end, suffix);
}

static int add_name(struct search *search, char *name, struct error *err)
{
    struct walk *walk = search->walk;

    if (walk->len >= search->max) {
        free(name);
        return error_set(err, ERROR_SUITE, search->root,
                         "holds more than %zu files", search->max);
    }
    walk->names =
        xgrow(walk->names, walk->len, &walk->cap, sizeof(*walk->names));
    walk->names[walk->len++] = name;
    return 0;
}

static int visit(struct search *search, const char *at, int depth,
                 struct error *err);

/* Takes name. */
static int visit_entry(struct search *search, char *name, int depth,
                       struct error *err)
{
    char *path = path_join(search->root, name);
    struct stat st;
    bool is_there = stat(path, &st) == 0;
    int rc = 0;

    if (is_there && S_ISDIR(st.st_mode)) {
        rc = visit(search, name, depth + 1, err);
        free(name);
    } else if ((!is_there || S_ISREG(st.st_mode)) &&
               ends_with(name, search->suffix)) {
        /* a link to nowhere is listed, so that its reader complains */
        rc = add_name(search, name, err);
    } else {
        free(name);
    }
    free(path);
    return rc;
}

static int visit(struct search *search, const char *at, int depth,
                 struct error *err)
{
    char *path = path_join(search->root, at);
    bool is_endless =
        depth > DEPTH_MAX || ++search->directories > DIRECTORIES_MAX;
    DIR *directory = is_endless ? NULL : opendir(path);
    struct dirent *entry;
    int rc = 0;

    if (is_endless)
        rc = error_set(err, ERROR_SUITE, search->root,
                       "holds more than %d directories, or %d inside each "
                       "other",
                       DIRECTORIES_MAX, DEPTH_MAX);
    else if (!directory)
        rc = error_set(err, ERROR_SUITE, path, "cannot be read: %s",
                       strerror(errno));
    while (rc == 0 && (entry = readdir(directory)))
        if (entry->d_name[0] != '.')
            rc = visit_entry(search, path_join(at, entry->d_name), depth, err);
    if (directory)
        closedir(directory);
    free(path);
    return rc;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int walk_files(const char *root, const char *start, const char *suffix,
               size_t max, struct walk *walk, struct error *err)
{
    struct search search = {root, suffix, max, 0, walk};

    if (visit(&search, start, 0, err) < 0)
        return -1;
    if (walk->len)
        qsort(walk->names, walk->len, sizeof(*walk->names), by_name);
    return 0;
}

void walk_clear(struct walk *walk)
{
    for (size_t i = 0; i < walk->len; i++)
        free(walk->names[i]);
    free(walk->names);
    *walk = (struct walk){0};
}
