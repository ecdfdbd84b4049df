/*
 * advice.c - should-level findings: each sentence, and in how many testcases.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "compare/parts.h"

#include <stdlib.h>
#include <string.h>

/* Add one to object[key].count; the first finding stays as an example. */
static void count(json_t *index, const json_t *finding, json_t *seen)
{
    char *key =
        xasprintf("%s\n%s\n%s\n%s", json_member_text(finding, "check", ""),
                  json_member_text(finding, "clause", ""),
                  json_member_text(finding, "instanceLocation", ""),
                  json_member_text(finding, "error", ""));
    json_t *item = json_object_get(index, key);

    if (!item) {
        item = json_pack("{sO si}", "finding", (json_t *)finding, "count", 0);
        json_object_set_new(index, key, item);
    }
    if (!json_object_get(seen, key)) {
        json_t *number = json_object_get(item, "count");

        json_integer_set(number, json_integer_value(number) + 1);
        json_object_set_new(seen, key, json_true());
    }
    free(key);
}

static json_t *collect(const json_t *results)
{
    const json_t *testcases = json_object_get(results, "testcases");
    json_t *index = json_object();
    json_t *testcase, *finding;
    size_t i, k;

    json_array_foreach(testcases, i, testcase) {
        const json_t *findings = json_object_get(testcase, "findings");
        json_t *seen = json_object();

        json_array_foreach(findings, k, finding)
            if (!strcmp(json_member_text(finding, "level", ""), "should"))
                count(index, finding, seen);
        json_decref(seen);
    }
    return index;
}

static size_t count_of(const json_t *item)
{
    return (size_t)json_integer_value(json_object_get(item, "count"));
}

/* The findings live on in the results. */
static void add(struct comparison *comparison, const json_t *old,
                const json_t *new)
{
    const json_t *finding = json_object_get(new ? new : old, "finding");

    if (count_of(old) != count_of(new))
        comparison->advice[comparison->advice_len++] =
            (struct advice_change){json_member_text(finding, "error", ""),
                                   json_member_text(finding, "clause", NULL),
                                   count_of(old), count_of(new)};
}

void compare_advice(struct comparison *comparison)
{
    json_t *old = collect(comparison->old.results);
    json_t *new = collect(comparison->new.results);
    const char *key;
    json_t *item;

    comparison->advice =
        xcalloc(json_object_size(old) + json_object_size(new) + 1,
                sizeof(*comparison->advice));
    json_object_foreach(new, key, item)
        add(comparison, json_object_get(old, key), item);
    json_object_foreach(old, key, item)
        if (!json_object_get(new, key))
            add(comparison, item, NULL);
    json_decref(new);
    json_decref(old);
}
