/*
 * facts.h - what the suites say should be run, for certificates: the JSON
 * value that certify/standing.h describes.
 */
#ifndef CLI_FACTS_H
#define CLI_FACTS_H

#include "cli/data.h"

/*
 * From the loaded data a new object. Its files are all suites, operations and
 * ledgers, the chosen dialect and profile, the schemas of contracts (not those
 * of assay's own files) and the request bodies. NULL with ERROR_SUITE when a
 * schema or body cannot be read any more.
 */
json_t *facts_make(const struct data *data, struct error *err);

/*
 * Load the data for this dialect and profile instead of those of the options.
 * Returns 0, or -1 with err as from data_load.
 */
int facts_data(const struct config *config, const char *dialect,
               const char *profile, struct data *data, struct error *err);

/*
 * One of the schemas of assay's own files: "assay/certificate.json". Borrowed
 * from the data, or NULL with err.
 */
const struct schema *facts_schema(const struct data *data, const char *name,
                                  struct error *err);

#endif
