#include "suite/problems.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_there(const struct problems *list, const char *file,
                     const char *pointer, const char *text)
{
    for (size_t i = 0; i < list->len; i++)
        if (!strcmp(list->items[i].file, file) &&
            !strcmp(list->items[i].pointer, pointer) &&
            !strcmp(list->items[i].text, text))
            return true;
    return false;
}

void problems_add(struct problems *list, const char *file, const char *pointer,
                  const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    if (is_there(list, file, pointer, text)) {
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
    problems_add(list, err->where, "", "%s", err->text);
}

void problems_print(const struct problems *list, FILE *out)
{
    for (size_t i = 0; i < list->len; i++) {
        const struct problem *item = &list->items[i];

        fprintf(out, "%s: %s%s%s\n", item->file, item->pointer,
                item->pointer[0] ? ": " : "", item->text);
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
    *list = (struct problems){0};
}
