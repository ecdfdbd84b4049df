/*
 * waivers.h - broken promises that somebody has decided to live with.
 *
 * A waivers file (docs/waivers.md) names testcases that may fail: which
 * findings, why, who looks after it, where it is discussed, until when, for
 * which target. Waivers come after judging and before the writers:
 *
 *     waivers_begin     once, when it is known who is judged, and when
 *     waivers_apply     each result that has its verdict
 *     waivers_conclude  once, when all results are there
 *
 * All three are pure: the same file, suites and results give the same
 * verdicts, during a run or from a transcript a year later. They do nothing
 * when waivers is NULL, so that a caller need not ask.
 *
 * An error is never waived, and a waiver that says too much makes the run
 * fail: expired, for no testcase, for another number of testcases than it
 * says, or for one that has nothing to waive any more.
 */
#ifndef WAIVERS_WAIVERS_H
#define WAIVERS_WAIVERS_H

#include "model/event.h"
#include "suite/library.h"

struct waivers;

/*
 * Read a file. Every mistake in it goes to problems, with its place. Returns
 * a new object, or NULL when there is a mistake.
 */
struct waivers *waivers_load(const char *path, const struct library *library,
                             struct problems *problems);

/*
 * The waivers that a transcript's head keeps: {"file", "digest", "content"}.
 * Likewise.
 */
struct waivers *waivers_restore(const json_t *record,
                                const struct library *library,
                                struct problems *problems);
void waivers_free(struct waivers *waivers);

/*
 * The mistakes that a valid file can still have, for `assay lint`: repeats
 * (new), and testcases that no dialect and profile has, or not as many (meet
 * each of them, then part). The document stays the caller's.
 */
struct waivers *waivers_new(const char *path, json_t *document,
                            struct problems *problems);
void waivers_meet(struct waivers *waivers, const char *dialect,
                  const char *profile, const struct suite *suites,
                  size_t suites_len);
void waivers_part(const struct waivers *waivers, struct problems *problems);

/*
 * Who is judged, when, and which testcases there are at all: those of the
 * suites, selected or not. Puts the file into info->waivers for the writers;
 * the waivers must live as long. info->started decides what has expired.
 */
void waivers_begin(struct waivers *waivers, struct run_info *info,
                   const struct suite *suites, size_t suites_len);

/*
 * A result with its verdict becomes waived or stale, with a reason, where a
 * waiver says so; a failing one whose findings are all waived but of which
 * something could not be judged (result->undecided) becomes an error.
 */
void waivers_apply(struct waivers *waivers, struct result *result);

/* What became of each waiver, to summary->waivers; before the exit status. */
void waivers_conclude(const struct waivers *waivers, struct summary *summary);

/* What `assay waive` was told of all waivers that it drafts; may be NULL. */
struct waiver_words {
    const char *owner;
    const char *issue;
    const char *expires;
};

/*
 * Drafts: a new array with a waiver for each testcase of the results that
 * fails, about the findings that nobody waived, for the target that was
 * judged. What is not known is a placeholder that the schema refuses.
 */
json_t *waivers_draft(const json_t *results, const struct waiver_words *words);

/* An empty waivers file; new reference. */
json_t *waivers_empty(void);

/*
 * Append the drafts that the document does not have yet: nothing in it is
 * changed. Returns how many, or -1 with ERROR_SUITE when path is no waivers
 * file.
 */
int waivers_merge(const char *path, json_t *document, const json_t *drafts,
                  struct error *err);

#endif
