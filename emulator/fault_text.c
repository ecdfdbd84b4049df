/*
 * fault_text.c - faults in what becomes of name and description on the way in.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include <string.h>
#include <strings.h>

/* As a comparison that ignores case finds nothing to change. */
static void keep_same_letters(json_t **text, const json_t *stored)
{
    const char *sent = json_string_value(*text);
    const char *old = json_string_value(stored);

    if (sent && old && !strcasecmp(sent, old))
        resource_set(text, json_deep_copy(stored));
}

static void ignore_case(struct exchange *x)
{
    keep_same_letters(&x->change.name, x->resource->name);
    keep_same_letters(&x->change.description, x->resource->description);
}

/* As a comparison of the two texts as a set finds nothing to change. */
static void ignore_exchange(struct exchange *x)
{
    if (!x->change.name || !x->change.description ||
        !json_equal(x->change.name, x->resource->description) ||
        !json_equal(x->change.description, x->resource->name))
        return;
    resource_set(&x->change.name, json_deep_copy(x->resource->name));
    resource_set(&x->change.description,
                 json_deep_copy(x->resource->description));
}

/* The texts of the answer stand under each other's names. */
static void exchange_texts(struct exchange *x)
{
    json_t *shown = json_object_get(x->answer.document, "snapshot");
    json_t *name = json_incref(json_object_get(shown, "name"));

    json_object_set(shown, "name", json_object_get(shown, "description"));
    json_object_set_new(shown, "description", name);
}

#define UPDATE OP_SNAPSHOT_UPDATE

const struct fault faults_text[] = {
    {"case-change-ignored", POINT_BEFORE_STORE, UPDATE, OUTCOME_SERVED,
     ignore_case, "texts that differ in case alone are not stored",
     "function/stored", NULL},
    {"exchange-ignored", POINT_BEFORE_STORE, UPDATE, OUTCOME_SERVED,
     ignore_exchange, "name and description cannot exchange their texts",
     "function/stored", NULL},
    {"put-texts-exchanged", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     exchange_texts, "name and description of the answer are exchanged",
     "response/name", NULL},
    {0},
};
