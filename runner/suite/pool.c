#include "suite/pool.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdlib.h>

void *pool_keep(struct pool *pool, void *memory)
{
    pool->items =
        xgrow(pool->items, pool->len, &pool->cap, sizeof(*pool->items));
    pool->items[pool->len++] = memory;
    return memory;
}

void *pool_array(struct pool *pool, size_t count, size_t size)
{
    return pool_keep(pool, xcalloc(count, size));
}

char *pool_text(struct pool *pool, const char *fmt, ...)
{
    va_list args;
    char *text;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    return pool_keep(pool, text);
}

void pool_clear(struct pool *pool)
{
    for (size_t i = 0; i < pool->len; i++)
        free(pool->items[i]);
    free(pool->items);
    *pool = (struct pool){0};
}
