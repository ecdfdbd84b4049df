/*
 * lane.h - the resources that one testcase at a time may use.
 *
 * A lane owns one snapshot under test and one neighbour. They are named by
 * the user, or made by the run and taken back at its end.
 */
#ifndef RUN_LANE_H
#define RUN_LANE_H

#include "run/session.h"

struct lane {
    char *snapshot_id;
    char *neighbour_id; /* NULL: not watched */
    bool is_own;        /* the run made the snapshot */
};

void lane_clear(struct lane *lane);

/* The id of "snapshot", "own-snapshot" or "neighbour"; borrowed or NULL. */
const char *lane_resource(const struct lane *lane, const char *resource);

/* Names of the resources a lane has, as a new array. */
json_t *lane_resource_names(bool has_neighbour, bool is_own);

/* Run-time variables of a testcase (docs/suite-format.md); new reference. */
json_t *lane_variables(const struct lane *lane, const struct session *session,
                       const char *testcase);

#endif
