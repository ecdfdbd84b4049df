#include "suite/sight.h"

#include "base/json.h"

#include <string.h>

/* Where a check names an exchange, and which one it means without. */
static const struct naming {
    const char *kind; /* NULL: every kind */
    const char *member;
    const char *fallback;
} namings[] = {
    {NULL, "of", "answer"},          {NULL, "from", "answer"},
    {NULL, "to", "answer"},          {NULL, "as", "answer"},
    {"unchanged", "from", "before"}, {"unchanged", "to", "after"},
    {"order", "from", "before"},     {"order", "to", "after"},
    {"same", "as", "after"},
};

static const struct frame_read *find(const struct operation *operation,
                                     const char *name)
{
    for (size_t i = 0; i < operation->before_len; i++)
        if (!strcmp(operation->before[i].name, name))
            return &operation->before[i];
    for (size_t i = 0; i < operation->after_len; i++)
        if (!strcmp(operation->after[i].name, name))
            return &operation->after[i];
    return NULL;
}

/* The read that "after" or "step-id.after" means; NULL: it is an answer. */
static const struct frame_read *read_of(const struct testcase *testcase,
                                        const struct step *step,
                                        const char *reference)
{
    const struct frame_read *own = find(step->operation, reference);

    for (size_t i = 0; !own && i < testcase->steps_len; i++) {
        const struct step *other = &testcase->steps[i];
        size_t len = strlen(other->id);

        if (!strncmp(reference, other->id, len) && reference[len] == '.')
            own = find(other->operation, reference + len + 1);
    }
    return own;
}

static bool is_made(const struct run_sight *sight,
                    const struct frame_read *read)
{
    return !read || (!sight->without_read &&
                     json_array_has_text(sight->resources, read->resource));
}

/* A list of names says that one of them will do. */
static bool is_one_made(const struct run_sight *sight,
                        const struct testcase *testcase,
                        const struct step *step, const json_t *names)
{
    const json_t *name;
    size_t i;

    json_array_foreach(names, i, name)
        if (is_made(sight, read_of(testcase, step, json_string_value(name))))
            return true;
    return json_array_size(names) == 0;
}

bool sight_reaches(const struct run_sight *sight,
                   const struct testcase *testcase, const struct step *step,
                   const struct check *check)
{
    if (!sight)
        return true;
    if (check->when && !json_array_has_text(sight->resources, check->when))
        return false;
    for (size_t i = 0; i < sizeof(namings) / sizeof(*namings); i++) {
        const struct naming *naming = &namings[i];
        const char *name =
            json_member_text(check->spec, naming->member, naming->fallback);

        if ((!naming->kind || !strcmp(naming->kind, check->kind)) &&
            !is_made(sight, read_of(testcase, step, name)))
            return false;
    }
    return is_one_made(sight, testcase, step,
                       json_object_get(check->spec, "as"));
}
