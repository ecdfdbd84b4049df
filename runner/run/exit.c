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

int exit_status_of_restore(const struct summary *summary,
                           const struct error *err)
{
    if (summary->signal)
        return EXIT_SIGNAL + summary->signal;
    if (err->kind == ERROR_TRANSPORT || err->kind == ERROR_TARGET)
        return EXIT_UNDECIDED;
    if (error_is_set(err))
        return EXIT_TROUBLE;
    return summary->leftovers_len ? EXIT_LEFT : EXIT_CONFORMS;
}
