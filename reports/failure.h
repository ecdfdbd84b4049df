/*
 * failure.h - the block that the console prints for one testcase that is not
 * fine: under 15 lines, whatever the target sent.
 */
#ifndef REPORTS_FAILURE_H
#define REPORTS_FAILURE_H

#include "model/result.h"

#include <stdbool.h>
#include <stdio.h>

struct failure_style {
    bool color;        /* ANSI colours */
    bool all_findings; /* one line for each finding, however many */
    const char *retry; /* command that repeats the run, without --include */
};

/* The verdict's word as printed, and its colour ("" when colour is off). */
const char *failure_word(enum verdict verdict);
const char *failure_color(enum verdict verdict, bool color);
const char *failure_color_end(bool color);

/* Print the block. Write errors stay in the stream (ferror). */
void failure_print(FILE *out, const struct result *result,
                   const struct failure_style *style);

#endif
