/*
 * fault_store.c - faults in what an update does to the store besides, or
 * instead: half of it, more than it, or to another snapshot.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define OTHER "ffffffff-ffff-4fff-8fff-ffffffffffff"

static void forget_name(struct exchange *x)
{
    resource_set(&x->change.name, NULL);
}

static void forget_description(struct exchange *x)
{
    resource_set(&x->change.description, NULL);
}

/* Of two members only the first is stored. */
static void forget_second(struct exchange *x)
{
    if (x->change.name)
        forget_description(x);
}

static void clear_metadata(struct exchange *x)
{
    resource_set(&x->resource->metadata, json_object());
}

static void note_in_metadata(struct exchange *x)
{
    json_t *metadata = json_deep_copy(x->resource->metadata);

    json_object_set_new(metadata, "updated", json_string("true"));
    resource_set(&x->resource->metadata, metadata);
}

static void grow(struct exchange *x)
{
    x->resource->size_gb++;
}

static void create_now(struct exchange *x)
{
    x->resource->created_us = x->resource->updated_us;
}

static void end_in_error(struct exchange *x)
{
    x->resource->status = STATUS_ERROR;
}

static void move_to_other_disk(struct exchange *x)
{
    free(x->resource->volume_id);
    x->resource->volume_id = xstrdup(OTHER);
}

/* A member that was sent although only two can be updated. */
static json_t *sent(const struct exchange *x, const char *name)
{
    return json_object_get(x->members, name);
}

static void store_size(struct exchange *x)
{
    if (json_is_integer(sent(x, "size")))
        x->resource->size_gb = json_integer_value(sent(x, "size"));
}

static void store_status(struct exchange *x)
{
    if (sent(x, "status"))
        x->resource->status = STATUS_ERROR;
}

static void store_metadata(struct exchange *x)
{
    if (json_is_object(sent(x, "metadata")))
        resource_set(&x->resource->metadata, json_incref(sent(x, "metadata")));
}

static void store_volume_id(struct exchange *x)
{
    const char *id = json_string_value(sent(x, "volume_id"));

    if (!id)
        return;
    free(x->resource->volume_id);
    x->resource->volume_id = xstrdup(id);
}

/* The year of the request, not of the clock. */
static void store_created_at(struct exchange *x)
{
    if (sent(x, "created_at"))
        x->resource->created_us = INT64_C(981173106000000);
}

static void store_updated_at(struct exchange *x)
{
    if (sent(x, "updated_at"))
        x->resource->updated_us = INT64_C(981173106000000);
}

/* Everything that was sent is in the answer, and nowhere else. */
static void echo_request(struct exchange *x)
{
    json_object_update(json_object_get(x->answer.document, "snapshot"),
                       x->members);
}

static void echo_status(struct exchange *x)
{
    if (sent(x, "status"))
        json_object_set(json_object_get(x->answer.document, "snapshot"),
                        "status", sent(x, "status"));
}

static void fail(struct exchange *x)
{
    answer_set(&x->answer, 500,
               envelope("computeFault", "Internal error.", "EVS.5500"));
}

static void fail_unknown_members(struct exchange *x)
{
    static const char *const known[] = {"name", "description", NULL};
    size_t others = json_object_size(x->members);

    for (size_t i = 0; known[i]; i++)
        others -= json_object_get(x->members, known[i]) != NULL;
    if (others > 0 || json_object_size(x->document) > 1)
        fail(x);
}

static bool changes_nothing(const struct exchange *x)
{
    return json_equal(x->change.name, x->resource->name) &&
           json_equal(x->change.description, x->resource->description);
}

static void refuse_repeat(struct exchange *x)
{
    if (x->resource && changes_nothing(x))
        refusal_set(&x->refusal, REFUSE_BODY, "There is nothing to change.");
}

static void refuse_at_lookup(struct exchange *x)
{
    refuse_repeat(x);
    if (x->refusal.reason != REFUSE_NOTHING)
        x->resource = NULL;
}

/* A repeated update is taken for a new one, and says so in the text. */
static void count_repeats(struct exchange *x)
{
    char *text;

    if (!changes_nothing(x) || !json_is_string(x->change.name))
        return;
    text = xasprintf("%s (2)", json_string_value(x->change.name));
    resource_set(&x->change.name, json_string(text));
    free(text);
}

static void clear_if_nothing_is_sent(struct exchange *x)
{
    if (x->change.name || x->change.description)
        return;
    x->change.name = json_null();
    x->change.description = json_null();
}

static void fail_if_nothing_is_sent(struct exchange *x)
{
    if (!x->change.name && !x->change.description)
        fail(x);
}

/* An empty text counts as one that was not sent. */
static void ignore_empty(struct exchange *x)
{
    json_t **texts[] = {&x->change.name, &x->change.description};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (json_is_string(*texts[i]) && !json_string_length(*texts[i]))
            resource_set(texts[i], NULL);
}

/* A null clears the other text. */
static void clear_other_of_null(struct exchange *x)
{
    if (json_is_null(x->change.name) && !x->change.description)
        x->change.description = json_null();
    else if (json_is_null(x->change.description) && !x->change.name)
        x->change.name = json_null();
}

static void fail_null(struct exchange *x)
{
    if (json_is_null(x->change.name) || json_is_null(x->change.description))
        fail(x);
}

static bool is_other(const struct exchange *x, const struct resource *other)
{
    return other != x->resource && other->kind == RESOURCE_SNAPSHOT &&
           !strcmp(other->project, x->project);
}

/* The update goes to all snapshots that had the name of this one. */
static void update_by_name(struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len; i++) {
        struct resource *other = store->items[i];

        if (is_other(x, other) && json_equal(other->name, x->before.name))
            resource_set(&other->name, json_incref(x->resource->name));
    }
}

static bool is_taken(const struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len; i++)
        if (is_other(x, store->items[i]) &&
            json_equal(store->items[i]->name, x->change.name))
            return true;
    return false;
}

/* As if names had to be different. */
static void refuse_taken_name(struct exchange *x)
{
    if (x->resource && x->change.name && is_taken(x))
        answer_set(&x->answer, 409,
                   envelope("conflict", "The name is taken.", "EVS.5400"));
}

/* As if a name were a word of some other language. */
static void refuse_hyphen(struct exchange *x)
{
    const char *name = json_string_value(x->change.name);

    if (name && strchr(name, '-'))
        refusal_set(&x->refusal, REFUSE_BODY, "A hyphen is not allowed.");
}

static void touch_neighbours(struct exchange *x)
{
    const struct store *store = &x->emulator->store;

    for (size_t i = 0; i < store->len; i++)
        if (is_other(x, store->items[i]))
            store->items[i]->updated_us = x->resource->updated_us;
}

/* A refusal is noted as an update: its time moves. */
static void touch_refused(struct exchange *x)
{
    const struct change nothing = {0};
    struct store *store = &x->emulator->store;
    struct resource *resource;

    if (!x->project)
        return;
    resource = store_find(store, RESOURCE_SNAPSHOT, x->project, x->path_id);
    if (resource)
        store_update(store, resource, &nothing);
}

/* Of a refused update the description is stored before the name is read. */
static void store_half(struct exchange *x)
{
    const struct change half = {.description = x->change.description};
    struct store *store = &x->emulator->store;
    struct resource *resource;

    if (!x->project || !half.description)
        return;
    resource = store_find(store, RESOURCE_SNAPSHOT, x->project, x->path_id);
    if (resource)
        store_update(store, resource, &half);
}

#define LOOKUP  POINT_ON_LOOKUP, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define STORE   POINT_BEFORE_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define STORED  POINT_AFTER_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define ANSWER  POINT_BEFORE_ANSWER, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define REFUSED POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED

#define IMMUTABLE "function/immutable"
#define MEMBERS   "request/members"
#define UNCHANGED "function/refusal-changes-nothing"

const struct fault faults_store[] = {
    {"name-not-stored", STORE, forget_name, "the name is not stored",
     "function/stored", NULL},
    {"description-not-stored", STORE, forget_description,
     "the description is not stored", "function/stored", NULL},
    {"second-member-not-stored", STORE, forget_second,
     "beside a name no description is stored", "function/stored", NULL},
    {"metadata-cleared", STORED, clear_metadata,
     "an update takes the metadata away", IMMUTABLE, NULL},
    {"metadata-noted", STORED, note_in_metadata,
     "an update is noted in the metadata", IMMUTABLE, NULL},
    {"size-grows", STORED, grow, "with each update the size grows", IMMUTABLE,
     NULL},
    {"created-at-moves", STORED, create_now,
     "created_at is the time of the update", IMMUTABLE, NULL},
    {"status-ends-in-error", STORED, end_in_error,
     "after an update the status is error", IMMUTABLE, NULL},
    {"volume-id-moves", STORED, move_to_other_disk,
     "an update moves the snapshot to another disk", IMMUTABLE, NULL},
    {"size-writable", STORED, store_size, "a size that is sent is stored",
     MEMBERS, NULL},
    {"status-writable", STORED, store_status, "a status that is sent is stored",
     MEMBERS, NULL},
    {"metadata-writable", STORED, store_metadata,
     "metadata that are sent are stored", MEMBERS, NULL},
    {"volume-id-writable", STORED, store_volume_id,
     "a volume_id that is sent is stored", MEMBERS, NULL},
    {"created-at-writable", STORED, store_created_at,
     "a created_at that is sent is stored", MEMBERS, NULL},
    {"updated-at-writable", STORED, store_updated_at,
     "an updated_at that is sent is stored", MEMBERS, NULL},
    {"put-echoes-request", ANSWER, echo_request,
     "members that cannot be changed are in the answer as sent", MEMBERS, NULL},
    {"put-echoes-status", ANSWER, echo_status,
     "a status that is sent is in the answer, whatever word it is",
     "response/status", NULL},
    {"unknown-members-500", ANSWER, fail_unknown_members,
     "members that the page does not name are answered 500", MEMBERS, NULL},

    {"repeat-400", LOOKUP, refuse_at_lookup,
     "an update that changes nothing is refused", "function/idempotent", NULL},
    {"repeat-counted", STORE, count_repeats,
     "the same update sent again changes the name", "function/idempotent",
     NULL},
    {"empty-update-clears", STORE, clear_if_nothing_is_sent,
     "an update with nothing in it clears name and description",
     "request/name/optional", NULL},
    {"empty-update-500", ANSWER, fail_if_nothing_is_sent,
     "an update with nothing in it is answered 500", "request/name/optional",
     NULL},
    {"empty-text-ignored", STORE, ignore_empty,
     "an empty text leaves the old one", "request/description/type", NULL},
    {"null-clears-both", STORE, clear_other_of_null,
     "null for one text clears the other, too", "function/only-what-is-sent",
     NULL},
    {"null-500", ANSWER, fail_null, "null for a text is answered 500",
     "request/description/type", NULL},

    {"update-by-name", STORED, update_by_name,
     "all snapshots of the same name are updated", "function/one-snapshot",
     NULL},
    {"name-hyphen-refused", POINT_ON_CHANGE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED,
     refuse_hyphen, "a name with a hyphen is refused", "request/example", NULL},
    {"neighbour-touched", STORED, touch_neighbours,
     "updated_at of other snapshots moves", "function/one-snapshot", NULL},
    {"names-unique", ANSWER, refuse_taken_name,
     "a name that another snapshot has is answered 409",
     "function/one-snapshot", NULL},
    {"refused-but-touched", REFUSED, touch_refused,
     "a refused update moves updated_at", UNCHANGED, NULL},
    {"refused-half-stored", REFUSED, store_half,
     "of a refused update the description is stored", UNCHANGED, NULL},
    {0},
};
