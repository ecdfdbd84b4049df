/*
 * compare_made.c - the files of one page against those of a folder.
 */
#include "derive/compare.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "derive/write_json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The committed bytes as JSON; NULL with a line when they are none. */
static json_t *parse(const char *name, const char *bytes, size_t len,
                     struct buffer *lines)
{
    json_t *value = NULL;
    char *why = NULL;

    if (json_parse_text(bytes, len, &value, &why) != JSON_TEXT_OK)
        buffer_printf(lines, "%s: \"\": is not JSON: %s\n", name, why);
    free(why);
    return value;
}

static size_t compare_file(const struct made_file *file, const char *folder,
                           const json_t *ledgers, struct buffer *lines)
{
    char *path = path_join(folder, file->name);
    char *text = json_pretty(file->content);
    struct error err = {0};
    size_t len, differences = 0;
    char *bytes = file_read(path, JSON_FILE_MAX, &len, ERROR_USAGE, &err);
    json_t *before;

    if (!bytes) {
        buffer_printf(lines, "%s: \"\": %s\n", file->name, err.text);
        differences = 1;
    } else if (strlen(text) != len || memcmp(text, bytes, len) != 0) {
        before = parse(file->name, bytes, len, lines);
        differences = before ? compare_json(file->name, before, file->content,
                                            ledgers, lines)
                             : 1;
        if (!differences) {
            differences = 1;
            buffer_printf(lines,
                          "%s: \"\": has other blanks or another order "
                          "of members\n",
                          file->name);
        }
        json_decref(before);
    }
    free(bytes);
    free(text);
    free(path);
    return differences;
}

static bool is_made(const struct made *made, const char *name)
{
    for (size_t i = 0; i < made->len; i++)
        if (!strcmp(made->items[i].name, name))
            return true;
    return false;
}

/* Files that the committed contract lists and the page gives no longer. */
static size_t compare_gone(const struct made *made, const char *folder,
                           struct buffer *lines)
{
    size_t differences = 0;

    for (size_t i = 0; i < made->len; i++) {
        struct error none = {0};
        const json_t *name;
        json_t *before;
        char *path;
        size_t k;

        if (strcmp(made->items[i].part, "contract") != 0)
            continue;
        path = path_join(folder, made->items[i].name);
        before = json_load_checked(path, ERROR_USAGE, &none);
        free(path);
        json_array_foreach(json_object_get(before, "files"), k, name) {
            const char *text = json_string_value(name);

            if (!text || is_made(made, text))
                continue;
            buffer_printf(lines, "%s: \"\": the page gives it no longer\n",
                          text);
            differences++;
        }
        json_decref(before);
    }
    return differences;
}

size_t compare_made(const struct made *made, const char *folder,
                    const json_t *ledgers, struct buffer *lines)
{
    size_t differences = 0;

    for (size_t i = 0; i < made->len; i++)
        differences += compare_file(&made->items[i], folder, ledgers, lines);
    return differences + compare_gone(made, folder, lines);
}
