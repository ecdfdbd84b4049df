/*
 * echo.c - does the exchange show what the step sent?
 *
 * A form says what a server may make of a value: the documentation leaves
 * several readings open, and each outcome names one.
 */
#include "base/json.h"
#include "base/pointer.h"
#include "base/text.h"
#include "check/functions.h"

#include <stdlib.h>
#include <string.h>

/* Unicode property White_Space (PropList.txt); ranges, both ends included. */
static const struct {
    uint32_t first;
    uint32_t last;
} white_space[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},
                   {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                   {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                   {0x3000, 0x3000}};

static bool is_white_space(uint32_t c)
{
    for (size_t i = 0; i < sizeof(white_space) / sizeof(white_space[0]); i++)
        if (c >= white_space[i].first && c <= white_space[i].last)
            return true;
    return false;
}

/* New reference to the text without white space at both ends. */
static json_t *text_trimmed(const json_t *value)
{
    const char *text = json_string_value(value);
    size_t len = json_string_length(value), start = len, end = 0;

    for (size_t at = 0; at < len;) {
        uint32_t c = 0;
        size_t used = utf8_decode(text + at, len - at, &c);

        used = used ? used : 1;
        if (!is_white_space(c)) {
            start = start == len ? at : start;
            end = at + used;
        }
        at += used;
    }
    return start == len ? json_string("")
                        : json_stringn(text + start, end - start);
}

static json_t *as_trimmed(const json_t *sent)
{
    return json_is_string(sent) ? text_trimmed(sent) : value_keep(sent);
}

static json_t *as_empty_for_null(const json_t *sent)
{
    return json_is_null(sent) ? json_string("") : value_keep(sent);
}

static json_t *as_null_for_empty(const json_t *sent)
{
    return json_is_string(sent) && json_string_length(sent) == 0
               ? json_null()
               : value_keep(sent);
}

static json_t *as_null_for_blank(const json_t *sent)
{
    json_t *trimmed = as_trimmed(sent), *value = as_null_for_empty(trimmed);

    json_decref(trimmed);
    return value;
}

static const struct form {
    const char *name;
    json_t *(*expected)(const json_t *sent); /* new reference */
    const char *broken;                      /* what the finding says */
} forms[] = {{"sent", value_keep, "the value is not the one that was sent"},
             {"trimmed", as_trimmed,
              "the value is not the sent one without the blanks around it"},
             {"empty-for-null", as_empty_for_null,
              "the value is not the sent one with an empty text for null"},
             {"null-for-empty", as_null_for_empty,
              "the value is not the sent one with null for an empty text"},
             {"null-for-blank", as_null_for_blank,
              "the value is not the sent one without the blanks around it, "
              "or null when nothing is left"},
             /* its values come from another exchange */
             {"ignored", value_keep, "the value is not the one from before"}};

static const struct form *form_find(const char *name)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        if (!strcmp(forms[i].name, name))
            return &forms[i];
    return NULL;
}

/* The object of `before` that an ignored value has to be taken from. */
static enum check_state object_before(struct trial *trial, const char *at,
                                      const json_t **object)
{
    struct place place = lookup(trial->judging, "before");

    if (place.left_out)
        return CHECK_LEFT_OUT;
    trial->reason = place_trouble(&place);
    if (trial->reason)
        return CHECK_UNDECIDED;
    return trial_object(trial, &place, at, BLAME_NOBODY, object);
}

/* One member: true when it is as it has to be. Takes expected (or NULL). */
static bool member_echoed(struct trial *trial, const struct form *form,
                          const char *at, const char *name, json_t *expected,
                          const json_t *actual)
{
    struct finding *finding;
    char *location;

    if (json_same(expected, actual)) {
        json_decref(expected);
        return true;
    }
    location = pointer_child(at, name, strlen(name));
    finding = trial_found(trial, &trial->places[0], location, "%s",
                          actual ? form->broken : "the member is missing");
    free(location);
    finding->expected = expected;
    finding->actual = value_keep(actual);
    return false;
}

/* Was any of the members sent? */
static bool any_sent(const json_t *members, const json_t *sent)
{
    for (size_t i = 0; i < json_array_size(members); i++) {
        const char *name = json_string_value(json_array_get(members, i));

        if (name && json_object_get(sent, name))
            return true;
    }
    return false;
}

/* The objects that hold the wanted values and those that came. */
static enum check_state open_objects(struct trial *trial,
                                     const struct form *form,
                                     const json_t **wanted,
                                     const json_t **object)
{
    const char *at = trial_at(trial);
    enum check_state state = CHECK_HELD;

    if (!strcmp(form->name, "ignored"))
        state = object_before(trial, at, wanted);
    if (state != CHECK_HELD)
        return state;
    return trial_object(trial, &trial->places[0], at, BLAME_TARGET, object);
}

enum check_state check_echo(struct trial *trial)
{
    const json_t *spec = trial->check->spec, *sent = NULL, *object = NULL;
    const json_t *members = json_object_get(spec, "members"), *wanted;
    const char *at = trial_at(trial);
    const char *form_name = json_member_text(spec, "form", "sent");
    const struct form *form = form_find(form_name);
    enum check_state state;

    if (!form)
        return trial_undecided(trial, "echo has no form %s", form_name);
    state = trial_sent(trial, at, &sent);
    if (state != CHECK_HELD || !any_sent(members, sent))
        return state;
    wanted = sent;
    state = open_objects(trial, form, &wanted, &object);
    if (state != CHECK_HELD)
        return state;
    for (size_t i = 0; i < json_array_size(members); i++) {
        const char *name = json_string_value(json_array_get(members, i));
        const json_t *value = name ? json_object_get(wanted, name) : NULL;

        if (name && json_object_get(sent, name) &&
            !member_echoed(trial, form, at, name,
                           value ? form->expected(value) : NULL,
                           json_object_get(object, name)))
            state = CHECK_FOUND;
    }
    return state;
}
