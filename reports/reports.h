/*
 * reports.h - the writers by name.
 *
 * Adding a format is a file with one open function and a row in reports.c.
 */
#ifndef REPORTS_REPORTS_H
#define REPORTS_REPORTS_H

#include "base/error.h"
#include "model/event.h"

#include <stddef.h>

struct report_options {
    bool color;        /* console: ANSI colours */
    bool progress;     /* console: a progress line, it is a terminal */
    bool quiet;        /* console: failures and the last line only */
    bool verbose;      /* console: every testcase and its observations */
    const char *retry; /* command that repeats the run, without --include,
                          secrets left to the environment; never NULL */
};

struct report_format {
    const char *name;      /* "tap": also the option's name, --tap */
    const char *file_name; /* inside --out DIR: "report.tap"; NULL: console */
    const char *help;      /* one line */
    /*
     * Make a writer for path ("-" is standard output). Nothing appears under
     * the final name before end(). Returns 0, or -1 with ERROR_OUTPUT.
     */
    int (*open)(const char *path, const struct report_options *options,
                struct writer *writer, struct error *err);
};

/* All formats in a fixed order; *len of them. */
const struct report_format *report_formats(size_t *len);
const struct report_format *report_format_find(const char *name);

#endif
