/*
 * match.h - do the recorded exchanges belong to the testcase of today?
 */
#ifndef REPLAY_MATCH_H
#define REPLAY_MATCH_H

#include "suite/catalog.h"
#include "transcript/transcript.h"

/*
 * Make the variables that the testcase has at its end, anew from the seed, the
 * lane's ids and what its steps capture, and with them each request that it
 * would send; those that were recorded must be the same, in the same order,
 * and none may be missing unless the run stopped there. *variables receives a
 * new reference. Returns NULL, or why the testcase cannot be judged: a
 * sentence in new memory.
 */
char *match_trouble(const struct catalog *catalog,
                    const struct transcript_head *head,
                    const struct testcase *testcase,
                    const struct record *record, json_t **variables);

#endif
