/*
 * standing.h - what a run is worth: the level that each operation has reached,
 * and what stands in the way of a certificate.
 *
 * Pure. results is results.json (schemas/assay/results.json, valid). facts is
 * what the suites say should have been run, made where the suites are known:
 *
 *     {"files":      [{"name", "kind", "sha256"}],     suites, ledgers, schemas
 *      "pages":      [{"id", "title", "date", "clauses", "sha256"}],
 *      "operations": [{"id", "title", "method", "path", "page"}],
 *      "testcases":  [{"id", "operation", "optional"}]}
 *
 * "optional" is why a full run may skip the testcase (it must be asked for, or
 * the profile switches it off), else null. Operations are those with suites.
 */
#ifndef CERTIFY_STANDING_H
#define CERTIFY_STANDING_H

#include <jansson.h>

#define VERDICT_NOT_RUN "not run" /* in the suites, not in the results */

/*
 * Why the run cannot be certified: a new array of sentences, empty when
 * nothing stands in the way. Each obstacle has one sentence of its own.
 */
json_t *standing_obstacles(const json_t *results, const json_t *facts);

/*
 * A new array, one object for each operation: its id, "level" and counts.
 *
 *     full                every testcase passed but those that are optional
 *     full with waivers   the same, and some fail under a waiver
 *     core                some were skipped for want of a capability
 *     core with waivers   both
 *     none                one failed, has no verdict or was not run
 */
json_t *standing_levels(const json_t *results, const json_t *facts);

/*
 * Were the suites of the run the ones that facts tells of? NULL, or in new
 * memory which one is another edition.
 */
char *standing_other_edition(const json_t *results, const json_t *facts);

/* id -> testcase of the results, a new object; of doubles the first. */
json_t *standing_index(const json_t *results);

#endif
