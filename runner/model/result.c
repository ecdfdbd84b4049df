#include "model/result.h"

#include <stdlib.h>

void result_clear(struct result *result)
{
    free(result->reason);
    free(result->undecided);
    json_decref(result->waivers);
    findings_clear(&result->findings);
    observations_clear(&result->observations);
    exchanges_clear(&result->exchanges);
    json_decref(result->variables);
    *result = (struct result){0};
}

const char *clause_state_name(enum clause_state state)
{
    static const char *const names[] = {
        "kept", "advised", "broken", "undecided", "untried", "off", "untested"};

    return names[state];
}

void summary_clear(struct summary *summary)
{
    observations_clear(&summary->observations);
    waiver_results_clear(&summary->waivers);
    free(summary->clauses);
    for (size_t i = 0; i < summary->leftovers_len; i++) {
        free(summary->leftovers[i].what);
        free(summary->leftovers[i].reason);
    }
    free(summary->leftovers);
    free(summary->finish);
    free(summary->abort_text);
    *summary = (struct summary){0};
}
