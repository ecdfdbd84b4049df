#include "derive/examples_parts.h"

#include "derive/trait_pattern.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static const char request_line[] =
    "\\G[ \\t\\r\\n]*((?:GET|POST|PUT|DELETE|PATCH|HEAD)\\b\\s*"
    "(?:https?:/|/|\\{[\\w-]+\\})[^\\r\\n]*)(?:\\r?\\n|$)";
static const char status_line[] =
    "\\G[ \\t\\r\\n]*(?:HTTP/[\\d.]+|status code:?)[ \\t]+(\\d{3})\\b"
    "[^\\r\\n{]*(?:\\r?\\n|$)";
static const char header_line[] =
    "\\G[ \\t\\r\\n]*[A-Za-z][A-Za-z0-9-]*:[ \\t][^\\r\\n{\\[]*(?:\\r?\\n|$)";
static const char gap[] = "\\G\\s*(?:or\\b:?)?\\s*";

size_t example_start_lines(const char *text, char **start_line, int *status)
{
    struct found found;
    size_t at = 0;
    bool is_head = false;

    *start_line = NULL;
    for (;;) {
        if (pattern_find(request_line, text, at, &found)) {
            char *line = found_text(&found, text, 1);

            if (!*start_line)
                *start_line = text_collapse(line);
            free(line);
        } else if (pattern_find(status_line, text, at, &found)) {
            *status = atoi(text + found.start[1]);
        } else if (!is_head || !pattern_find(header_line, text, at, &found)) {
            return at;
        }
        is_head = true;
        at = found.end[0];
    }
}

bool example_is_json_like(const char *text)
{
    text += strspn(text, " \t\r\n");
    return (*text && strchr("{[", *text)) ||
           pattern_in("^\"[^\"\\n]*\"\\s*:|^[\\w-]+\\s*:\\s*[{\\[]", text);
}

json_t *example_value(const char *text, size_t *len, char **problem, size_t *at)
{
    json_error_t error;
    const char *words;
    json_t *value = json_loadb(text, strlen(text),
                               JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);

    *problem = NULL;
    *len = *at = 0;
    if (value) {
        *len = (size_t)error.position;
        return value;
    }
    words = example_mistake(text, at);
    if (!words)
        *at = error.position < 0 ? 0 : (size_t)error.position;
    *problem = xstrdup(words ? words : "it is beyond what can be read");
    return NULL;
}

size_t example_gap(const char *text)
{
    struct found found;

    return pattern_find(gap, text, 0, &found) ? found.end[0] : 0;
}

/* Members that only an answer about a failure has, and what else may stand
   with them; any of the first list makes it one. */
static const char *const telling[] = {"message", "error_msg", "error_message",
                                      "error_code", "errorMsg"};
static const char *const allowed[] = {
    "message",    "code",
    "error_msg",  "error_message",
    "error_code", "errorMsg",
    "details",    "title",
    "request_id", "is_success",
    "is_success", "type",
    "errorCode",  "encoded_authorization_message",
};

static bool is_one_of(const char *name, const char *const *names, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static bool is_envelope(const json_t *object)
{
    const char *name;
    json_t *value;
    bool tells = false;

    json_object_foreach((json_t *)object, name, value) {
        if (!is_one_of(name, allowed, sizeof(allowed) / sizeof(*allowed)))
            return false;
        tells |= is_one_of(name, telling, sizeof(telling) / sizeof(*telling)) &&
                 !json_is_null(value);
    }
    return tells && !json_is_true(json_object_get(object, "is_success"));
}

bool example_is_error(const json_t *content)
{
    void *first;

    if (!json_is_object(content) || json_object_size(content) == 0)
        return false;
    if (is_envelope(content))
        return true;
    first = json_object_iter((json_t *)content);
    return json_object_size(content) == 1 &&
           json_is_object(json_object_iter_value(first)) &&
           is_envelope(json_object_iter_value(first));
}
