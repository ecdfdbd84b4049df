/*
 * matrix.h - the suites tried out: what every testcase says of every fault
 * and every variant of the emulator.
 *
 * A trial is one run of the suites against one emulator. Its marks say what
 * came of each testcase. The rows of a testcase's table are testcases of
 * their own in a run; here they also form a group, "suite/testcase", which is
 * what has to earn its place.
 *
 * Members under "judged" are filled in by selftest/judge.h.
 */
#ifndef MODEL_MATRIX_H
#define MODEL_MATRIX_H

#include "model/suite.h"

#include <stdint.h>

enum trial_kind {
    TRIAL_PLAIN,   /* the emulator as it is: always the first trial */
    TRIAL_DIALECT, /* the same in another dialect */
    TRIAL_FAULT,
    TRIAL_VARIANT, /* one, or several at once */
    TRIAL_KINDS
};

/* What a run shows of a testcase; what is higher hides what is lower. */
enum sight {
    SIGHT_NONE, /* no result came */
    SIGHT_SKIP,
    SIGHT_PASS,
    SIGHT_ERROR,
    SIGHT_ADVICE, /* passes, with a finding of level should */
    SIGHT_FAIL,
    SIGHTS
};

/* "none", "skip" … */
const char *sight_name(enum sight sight);
int sight_from_name(const char *name); /* -1: unknown */

struct mark {
    enum sight sight;
    bool names_clause; /* a finding that makes it so names the trial's clause */
    char *why;         /* owned: the first such finding, or why there is no
                          verdict; NULL for a pass */
    bool caught;       /* judged: it catches the trial's fault */
};

struct trial {
    enum trial_kind kind;
    char *name;        /* owned: "hang", "slow + chunked", "cinder-v2" */
    char *description; /* owned, one sentence */
    char *clause;      /* owned: id of the promise a fault breaks; else NULL */
    char *operation;   /* owned: in whose ledger; NULL: in that of the suites */
    const struct clause *promise; /* that promise, borrowed; else NULL */
    bool is_advice;  /* it is caught by advice as well: that promise is of
                        level should, or only such a testcase sees it */
    bool as_error;   /* a fault that leaves no verdict, and no finding */
    char **switches; /* owned: the faults or variants switched on */
    size_t switches_len;
    struct mark *marks; /* owned: one for each testcase */
    int exit_status;    /* of the run; -1: it did not come to its end */
    char *trouble;      /* owned: why it did not; NULL */
    int64_t duration_us;

    /* judged */
    enum sight *sights; /* owned: one for each group */
    bool *caught_by;    /* owned: likewise */
    bool *own_by;       /* owned: likewise; caught, and about its clause */
    size_t catchers;    /* groups that catch the fault */
    size_t own;         /* those among them that are about its clause */
    size_t errors;      /* groups that end in error */
    size_t advised;     /* groups that pass with advice */
    bool is_ok;
};

/* A testcase of a suite with all its rows, which follow each other. */
struct group {
    char *id; /* owned: "evs.snapshots.update/one-field" */
    size_t first;
    size_t len;

    /* judged */
    size_t catches;             /* faults */
    const struct trial *rarest; /* of these the one that fewest others catch,
                                   borrowed; NULL: none */
    bool is_ok;
};

struct matrix_clause {
    const struct clause *clause; /* borrowed from the catalog */
    const char *operation;
    bool is_tested;
};

/* What must be so; each has its complaints. */
enum condition {
    CONDITION_ENDED,
    CONDITION_PLAIN,
    CONDITION_DIALECTS,
    CONDITION_FAULTS,
    CONDITION_CLAUSES,
    CONDITION_TESTCASES,
    CONDITION_VARIANTS,
    CONDITIONS
};

/* "faults", and "every fault is caught by a testcase of its clause". */
const char *condition_name(enum condition condition);
const char *condition_sentence(enum condition condition);

struct complaint {
    enum condition condition;
    char *subject; /* owned: name of the trial, or id of the group */
    char *text;    /* owned: one sentence */
};

/* "3 of 4" */
struct share {
    size_t part;
    size_t all;
};

struct matrix {
    const struct testcase **testcases; /* owned array, in plan order */
    size_t len;
    struct group *groups; /* owned */
    size_t groups_len;
    struct trial *trials; /* owned */
    size_t trials_len;
    size_t trials_cap;
    struct matrix_clause *clauses; /* owned, in the order of the ledgers */
    size_t clauses_len;
    const char *operation; /* what the suites are about: its id */
    const char *version;   /* of assay */
    const char *dialect;
    const char *profile;
    const char *started; /* RFC 3339 UTC */
    int64_t duration_us;
    bool is_part; /* a selection of faults: testcases are not judged */

    /* judged */
    size_t rare; /* at most so many groups catch a rare fault */
    struct complaint *complaints; /* owned */
    size_t complaints_len;
    size_t complaints_cap;
    struct {
        struct share faults;    /* caught */
        struct share testcases; /* groups that catch a rare fault */
        struct share variants;  /* accused; combinations count */
        struct share clauses;   /* tested by a testcase */
    } tally;
};

/* Take the testcases of a plan and form the groups. Start from {0}. */
void matrix_take_testcase(struct matrix *matrix,
                          const struct testcase *testcase);

/*
 * A new trial without marks, borrowed until the next one. Takes a copy of the
 * texts; description may be NULL.
 */
struct trial *matrix_add_trial(struct matrix *matrix, enum trial_kind kind,
                               const char *name, const char *description);

/* One more fault or variant that this trial switches on; copied. */
void trial_add_switch(struct trial *trial, const char *name);

/* Forget a trial; the later ones move up. Not after the marks were made. */
void matrix_remove_trial(struct matrix *matrix, size_t index);

/* A mark for each testcase in each trial; call when both are complete. */
void matrix_make_marks(struct matrix *matrix);

/* Set a mark; what was there is forgotten. why is copied, may be NULL. */
void mark_set(struct mark *mark, enum sight sight, bool names_clause,
              const char *why);

/* Index of the testcase with this id, looked for from `from` on and then from
 * the start; len when there is none. */
size_t matrix_find(const struct matrix *matrix, const char *id, size_t from);

void matrix_complain(struct matrix *matrix, enum condition condition,
                     const char *subject, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* How many faults break this promise. */
size_t matrix_faults_of(const struct matrix *matrix,
                        const struct clause *promise);

/* Is the condition judged at all? Not all are for a selection of faults. */
bool matrix_judges(const struct matrix *matrix, enum condition condition);

/* How many complaints there are about a condition. */
size_t matrix_complaints(const struct matrix *matrix, enum condition condition);

void matrix_clear(struct matrix *matrix);

#endif
