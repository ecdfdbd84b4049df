#include "derive/override.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "derive/override_check.h"
#include "derive/paths.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void overrides_clear(struct overrides *overrides)
{
    for (size_t i = 0; i < overrides->len; i++) {
        free(overrides->items[i].path);
        json_decref(overrides->items[i].content);
    }
    free(overrides->items);
    *overrides = (struct overrides){0};
}

const struct override *overrides_find(const struct overrides *overrides,
                                      const char *page)
{
    for (size_t i = 0; i < overrides->len; i++)
        if (!strcmp(overrides->items[i].page, page))
            return &overrides->items[i];
    return NULL;
}

static int add(struct overrides *overrides, const char *path, struct error *err)
{
    struct override one = {0};

    one.content = json_load_checked(path, ERROR_SUITE, err);
    if (!one.content)
        return -1;
    if (override_check(path, one.content, err) < 0) {
        json_decref(one.content);
        return -1;
    }
    one.page = json_member_text(one.content, "page", "");
    if (overrides_find(overrides, one.page)) {
        error_set(err, ERROR_SUITE, path,
                  "/page: has an override file already");
        json_decref(one.content);
        return -1;
    }
    one.path = xstrdup(path);
    overrides->items = xgrow(overrides->items, overrides->len, &overrides->cap,
                             sizeof(*overrides->items));
    overrides->items[overrides->len++] = one;
    return 0;
}

int overrides_load(struct overrides *overrides, const char *path,
                   struct error *err)
{
    struct paths paths = {0};
    int rc = 0;

    if (!path)
        return 0;
    rc = paths_expand(&paths, path, ".json", OVERRIDE_FILES_MAX, ERROR_SUITE,
                      err);
    for (size_t i = 0; rc == 0 && i < paths.len; i++)
        rc = add(overrides, paths.items[i], err);
    paths_clear(&paths);
    return rc;
}

/* Names of files are small letters, as clause ledgers want them. */
static char *folder_of(const char *page)
{
    char *name = xstrdup(page);

    for (char *at = name; *at; at++)
        *at = isalnum((unsigned char)*at) || strchr("._-", *at)
                  ? (char)tolower((unsigned char)*at)
                  : '-';
    return name;
}

char *override_file(const struct override *override, const char *page,
                    const char *part)
{
    const json_t *files =
        override ? json_object_get(override->content, "files") : NULL;
    const json_t *file = json_object_get(files, part);
    const char *prefix =
        override ? json_member_text(override->content, "prefix", NULL) : NULL;
    char *folder, *name;

    if (json_is_null(file))
        return NULL;
    if (json_is_string(file))
        return xstrdup(json_string_value(file));
    if (prefix)
        return xasprintf("%s%s.json", prefix, part);
    folder = folder_of(page);
    name = xasprintf("%s/%s.json", folder, part);
    free(folder);
    return name;
}

char *override_example(const struct override *override, const char *page,
                       size_t number, const char *role)
{
    const json_t *files =
        override ? json_object_get(override->content, "files") : NULL;
    const json_t *examples = json_object_get(files, "examples");
    char *part = xasprintf("example-%zu.%s", number, role);
    char *name = NULL;

    if (json_is_object(examples)) {
        free(part);
        part = xasprintf("%zu", number);
        name = xstrdup(json_member_text(examples, part, NULL));
    } else if (!json_is_null(examples)) {
        name = override_file(override, page, part);
    }
    free(part);
    return name;
}
