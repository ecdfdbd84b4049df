/*
 * fault_text.c - faults in what becomes of name and description on the way in.
 */
#include "emulator/faults.h"

#include "emulator/emulator.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

static const char *const names[] = {"name", "description"};

#define NAMES (sizeof(names) / sizeof(names[0]))

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

static void allow_any_length(struct exchange *x)
{
    x->rules.name.max = x->rules.description.max = SIZE_MAX;
}

/* No character is cut in two, so what is stored is valid UTF-8. */
static void truncate_text(json_t **text)
{
    const char *bytes = json_string_value(*text);
    size_t len = json_string_length(*text);

    if (!bytes || len <= TEXT_BYTES_MAX)
        return;
    len = TEXT_BYTES_MAX;
    while (len > 0 && !utf8_is_valid(bytes, len))
        len--;
    resource_set(text, json_stringn(bytes, len));
}

static void truncate_texts(struct exchange *x)
{
    truncate_text(&x->change.name);
    truncate_text(&x->change.description);
}

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
    {"falsy-ignored", POINT_ON_PARSE, UPDATE, OUTCOME_ANY, drop_falsy,
     "0, false, [] and {} as name or description are ignored",
     "request/name/type"},
    {"limit-truncates", POINT_ON_RULES, UPDATE, OUTCOME_ANY, allow_any_length,
     "longer texts are accepted and cut after 255 bytes",
     "request/name/max-bytes"},
    {"limit-truncates", POINT_BEFORE_STORE, UPDATE, OUTCOME_SERVED,
     truncate_texts, "longer texts are accepted and cut after 255 bytes",
     "request/name/max-bytes"},
    {"case-change-ignored", POINT_BEFORE_STORE, UPDATE, OUTCOME_SERVED,
     ignore_case, "texts that differ in case alone are not stored",
     "function/stored"},
    {"exchange-ignored", POINT_BEFORE_STORE, UPDATE, OUTCOME_SERVED,
     ignore_exchange, "name and description cannot exchange their texts",
     "function/stored"},
    {"put-texts-exchanged", POINT_BEFORE_ANSWER, UPDATE, OUTCOME_SERVED,
     exchange_texts, "name and description of the answer are exchanged",
     "response/name"},
    {0},
};
