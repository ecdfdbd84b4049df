/*
 * causes.h - how often the same thing went wrong.
 *
 * After --max-errors testcases in error for one cause, the rest need no
 * traffic to be known as errors.
 */
#ifndef RUN_CAUSES_H
#define RUN_CAUSES_H

#include <stddef.h>

#define CAUSES_MAX 16

struct cause {
    char *text; /* owned */
    size_t count;
};

/* Start from {0}. */
struct causes {
    struct cause items[CAUSES_MAX];
    size_t len;
};

/* Count one; returns how often this text has come. Beyond CAUSES_MAX texts
 * the later ones are counted together. */
size_t causes_count(struct causes *causes, const char *text);
void causes_clear(struct causes *causes);

#endif
