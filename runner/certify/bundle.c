#include "certify/bundle.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void bundle_file_digest(struct bundle_file *file)
{
    digest_hex(file->bytes, file->len, file->sha256);
}

struct bundle_file *bundle_find(const struct bundle *bundle, const char *name)
{
    for (size_t i = 0; i < bundle->len; i++)
        if (!strcmp(bundle->files[i].name, name))
            return &bundle->files[i];
    return NULL;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct bundle_file *)a)->name,
                  ((const struct bundle_file *)b)->name);
}

void bundle_put(struct bundle *bundle, const char *name, char *bytes,
                size_t len)
{
    struct bundle_file *file = bundle_find(bundle, name);

    if (!file) {
        bundle->files = xgrow(bundle->files, bundle->len, &bundle->cap,
                              sizeof(*bundle->files));
        file = &bundle->files[bundle->len++];
        *file = (struct bundle_file){.name = xstrdup(name)};
    }
    free(file->bytes);
    file->bytes = bytes;
    file->len = len;
    bundle_file_digest(file);
    qsort(bundle->files, bundle->len, sizeof(*bundle->files), by_name);
}

static void pass_over(struct bundle *bundle, const char *name)
{
    char *visible = text_visible(name, strlen(name), 0);

    if (!bundle->passed_over)
        bundle->passed_over = json_array();
    json_array_append_new(bundle->passed_over, json_string(visible));
    free(visible);
}

/* Those that need no quoting anywhere; the schema has the same rule. */
static bool is_plain_name(const char *name)
{
    return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                        "0123456789._-") == strlen(name);
}

/* Links could lead out of the folder, and then it is not whole elsewhere. */
static bool is_plain(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static int add_file(struct bundle *bundle, const char *path, const char *name,
                    size_t *room, struct error *err)
{
    size_t len;
    char *bytes;

    if (bundle->len == BUNDLE_FILES_MAX)
        return error_set(err, ERROR_USAGE, path,
                         "is one file too many (at most %d)", BUNDLE_FILES_MAX);
    bytes = file_read(path, *room, &len, ERROR_USAGE, err);
    if (!bytes)
        return -1;
    *room -= len;
    bundle_put(bundle, name, bytes, len);
    return 0;
}

static int read_entries(DIR *folder, const char *directory,
                        struct bundle *bundle, struct error *err)
{
    size_t room = BUNDLE_MAX;
    struct dirent *entry;
    int rc = 0;

    while (rc == 0 && (entry = readdir(folder))) {
        char *path;

        if (entry->d_name[0] == '.')
            continue;
        path = path_join(directory, entry->d_name);
        if (is_plain_name(entry->d_name) && is_plain(path))
            rc = add_file(bundle, path, entry->d_name, &room, err);
        else
            pass_over(bundle, entry->d_name);
        free(path);
    }
    return rc;
}

int bundle_read(const char *directory, struct bundle *bundle, struct error *err)
{
    DIR *folder = opendir(directory);
    int rc;

    if (!folder)
        return error_set(err, ERROR_USAGE, directory, "cannot be read: %s",
                         strerror(errno));
    rc = read_entries(folder, directory, bundle, err);
    closedir(folder);
    return rc;
}

bool bundle_is_certificate(const char *name)
{
    static const char *const own[] = {BUNDLE_CERTIFICATE, BUNDLE_PAGE,
                                      BUNDLE_STATEMENT};

    for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
        if (!strcmp(own[i], name))
            return true;
    return false;
}

json_t *bundle_list(const struct bundle *bundle)
{
    json_t *list = json_array();

    for (size_t i = 0; i < bundle->len; i++)
        if (!bundle_is_certificate(bundle->files[i].name))
            json_array_append_new(
                list, json_pack("{ss sI ss}", "name", bundle->files[i].name,
                                "size", (json_int_t)bundle->files[i].len,
                                "sha256", bundle->files[i].sha256));
    return list;
}

void bundle_clear(struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->len; i++) {
        free(bundle->files[i].name);
        free(bundle->files[i].bytes);
    }
    free(bundle->files);
    json_decref(bundle->passed_over);
    *bundle = (struct bundle){0};
}
