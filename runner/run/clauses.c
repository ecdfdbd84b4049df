#include "run/clauses.h"

#include "base/alloc.h"

#include <stdlib.h>

void clauses_init(struct clauses *clauses, const struct catalog *catalog,
                  const struct run_sight *sight)
{
    struct coverage *coverage = coverage_new(catalog, sight);

    clauses->coverage = coverage;
    clauses->items = xcalloc(coverage->len + 1, sizeof(*clauses->items));
    clauses->is_broken = xcalloc(coverage->len + 1, sizeof(bool));
    for (size_t i = 0; i < coverage->len; i++) {
        clauses->items[i].clause = coverage->rows[i].clause;
        clauses->items[i].operation = coverage->rows[i].operation;
    }
}

/*
 * Where a verdict is counted. Waivers change nothing about what was promised:
 * a waived testcase has failed all the same, and so has a stale one that does
 * not pass.
 */
static size_t *counter_of(struct clause_result *item,
                          const struct result *result)
{
    switch (result->verdict) {
    case VERDICT_STALE:
        return findings_count(&result->findings, LEVEL_MUST) ? &item->failed
                                                             : &item->passed;
    case VERDICT_PASS:
        return &item->passed;
    case VERDICT_FAIL:
    case VERDICT_WAIVED:
        return &item->failed;
    case VERDICT_SKIP:
        return &item->skipped;
    default:
        return &item->in_error;
    }
}

static void note_finding(struct clauses *clauses, const struct finding *finding)
{
    const struct coverage *coverage = clauses->coverage;
    const struct coverage_row *row =
        finding->promise ? coverage_row_of(coverage, finding->promise) : NULL;

    if (!row)
        return;
    clauses->items[row - coverage->rows].findings++;
    if (finding->level == LEVEL_MUST)
        clauses->is_broken[row - coverage->rows] = true;
}

void clauses_note(struct clauses *clauses, const struct result *result)
{
    const struct coverage_list *list =
        coverage_of(clauses->coverage, result->testcase);

    for (size_t i = 0; i < list->len; i++)
        ++*counter_of(&clauses->items[list->rows[i]], result);
    for (size_t i = 0; i < result->findings.len; i++)
        note_finding(clauses, &result->findings.items[i]);
}

/* A testcase that fails says nothing good about its other clauses. */
static enum clause_state state_of(const struct clause_result *item,
                                  const struct coverage_row *row,
                                  bool is_broken)
{
    if (item->clause->is_off)
        return CLAUSE_OFF;
    if (is_broken)
        return CLAUSE_BROKEN;
    if (item->passed)
        return item->findings ? CLAUSE_ADVISED : CLAUSE_KEPT;
    if (item->in_error || item->failed)
        return CLAUSE_UNDECIDED;
    return row->len ? CLAUSE_UNTRIED : CLAUSE_UNTESTED;
}

void clauses_conclude(struct clauses *clauses, struct summary *summary)
{
    for (size_t i = 0; i < clauses->coverage->len; i++) {
        const struct coverage_row *row = &clauses->coverage->rows[i];
        struct clause_result *item = &clauses->items[i];

        item->state = state_of(item, row, clauses->is_broken[i]);
        if (item->state == CLAUSE_OFF)
            item->reason = item->clause->off_reason;
        if (item->state == CLAUSE_UNTESTED)
            item->reason = row->untested;
    }
    summary->clauses = clauses->items;
    summary->clauses_len = clauses->coverage->len;
    clauses->items = NULL;
}

void clauses_clear(struct clauses *clauses)
{
    coverage_free(clauses->coverage);
    free(clauses->items);
    free(clauses->is_broken);
    *clauses = (struct clauses){0};
}
