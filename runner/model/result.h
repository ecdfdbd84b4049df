/*
 * result.h - what came of a testcase, and of the whole run.
 */
#ifndef MODEL_RESULT_H
#define MODEL_RESULT_H

#include "base/error.h"
#include "model/exchange.h"
#include "model/finding.h"
#include "model/suite.h"

struct result {
    const struct testcase *testcase;
    size_t index; /* position in the plan, from 0 */
    enum verdict verdict;
    char *reason;   /* why skipped or in error; NULL otherwise */
    bool not_tried; /* the run had ended before: no traffic, and the reason is
                       the same for all that follow */
    struct findings findings; /* must and should; a pass may carry advice */
    struct observations observations;
    struct exchanges exchanges; /* everything asked for this testcase */
    json_t *variables;    /* owned: run-time variables (model/template.h) */
    struct error trouble; /* of ours, what ended its steps early; else {0} */
    int64_t duration_us;
};

void result_clear(struct result *result);

/* One member of a resource that could not be put back, or a resource left. */
struct leftover {
    char *what;   /* "snapshot 1234: name" */
    char *reason; /* one sentence */
};

/* What a run says about a clause. */
enum clause_state {
    CLAUSE_KEPT,      /* tested, and no promise of it was broken */
    CLAUSE_ADVISED,   /* the same, but for advice (level should) */
    CLAUSE_BROKEN,    /* at least one must-level finding */
    CLAUSE_UNDECIDED, /* only errors */
    CLAUSE_UNTRIED,   /* its testcases were skipped or not selected */
    CLAUSE_OFF,       /* the profile switches it off */
    CLAUSE_UNTESTED,  /* no testcase tests it, with a reason */
    CLAUSE_STATE_COUNT
};

/* "kept", "advised" … */
const char *clause_state_name(enum clause_state state);

struct clause_result {
    const struct clause *clause; /* borrowed */
    const char *operation;       /* whose ledger it stands in */
    enum clause_state state;
    const char *reason; /* why off or untested; borrowed, else NULL */
    size_t passed;      /* testcases that test it, by verdict */
    size_t failed;
    size_t in_error;
    size_t skipped;
    size_t findings; /* that tell against it, any level */
};

struct summary {
    size_t counts[VERDICT_COUNT]; /* by enum verdict */
    size_t advisories;            /* should-level findings */
    size_t requests;              /* sent over the wire, all of them */
    int64_t duration_us;
    struct clause_result *clauses; /* owned, in the order of the ledgers */
    size_t clauses_len;
    struct observations observations; /* facts of the run, conclusions */
    size_t facts_len; /* of these the first: what the run noted itself; the
                         others follow from the results */
    struct leftover *leftovers; /* what the run could not undo */
    size_t leftovers_len;
    size_t leftovers_cap;
    bool restored;    /* something had been changed and was put back */
    char *abort_text; /* why the run ended early, or NULL */
    int signal;       /* the signal that ended it, or 0 */
    int exit_status;  /* as the process will return it */
};

void summary_clear(struct summary *summary);

#endif
