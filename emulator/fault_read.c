/*
 * fault_read.c - faults in reads and lists: what they show, and in which form.
 *
 * Arguments are JSON text, as in fault_member.c.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include <string.h>

/* The object inside the answer's envelope, borrowed, or NULL. */
static json_t *answered(const struct exchange *x)
{
    return json_object_get(x->answer.document, "snapshot");
}

static void drop(struct exchange *x)
{
    json_object_del(answered(x), x->fault->argument);
}

static void put_members(struct exchange *x)
{
    json_object_update_new(answered(x),
                           json_loads(x->fault->argument, 0, NULL));
}

/* Beside the snapshot, or beside the list. */
static void put_beside(struct exchange *x)
{
    json_object_update_new(x->answer.document,
                           json_loads(x->fault->argument, 0, NULL));
}

static void put_document(struct exchange *x)
{
    answer_set(&x->answer, x->answer.status,
               json_loads(x->fault->argument, JSON_DECODE_ANY, NULL));
}

static void note_update(struct exchange *x)
{
    json_object_set_new(x->emulator->scratch, "updated", json_true());
}

static bool is_updated(const struct exchange *x)
{
    return json_object_get(x->emulator->scratch, "updated");
}

/* From the first update on; before it reads are as they should be. */
static void put_snapshot_later(struct exchange *x)
{
    if (is_updated(x))
        json_object_set_new(
            x->answer.document, "snapshot",
            json_loads(x->fault->argument, JSON_DECODE_ANY, NULL));
}

/* Not before, because a run waits for the snapshot that it makes. */
static void put_members_later(struct exchange *x)
{
    if (is_updated(x))
        put_members(x);
}

static void delete_later(struct exchange *x)
{
    if (is_updated(x))
        answer_set(&x->answer, 404,
                   envelope("itemNotFound", "It is gone.", "EVS.5404"));
}

static void type_html(struct exchange *x)
{
    answer_header(&x->answer, "Content-Type", "text/html");
}

static void cut_body(struct exchange *x)
{
    struct buffer *body = &x->answer.body;

    if (is_updated(x))
        body->len /= 2;
}

/* The list has one more item than it should. */
static void add_item(struct exchange *x)
{
    json_array_append_new(
        json_object_get(x->answer.document, "snapshots"),
        json_loads(x->fault->argument, JSON_DECODE_ANY, NULL));
}

/* What was asked for is there, although nobody made it. */
static void invent_item(struct exchange *x)
{
    const char *name = target_argument(&x->request.target, "name");

    json_array_append_new(json_object_get(x->answer.document, "snapshots"),
                          json_pack("{s:s, s:s?}", "id", "5", "name", name));
}

static void answer_plain(struct exchange *x)
{
    answer_set_body(&x->answer, x->fault->argument, strlen(x->fault->argument));
}

static void answer_201(struct exchange *x)
{
    x->answer.status = 201;
}

static void fail(struct exchange *x)
{
    answer_set(&x->answer, 500,
               envelope("computeFault", "Internal error.", "EVS.5500"));
}

/* A run waits for what it deletes to be unknown. */
static void note_deletion(struct exchange *x)
{
    json_object_set_new(x->emulator->scratch, "deleted", json_true());
}

static bool is_deleted(const struct exchange *x)
{
    return json_object_get(x->emulator->scratch, "deleted");
}

static void fail_unknown(struct exchange *x)
{
    if (!is_deleted(x))
        fail(x);
}

static void answer_400(struct exchange *x)
{
    if (is_deleted(x))
        return;
    answer_set(&x->answer, 400,
               envelope("badRequest", x->refusal.message, "EVS.5400"));
}

#define READ     POINT_BEFORE_ANSWER, OP_SNAPSHOT_SHOW, OUTCOME_SERVED
#define UNREAD   POINT_BEFORE_ANSWER, OP_SNAPSHOT_SHOW, OUTCOME_REFUSED
#define LIST     POINT_BEFORE_ANSWER, OP_SNAPSHOT_LIST, OUTCOME_SERVED
#define UPDATED  POINT_AFTER_STORE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define DELETED  POINT_AFTER_STORE, OP_SNAPSHOT_DELETE, OUTCOME_SERVED
#define EXTENDED "os-extended-snapshot-attributes"
#define GONE     "after an update the snapshot cannot be read any more"
#define LATER    "after an update the snapshot is null in reads"
#define HALF     "after an update half of each read is missing"

const struct fault faults_read[] = {
    {"read-drops-size", READ, drop, "size is missing in reads",
     "response/members/required", "size"},
    {"read-drops-updated-at", READ, drop, "updated_at is missing in reads",
     "response/members/required", "updated_at"},
    {"read-id-number", UPDATED, note_update, "id is a number in reads",
     "response/id", NULL},
    {"read-id-number", READ, put_members_later, "id is a number in reads",
     "response/id", "{\"id\": 5}"},
    {"read-status-number", UPDATED, note_update, "status is a number in reads",
     "response/status", NULL},
    {"read-status-number", READ, put_members_later,
     "status is a number in reads", "response/status", "{\"status\": 1}"},
    {"read-status-unknown", UPDATED, note_update,
     "status is a word in reads that the table does not have", "status/words",
     NULL},
    {"read-status-unknown", READ, put_members_later,
     "status is a word in reads that the table does not have", "status/words",
     "{\"status\": \"ready\"}"},
    {"read-name-number", READ, put_members, "name is a number in reads",
     "response/name", "{\"name\": 5}"},
    {"read-description-number", READ, put_members,
     "description is a number in reads", "response/description",
     "{\"description\": 5}"},
    {"read-created-at-null", READ, put_members, "created_at is null in reads",
     "response/created_at", "{\"created_at\": null}"},
    {"read-updated-at-number", READ, put_members,
     "updated_at is a number in reads", "response/updated_at",
     "{\"updated_at\": 1700000000}"},
    {"read-metadata-array", READ, put_members, "metadata is an array in reads",
     "response/metadata", "{\"metadata\": []}"},
    {"read-volume-id-null", READ, put_members, "volume_id is null in reads",
     "response/volume_id", "{\"volume_id\": null}"},
    {"read-size-text", READ, put_members, "size is a text in reads",
     "response/size", "{\"size\": \"10\"}"},
    {"read-project-id-number", READ, put_members,
     "the project is a number in reads", "response/" EXTENDED ":project_id",
     "{\"" EXTENDED ":project_id\": 5}"},
    {"read-progress-number", READ, put_members,
     "the progress is a number in reads", "response/" EXTENDED ":progress",
     "{\"" EXTENDED ":progress\": 100}"},
    {"read-user-id-number", READ, put_members,
     "the reserved user_id is a number in reads", "response/user_id",
     "{\"user_id\": 5}"},
    {"read-error-beside-snapshot", READ, put_beside,
     "an error stands beside the snapshot in reads", "response/alternatives",
     "{\"error\": {\"message\": \"Not all.\", \"code\": \"EVS.5500\"}}"},
    {"read-snapshot-null", UPDATED, note_update, LATER, "response/snapshot",
     NULL},
    {"read-snapshot-null", READ, put_snapshot_later, LATER, "response/snapshot",
     "null"},
    {"read-after-update-404", UPDATED, note_update, GONE,
     "function/still-readable", NULL},
    {"read-after-update-404", READ, delete_later, GONE,
     "function/still-readable", NULL},
    {"read-after-update-truncated", UPDATED, note_update, HALF,
     "function/still-readable", NULL},
    {"read-after-update-truncated", POINT_ON_BODY, OP_SNAPSHOT_SHOW,
     OUTCOME_SERVED, cut_body, HALF, "function/still-readable", NULL},
    {"read-content-type-text-html", POINT_ON_HEADERS, OP_SNAPSHOT_SHOW,
     OUTCOME_SERVED, type_html, "reads are sent as text/html",
     "function/still-readable", NULL},

    {"read-unknown-400", DELETED, note_deletion,
     "reading an unknown snapshot is answered 400", "error-codes/not-found",
     NULL},
    {"read-unknown-400", UNREAD, answer_400,
     "reading an unknown snapshot is answered 400", "error-codes/not-found",
     NULL},
    {"read-unknown-500", DELETED, note_deletion,
     "reading an unknown snapshot is answered 500", "response/no-server-error",
     NULL},
    {"read-unknown-500", UNREAD, fail_unknown,
     "reading an unknown snapshot is answered 500", "response/no-server-error",
     NULL},
    {"read-unknown-no-fault", UNREAD, put_document,
     "reading an unknown snapshot is answered with a fault of another name",
     "response/fault",
     "{\"badRequest\": {\"message\": \"None.\", \"code\": \"EVS.5404\"}}"},
    {"read-unknown-not-json", POINT_ON_BODY, OP_SNAPSHOT_SHOW, OUTCOME_REFUSED,
     answer_plain, "reading an unknown snapshot is answered in plain words",
     "response/json", "404 Not Found"},
    {"read-unknown-text-html", POINT_ON_HEADERS, OP_SNAPSHOT_SHOW,
     OUTCOME_REFUSED, type_html,
     "the error of reading an unknown snapshot is sent as text/html",
     "response/media-type", NULL},

    {"list-status-201", POINT_ON_STATUS, OP_SNAPSHOT_LIST, OUTCOME_SERVED,
     answer_201, "a list is answered 201", "status/normal", NULL},
    {"list-status-500", LIST, fail, "a list is answered 500",
     "response/no-server-error", NULL},
    {"list-content-type-text-html", POINT_ON_HEADERS, OP_SNAPSHOT_LIST,
     OUTCOME_SERVED, type_html, "lists are sent as text/html",
     "response/media-type", NULL},
    {"list-not-json", POINT_ON_BODY, OP_SNAPSHOT_LIST, OUTCOME_SERVED,
     answer_plain, "a list is no JSON", "response/json", "{\"snapshots\": [}"},
    {"list-snapshots-object", LIST, put_beside,
     "snapshots is an object in lists", "response/snapshots",
     "{\"snapshots\": {}}"},
    {"list-item-number", LIST, add_item, "a list has an item that is a number",
     "response/snapshots/items", "5"},
    {"list-id-number", LIST, add_item, "the id of an item is a number",
     "response/id", "{\"id\": 5, \"name\": \"x\"}"},
    {"list-name-number", LIST, add_item, "the name of an item is a number",
     "response/name", "{\"id\": \"5\", \"name\": 5}"},
    {"list-invents-item", LIST, invent_item,
     "a list shows a snapshot of the name that was asked for", "function",
     NULL},
    {0},
};
