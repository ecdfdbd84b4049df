/*
 * comparison.h - two runs side by side (model/comparison.h): for a person at
 * a terminal, for programs, and as a comment for a merge request.
 *
 * What stands in results comes from targets and files: each writer escapes
 * all of it.
 */
#ifndef REPORTS_COMPARISON_H
#define REPORTS_COMPARISON_H

#include "base/error.h"
#include "model/comparison.h"

#include <stdbool.h>
#include <stdio.h>

/* A comment may have 65536 characters on GitHub, more elsewhere. */
#define MARKDOWN_MAX 60000

/*
 * What changed and one last line; is_quiet: only what makes the exit status,
 * is_verbose: of two targets also the clauses in which they agree. Trouble
 * stays in the stream.
 */
void comparison_print(const struct comparison *comparison, bool is_quiet,
                      bool is_verbose, FILE *out);

/*
 * Write comparison.json (schemas/assay/comparison.json), or Markdown of at
 * most MARKDOWN_MAX bytes; what does not fit is counted. "-" is standard
 * output. Returns 0, or -1 with ERROR_OUTPUT.
 */
int comparison_write_json(const struct comparison *comparison, const char *path,
                          struct error *err);
int comparison_write_markdown(const struct comparison *comparison,
                              const char *path, struct error *err);

#endif
