#include "run/content.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "base/base64.h"

#include <stdlib.h>
#include <string.h>

typedef int (*maker)(const json_t *value, const json_t *spec,
                     const char *fixtures, struct request *request,
                     struct error *err);

static int from_body(const json_t *value, const json_t *spec,
                     const char *fixtures, struct request *request,
                     struct error *err)
{
    bool escaped =
        !strcmp(json_member_text(spec, "encoding", "utf-8"), "escaped");

    (void)fixtures;
    request->content = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT |
                                             (escaped ? JSON_ENSURE_ASCII : 0));
    if (!request->content)
        return error_set(err, ERROR_SUITE, "",
                         "the body cannot be written as JSON");
    request->content_len = strlen(request->content);
    return 0;
}

static int from_text(const json_t *value, const json_t *spec,
                     const char *fixtures, struct request *request,
                     struct error *err)
{
    (void)spec;
    (void)fixtures;
    (void)err;
    request->content_len = json_string_length(value);
    request->content = xmemdup(json_string_value(value), request->content_len);
    return 0;
}

static int from_base64(const json_t *value, const json_t *spec,
                       const char *fixtures, struct request *request,
                       struct error *err)
{
    (void)spec;
    (void)fixtures;
    request->content =
        base64_decode(json_string_value(value), json_string_length(value),
                      &request->content_len);
    return request->content
               ? 0
               : error_set(err, ERROR_SUITE, "", "base64 is malformed");
}

static int from_file(const json_t *value, const json_t *spec,
                     const char *fixtures, struct request *request,
                     struct error *err)
{
    char *path = path_join(fixtures, json_string_value(value));

    (void)spec;
    request->content =
        file_read(path, JSON_FILE_MAX, &request->content_len, ERROR_SUITE, err);
    free(path);
    return request->content ? 0 : -1;
}

static const struct {
    const char *member;
    maker make;
} forms[] = {{"body", from_body},
             {"text", from_text},
             {"base64", from_base64},
             {"file", from_file}};

int content_make(const json_t *spec, const char *fixtures,
                 struct request *request, struct error *err)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        const json_t *value = json_object_get(spec, forms[i].member);

        if (value)
            return forms[i].make(value, spec, fixtures, request, err);
    }
    return 0;
}
