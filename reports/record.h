/*
 * record.h - results as JSON values, member by member as
 * schemas/assay/results.json says.
 *
 * All functions return new references. Text that is not UTF-8, which JSON
 * cannot hold, is made visible; content that is not UTF-8 becomes base64.
 */
#ifndef REPORTS_RECORD_H
#define REPORTS_RECORD_H

#include "model/event.h"

#include <jansson.h>

/* The one escape function of the format; NULL is null. */
json_t *record_text(const char *text);

json_t *record_suites(const struct plan *plan);
json_t *record_pages(const struct plan *plan);
json_t *record_target(const struct target *target);
json_t *record_result(const struct result *result);
json_t *record_observations(const struct observations *list);
json_t *record_clauses(const struct summary *summary);
json_t *record_leftovers(const struct summary *summary);
json_t *record_waiver_file(const struct waiver_file *file);
json_t *record_waivers(const struct waiver_results *results);
json_t *record_counts(const struct summary *summary);

#endif
