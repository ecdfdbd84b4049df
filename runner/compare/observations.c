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

static void add(struct comparison *comparison, const json_t *old,
                const json_t *new)
{
    const json_t *some = new ? new : old;

    if (!are_alike(old, new))
        comparison->observations[comparison->observations_len++] =
            (struct observation_change){json_member_text(some, "id", ""),
                                        json_member_text(some, "subject", ""),
                                        json_member_text(old, "text", NULL),
                                        json_member_text(new, "text", NULL)};
}

void compare_observations(struct comparison *comparison)
{
    json_t *old = collect(comparison->old.results);
    json_t *new = collect(comparison->new.results);
    const char *key;
    json_t *item;

    comparison->observations =
        xcalloc(json_object_size(old) + json_object_size(new) + 1,
                sizeof(*comparison->observations));
    json_object_foreach(new, key, item)
        add(comparison, json_object_get(old, key), item);
    json_object_foreach(old, key, item)
        if (!json_object_get(new, key))
            add(comparison, item, NULL);
    json_decref(new);
    json_decref(old);
}
