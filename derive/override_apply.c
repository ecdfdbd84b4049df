/*
 * override_apply.c - changes to a schema, each of which must still apply.
 */
#include "derive/override.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* One change on its way. */
struct change {
    const struct override *override;
    const char *list; /* "overrides" or "words" */
    const char *key;  /* index or pointer, for messages */
    struct buffer *problems;
    json_t *parent; /* borrowed: the object that is changed */
    char *name;     /* owned: its member */
};

static void complain(const struct change *change, const char *text)
{
    buffer_printf(change->problems, "%s: /%s/%s: %s\n", change->override->path,
                  change->list, change->key, text);
}

/* The object in which the last token of a pointer names a member. */
static bool find(struct change *change, json_t *schema, const char *pointer)
{
    const char *last = pointer ? strrchr(pointer, '/') : NULL;
    char *parent;

    if (!last)
        return false;
    parent = xmemdup(pointer, (size_t)(last - pointer));
    change->parent = pointer_get(schema, parent);
    change->name = pointer_unescape(last + 1, strlen(last + 1));
    free(parent);
    return json_is_object(change->parent);
}

/* What stands there becomes what each item is. */
static void make_array(const struct change *change)
{
    json_t *item = json_object_get(change->parent, change->name);
    json_t *array, *null;
    const char *const kept[] = {"$comment", "description"};

    if (!json_is_object(item) ||
        !strcmp(json_member_text(item, "type", ""), "array")) {
        complain(change, "nothing stands there that is not an array");
        return;
    }
    array = json_pack("{ss}", "type", "array");
    item = json_deep_copy(item);
    null = json_object_get(item, "type");
    if (json_is_array(null) && json_array_has_text(null, "null")) {
        json_object_set_new(array, "type", json_pack("[ss]", "array", "null"));
        json_object_set(item, "type", json_array_get(null, 0));
    }
    for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
        json_t *value = json_object_get(item, kept[i]);

        if (value)
            json_object_set(array, kept[i], value);
        json_object_del(item, kept[i]);
    }
    json_object_set_new(array, "items", item);
    json_object_set_new(change->parent, change->name, array);
}

static void set(const struct change *change, json_t *value)
{
    if (json_same(json_object_get(change->parent, change->name), value))
        complain(change, "the page says the same without it");
    else
        json_object_set(change->parent, change->name, value);
}

static void apply(struct change *change, json_t *schema, const json_t *entry)
{
    const char *pointer = json_member_text(entry, "at", NULL);
    json_t *value = json_object_get(entry, "set");

    if (!find(change, schema, pointer))
        complain(change, "nothing stands there to be changed");
    else if (value)
        set(change, value);
    else if (json_is_true(json_object_get(entry, "array")))
        make_array(change);
    else if (json_object_del(change->parent, change->name) < 0)
        complain(change, "nothing stands there to be removed");
    free(change->name);
    change->name = NULL;
}

static void apply_words(const struct override *override, const json_t *words,
                        json_t *schema, struct buffer *problems)
{
    const char *pointer;
    json_t *text;

    json_object_foreach((json_t *)words, pointer, text) {
        struct change change = {override, "words", pointer,
                                problems, NULL,    NULL};

        if (!find(&change, schema, pointer))
            complain(&change, "nothing stands there to be described");
        else
            set(&change, text);
        free(change.name);
    }
}

void override_apply(const struct override *override, const char *part,
                    json_t *schema, struct buffer *problems)
{
    const json_t *list, *entry;
    size_t i;

    if (!override)
        return;
    list = json_object_get(override->content, "overrides");
    json_array_foreach(list, i, entry) {
        char *key = xasprintf("%zu", i);
        struct change change = {override, "overrides", key,
                                problems, NULL,        NULL};

        if (!strcmp(json_member_text(entry, "part", ""), part))
            apply(&change, schema, entry);
        free(key);
    }
    apply_words(
        override,
        json_object_get(json_object_get(override->content, "words"), part),
        schema, problems);
}

void override_check_parts(const struct override *override,
                          const json_t *schemas, struct buffer *problems)
{
    const json_t *words, *entry;
    const char *part;
    json_t *value;
    size_t i;

    if (!override)
        return;
    json_array_foreach(json_object_get(override->content, "overrides"), i,
                       entry)
        if (!json_object_get(schemas, json_member_text(entry, "part", "")))
            buffer_printf(problems,
                          "%s: /overrides/%zu: the page gives no "
                          "%s\n",
                          override->path, i,
                          json_member_text(entry, "part", "such part"));
    words = json_object_get(override->content, "words");
    json_object_foreach((json_t *)words, part, value)
        if (!json_object_get(schemas, part))
            buffer_printf(problems,
                          "%s: /words/%s: the page gives no such "
                          "part\n",
                          override->path, part);
}
