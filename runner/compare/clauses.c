/*
 * clauses.c - the state of each clause in both runs.
 */
#include "base/alloc.h"
#include "base/json.h"
#include "compare/parts.h"

#include <stdlib.h>
#include <string.h>

/* What a state says: nothing, that it is kept, that it is broken. */
enum sense { SENSE_NONE, SENSE_KEPT, SENSE_BROKEN };

static enum sense sense_of(const char *state)
{
    static const struct {
        const char *state;
        enum sense sense;
    } rows[] = {{"kept", SENSE_KEPT},
                {"advised", SENSE_KEPT},
                {"broken", SENSE_BROKEN}};

    for (size_t i = 0; state && i < sizeof(rows) / sizeof(*rows); i++)
        if (!strcmp(rows[i].state, state))
            return rows[i].sense;
    return SENSE_NONE;
}

/* Does a testcase break it with a finding that nobody waived? */
static bool is_broken_by(const json_t *testcase, const char *clause)
{
    const json_t *findings = json_object_get(testcase, "findings");
    const json_t *own = json_array_get(json_object_get(testcase, "clauses"), 0);
    json_t *finding;
    size_t i;

    json_array_foreach(findings, i, finding) {
        const char *id = json_member_text(finding, "clause",
                                          json_member_text(own, "id", ""));

        if (!strcmp(json_member_text(finding, "level", ""), "must") &&
            !json_is_true(json_object_get(finding, "waived")) &&
            !strcmp(id, clause))
            return true;
    }
    return false;
}

static bool is_broken_unwaived(const json_t *results, const char *clause)
{
    const json_t *testcases = json_object_get(results, "testcases");
    json_t *testcase;
    size_t i;

    json_array_foreach(testcases, i, testcase)
        if (is_broken_by(testcase, clause))
            return true;
    return false;
}

static enum change gate(const struct comparison *comparison, const char *id,
                        enum sense before, enum sense after)
{
    static const enum change changes[3][3] = {
        [SENSE_NONE] = {CHANGE_SAME, CHANGE_TRIED, CHANGE_BROKEN},
        [SENSE_KEPT] = {CHANGE_UNDECIDED, CHANGE_SAME, CHANGE_BROKEN},
        [SENSE_BROKEN] = {CHANGE_UNDECIDED, CHANGE_FIXED, CHANGE_STILL_BROKEN},
    };
    enum change change = changes[before][after];

    return change == CHANGE_BROKEN &&
                   !is_broken_unwaived(comparison->new.results, id)
               ? CHANGE_WAIVED
               : change;
}

static enum change between_targets(enum sense a, enum sense b)
{
    if (a == SENSE_NONE || b == SENSE_NONE)
        return a == b ? CHANGE_SAME : CHANGE_ONE_SIDED;
    if (a != b)
        return CHANGE_DIFFERS;
    return a == SENSE_BROKEN ? CHANGE_STILL_BROKEN : CHANGE_SAME;
}

static void add(struct comparison *comparison, const json_t *old,
                const json_t *new)
{
    const json_t *some = new ? new : old;
    struct clause_change item = {
        .id = json_member_text(some, "id", ""),
        .operation = json_member_text(some, "operation", ""),
        .old_state = json_member_text(old, "state", NULL),
        .new_state = json_member_text(new, "state", NULL),
    };
    enum sense before = sense_of(item.old_state);
    enum sense after = sense_of(item.new_state);

    item.change = comparison->is_parity
                      ? between_targets(before, after)
                      : gate(comparison, item.id, before, after);
    comparison->clauses[comparison->clauses_len++] = item;
}

/* Two ledgers may use the same id. */
static char *key_of(const json_t *clause)
{
    return xasprintf("%s %s", json_member_text(clause, "operation", ""),
                     json_member_text(clause, "id", ""));
}

static json_t *index_clauses(const json_t *list)
{
    json_t *index = json_object();
    json_t *item;
    size_t i;

    json_array_foreach(list, i, item) {
        char *key = key_of(item);

        json_object_set(index, key, item);
        free(key);
    }
    return index;
}

/* Most urgent first, then as it was (qsort keeps no order by itself). */
static int by_urgency(const void *a, const void *b)
{
    const struct clause_change *one = a, *other = b;
    bool same_one = one->old_state && one->new_state &&
                    !strcmp(one->old_state, one->new_state);
    bool same_other = other->old_state && other->new_state &&
                      !strcmp(other->old_state, other->new_state);
    int order;

    if (one->change != other->change)
        return one->change < other->change ? -1 : 1;
    if (same_one != same_other)
        return same_one ? 1 : -1;
    order = strcmp(one->operation, other->operation);
    return order ? order : strcmp(one->id, other->id);
}

void compare_clauses(struct comparison *comparison)
{
    const json_t *old = json_object_get(comparison->old.results, "clauses");
    const json_t *new = json_object_get(comparison->new.results, "clauses");
    json_t *old_by_key = index_clauses(old), *new_by_key = index_clauses(new);
    json_t *item;
    size_t i;

    comparison->clauses =
        xcalloc(json_array_size(old) + json_array_size(new) + 1,
                sizeof(*comparison->clauses));
    json_array_foreach(new, i, item) {
        char *key = key_of(item);

        add(comparison, json_object_get(old_by_key, key), item);
        free(key);
    }
    json_array_foreach(old, i, item) {
        char *key = key_of(item);

        if (!json_object_get(new_by_key, key))
            add(comparison, item, NULL);
        free(key);
    }
    if (comparison->clauses_len)
        qsort(comparison->clauses, comparison->clauses_len,
              sizeof(*comparison->clauses), by_urgency);
    json_decref(new_by_key);
    json_decref(old_by_key);
}
