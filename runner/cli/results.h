/*
 * results.h - reading a results.json that a run has written.
 */
#ifndef CLI_RESULTS_H
#define CLI_RESULTS_H

#include "base/error.h"
#include "cli/options.h"
#include "suite/library.h"

#include <jansson.h>

/* So large may a file be; a run of all testcases writes some 3 MB. */
#define RESULTS_MAX ((size_t)64 * 1024 * 1024)

/*
 * Read a file ("-" is standard input) that is valid by
 * schemas/assay/results.json, without the exchanges of its testcases. Returns
 * a new reference, or NULL with ERROR_SUITE: the place of the first mistake,
 * and how many more there are.
 */
json_t *results_load(const char *path, const struct library *library,
                     struct error *err);

/*
 * The schemas of our own formats, whatever the suites are like. Returns NULL
 * with err; release with library_free.
 */
struct library *results_library(const struct config *config, struct error *err);

#endif
