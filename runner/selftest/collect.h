/*
 * collect.h - the marks of a trial on their way from one process to another:
 * lines of JSON through a pipe.
 */
#ifndef SELFTEST_COLLECT_H
#define SELFTEST_COLLECT_H

#include "model/event.h"
#include "model/matrix.h"

#include <stdio.h>

/*
 * A writer of reports that prints a line for each result, and one for the end.
 * clause (may be NULL) is the one that the trial breaks; both are borrowed.
 */
struct collector {
    FILE *out;
    const char *clause;
};

struct writer collector_writer(struct collector *collector);

/* The last line of a trial that could not begin or go on, and why. */
void collect_trouble(FILE *out, const char *why);

/*
 * Read the lines into the trial's marks, exit_status and trouble. Testcases
 * that the matrix does not have (another dialect's) are passed over. Without
 * a last line the trial's trouble says so.
 */
void collect_read(const struct matrix *matrix, struct trial *trial,
                  const char *lines);

#endif
