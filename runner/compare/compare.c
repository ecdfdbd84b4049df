#include "compare/compare.h"

#include "base/alloc.h"
#include "base/json.h"
#include "compare/parts.h"

#include <string.h>

static void take_run(struct compared_run *run,
                     const struct compare_input *input)
{
    json_t *results = json_incref(input->results);
    const json_t *target = json_object_get(results, "target");

    *run = (struct compared_run){
        .results = results,
        .file = input->file,
        .version = json_member_text(results, "assay", ""),
        .started = json_member_text(results, "started", ""),
        .base_url = json_member_text(target, "base_url", ""),
        .dialect = json_member_text(results, "dialect", ""),
        .profile = json_member_text(results, "profile", ""),
        .scope = json_member_text(results, "scope", ""),
        .aborted = json_member_text(results, "aborted", NULL),
        .counts = json_object_get(results, "counts"),
        .testcases = json_array_size(json_object_get(results, "testcases")),
    };
}

json_t *index_by_id(const json_t *array)
{
    json_t *index = json_object();
    json_t *item;
    size_t i;

    json_array_foreach(array, i, item)
        json_object_set(index, json_member_text(item, "id", ""), item);
    return index;
}

static void add_suite(struct comparison *comparison, const char *id,
                      const char *old_digest, const char *new_digest)
{
    if (old_digest && new_digest && !strcmp(old_digest, new_digest))
        return;
    comparison->suites[comparison->suites_len++] =
        (struct suite_change){id, old_digest, new_digest};
}

/* A testcase may mean something else in another edition of its suite. */
static void compare_suites(struct comparison *comparison)
{
    const json_t *old = json_object_get(comparison->old.results, "suites");
    const json_t *new = json_object_get(comparison->new.results, "suites");
    json_t *old_by_id = index_by_id(old), *new_by_id = index_by_id(new);
    json_t *item;
    size_t i;

    comparison->suites =
        xcalloc(json_array_size(old) + json_array_size(new) + 1,
                sizeof(*comparison->suites));
    json_array_foreach(new, i, item) {
        const char *id = json_member_text(item, "id", "");

        add_suite(
            comparison, id,
            json_member_text(json_object_get(old_by_id, id), "digest", NULL),
            json_member_text(item, "digest", ""));
    }
    json_array_foreach(old, i, item) {
        const char *id = json_member_text(item, "id", "");

        if (!json_object_get(new_by_id, id))
            add_suite(comparison, id, json_member_text(item, "digest", ""),
                      NULL);
    }
    json_decref(new_by_id);
    json_decref(old_by_id);
}

static size_t count_contrary(const struct comparison *comparison)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->observations_len; i++)
        count += comparison->observations[i].is_contrary;
    return count;
}

/* The first that applies. */
static enum comparison_end end_of(const struct comparison *comparison)
{
    const size_t *counts = comparison->counts;

    if (counts[CHANGE_BROKEN] || counts[CHANGE_GONE] ||
        counts[CHANGE_DIFFERS] ||
        comparison_clauses(comparison, CHANGE_BROKEN) ||
        comparison_clauses(comparison, CHANGE_DIFFERS) ||
        (comparison->is_parity && count_contrary(comparison)))
        return COMPARISON_WORSE;
    if (counts[CHANGE_UNDECIDED] || counts[CHANGE_ONE_SIDED] ||
        comparison_clauses(comparison, CHANGE_ONE_SIDED) ||
        comparison->decided == 0)
        return COMPARISON_UNDECIDED;
    return COMPARISON_FINE;
}

int compare_results(const struct compare_input *old,
                    const struct compare_input *new, bool is_parity,
                    struct comparison *comparison, struct error *err)
{
    comparison->is_parity = is_parity;
    take_run(&comparison->old, old);
    take_run(&comparison->new, new);
    compare_suites(comparison);
    if (compare_testcases(comparison, err) < 0)
        return -1;
    compare_clauses(comparison);
    compare_observations(comparison);
    compare_advice(comparison);
    comparison->end = end_of(comparison);
    return 0;
}
