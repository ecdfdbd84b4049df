/*
 * compare.h - what differs between the results of two runs.
 *
 * Pure: two documents that are valid by schemas/assay/results.json in, a
 * struct comparison (model/comparison.h) out. The order is that of the new
 * run's plan; what only the old one has follows.
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "base/error.h"
#include "model/comparison.h"

/* Results that were read. */
struct compare_input {
    const char *file;
    json_t *results;
};

/*
 * Fill comparison, which starts from {0}; references to the results are kept.
 * is_parity: the two are different targets, and neither is the better one.
 * Returns 0, or -1 with ERROR_SUITE (an id that repeats). Release it with
 * comparison_clear in any case.
 */
int compare_results(const struct compare_input *old,
                    const struct compare_input *new, bool is_parity,
                    struct comparison *comparison, struct error *err);

#endif
