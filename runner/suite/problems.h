/*
 * problems.h - mistakes in files of ours, all of them at once.
 *
 * A place is file + JSON Pointer, since jansson keeps no lines after parsing;
 * syntax errors have line and column in their sentence and no pointer.
 */
#ifndef SUITE_PROBLEMS_H
#define SUITE_PROBLEMS_H

#include "base/error.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

struct problem {
    char *file;    /* as the user would name it */
    char *pointer; /* RFC 6901; "" for the whole file */
    char *text;    /* one sentence, lower case, no full stop */
};

/* In the order they were found. Start from {0}. */
struct problems {
    struct problem *items;
    size_t len;
    size_t cap;
    json_t *seen; /* owned: all of them as a set, NULL while empty */
};

/* Add, unless exactly this is there already. */
void problems_add(struct problems *list, const char *file, const char *pointer,
                  const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Add an error's text under its file. */
void problems_add_error(struct problems *list, const struct error *err);

/* "file: pointer: sentence", one a line, safe on a terminal. */
void problems_print(const struct problems *list, FILE *out);

/*
 * The first problem as an ERROR_SUITE, with how many more there are.
 * Returns -1 when there is one, else 0.
 */
int problems_to_error(const struct problems *list, struct error *err);
void problems_clear(struct problems *list);

#endif
