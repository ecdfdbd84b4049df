/*
 * value.c - one value compared with what it may be, or must not be.
 */
#include "base/json.h"
#include "base/pointer.h"
#include "check/content.h"
#include "check/functions.h"

#include <stdlib.h>

/*
 * The value at a pointer in another exchange of the step; borrowed. The place
 * is noted, since a read that lags may yet show it. *left_out stays true when
 * it was not to be read.
 */
static const json_t *value_in(struct trial *trial, const char *name,
                              const char *at, bool *left_out)
{
    struct place place = lookup(trial->judging, name);
    const struct content *content;

    if (is_read_after(trial->judging->step, place.name))
        trial->places[1] = place;
    *left_out = *left_out && place.left_out;
    if (place.left_out || !place.exchange)
        return NULL;
    content = content_of_response(trial->judging->contents, place.exchange);
    return pointer_get(content->value, at);
}

static bool has_item(const json_t *array, const json_t *value)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        if (json_same(json_array_get(array, i), value))
            return true;
    return false;
}

static enum check_state none_found(struct trial *trial, const char *at,
                                   json_t *allowed, const json_t *value)
{
    struct finding *finding =
        trial_found(trial, &trial->places[0], at,
                    "the value is none of those that reads show");

    finding->expected = json_incref(allowed);
    finding->actual = value_keep(value);
    return CHECK_FOUND;
}

enum check_state check_one_of(struct trial *trial)
{
    const char *at = trial_at(trial);
    const json_t *names = json_object_get(trial->check->spec, "as");
    const json_t *content = NULL, *value;
    enum check_state state =
        trial_content(trial, &trial->places[0], BLAME_TARGET, &content);
    bool left_out = true;
    json_t *allowed;

    if (state != CHECK_HELD)
        return state;
    value = pointer_get(content, at);
    if (!value)
        return CHECK_HELD; /* whether it must be there is for the schema */
    allowed = json_array();
    for (size_t i = 0; i < json_array_size(names); i++) {
        const json_t *other = value_in(
            trial, json_string_value(json_array_get(names, i)), at, &left_out);

        if (other)
            json_array_append(allowed, (json_t *)other);
    }
    if (left_out)
        state = CHECK_LEFT_OUT;
    else if (json_array_size(allowed) == 0)
        state = trial_undecided(trial, "no read shows \"%s\"", at);
    else if (!has_item(allowed, value))
        state = none_found(trial, at, allowed, value);
    json_decref(allowed);
    return state;
}

enum check_state check_not_listed(struct trial *trial)
{
    const char *at = trial_at(trial);
    const json_t *spec = trial->check->spec, *content = NULL;
    const char *member = json_member_text(spec, "member", "");
    const json_t *unwanted = content_finish(trial->judging->contents,
                                            json_object_get(spec, "value"));
    enum check_state state =
        trial_content(trial, &trial->places[0], BLAME_TARGET, &content);
    const json_t *list;

    if (state != CHECK_HELD)
        return state;
    list = pointer_get(content, at);
    if (!json_is_array(list)) {
        trial_found(trial, &trial->places[0], at, "no array stands here")
            ->actual = value_keep(list);
        return CHECK_FOUND;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        char *place;

        if (!json_same(json_object_get(item, member), unwanted))
            continue;
        place = pointer_index(at, i);
        trial_found(trial, &trial->places[0], place,
                    "the list has an item that must not be there")
            ->actual = value_keep(item);
        free(place);
        return CHECK_FOUND;
    }
    return CHECK_HELD;
}
