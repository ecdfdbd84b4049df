#include "cli/documents.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const problems[] = {
    [JSON_TEXT_SURROGATE] = "cannot be read exactly",
    [JSON_TEXT_DUPLICATE] = "a member name repeats",
    [JSON_TEXT_BROKEN] = "is not JSON",
    [JSON_TEXT_LIMIT] = "cannot be read exactly",
};

json_t *document_load(const char *path, struct error *err)
{
    enum json_text_problem problem;
    json_t *value = NULL;
    char *message = NULL;
    size_t len;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_SUITE, err);

    if (!bytes)
        return NULL;
    problem = json_parse_text(bytes, len, &value, &message);
    if (problem != JSON_TEXT_OK) {
        error_set(err, ERROR_SUITE, path, "%s: %s", problems[problem], message);
        json_decref(value);
        value = NULL;
    }
    free(message);
    free(bytes);
    return value;
}

/* RFC 3986 section 2.3, and the slash. */
static void add_path(struct buffer *uri, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789-._~/";

    for (; *path; path++)
        if (strchr(plain, *path))
            buffer_add(uri, path, 1);
        else
            buffer_printf(uri, "%%%02X", (unsigned)(unsigned char)*path);
}

char *document_uri(const char *path, struct error *err)
{
    char *directory = path_directory(path);
    const char *slash = strrchr(path, '/');
    char *real = realpath(directory, NULL);
    struct buffer uri;

    buffer_init(&uri, 0);
    if (real) {
        buffer_add_text(&uri, "file://");
        add_path(&uri, strcmp(real, "/") ? real : "");
        buffer_add_text(&uri, "/");
        add_path(&uri, slash ? slash + 1 : path);
    } else {
        error_set(err, ERROR_SUITE, path, "its directory cannot be found");
    }
    free(real);
    free(directory);
    return real ? buffer_take(&uri) : NULL;
}

int document_register(struct schema_store *store, const char *path,
                      const char *uri, struct error *err)
{
    char *own = uri ? NULL : document_uri(path, err);
    json_t *document = NULL;
    int rc = -1;

    if (uri || own)
        document = document_load(path, err);
    if (document)
        rc = schema_store_add(store, uri ? uri : own, path, document, err);
    json_decref(document);
    free(own);
    return rc;
}
