#include "run/causes.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

size_t causes_count(struct causes *causes, const char *text)
{
    for (size_t i = 0; i < causes->len; i++)
        if (i == CAUSES_MAX - 1 || !strcmp(causes->items[i].text, text))
            return ++causes->items[i].count;
    causes->items[causes->len++] = (struct cause){xstrdup(text), 1};
    return 1;
}

void causes_clear(struct causes *causes)
{
    for (size_t i = 0; i < causes->len; i++)
        free(causes->items[i].text);
    *causes = (struct causes){0};
}
