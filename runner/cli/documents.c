#include "cli/documents.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "http/url.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const problems[] = {
    [JSON_TEXT_SURROGATE] = "cannot be read exactly",
    [JSON_TEXT_DUPLICATE] = "a member name repeats",
    [JSON_TEXT_BROKEN] = "is not JSON",
    [JSON_TEXT_LIMIT] = "cannot be read exactly",
};

json_t *json_document_load(const char *path, struct error *err)
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

/* Segment by segment: the slash stays. */
static void add_path(struct buffer *uri, const char *path)
{
    size_t len = strcspn(path, "/");

    url_encode(uri, path, len);
    for (; path[len]; len = strcspn(path, "/")) {
        buffer_add_text(uri, "/");
        path += len + 1;
        url_encode(uri, path, strcspn(path, "/"));
    }
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
        document = json_document_load(path, err);
    if (document)
        rc = schema_store_add(store, uri ? uri : own, path, document, err);
    json_decref(document);
    free(own);
    return rc;
}
