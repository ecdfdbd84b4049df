/*
 * fault_time.c - faults in the time of update.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECOND_US INT64_C(1000000)
#define HOUR_US   (INT64_C(3600) * SECOND_US)

/*
 * The argument says in which form: "19:Z" is the first 19 characters and a Z,
 * "8=32" has 32 from the ninth on.
 */
static json_t *in_form(const json_t *time, const char *form)
{
    char *end, text[64];
    size_t at = strtoul(form, &end, 10);

    snprintf(text, sizeof(text), "%s", json_string_value(time));
    if (*end == ':')
        snprintf(text + at, sizeof(text) - at, "%s", end + 1);
    else
        memcpy(text + at, end + 1, strlen(end + 1));
    return json_string(text);
}

static void write_time(struct exchange *x, const char *member)
{
    json_t *shown = json_object_get(x->answer.document, "snapshot");
    json_t *time = json_object_get(shown, member);

    if (json_is_string(time))
        json_object_set_new(shown, member, in_form(time, x->fault->argument));
}

static void write_created_at(struct exchange *x)
{
    write_time(x, "created_at");
}

static void write_updated_at(struct exchange *x)
{
    write_time(x, "updated_at");
}

/* Each update is a second before the last one. */
static void go_back(struct exchange *x)
{
    if (x->before.updated_us)
        x->resource->updated_us = x->before.updated_us - SECOND_US;
}

static void touch(struct exchange *x)
{
    x->resource->updated_us++;
}

static void keep_without_description(struct exchange *x)
{
    if (!x->change.description)
        x->resource->updated_us = x->before.updated_us;
}

static void forget(struct exchange *x)
{
    x->resource->updated_us = 0;
}

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
#define STORED POINT_AFTER_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define PUT    POINT_BEFORE_ANSWER, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define SHOWN                                                                  \
    POINT_BEFORE_ANSWER, OP_SNAPSHOT_UPDATE | OP_SNAPSHOT_SHOW, OUTCOME_SERVED

const struct fault faults_time[] = {
    {"updated-at-hour-behind", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     set_back, "updated_at is an hour behind created_at", "response/updated_at",
     NULL},
    {"updated-at-future-in-answer", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     answer_future, "the answer to an update has updated_at of 2099",
     "response/updated_at", NULL},
    {"updated-at-by-name-only", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     keep_without_name, "updated_at does not move without a name",
     "response/updated_at", NULL},
    {"created-at-with-zone", SHOWN, write_created_at, "created_at ends in Z",
     "response/created_at/format", "26:Z"},
    {"created-at-in-milliseconds", SHOWN, write_created_at,
     "created_at has milliseconds", "response/created_at/format", "23:"},
    {"created-at-in-seconds", SHOWN, write_created_at,
     "created_at has no fraction", "response/created_at/format", "19:"},
    {"created-at-with-blank", SHOWN, write_created_at,
     "created_at has a blank for T", "response/created_at/format", "10= "},
    {"created-at-on-day-32", SHOWN, write_created_at,
     "created_at is on a day that there is not", "response/created_at/format",
     "8=32"},
    {"updated-at-with-zone", PUT, write_updated_at, "updated_at ends in Z",
     "response/updated_at/format", "26:Z"},
    {"updated-at-in-milliseconds", PUT, write_updated_at,
     "updated_at has milliseconds", "response/updated_at/format", "23:"},
    {"updated-at-on-day-32", PUT, write_updated_at,
     "updated_at is on a day that there is not", "response/updated_at/format",
     "8=32"},
    {"updated-at-goes-back", STORED, go_back,
     "updated_at goes back a second with each update", "response/updated_at",
     NULL},
    {"updated-at-by-description-only", STORED, keep_without_description,
     "updated_at does not move without a description", "response/updated_at",
     NULL},
    {"updated-at-null", STORED, forget, "updated_at is null after an update",
     "response/updated_at", NULL},
    {"updated-at-moves-with-reads", POINT_BEFORE_ANSWER, OP_SNAPSHOT_SHOW,
     OUTCOME_SERVED, touch, "each read moves updated_at",
     "function/one-snapshot", NULL},
    {0},
};
