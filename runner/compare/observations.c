/*
 * observations.c - what was noticed without judging it.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "compare/parts.h"

#include <stdlib.h>
#include <string.h>

/* So many hexadecimal digits in a row are an id or a name of this run. */
#define RUN_OWN_DIGITS 8

/* About the run, not about the target: no two runs need be alike. */
static bool is_about_run(const char *id)
{
    static const char *const ids[] = {"lag", "token-renewed", "not-restored"};

    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
        if (!strcmp(ids[i], id))
            return true;
    return false;
}

/* What of its value tells of the target, as text without ids of the run. */
static char *essence_of(const json_t *observation)
{
    const json_t *value = json_object_get(observation, "value");
    const char *id = json_member_text(observation, "id", "");
    json_t *copy = json_deep_copy(value);
    char *text, *to;

    /* how many probes there were is a matter of the selection */
    if (!strcmp(id, "counting-unit")) {
        json_object_del(copy, "probes");
        json_object_del(copy, "candidates");
    }
    text = to = json_text(copy);
    for (const char *at = text; *at;) {
        size_t digits = strspn(at, "0123456789abcdef");

        if (digits >= RUN_OWN_DIGITS)
            *to++ = '~';
        else if (digits)
            to = (char *)memmove(to, at, digits) + digits;
        else
            *to++ = *at;
        at += digits ? digits : 1;
    }
    *to = '\0';
    json_decref(copy);
    return text;
}

static bool are_alike(const json_t *a, const json_t *b)
{
    char *one, *other;
    bool alike;

    if (!a || !b)
        return a == b;
    one = essence_of(a);
    other = essence_of(b);
    alike = !strcmp(one, other);
    free(other);
    free(one);
    return alike;
}

static void keep(json_t *index, const json_t *list)
{
    json_t *item;
    size_t i;

    json_array_foreach(list, i, item) {
        const char *id = json_member_text(item, "id", "");
        char *key =
            xasprintf("%s %s", id, json_member_text(item, "subject", ""));

        if (!is_about_run(id))
            json_object_set(index, key, item);
        free(key);
    }
}

/* Of the run, then of its testcases, by what they are and are about. */
static json_t *collect(const json_t *results)
{
    const json_t *testcases = json_object_get(results, "testcases");
    json_t *index = json_object();
    json_t *item;
    size_t i;

    keep(index, json_object_get(results, "observations"));
    json_array_foreach(testcases, i, item)
        keep(index, json_object_get(item, "observations"));
    return index;
}

/* It was looked at, and could not be told. */
static bool is_open(const json_t *observation)
{
    const json_t *value = json_object_get(observation, "value");

    return !strcmp(json_member_text(observation, "id", ""), "counting-unit") &&
           !strcmp(json_member_text(value, "unit", ""), "inconclusive");
}

/*
 * Would a run have noticed it, if it were so? A testcase that does not pass
 * notices nothing, and that is told already.
 */
static bool had_the_chance(const json_t *results, const json_t *by_id,
                           const json_t *all_by_id, const char *subject)
{
    return !json_object_get(all_by_id, subject) ||
           standing_of(results, json_object_get(by_id, subject)) ==
               STANDING_PASSED;
}

/* What the two runs hold, for looking up. */
struct sides {
    json_t *old, *new;             /* observations by key */
    json_t *old_by_id, *new_by_id; /* testcases */
};

static void add(struct comparison *comparison, const struct sides *sides,
                const json_t *old, const json_t *new)
{
    const json_t *some = new ? new : old;
    const char *subject = json_member_text(some, "subject", "");

    if (are_alike(old, new) ||
        (!old && !had_the_chance(comparison->old.results, sides->old_by_id,
                                 sides->new_by_id, subject)) ||
        (!new && !had_the_chance(comparison->new.results, sides->new_by_id,
                                 sides->old_by_id, subject)))
        return;
    comparison->observations[comparison->observations_len++] =
        (struct observation_change){json_member_text(some, "id", ""), subject,
                                    json_member_text(old, "text", NULL),
                                    json_member_text(new, "text", NULL),
                                    old && new && !is_open(old) &&
                                        !is_open(new)};
}

void compare_observations(struct comparison *comparison)
{
    const json_t *old = comparison->old.results;
    const json_t *new = comparison->new.results;
    struct sides sides = {collect(old), collect(new),
                          index_by_id(json_object_get(old, "testcases")),
                          index_by_id(json_object_get(new, "testcases"))};
    const char *key;
    json_t *item;

    comparison->observations =
        xcalloc(json_object_size(sides.old) + json_object_size(sides.new) + 1,
                sizeof(*comparison->observations));
    json_object_foreach(sides.new, key, item)
        add(comparison, &sides, json_object_get(sides.old, key), item);
    json_object_foreach(sides.old, key, item)
        if (!json_object_get(sides.new, key))
            add(comparison, &sides, item, NULL);
    json_decref(sides.old);
    json_decref(sides.new);
    json_decref(sides.old_by_id);
    json_decref(sides.new_by_id);
}
