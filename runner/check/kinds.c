#include "check/kinds.h"

#include "base/json.h"
#include "check/functions.h"

#include <string.h>

/* Where a check names an exchange, and which one it means without. */
struct naming {
    const char *member; /* of the check; NULL: it looks at no further one */
    const char *fallback;
};

struct check_kind {
    enum check_state (*function)(struct trial *trial);
    bool is_about_header; /* it looks at no content, so none need be there */
    struct naming names[TRIAL_PLACES];
};

/* The names stand apart so that they can be handed out as they are. */
static const char *const kind_names[] = {"status",     "no-server-error",
                                         "media-type", "json",
                                         "schema",     "echo",
                                         "same",       "unchanged",
                                         "order",      "one-of",
                                         "absent",     "not-listed",
                                         "alike",      NULL};

static const struct check_kind kinds[] = {
    {check_status, true, {{"of", "answer"}}},
    {check_no_server_error, true, {{"of", "answer"}}},
    {check_media_type, true, {{"of", "answer"}}},
    {check_json, false, {{"of", "answer"}}},
    {check_schema, false, {{"of", "answer"}}},
    {check_echo, false, {{"of", "answer"}}},
    {check_same, false, {{"of", "answer"}, {"as", "after"}}},
    {check_unchanged, false, {{"from", "before"}, {"to", "after"}}},
    {check_order, false, {{"from", "before"}, {"to", "after"}}},
    {check_one_of, false, {{"of", "answer"}}},
    {check_absent, false, {{"of", "answer"}}},
    {check_not_listed, false, {{"of", "answer"}}},
    {check_alike, false, {{"of", "answer"}, {"as", NULL}}}};

_Static_assert(sizeof(kinds) / sizeof(kinds[0]) + 1 ==
                   sizeof(kind_names) / sizeof(kind_names[0]),
               "each kind has a name and a row");

static const struct check_kind *kind_find(const char *name)
{
    for (size_t i = 0; kind_names[i]; i++)
        if (!strcmp(kind_names[i], name))
            return &kinds[i];
    return NULL;
}

bool check_kind_exists(const char *name)
{
    return kind_find(name) != NULL;
}

const char *const *check_kind_names(void)
{
    return kind_names;
}

/* HELD when all exchanges are there; otherwise how the check comes out. */
static enum check_state open_places(struct trial *trial,
                                    const struct check_kind *kind)
{
    for (size_t i = 0; i < TRIAL_PLACES && kind->names[i].member; i++) {
        const struct naming *naming = &kind->names[i];

        trial->places[i] = lookup(
            trial->judging, json_member_text(trial->check->spec, naming->member,
                                             naming->fallback));
        if (trial->places[i].left_out)
            return CHECK_LEFT_OUT;
        trial->reason = kind->is_about_header
                            ? place_absence(&trial->places[i])
                            : place_trouble(&trial->places[i]);
        if (trial->reason)
            return CHECK_UNDECIDED;
    }
    return CHECK_HELD;
}

enum check_state check_try(struct trial *trial)
{
    const struct check_kind *kind = kind_find(trial->check->kind);
    enum check_state state;

    if (!kind)
        return trial_undecided(trial, "there is no check named %s",
                               trial->check->kind);
    if (!check_applies(trial->judging, trial->check))
        return CHECK_LEFT_OUT;
    state = open_places(trial, kind);
    return state == CHECK_HELD ? kind->function(trial) : state;
}
