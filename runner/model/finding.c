#include "model/finding.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdlib.h>

struct finding *findings_add(struct findings *list, const char *check,
                             const char *fmt, ...)
{
    struct finding *finding;
    va_list args;

    list->items =
        xgrow(list->items, list->len, &list->cap, sizeof(*list->items));
    finding = &list->items[list->len++];
    *finding = (struct finding){.check = xstrdup(check)};
    va_start(args, fmt);
    finding->message = xvasprintf(fmt, args);
    va_end(args);
    return finding;
}

size_t findings_count(const struct findings *list, enum level level)
{
    size_t count = 0;

    for (size_t i = 0; i < list->len; i++)
        count += list->items[i].level == level;
    return count;
}

void findings_move(struct findings *to, struct findings *from)
{
    for (size_t i = 0; i < from->len; i++) {
        to->items = xgrow(to->items, to->len, &to->cap, sizeof(*to->items));
        to->items[to->len++] = from->items[i];
    }
    free(from->items);
    *from = (struct findings){0};
}

static void finding_clear(struct finding *finding)
{
    free(finding->exchange);
    free(finding->check);
    free(finding->instance_location);
    free(finding->keyword_location);
    free(finding->clause);
    free(finding->message);
    json_decref(finding->expected);
    json_decref(finding->actual);
}

void findings_clear(struct findings *list)
{
    for (size_t i = 0; i < list->len; i++)
        finding_clear(&list->items[i]);
    free(list->items);
    *list = (struct findings){0};
}

void observations_add(struct observations *list, const char *id,
                      const char *subject, json_t *value, const char *fmt, ...)
{
    struct observation *item;
    va_list args;

    list->items =
        xgrow(list->items, list->len, &list->cap, sizeof(*list->items));
    item = &list->items[list->len++];
    *item = (struct observation){xstrdup(id), xstrdup(subject), NULL, value};
    va_start(args, fmt);
    item->text = xvasprintf(fmt, args);
    va_end(args);
}

void observations_clear(struct observations *list)
{
    for (size_t i = 0; i < list->len; i++) {
        free(list->items[i].id);
        free(list->items[i].subject);
        free(list->items[i].text);
        json_decref(list->items[i].value);
    }
    free(list->items);
    *list = (struct observations){0};
}
