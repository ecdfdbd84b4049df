/*
 * fault_transport.c - faults below HTTP's answers: none comes, or half of one.
 *
 * Nothing can be said about a server that does not answer, so these make
 * testcases errors and not failures.
 */
#include "emulator/faults.h"

static void withhold(struct exchange *x)
{
    x->answer.withheld = true;
}

static void withhold_without_content(struct exchange *x)
{
    if (x->request.body_len == 0)
        withhold(x);
}

static void close_at_once(struct exchange *x)
{
    x->answer.ending = ENDING_RESET;
}

static void close_early(struct exchange *x)
{
    x->answer.ending = ENDING_CUT;
}

static void stop_half_way(struct exchange *x)
{
    x->answer.ending = ENDING_STALL;
}

#define SEND POINT_ON_SEND, OP_SNAPSHOT_UPDATE, OUTCOME_ANY

const struct fault faults_transport[] = {
    {"hang", SEND, withhold, "an update is never answered", "status/normal",
     NULL},
    {"hang-without-content", SEND, withhold_without_content,
     "a request without content is never answered",
     "request/snapshot/mandatory", NULL},
    {"connection-reset", SEND, close_at_once,
     "the connection is reset in place of an answer", "status/normal", NULL},
    {"answer-cut", SEND, close_early,
     "the connection is closed after half of the body that was announced",
     "response/json", NULL},
    {"answer-stalls", SEND, stop_half_way,
     "the second half of the body never comes", "response/json", NULL},
    {0},
};
