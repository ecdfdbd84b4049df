/*
 * rejudge.h - every verdict of a bundle again, from its transcript.
 */
#ifndef CLI_REJUDGE_H
#define CLI_REJUDGE_H

#include "certify/bundle.h"
#include "cli/options.h"

/*
 * Judge the bundle's transcript with the suites here and compare the verdicts
 * with those of results. Returns 0, or -1: ERROR_TARGET when they differ,
 * another kind when nothing could be judged.
 */
int rejudge_bundle(const struct config *config, const struct bundle *bundle,
                   const json_t *results, struct error *err);

/* The same as verify.h wants it; state is a struct rejudge. */
struct rejudge {
    const struct config *config;
};
int rejudge_verdicts(void *state, const struct bundle *bundle,
                     const json_t *results, struct error *err);

#endif
