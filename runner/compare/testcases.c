/*
 * testcases.c - each testcase in both runs.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "compare/parts.h"

#include <stdlib.h>
#include <string.h>

/* Old run: row; new run: column. */
static const enum change gate[STANDING_COUNT][STANDING_COUNT] = {
    /* absent        skipped           error
       passed        waived            broken */
    [STANDING_ABSENT] = {CHANGE_SAME, CHANGE_NEW, CHANGE_NEW, CHANGE_NEW,
                         CHANGE_WAIVED, CHANGE_BROKEN},
    [STANDING_SKIPPED] = {CHANGE_DROPPED, CHANGE_SAME, CHANGE_IN_ERROR,
                          CHANGE_TRIED, CHANGE_WAIVED, CHANGE_BROKEN},
    [STANDING_ERROR] = {CHANGE_GONE, CHANGE_GONE, CHANGE_IN_ERROR, CHANGE_TRIED,
                        CHANGE_WAIVED, CHANGE_BROKEN},
    [STANDING_PASSED] = {CHANGE_GONE, CHANGE_GONE, CHANGE_UNDECIDED,
                         CHANGE_SAME, CHANGE_WAIVED, CHANGE_BROKEN},
    [STANDING_WAIVED] = {CHANGE_GONE, CHANGE_GONE, CHANGE_UNDECIDED,
                         CHANGE_FIXED, CHANGE_STILL_BROKEN,
                         CHANGE_STILL_BROKEN},
    [STANDING_BROKEN] = {CHANGE_GONE, CHANGE_GONE, CHANGE_UNDECIDED,
                         CHANGE_FIXED, CHANGE_STILL_BROKEN,
                         CHANGE_STILL_BROKEN},
};

/* Are there findings that fail the testcase? */
static bool has_failure(const json_t *results, const json_t *testcase)
{
    const json_t *findings = json_object_get(testcase, "findings");
    bool strict = json_is_true(json_object_get(results, "strict"));
    json_t *finding;
    size_t i;

    json_array_foreach(findings, i, finding)
        if (strict || !strcmp(json_member_text(finding, "level", ""), "must"))
            return true;
    return false;
}

enum standing standing_of(const json_t *results, const json_t *testcase)
{
    static const struct {
        const char *verdict;
        enum standing standing;
    } rows[] = {{"pass", STANDING_PASSED},
                {"fail", STANDING_BROKEN},
                {"error", STANDING_ERROR},
                {"skip", STANDING_SKIPPED},
                {"waived", STANDING_WAIVED}};
    const char *verdict = json_member_text(testcase, "verdict", "");

    if (!testcase)
        return STANDING_ABSENT;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (!strcmp(rows[i].verdict, verdict))
            return rows[i].standing;
    return has_failure(results, testcase) ? STANDING_BROKEN : STANDING_PASSED;
}

static bool is_decided(enum standing standing)
{
    return standing >= STANDING_PASSED;
}

/* Between targets a waiver changes nothing: behaviour is compared. */
static enum change between_targets(enum standing a, enum standing b)
{
    if (!is_decided(a) || !is_decided(b))
        return is_decided(a) || is_decided(b) ? CHANGE_ONE_SIDED : CHANGE_SAME;
    if ((a == STANDING_PASSED) != (b == STANDING_PASSED))
        return CHANGE_DIFFERS;
    return a == STANDING_PASSED ? CHANGE_SAME : CHANGE_STILL_BROKEN;
}

/* The reason, else what the first finding says. */
static const char *why_of(const json_t *testcase)
{
    const char *reason = json_member_text(testcase, "reason", NULL);
    const json_t *findings = json_object_get(testcase, "findings");
    const json_t *first = json_array_get(findings, 0);

    return reason ? reason : json_member_text(first, "error", NULL);
}

static void add(struct comparison *comparison, const json_t *old,
                const json_t *new)
{
    enum standing before = standing_of(comparison->old.results, old);
    enum standing after = standing_of(comparison->new.results, new);
    const char *old_id = json_member_text(old, "id", NULL);
    const char *id = json_member_text(new, "id", old_id);
    struct testcase_change item = {
        .change = comparison->is_parity ? between_targets(before, after)
                                        : gate[before][after],
        .id = id,
        .old_id = old_id && strcmp(old_id, id) != 0 ? old_id : NULL,
        .title = json_member_text(new ? new : old, "title", NULL),
        .old_verdict = json_member_text(old, "verdict", NULL),
        .new_verdict = json_member_text(new, "verdict", NULL),
    };
    bool is_old_worse = after == STANDING_PASSED || !new;

    if (item.change != CHANGE_SAME)
        item.why = why_of(is_old_worse ? old : new);
    comparison->counts[item.change]++;
    comparison->decided += is_decided(before) && is_decided(after);
    comparison->testcases[comparison->testcases_len++] = item;
}

/* Each id once; else one testcase would hide another. */
static int check_ids(const struct compared_run *run, const json_t *list,
                     const json_t *by_id, struct error *err)
{
    json_t *item;
    size_t i;

    if (json_object_size(by_id) == json_array_size(list))
        return 0;
    json_array_foreach(list, i, item) {
        const char *id = json_member_text(item, "id", "");

        if (json_object_get(by_id, id) != item)
            return error_set(err, ERROR_SUITE, run->file,
                             "/testcases/%zu/id: %s is there more than once", i,
                             id);
    }
    return 0;
}

/* Both lists, with those that were moved seen as one. */
static void pair(struct comparison *comparison, const json_t *old,
                 const json_t *new, const json_t *old_by_id,
                 const json_t *new_by_id)
{
    json_t *moved = moved_testcases(old, new);
    json_t *came = json_object(); /* new id to old one */
    const char *from;
    json_t *item;
    size_t i;

    json_object_foreach(moved, from, item)
        json_object_set_new(came, json_string_value(item), json_string(from));
    json_array_foreach(new, i, item) {
        const char *id = json_member_text(item, "id", "");
        const char *old_id = json_member_text(came, id, id);

        add(comparison, json_object_get(old_by_id, old_id), item);
    }
    json_array_foreach(old, i, item) {
        const char *id = json_member_text(item, "id", "");

        if (!json_object_get(new_by_id, id) && !json_object_get(moved, id))
            add(comparison, item, NULL);
    }
    json_decref(came);
    json_decref(moved);
}

int compare_testcases(struct comparison *comparison, struct error *err)
{
    const json_t *old = json_object_get(comparison->old.results, "testcases");
    const json_t *new = json_object_get(comparison->new.results, "testcases");
    json_t *old_by_id = index_by_id(old), *new_by_id = index_by_id(new);
    int rc = check_ids(&comparison->old, old, old_by_id, err);

    if (rc == 0)
        rc = check_ids(&comparison->new, new, new_by_id, err);
    if (rc == 0) {
        comparison->testcases =
            xcalloc(json_array_size(old) + json_array_size(new) + 1,
                    sizeof(*comparison->testcases));
        pair(comparison, old, new, old_by_id, new_by_id);
    }
    json_decref(new_by_id);
    json_decref(old_by_id);
    return rc;
}
