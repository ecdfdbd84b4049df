#include "cli/rejudge.h"

int rejudge_bundle(const struct config *config, const struct bundle *bundle,
                   const json_t *results, struct error *err)
{
    (void)config;
    (void)results;
    if (!bundle_find(bundle, BUNDLE_TRANSCRIPT))
        return error_set(err, ERROR_SUITE, "", "there is no %s",
                         BUNDLE_TRANSCRIPT);
    return error_set(err, ERROR_INTERNAL, "",
                     "this assay does not judge transcripts");
}

int rejudge_verdicts(void *state, const struct bundle *bundle,
                     const json_t *results, struct error *err)
{
    const struct rejudge *rejudge = state;

    return rejudge_bundle(rejudge->config, bundle, results, err);
}
