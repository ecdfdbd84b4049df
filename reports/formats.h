/*
 * formats.h - the open functions behind the rows of reports.c, and the three
 * lines that every writer needs.
 *
 * An open function makes its state and its output; on -1 nothing is left
 * behind and *writer is untouched.
 */
#ifndef REPORTS_FORMATS_H
#define REPORTS_FORMATS_H

#include "base/file.h"
#include "reports/reports.h"

int console_open(const char *path, const struct report_options *options,
                 struct writer *writer, struct error *err);
int tap_open(const char *path, const struct report_options *options,
             struct writer *writer, struct error *err);
int junit_open(const char *path, const struct report_options *options,
               struct writer *writer, struct error *err);
int json_open(const char *path, const struct report_options *options,
              struct writer *writer, struct error *err);
int page_open(const char *path, const struct report_options *options,
              struct writer *writer, struct error *err);
int har_open(const char *path, const struct report_options *options,
             struct writer *writer, struct error *err);

/* Decimal point whatever the locale: "0.000042". Below 0 counts as 0. */
#define SECONDS_TEXT_SIZE 32
void seconds_text(int64_t us, char text[SECONDS_TEXT_SIZE]);

#endif
