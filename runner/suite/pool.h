/*
 * pool.h - memory that lives exactly as long as its owner.
 */
#ifndef SUITE_POOL_H
#define SUITE_POOL_H

#include <stddef.h>

/* Start from {0}. */
struct pool {
    void **items;
    size_t len;
    size_t cap;
};

/* Keep memory until pool_clear; returns it. */
void *pool_keep(struct pool *pool, void *memory);

/* Zeroed memory for count objects of size bytes. */
void *pool_array(struct pool *pool, size_t count, size_t size);

char *pool_text(struct pool *pool, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

void pool_clear(struct pool *pool);

#endif
