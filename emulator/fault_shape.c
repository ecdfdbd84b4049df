/*
 * fault_shape.c - faults in understanding an update that is JSON: the object
 * snapshot is looked for in the wrong place, and types are not looked at.
 */
#include "emulator/faults.h"

#include "emulator/body.h"
#include "emulator/emulator.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const names[] = {"name", "description"};

#define NAMES (sizeof(names) / sizeof(names[0]))

/* A new reference to the document becomes the content. */
static void understand(struct exchange *x, const json_t *document)
{
    body_replace(x, json_deep_copy(document));
}

static void understand_members(struct exchange *x, const json_t *members)
{
    body_replace(x, json_pack("{s:o}", "snapshot", json_deep_copy(members)));
}

/* The member with the argument's name, in any case, counts as snapshot. */
static void take_alias(struct exchange *x)
{
    const char *name;
    json_t *value;

    json_object_foreach(x->document, name, value) {
        if (!strcasecmp(name, x->fault->argument) && json_is_object(value)) {
            understand_members(x, value);
            return;
        }
    }
}

static void take_top(struct exchange *x)
{
    if (json_object_get(x->document, "name"))
        understand_members(x, x->document);
}

static void take_empty_object(struct exchange *x)
{
    if (json_is_object(x->document) && json_object_size(x->document) == 0)
        body_replace(x, json_pack("{s:{}}", "snapshot"));
}

/* The first item of an array stands for the whole. */
static void take_first(struct exchange *x)
{
    json_t *first = json_array_get(x->document, 0);

    if (json_is_object(first))
        understand(x, first);
}

static void take_first_snapshot(struct exchange *x)
{
    json_t *snapshot = json_object_get(x->document, "snapshot");

    if (json_is_object(json_array_get(snapshot, 0)))
        understand_members(x, json_array_get(snapshot, 0));
}

/* A text in place of the object is the name. */
static void take_text_as_name(struct exchange *x)
{
    json_t *text = json_object_get(x->document, "snapshot");

    if (json_is_string(text))
        body_replace(x, json_pack("{s:{s:O}}", "snapshot", "name", text));
}

static const char *type_name(const json_t *value)
{
    static const char *const types[] = {
        [JSON_OBJECT] = "object", [JSON_ARRAY] = "array",
        [JSON_STRING] = "string", [JSON_INTEGER] = "integer",
        [JSON_REAL] = "real",     [JSON_TRUE] = "boolean",
        [JSON_FALSE] = "boolean", [JSON_NULL] = "null"};

    return types[json_typeof(value)];
}

static bool is_of_type(const json_t *value, const char *type)
{
    return value && !strcmp(type_name(value), type);
}

/* A snapshot of the argument's type is an update with nothing in it. */
static void take_type_as_nothing(struct exchange *x)
{
    if (is_of_type(json_object_get(x->document, "snapshot"),
                   x->fault->argument))
        body_replace(x, json_pack("{s:{}}", "snapshot"));
}

/* The same of the whole document. */
static void take_document_as_nothing(struct exchange *x)
{
    if (x->document && is_of_type(x->document, x->fault->argument))
        body_replace(x, json_pack("{s:{}}", "snapshot"));
}

/* A value of the argument's type is stored as the text that shows it. */
static void write_as_text(struct exchange *x)
{
    for (size_t i = 0; i < NAMES; i++) {
        json_t *value = json_object_get(x->members, names[i]);
        char *text;

        if (!is_of_type(value, x->fault->argument))
            continue;
        text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
        json_object_set_new(x->members, names[i], json_string(text));
        free(text);
    }
}

static bool is_wrong(const json_t *value)
{
    return value && !json_is_string(value) && !json_is_null(value);
}

/* Of name and description the one with a wrong type is passed over. */
static void drop_wrong_types(struct exchange *x)
{
    for (size_t i = 0; i < NAMES; i++)
        if (is_wrong(json_object_get(x->members, names[i])))
            json_object_del(x->members, names[i]);
}

static void empty_wrong_types(struct exchange *x)
{
    for (size_t i = 0; i < NAMES; i++)
        if (is_wrong(json_object_get(x->members, names[i])))
            json_object_set_new(x->members, names[i], json_null());
}

/* What many languages take for false, an empty text aside. */
static bool is_falsy(const json_t *value)
{
    return json_is_false(value) ||
           (json_is_number(value) && json_number_value(value) == 0) ||
           (json_is_array(value) && json_array_size(value) == 0) ||
           (json_is_object(value) && json_object_size(value) == 0);
}

static void drop_falsy(struct exchange *x)
{
    for (size_t i = 0; i < NAMES; i++)
        if (is_falsy(json_object_get(x->members, names[i])))
            json_object_del(x->members, names[i]);
}

static void fail(struct exchange *x)
{
    answer_set(&x->answer, 500,
               envelope("computeFault", "Internal error.", "EVS.5500"));
}

static void fail_wrong_types(struct exchange *x)
{
    for (size_t i = 0; i < NAMES; i++)
        if (is_wrong(json_object_get(x->members, names[i])))
            fail(x);
}

/* The document is one of the argument's type, in an update that is refused. */
static void fail_document(struct exchange *x)
{
    if (x->document && is_of_type(x->document, x->fault->argument))
        fail(x);
}

static void fail_snapshot(struct exchange *x)
{
    json_t *snapshot = json_object_get(x->document, "snapshot");

    if (snapshot && !json_is_object(snapshot))
        fail(x);
}

static void refuse_without(struct exchange *x)
{
    const char *name = x->fault->argument;

    if (!json_object_get(x->members, name))
        refusal_set(&x->refusal, REFUSE_BODY, "There is no %s.", name);
}

/* Members are looked for in the order of the example, and only once. */
static void read_in_order(struct exchange *x)
{
    const char *first = json_object_iter_key(json_object_iter(x->members));

    if (first && !strcmp(first, "description") &&
        json_object_get(x->members, "name"))
        json_object_del(x->members, "name");
}

#define ANY     POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_ANY
#define PARSE   POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED
#define PARSED  POINT_ON_PARSE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define CHANGE  POINT_ON_CHANGE, OP_SNAPSHOT_UPDATE, OUTCOME_SERVED
#define REFUSED POINT_ON_REFUSAL, OP_SNAPSHOT_UPDATE, OUTCOME_REFUSED

#define MANDATORY "request/snapshot/mandatory"
#define SNAPSHOT  "request/snapshot/type"
#define MALFORMED "error-codes/malformed-body"
#define WRONG     "error-codes/wrong-type"

const struct fault faults_shape[] = {
    {"snapshot-missing-accepted", PARSE, take_empty_object,
     "an empty object is an update with nothing in it", MANDATORY, NULL},
    {"snapshot-at-the-top", PARSE, take_top,
     "name and description are taken at the top, too", MANDATORY, NULL},
    {"snapshot-in-any-case", PARSE, take_alias,
     "Snapshot with a capital letter is understood", MANDATORY, "snapshot"},
    {"volume-as-snapshot", PARSE, take_alias,
     "the member volume is taken for snapshot", MANDATORY, "volume"},
    {"snapshot-null-ignored", PARSE, take_type_as_nothing,
     "snapshot null is an update with nothing in it", SNAPSHOT, "null"},
    {"snapshot-array-ignored", PARSE, take_type_as_nothing,
     "an array in place of snapshot is passed over", SNAPSHOT, "array"},
    {"snapshot-number-ignored", PARSE, take_type_as_nothing,
     "a number in place of snapshot is passed over", SNAPSHOT, "integer"},
    {"snapshot-boolean-ignored", PARSE, take_type_as_nothing,
     "a boolean in place of snapshot is passed over", SNAPSHOT, "boolean"},
    {"snapshot-first-of-array", PARSE, take_first_snapshot,
     "of an array of snapshots the first counts", SNAPSHOT, NULL},
    {"snapshot-text-is-name", PARSE, take_text_as_name,
     "a text in place of snapshot is the name", SNAPSHOT, NULL},
    {"snapshot-type-500", REFUSED, fail_snapshot,
     "a snapshot of the wrong type is answered 500", SNAPSHOT, NULL},
    {"array-first-of", PARSE, take_first, "of an array of updates one counts",
     MALFORMED, NULL},
    {"array-ignored", PARSE, take_document_as_nothing,
     "an array in place of the object is passed over", MALFORMED, "array"},
    {"string-ignored", PARSE, take_document_as_nothing,
     "a text in place of the object is passed over", MALFORMED, "string"},
    {"number-ignored", PARSE, take_document_as_nothing,
     "a number in place of the object is passed over", MALFORMED, "integer"},
    {"true-ignored", PARSE, take_document_as_nothing,
     "true in place of the object is passed over", MALFORMED, "boolean"},
    {"null-ignored", PARSE, take_document_as_nothing,
     "null in place of the object is passed over", MALFORMED, "null"},
    {"null-document-500", REFUSED, fail_document,
     "null in place of the object is answered 500", "response/no-server-error",
     "null"},
    {"string-document-500", REFUSED, fail_document,
     "a text in place of the object is answered 500",
     "response/no-server-error", "string"},

    {"integer-as-text", ANY, write_as_text,
     "an integer as name or description is stored as text", WRONG, "integer"},
    {"real-as-text", ANY, write_as_text,
     "a real number as name or description is stored as text", WRONG, "real"},
    {"boolean-as-text", ANY, write_as_text,
     "a boolean as name or description is stored as text", WRONG, "boolean"},
    {"array-as-text", ANY, write_as_text,
     "an array as name or description is stored as text", WRONG, "array"},
    {"object-as-text", ANY, write_as_text,
     "an object as name or description is stored as text", WRONG, "object"},
    {"wrong-type-ignored", ANY, drop_wrong_types,
     "name and description of a wrong type are ignored", WRONG, NULL},
    {"wrong-type-as-null", ANY, empty_wrong_types,
     "name and description of a wrong type count as null", WRONG, NULL},
    {"wrong-type-500", REFUSED, fail_wrong_types,
     "name and description of a wrong type are answered 500",
     "response/no-server-error", NULL},
    {"falsy-ignored", ANY, drop_falsy,
     "0, false, [] and {} as name or description are ignored", WRONG, NULL},

    {"name-required", CHANGE, refuse_without, "an update has to have a name",
     "request/name/optional", "name"},
    {"description-required", CHANGE, refuse_without,
     "an update has to have a description", "request/description/optional",
     "description"},
    {"members-in-order-only", PARSED, read_in_order,
     "a name that stands behind description is not seen", "request/snapshot",
     NULL},
    {0},
};
