/*
 * matcher.h - a pattern of a schema, matched the shortest way.
 */
#ifndef JSONSCHEMA_MATCHER_H
#define JSONSCHEMA_MATCHER_H

#include "jsonschema/pattern.h"
#include "jsonschema/straight.h"

/* Zero: no pattern. */
struct matcher {
    struct pattern *pattern;   /* owned */
    struct straight *straight; /* owned; NULL: the pattern has to match */
};

/* Returns 0, or -1 with *problem in new memory. */
int matcher_init(struct matcher *matcher, const char *text, size_t len,
                 char **problem);
void matcher_clear(struct matcher *matcher);

/*
 * Rooms for matching that outlive one validation, for any number of threads.
 */
struct match_pool;
struct match_pool *match_pool_new(void);
void match_pool_free(struct match_pool *pool);

/* Take a room, a new one when all are in use; and give it back (or NULL). */
struct match_room *match_pool_take(struct match_pool *pool);
void match_pool_give(struct match_pool *pool, struct match_room *room);

#endif
