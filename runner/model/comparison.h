/*
 * comparison.h - two runs side by side: what differs between their results.
 *
 * Either an old and a new run (is anything worse?), or two targets (do they
 * behave alike?). All texts that are not owned are borrowed from the two
 * results, which the comparison owns.
 */
#ifndef MODEL_COMPARISON_H
#define MODEL_COMPARISON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* What became of a testcase, or of a clause, the most urgent first. */
enum change {
    CHANGE_BROKEN,       /* fails, and did not before */
    CHANGE_GONE,         /* was tried before, and is not any more */
    CHANGE_UNDECIDED,    /* had a verdict before, and is in error */
    CHANGE_DIFFERS,      /* two targets: one passes, one fails */
    CHANGE_ONE_SIDED,    /* two targets: only one has a verdict */
    CHANGE_WAIVED,       /* fails, did not before, and a waiver says it may */
    CHANGE_STILL_BROKEN, /* fails, as before, waived or not */
    CHANGE_FIXED,        /* passes, and failed before */
    CHANGE_TRIED,        /* passes, and had no verdict before */
    CHANGE_NEW,          /* a testcase that was not there, and does not fail */
    CHANGE_IN_ERROR,     /* in error, and had no verdict before */
    CHANGE_DROPPED,      /* was skipped before, and is not there any more */
    CHANGE_SAME,
    CHANGE_COUNT
};

/* "newly-broken", "gone" …; never NULL. */
const char *change_name(enum change change);
/* The same for a person: "newly broken". */
const char *change_title(enum change change);

struct testcase_change {
    enum change change;
    const char *id;          /* the new one, when it was moved */
    const char *old_id;      /* NULL: the same */
    const char *title;       /* or NULL */
    const char *old_verdict; /* NULL: not there */
    const char *new_verdict;
    const char *why; /* what the run that is worse says of it, or NULL */
};

struct clause_change {
    enum change change; /* BROKEN, FIXED, DIFFERS, ONE_SIDED, SAME; TRIED and
                           GONE when a state came or went */
    const char *id;
    const char *operation;
    const char *old_state; /* NULL: not in this ledger */
    const char *new_state;
};

struct observation_change {
    const char *id;
    const char *subject;
    const char *old_text; /* NULL: was not observed */
    const char *new_text;
    bool is_contrary; /* both tell something, and not the same */
};

/* A should-level finding, and in how many testcases it is. */
struct advice_change {
    const char *text;
    const char *clause; /* or NULL */
    size_t old_count;
    size_t new_count;
};

/* A suite whose file is not the same. */
struct suite_change {
    const char *id;
    const char *old_digest; /* NULL: not there */
    const char *new_digest;
};

/* One of the two runs. */
struct compared_run {
    json_t *results; /* owned */
    const char *file;
    const char *version; /* of assay */
    const char *started;
    const char *base_url;
    const char *dialect;
    const char *profile;
    const char *scope;
    const char *aborted; /* why it ended early, or NULL */
    const json_t *counts;
    size_t testcases;
};

enum comparison_end {
    COMPARISON_FINE,      /* nothing is worse; the two behave alike */
    COMPARISON_WORSE,     /* something is broken or gone; they differ */
    COMPARISON_UNDECIDED, /* no verdict where there was one, or at all */
};

struct comparison {
    bool is_parity;
    struct compared_run old;           /* of two targets: the first, A */
    struct compared_run new;           /* … and B */
    struct testcase_change *testcases; /* owned: all of them, new order */
    size_t testcases_len;
    size_t counts[CHANGE_COUNT];   /* of testcases */
    size_t decided;                /* testcases with a verdict in both */
    struct clause_change *clauses; /* owned: all, differences first */
    size_t clauses_len;
    struct observation_change *observations; /* owned: those that differ */
    size_t observations_len;
    struct advice_change *advice; /* owned: what differs */
    size_t advice_len;
    struct suite_change *suites; /* owned: those that differ */
    size_t suites_len;
    enum comparison_end end;
};

/* "nothing is worse", "the two differ" …: the last line in words. */
const char *comparison_words(const struct comparison *comparison);

/* How many clauses have this change. */
size_t comparison_clauses(const struct comparison *comparison,
                          enum change change);

void comparison_clear(struct comparison *comparison);

#endif
