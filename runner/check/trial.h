/*
 * trial.h - one check being tried on the exchanges of a step.
 *
 * What the functions of all kinds share: the exchanges they look at, their
 * content, what the request sent, and how a finding is written down.
 */
#ifndef CHECK_TRIAL_H
#define CHECK_TRIAL_H

#include "check/lookup.h"

/* How a check came out. */
enum check_state {
    CHECK_HELD,
    CHECK_FOUND,     /* findings were added; all of them may be advice */
    CHECK_UNDECIDED, /* trial.reason says why it cannot be judged */
    CHECK_SUBSUMED,  /* cannot be judged, and a json check finds why */
    CHECK_LEFT_OUT   /* does not apply to this lane or profile */
};

/* A check looks at one exchange or compares two. */
#define TRIAL_PLACES 2

struct trial {
    const struct judging *judging;
    const struct check *check;
    const struct alternative *alternative; /* whose `sent` counts, or NULL */
    struct place places[TRIAL_PLACES];     /* those its kind names, in order */
    struct findings *findings;             /* borrowed: where findings go */
    char *reason; /* owned: a sentence when CHECK_UNDECIDED, else NULL */
};

/* Whom it tells against when content is not what a check needs. */
enum blame {
    BLAME_TARGET, /* the exchange is under judgement: a finding */
    BLAME_NOBODY  /* it is what we compare with: cannot be judged */
};

/* The check's pointer `at`; default: the subject of the step's operation. */
const char *trial_at(const struct trial *trial);

/* Cannot be judged, because. The first sentence stays. */
enum check_state trial_undecided(struct trial *trial, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Add a finding about an exchange at a pointer of its content (NULL: it is
 * not about content). Clause, level and keyword location are the check's.
 * Borrowed until the next one; the caller adds expected and actual.
 */
struct finding *trial_found(struct trial *trial, const struct place *place,
                            const char *location, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The testcase's first clause that the profile leaves on, or NULL. */
const struct clause *main_clause(const struct testcase *testcase);

/* Name the clause that a finding tells against; may be NULL. */
void finding_set_clause(struct finding *finding, const struct clause *clause);

/* A new reference to a value that we only borrowed; NULL stays NULL. */
json_t *value_keep(const json_t *value);

/* Does the check apply to the lane and the profile? */
bool check_applies(const struct judging *judging, const struct check *check);

/*
 * The parsed content of an exchange's response, borrowed from the judging.
 * HELD with *value; otherwise the state the check has to return: content
 * that is no JSON is left to a json check of the same set, if there is one.
 */
enum check_state trial_content(struct trial *trial, const struct place *place,
                               enum blame blame, const json_t **value);

/* The same for the object at a pointer. */
enum check_state trial_object(struct trial *trial, const struct place *place,
                              const char *at, enum blame blame,
                              const json_t **object);

/*
 * The object that the step sent at a pointer: from the alternative's `sent`
 * or the content of the step's own request. HELD with *object NULL: nothing
 * was sent there, or no JSON. UNDECIDED when we cannot hold that JSON.
 */
enum check_state trial_sent(struct trial *trial, const char *at,
                            const json_t **object);

#endif
