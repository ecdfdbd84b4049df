/*
 * fault_time.c - faults in the time of update.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#define HOUR_US (INT64_C(3600) * 1000000)

/* As with a clock in another zone: times go on, but from too early. */
static void set_back(struct exchange *x)
{
    x->resource->updated_us -= HOUR_US;
}

static void answer_future(struct exchange *x)
{
    json_object_set_new(json_object_get(x->answer.document, "snapshot"),
                        "updated_at",
                        json_string("2099-01-01T00:00:00.000000"));
}

static void keep_without_name(struct exchange *x)
{
    if (!x->change.name)
        x->resource->updated_us = x->before.updated_us;
}

#define UPDATE OP_SNAPSHOT_UPDATE

const struct fault faults_time[] = {
    {"updated-at-hour-behind", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     set_back, "updated_at is an hour behind created_at",
     "response/updated_at"},
    {"updated-at-future-in-answer", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     answer_future, "the answer to an update has updated_at of 2099",
     "response/updated_at"},
    {"updated-at-by-name-only", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     keep_without_name, "updated_at does not move without a name",
     "response/updated_at"},
    {0},
};
