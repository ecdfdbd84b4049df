/*
 * rejudge.h - every verdict of a bundle again, from its transcript.
 */
#ifndef CLI_REJUDGE_H
#define CLI_REJUDGE_H

#include "certify/bundle.h"
#include "suite/library.h"

/*
 * Judge the bundle's transcript with the suites of a library and compare what
 * comes out with results (results.json): testcases with verdict, findings and
 * exchanges, clauses, observations, counts. state is the library, as verify.h
 * wants it. Returns 0, or -1: ERROR_TARGET when they differ or the transcript
 * is not whole, another kind when nothing could be judged.
 */
int rejudge_bundle(void *state, const struct bundle *bundle,
                   const json_t *results, struct error *err);

#endif
