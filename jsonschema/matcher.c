#include "jsonschema/matcher.h"

#include "base/alloc.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Threads that find a room without making one. */
#define ROOMS 4

struct match_pool {
    _Atomic(struct match_room *) rooms[ROOMS];
};

int matcher_init(struct matcher *matcher, const char *text, size_t len,
                 char **problem)
{
    matcher->pattern = pattern_new(text, len, problem);
    if (!matcher->pattern)
        return -1;
    matcher->straight = straight_new(text, len);
    return 0;
}

void matcher_clear(struct matcher *matcher)
{
    pattern_free(matcher->pattern);
    free(matcher->straight);
}

struct match_pool *match_pool_new(void)
{
    struct match_pool *pool = xcalloc(1, sizeof(*pool));

    for (size_t i = 0; i < ROOMS; i++)
        atomic_init(&pool->rooms[i], NULL);
    return pool;
}

void match_pool_free(struct match_pool *pool)
{
    if (!pool)
        return;
    for (size_t i = 0; i < ROOMS; i++)
        match_room_free(atomic_load(&pool->rooms[i]));
    free(pool);
}

struct match_room *match_pool_take(struct match_pool *pool)
{
    for (size_t i = 0; i < ROOMS; i++) {
        struct match_room *room = atomic_exchange(&pool->rooms[i], NULL);

        if (room)
            return room;
    }
    return match_room_new();
}

void match_pool_give(struct match_pool *pool, struct match_room *room)
{
    for (size_t i = 0; room && i < ROOMS; i++)
        room = atomic_exchange(&pool->rooms[i], room);
    match_room_free(room);
}
