/*
 * members.c - the same resource in two exchanges, member by member.
 *
 * Without `members` every member is looked at, also those that no schema
 * names: an update must not change what it was not asked to change. With it
 * only these, because a server may add members that nobody promised to keep.
 */
#include "base/json.h"
#include "base/pointer.h"
#include "check/functions.h"

#include <stdlib.h>
#include <string.h>

/* What a comparison needs beside the two objects. */
struct comparison {
    const char *at;        /* pointer of the objects in their content */
    const json_t *members; /* array of names to compare, or NULL for all */
    const json_t *except;  /* array of names that may differ, or NULL */
    const json_t *excused; /* object whose members may differ, or NULL */
};

static struct comparison comparison_of(const struct trial *trial)
{
    const json_t *spec = trial->check->spec;

    return (struct comparison){.at = trial_at(trial),
                               .members = json_object_get(spec, "members"),
                               .except = json_object_get(spec, "except")};
}

static bool is_excepted(const struct comparison *comparison, const char *name)
{
    return (comparison->members &&
            !json_array_has_text(comparison->members, name)) ||
           json_array_has_text(comparison->except, name) ||
           json_object_get(comparison->excused, name);
}

static void member_found(struct trial *trial, const struct place *place,
                         const char *at, const char *name, const char *message,
                         const json_t *expected, const json_t *actual)
{
    char *location = pointer_child(at, name, strlen(name));
    struct finding *finding =
        trial_found(trial, place, location, "%s", message);

    free(location);
    finding->expected = value_keep(expected);
    finding->actual = value_keep(actual);
}

/* Both objects of a check, in the order of its places. */
static enum check_state open_objects(struct trial *trial, const char *at,
                                     const enum blame blames[2],
                                     const json_t *objects[2])
{
    enum check_state state = CHECK_HELD;

    for (size_t i = 0; i < 2 && state == CHECK_HELD; i++)
        state =
            trial_object(trial, &trial->places[i], at, blames[i], &objects[i]);
    return state;
}

enum check_state check_same(struct trial *trial)
{
    static const enum blame blames[2] = {BLAME_TARGET, BLAME_TARGET};
    const json_t *objects[2] = {NULL, NULL};
    struct comparison comparison = comparison_of(trial);
    enum check_state state =
        open_objects(trial, comparison.at, blames, objects);
    json_t *one = (json_t *)objects[0];

    if (state != CHECK_HELD)
        return state;
    for (void *it = json_object_iter(one); it;
         it = json_object_iter_next(one, it)) {
        const char *name = json_object_iter_key(it);
        const json_t *value = json_object_iter_value(it);
        const json_t *other = json_object_get(objects[1], name);

        if (!other || is_excepted(&comparison, name) || json_same(value, other))
            continue;
        member_found(trial, &trial->places[0], comparison.at, name,
                     "two answers show different values", other, value);
        state = CHECK_FOUND;
    }
    return state;
}

/* Members of `from` that changed or went. */
static bool all_kept(struct trial *trial, const struct comparison *comparison,
                     const json_t *from, const json_t *to)
{
    bool kept = true;

    for (void *it = json_object_iter((json_t *)from); it;
         it = json_object_iter_next((json_t *)from, it)) {
        const char *name = json_object_iter_key(it);
        const json_t *value = json_object_iter_value(it);
        const json_t *now = json_object_get(to, name);

        if (is_excepted(comparison, name) || json_same(value, now))
            continue;
        member_found(trial, &trial->places[1], comparison->at, name,
                     now ? "the value changed" : "the member is gone", value,
                     now);
        kept = false;
    }
    return kept;
}

/* Members of `to` that were not there. */
static bool none_new(struct trial *trial, const struct comparison *comparison,
                     const json_t *from, const json_t *to)
{
    bool none = true;

    for (void *it = json_object_iter((json_t *)to); it;
         it = json_object_iter_next((json_t *)to, it)) {
        const char *name = json_object_iter_key(it);

        if (is_excepted(comparison, name) || json_object_get(from, name))
            continue;
        member_found(trial, &trial->places[1], comparison->at, name,
                     "the member was not there before", NULL,
                     json_object_iter_value(it));
        none = false;
    }
    return none;
}

enum check_state check_unchanged(struct trial *trial)
{
    static const enum blame blames[2] = {BLAME_NOBODY, BLAME_TARGET};
    const json_t *spec = trial->check->spec, *objects[2] = {NULL, NULL};
    struct comparison comparison = comparison_of(trial);
    enum check_state state = CHECK_HELD;
    bool kept, none;

    if (json_is_true(json_object_get(spec, "except-sent")))
        state = trial_sent(trial, comparison.at, &comparison.excused);
    if (state == CHECK_HELD)
        state = open_objects(trial, comparison.at, blames, objects);
    if (state != CHECK_HELD)
        return state;
    kept = all_kept(trial, &comparison, objects[0], objects[1]);
    none = none_new(trial, &comparison, objects[0], objects[1]);
    return kept && none ? CHECK_HELD : CHECK_FOUND;
}
