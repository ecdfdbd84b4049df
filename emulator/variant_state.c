/*
 * variant_state.c - other right times, states, and moments to show them.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"
#include "emulator/view.h"

#define SECOND_US INT64_C(1000000)
#define LAG_US    INT64_C(8000) /* well within the time reads may lag */
#define MOMENT_US INT64_C(8000)

static int64_t now_us(const struct exchange *x)
{
    const struct clock *clock = &x->emulator->store.clock;

    return clock->wall_us(clock->state);
}

/* The object inside the answer's envelope, borrowed, or NULL. */
static json_t *answered(const struct exchange *x)
{
    return json_object_get(x->answer.document, view_key(x->kind));
}

static void keep_whole_seconds(struct exchange *x)
{
    x->resource->created_us -= x->resource->created_us % SECOND_US;
    x->resource->updated_us -= x->resource->updated_us % SECOND_US;
}

/* As OpenStack Cinder does: the answer is made before the time is set. */
static void answer_old_time(struct exchange *x)
{
    json_t *before = view_resource(&x->before, VIEW_BRIEF);

    json_object_set(answered(x), "updated_at",
                    json_object_get(before, "updated_at"));
    json_decref(before);
}

static void update_at_creation(struct exchange *x)
{
    x->resource->updated_us = x->resource->created_us;
}

static void keep_time_if_equal(struct exchange *x)
{
    if (json_equal(x->resource->name, x->before.name) &&
        json_equal(x->resource->description, x->before.description))
        x->resource->updated_us = x->before.updated_us;
}

/* What a variant remembers of the resource in the path: an object. */
static json_t *memory_of(const struct exchange *x, const char *variant)
{
    return json_object_get(json_object_get(x->emulator->scratch, variant),
                           x->path_id);
}

/* Takes memory. */
static void remember(const struct exchange *x, const char *variant,
                     json_t *memory)
{
    json_t *scratch = x->emulator->scratch;

    if (!json_object_get(scratch, variant))
        json_object_set_new(scratch, variant, json_object());
    json_object_set_new(json_object_get(scratch, variant), x->path_id, memory);
}

static bool is_recent(const struct exchange *x, const json_t *memory)
{
    return memory &&
           now_us(x) < json_integer_value(json_object_get(memory, "until"));
}

static void start_lag(struct exchange *x)
{
    json_t *memory = memory_of(x, "reads-lag");
    json_t *shown = is_recent(x, memory)
                        ? json_incref(json_object_get(memory, "shown"))
                        : view_enclosed(&x->before, VIEW_FULL);

    remember(x, "reads-lag",
             json_pack("{s:I, s:o}", "until", (json_int_t)(now_us(x) + LAG_US),
                       "shown", shown));
}

static void show_old(struct exchange *x)
{
    const json_t *memory = memory_of(x, "reads-lag");

    if (is_recent(x, memory))
        answer_set(&x->answer, 200,
                   json_deep_copy(json_object_get(memory, "shown")));
}

static void start_moment(struct exchange *x)
{
    remember(x, "status-moves",
             json_pack("{s:I}", "until", (json_int_t)(now_us(x) + MOMENT_US)));
}

static void show_moment(struct exchange *x)
{
    if (is_recent(x, memory_of(x, "status-moves")))
        json_object_set_new(answered(x), "status", json_string("backing-up"));
}

#define UPDATE OP_SNAPSHOT_UPDATE
#define SHOW   OP_SNAPSHOT_SHOW
#define CREATE OP_SNAPSHOT_CREATE

const struct fault variants_state[] = {
    {"whole-seconds", POINT_AFTER_STORE, CREATE | UPDATE, OUTCOME_SERVED,
     keep_whole_seconds, "times are whole seconds, written with .000000", NULL,
     NULL},
    {"updated-at-old-in-answer", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     answer_old_time, "the answer to an update has updated_at from before it",
     NULL, NULL},
    {"updated-at-creation", POINT_AFTER_STORE, CREATE, OUTCOME_SERVED,
     update_at_creation, "a new snapshot has updated_at equal to created_at",
     NULL, NULL},
    {"updated-at-only-on-change", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED,
     keep_time_if_equal, "an update that changes nothing leaves updated_at",
     NULL, NULL},
    {"reads-lag", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED, start_lag,
     "reads show an update 8 ms after it", NULL, NULL},
    {"reads-lag", POINT_BEFORE_ANSWER, SHOW, OUTCOME_SERVED, show_old,
     "reads show an update 8 ms after it", NULL, NULL},
    {"status-moves", POINT_AFTER_STORE, UPDATE, OUTCOME_SERVED, start_moment,
     "for 8 ms after an update the status is backing-up", NULL, NULL},
    {"status-moves", POINT_BEFORE_ANSWER, UPDATE | SHOW, OUTCOME_SERVED,
     show_moment, "for 8 ms after an update the status is backing-up", NULL,
     NULL},
    {0},
};
