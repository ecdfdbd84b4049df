/*
 * fault_member.c - faults in the members of the answer to an update: gone,
 * under another name, of another type, or with another value.
 *
 * The argument of most rows is what the function puts into the snapshot, as
 * JSON text, so that the tables below say what a client sees.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

#define GB INT64_C(1073741824)

/* The object inside the answer's envelope, borrowed, or NULL. */
static json_t *answered(const struct exchange *x)
{
    return json_object_get(x->answer.document, "snapshot");
}

static void drop(struct exchange *x)
{
    json_object_del(answered(x), x->fault->argument);
}

/* The argument is "old=new". */
static void rename_member(struct exchange *x)
{
    char *old = xstrdup(x->fault->argument);
    char *name = strchr(old, '=');
    json_t *value;

    *name++ = '\0';
    value = json_incref(json_object_get(answered(x), old));
    json_object_del(answered(x), old);
    json_object_set_new(answered(x), name, value);
    free(old);
}

/* The argument is an object whose members take the place of the right ones. */
static void put_members(struct exchange *x)
{
    json_object_update_new(answered(x),
                           json_loads(x->fault->argument, 0, NULL));
}

/* The argument takes the place of the snapshot. */
static void put_snapshot(struct exchange *x)
{
    json_object_set_new(x->answer.document, "snapshot",
                        json_loads(x->fault->argument, JSON_DECODE_ANY, NULL));
}

/* The argument takes the place of the whole document. */
static void put_document(struct exchange *x)
{
    answer_set(&x->answer, x->answer.status,
               json_loads(x->fault->argument, JSON_DECODE_ANY, NULL));
}

/* The members at the top, without the envelope. */
static void unwrap(struct exchange *x)
{
    answer_set(&x->answer, x->answer.status, json_incref(answered(x)));
}

static void wrap_in_array(struct exchange *x)
{
    json_object_set_new(x->answer.document, "snapshot",
                        json_pack("[O]", answered(x)));
}

static void rename_envelope(struct exchange *x)
{
    answer_set(&x->answer, x->answer.status,
               json_pack("{s:O}", x->fault->argument, answered(x)));
}

static void count_bytes(struct exchange *x)
{
    json_object_set_new(answered(x), "size",
                        json_integer(x->resource->size_gb * GB));
}

/* What was stored before this update. */
static void answer_old_texts(struct exchange *x)
{
    json_object_set(answered(x), "name", x->before.name);
    json_object_set(answered(x), "description", x->before.description);
}

/* As an object-relational mapper answers that was told of one column. */
static void answer_sent_only(struct exchange *x)
{
    if (!x->change.name)
        json_object_set_new(answered(x), "name", json_null());
    if (!x->change.description)
        json_object_set_new(answered(x), "description", json_null());
}

#define PUT      POINT_BEFORE_ANSWER, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define OTHER    "ffffffff-ffff-4fff-8fff-ffffffffffff"
#define EXTENDED "os-extended-snapshot-attributes"
#define REQUIRED "response/members/required"

const struct fault faults_member[] = {
    {"put-drops-id", PUT, drop, "id is missing in the answer", REQUIRED, "id"},
    {"put-drops-status", PUT, drop, "status is missing in the answer", REQUIRED,
     "status"},
    {"put-drops-name", PUT, drop, "name is missing in the answer", REQUIRED,
     "name"},
    {"put-drops-description", PUT, drop, "description is missing in the answer",
     REQUIRED, "description"},
    {"put-drops-created-at", PUT, drop, "created_at is missing in the answer",
     REQUIRED, "created_at"},
    {"put-drops-metadata", PUT, drop, "metadata is missing in the answer",
     REQUIRED, "metadata"},
    {"put-drops-volume-id", PUT, drop, "volume_id is missing in the answer",
     REQUIRED, "volume_id"},
    {"put-drops-size", PUT, drop, "size is missing in the answer", REQUIRED,
     "size"},

    {"put-renames-created-at", PUT, rename_member,
     "created_at is called createdAt in the answer", REQUIRED,
     "created_at=createdAt"},
    {"put-renames-updated-at", PUT, rename_member,
     "updated_at is called updatedAt in the answer", REQUIRED,
     "updated_at=updatedAt"},

    {"put-id-number", PUT, put_members, "id is a number in the answer",
     "response/id/type", "{\"id\": 5}"},
    {"put-id-empty", PUT, put_members, "id is an empty text in the answer",
     "response/id", "{\"id\": \"\"}"},
    {"put-id-other", PUT, put_members, "the answer has another id",
     "response/id", "{\"id\": \"" OTHER "\"}"},
    {"put-status-number", PUT, put_members, "status is a number in the answer",
     "response/status/type", "{\"status\": 1}"},
    {"put-status-capitals", PUT, put_members,
     "status is written in capitals in the answer", "status/words",
     "{\"status\": \"AVAILABLE\"}"},
    {"put-status-unknown", PUT, put_members,
     "status is a word that the table does not have", "status/words",
     "{\"status\": \"ready\"}"},
    {"put-name-number", PUT, put_members, "name is a number in the answer",
     "response/name/type", "{\"name\": 5}"},
    {"put-name-null", PUT, put_members, "name is null in the answer",
     "response/name/type", "{\"name\": null}"},
    {"put-name-constant", PUT, put_members,
     "name is the same text in all answers", "response/name",
     "{\"name\": \"snapshot\"}"},
    {"put-description-number", PUT, put_members,
     "description is a number in the answer", "response/description/type",
     "{\"description\": 5}"},
    {"put-description-null", PUT, put_members,
     "description is null in the answer", "response/description",
     "{\"description\": null}"},
    {"put-created-at-null", PUT, put_members,
     "created_at is null in the answer", "response/created_at/type",
     "{\"created_at\": null}"},
    {"put-created-at-other", PUT, put_members,
     "created_at is another time in the answer", "response/created_at",
     "{\"created_at\": \"2001-02-03T04:05:06.000000\"}"},
    {"put-metadata-array", PUT, put_members,
     "metadata is an array in the answer", "response/metadata/type",
     "{\"metadata\": []}"},
    {"put-metadata-empty", PUT, put_members,
     "metadata has no members in the answer", "response/metadata",
     "{\"metadata\": {}}"},
    {"put-volume-id-null", PUT, put_members, "volume_id is null in the answer",
     "response/volume_id/type", "{\"volume_id\": null}"},
    {"put-volume-id-empty", PUT, put_members,
     "volume_id is an empty text in the answer", "response/volume_id",
     "{\"volume_id\": \"\"}"},
    {"put-volume-id-other", PUT, put_members,
     "volume_id is another disk's in the answer", "response/volume_id",
     "{\"volume_id\": \"" OTHER "\"}"},
    {"put-size-real", PUT, put_members, "size is no whole number in the answer",
     "response/size/type", "{\"size\": 1.5}"},
    {"put-size-in-bytes", PUT, count_bytes, "size counts bytes in the answer",
     "response/size", NULL},
    {"put-updated-at-number", PUT, put_members,
     "updated_at is a number of seconds in the answer",
     "response/updated_at/type", "{\"updated_at\": 1700000000}"},
    {"put-progress-number", PUT, put_members,
     "the reserved progress is a number in the answer",
     "response/" EXTENDED ":progress/type", "{\"" EXTENDED ":progress\": 100}"},
    {"put-project-id-number", PUT, put_members,
     "the reserved project_id is a number in the answer",
     "response/" EXTENDED ":project_id/type",
     "{\"" EXTENDED ":project_id\": 5}"},

    {"put-snapshot-unwrapped", PUT, unwrap,
     "the members stand at the top of the answer", "response/snapshot", NULL},
    {"put-snapshot-renamed", PUT, rename_envelope,
     "the snapshot is called data in the answer", "response/snapshot", "data"},
    {"put-snapshot-in-array", PUT, wrap_in_array,
     "the snapshot stands in an array in the answer", "response/snapshot/type",
     NULL},
    {"put-snapshot-null", PUT, put_snapshot,
     "the snapshot is null in the answer", "response/snapshot/type", "null"},
    {"put-answer-array", PUT, put_document, "the answer is an empty array",
     "response/snapshot/type", "[]"},
    {"put-answers-old-texts", PUT, answer_old_texts,
     "the answer has name and description from before the update",
     "response/as-read", NULL},
    {"put-answers-sent-only", PUT, answer_sent_only,
     "a text that was not sent is null in the answer", "response/as-read",
     NULL},
    {0},
};
