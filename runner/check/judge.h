/*
 * judge.h - from what was recorded to what it means.
 *
 * Pure: the same testcase, exchanges and context give the same findings,
 * observations and verdict, here and now or later from a transcript. No
 * client, no clock, no files. The words are those of docs/suite-format.md.
 */
#ifndef CHECK_JUDGE_H
#define CHECK_JUDGE_H

#include "jsonschema/book.h"
#include "model/result.h"

#include <stdbool.h>

struct judge_context {
    const struct schema_book *schemas; /* by the names that checks use */
    const struct schema_clause *schema_clauses;
    size_t schema_clauses_len;
    const json_t *resources; /* array of names the lane has */
    bool strict;             /* should-level findings fail */
    bool without_read;       /* no reads were made around the steps */
};

/*
 * Judge a testcase from its exchanges and variables (already in the result,
 * together with the testcase): fills findings, observations, verdict and, for
 * an error, reason; for a fail of which a part could not be judged, undecided.
 * Of repeated exchanges the last attempt counts.
 */
void judge_testcase(const struct judge_context *context, struct result *result);

/* What a step looks like so far; tells the runner whether to read again. */
enum step_state {
    STEP_HOLDS,      /* an allowed outcome holds */
    STEP_MAY_SETTLE, /* only reads after the write keep one from holding */
    STEP_FAILS       /* reading again cannot help */
};

enum step_state judge_step(const struct judge_context *context,
                           const struct result *result,
                           const struct step *step);

/* Do the conditions of a polling step hold? */
bool judge_until(const struct judge_context *context,
                 const struct result *result, const struct step *step);

/*
 * The verdict of must- and should-level findings and of whether something
 * could not be judged: a finding that counts wins over an error.
 */
enum verdict verdict_of(const struct findings *findings, bool undecided,
                        bool strict);

#endif
