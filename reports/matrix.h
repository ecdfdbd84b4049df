/*
 * matrix.h - what a selftest has found (model/matrix.h), for a person at a
 * terminal, for programs, and as a table to look at.
 */
#ifndef REPORTS_MATRIX_H
#define REPORTS_MATRIX_H

#include "base/error.h"
#include "model/matrix.h"

#include <stdbool.h>
#include <stdio.h>

/*
 * The faults of each clause with those that catch them (not when quiet), the
 * complaints, and four lines of numbers. Trouble stays in the stream.
 */
void matrix_print(const struct matrix *matrix, bool quiet, FILE *out);

/*
 * Write selftest.json (schemas/assay/selftest.json), or selftest.html: one
 * page without scripts, rows faults by clause, columns testcases. The file
 * appears when it is complete. Returns 0, or -1 with ERROR_OUTPUT.
 */
int matrix_write_json(const struct matrix *matrix, const char *path,
                      struct error *err);
int matrix_write_html(const struct matrix *matrix, const char *path,
                      struct error *err);

#endif
