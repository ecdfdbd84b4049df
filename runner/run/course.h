/*
 * course.h - the testcases of a plan, one after the other: verdicts, counts,
 * conclusions, and when the rest is not worth trying.
 *
 * How the exchanges of a testcase come about is the caller's business: a run
 * asks a target, a replay reads a transcript. What they mean is decided here,
 * once for both.
 */
#ifndef RUN_COURSE_H
#define RUN_COURSE_H

#include "check/judge.h"
#include "run/causes.h"
#include "run/clauses.h"
#include "run/emitter.h"

struct probes;

struct course {
    const struct catalog *catalog; /* the first six are borrowed */
    const struct plan *plan;
    const struct judge_context *judge; /* its resources too */
    struct emitter *emitter;
    struct summary *summary; /* counts and observations go there */
    size_t max_errors;       /* in error for one cause; 0: any */
    bool fail_fast;          /* stop at the first that fails */
    struct causes causes;
    struct clauses clauses;
    struct probes *probes; /* owned, one for each conclusion of all suites */
    char *stop;            /* why the rest gets no traffic, or NULL */
    bool stop_is_skip;     /* the rest is skipped rather than in error */
};

/* Start from the borrowed members and the two limits, the rest being {0}. */
void course_init(struct course *course);
void course_clear(struct course *course);

/* From now on nothing is tried; the first reason stays. Takes reason. */
void course_stop(struct course *course, bool is_skip, char *reason);

/* Start an entry of the plan: *result is filled in anew. */
void course_open(struct course *course, size_t index, struct result *result);

/* Is the entry skipped by the plan? Then the result says so. */
bool course_skips(const struct course *course, struct result *result);

/* Has the course been stopped before this entry? Then the result says so. */
bool course_is_stopped(const struct course *course, struct result *result);

/*
 * Judge the exchanges in the result. trouble: what ended its steps early, or
 * kind ERROR_NONE; it makes an error of everything but a broken promise, and
 * may stop the course.
 */
void course_judge(struct course *course, struct result *result,
                  const struct error *trouble);

/* The end of an entry: count, conclude from, emit and clear the result. */
void course_close(struct course *course, struct result *result);

/*
 * After the last entry: conclusions behind the facts that the summary's
 * observations hold by now, the clauses, and the last event.
 */
void course_end(struct course *course);

#endif
