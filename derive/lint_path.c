#include "derive/lint_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define VALUE_MAX 200

/* Scheme and host, or a placeholder for both, before the path. */
static const char url[] =
    "^(?:[a-z]+://+[^/\\s]*|\\{[^}/]*\\}|[\\w.:-]+)?(/[^\\s?#]*)"
    "(?:\\?(\\S*))?";

bool request_line_read(struct request_line *line, const char *words)
{
    struct found found;
    char *rest;

    *line = (struct request_line){0};
    if (!pattern_find("^([A-Z]+)\\s+(\\S+)", words, 0, &found))
        return false;
    line->method = found_text(&found, words, 1);
    rest = found_text(&found, words, 2);
    if (pattern_find(url, rest, 0, &found)) {
        line->path = found_text(&found, rest, 1);
        line->query = found_text(&found, rest, 2);
    }
    free(rest);
    if (!line->path)
        request_line_clear(line);
    return line->path != NULL;
}

void request_line_clear(struct request_line *line)
{
    free(line->method);
    free(line->path);
    free(line->query);
    *line = (struct request_line){0};
}

/* One segment: "{name}", or "prefix-{name}", or the same words. */
static bool segment_fits(const char *want, size_t want_len, const char *is,
                         size_t is_len)
{
    const char *brace = memchr(want, '{', want_len);

    if (!brace)
        return want_len == is_len && !memcmp(want, is, is_len);
    return is_len > (size_t)(brace - want) &&
           !memcmp(want, is, (size_t)(brace - want));
}

static void
bind_segment(const char *want, size_t want_len, const char *is, size_t is_len,
             void (*bind)(void *with, const char *name, const char *value),
             void *with)
{
    char *name, *value;

    if (want_len < 3 || want[0] != '{' || want[want_len - 1] != '}' ||
        is_len > VALUE_MAX)
        return;
    name = xmemdup(want + 1, want_len - 2);
    value = xmemdup(is, is_len);
    bind(with, name, value);
    free(name);
    free(value);
}

bool path_fits(const char *template, const char *path,
               void (*bind)(void *with, const char *name, const char *value),
               void *with)
{
    for (;;) {
        const size_t want = strcspn(template, "/"), is = strcspn(path, "/");

        if (!segment_fits(template, want, path, is))
            return false;
        if (bind)
            bind_segment(template, want, path, is, bind, with);
        template += want + (template[want] == '/');
        path += is + (path[is] == '/');
        if (!*template || !*path)
            return !*template && !*path;
    }
}

char *path_without_version(const char *path, char **version)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    *version = NULL;
    while (*path) {
        const size_t len = strcspn(path, "/");
        char *segment = xmemdup(path, len);

        if (len && !*version && pattern_in("^v\\d+(?:\\.\\d+)?$", segment)) {
            *version = segment;
            segment = NULL;
        } else if (len) {
            buffer_printf(&buf, "/%s", strchr(segment, '{') ? "{}" : segment);
        }
        free(segment);
        path += len + (path[len] == '/');
    }
    if (!*version)
        *version = xstrdup("");
    return buffer_take(&buf);
}
