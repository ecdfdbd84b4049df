/*
 * suite_files.h - the files of a JSON Schema test suite: its folders, and the
 * documents that schemas of the suite refer to.
 */
#ifndef TESTS_TOOLS_SUITE_FILES_H
#define TESTS_TOOLS_SUITE_FILES_H

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct list {
    char **items;
    size_t len;
    size_t cap;
};

/* Documents that schemas of the suite refer to. */
struct remote {
    char *uri;
    json_t *document;
};

struct remotes {
    struct remote *items;
    size_t len;
    size_t cap;
};

static inline int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in a directory, sorted; empty when there is none. */
static inline struct list list_names(const char *directory)
{
    struct list names = {0};
    DIR *dir = opendir(directory);
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        names.items =
            xgrow(names.items, names.len, &names.cap, sizeof(*names.items));
        names.items[names.len++] = xstrdup(entry->d_name);
    }
    if (dir)
        closedir(dir);
    if (names.len)
        qsort(names.items, names.len, sizeof(*names.items), by_text);
    return names;
}

static inline void list_clear(struct list *list)
{
    for (size_t i = 0; i < list->len; i++)
        free(list->items[i]);
    free(list->items);
}

static inline bool is_directory(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static inline bool is_json(const char *path)
{
    const size_t len = strlen(path);

    return len > 5 && !strcmp(path + len - 5, ".json") && !is_directory(path);
}

/* A new reference, or NULL: what jansson cannot hold is refused. */
static inline json_t *load(const char *path)
{
    struct error err = {0};
    json_t *json = NULL;
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, &err);

    if (bytes && json_parse_text(bytes, len, &json, NULL) != JSON_TEXT_OK) {
        json_decref(json);
        json = NULL;
    }
    free(bytes);
    return json;
}

/* Every file below the directory, under uri + its path. */
static inline void read_remotes(struct remotes *remotes, const char *directory,
                                const char *uri,
                                bool (*is_wanted)(const char *name))
{
    struct list names = list_names(directory);

    for (size_t i = 0; i < names.len; i++) {
        char *path = path_join(directory, names.items[i]);
        char *below = path_join(uri, names.items[i]);
        json_t *document = is_json(path) ? load(path) : NULL;

        if (is_directory(path) && (!is_wanted || is_wanted(names.items[i])))
            read_remotes(remotes, path, below, NULL);
        if (document) {
            remotes->items = xgrow(remotes->items, remotes->len, &remotes->cap,
                                   sizeof(*remotes->items));
            remotes->items[remotes->len++] = (struct remote){below, document};
        } else {
            free(below);
        }
        free(path);
    }
    list_clear(&names);
}

static inline void remotes_clear(struct remotes *remotes)
{
    for (size_t i = 0; i < remotes->len; i++) {
        free(remotes->items[i].uri);
        json_decref(remotes->items[i].document);
    }
    free(remotes->items);
}

#endif
