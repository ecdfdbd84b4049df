#include "suite/problems.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Remember; false when it was there already. */
static bool is_new(struct problems *list, const char *file, const char *pointer,
                   const char *text)
{
    char *key = xasprintf("%s\n%s\n%s", file, pointer, text);
    bool new;

    if (!list->seen)
        list->seen = json_object();
    new = !json_object_get(list->seen, key);
    if (new)
        json_object_set_new_nocheck(list->seen, key, json_true());
    free(key);
    return new;
}

void problems_add(struct problems *list, const char *file, const char *pointer,
                  const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    if (!is_new(list, file, pointer, text)) {
        free(text);
        return;
    }
    list->items =
        xgrow(list->items, list->len, &list->cap, sizeof(*list->items));
    list->items[list->len++] =
        (struct problem){xstrdup(file), xstrdup(pointer), text};
}

void problems_add_error(struct problems *list, const struct error *err)
{
    const char *text = err->text;

    /* the whole of a schema, as jsonschema writes it */
    if (!strncmp(text, "\"\": ", 4))
        text += 4;
    problems_add(list, err->where, "", "%s", text);
}

void problems_print(const struct problems *list, FILE *out)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct problem *item = &list->items[i];

        char *line = xasprintf("%s: %s%s%s", item->file, item->pointer,
                               item->pointer[0] ? ": " : "", item->text);
        char *visible = text_visible(line, strlen(line), 0);

        fprintf(out, "%s\n", visible);
        free(visible);
        free(line);
    }
}

int problems_to_error(const struct problems *list, struct error *err)
{
    const struct problem *first = list->items;

    if (!list->len)
        return 0;
    if (list->len == 1)
        return error_set(err, ERROR_SUITE, first->file, "%s%s%s",
                         first->pointer, first->pointer[0] ? ": " : "",
                         first->text);
    return error_set(err, ERROR_SUITE, first->file,
                     "%s%s%s (and %zu more; see `assay lint`)", first->pointer,
                     first->pointer[0] ? ": " : "", first->text, list->len - 1);
}

void problems_clear(struct problems *list)
{
    for (size_t i = 0; i < list->len; i++) {
        free(list->items[i].file);
        free(list->items[i].pointer);
        free(list->items[i].text);
    }
    free(list->items);
    json_decref(list->seen);
    *list = (struct problems){0};
}
