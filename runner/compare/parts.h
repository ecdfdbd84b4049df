/*
 * parts.h - the steps of compare_results, one file each. Each reads the two
 * results that the comparison holds and fills its own members.
 */
#ifndef COMPARE_PARTS_H
#define COMPARE_PARTS_H

#include "base/error.h"
#include "model/comparison.h"

/* Why a testcase may be without a verdict, and which it has. */
enum standing {
    STANDING_ABSENT,
    STANDING_SKIPPED,
    STANDING_ERROR,
    STANDING_PASSED,
    STANDING_WAIVED,
    STANDING_BROKEN,
    STANDING_COUNT
};

/*
 * Of a testcase of results (NULL: absent). A stale one counts as what it
 * would be without waivers.
 */
enum standing standing_of(const json_t *results, const json_t *testcase);

/* testcases.c: each testcase, by id, and those that were moved. -1: an id
 * repeats. */
int compare_testcases(struct comparison *comparison, struct error *err);

/*
 * moved.c: pairs of old and new id for testcases that have another id but the
 * same title and clauses, where that leaves no doubt: a new object, old id to
 * new id.
 */
json_t *moved_testcases(const json_t *old, const json_t *new);

/* clauses.c: the state of each clause. */
void compare_clauses(struct comparison *comparison);

/* observations.c: what was noticed, of the run and of each testcase. */
void compare_observations(struct comparison *comparison);

/* advice.c: should-level findings. */
void compare_advice(struct comparison *comparison);

/* An object of array's items by their member "id"; borrowed items. */
json_t *index_by_id(const json_t *array);

#endif
