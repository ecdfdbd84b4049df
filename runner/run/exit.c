#include "run/exit.h"

int exit_status_of(const struct summary *summary, bool trouble)
{
    const size_t *counts = summary->counts;

    if (summary->signal)
        return EXIT_SIGNAL + summary->signal;
    if (trouble)
        return EXIT_TROUBLE;
    if (counts[VERDICT_FAIL] || counts[VERDICT_STALE] ||
        waiver_results_void(&summary->waivers))
        return EXIT_BROKEN;
    if (counts[VERDICT_ERROR] ||
        counts[VERDICT_PASS] + counts[VERDICT_WAIVED] == 0 ||
        summary->abort_text)
        return EXIT_UNDECIDED;
    return summary->leftovers_len ? EXIT_LEFT : EXIT_CONFORMS;
}
