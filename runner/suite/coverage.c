#include "suite/coverage.h"

#include "base/alloc.h"
#include "base/json.h"
#include "suite/build.h"
#include "suite/reach.h"

#include <stdlib.h>
#include <string.h>

/* Coverage under construction. */
struct counting {
    const struct catalog *catalog;
    struct coverage *coverage;
    const struct testcase *testcase;
    struct reach *reach;
};

static struct coverage_row *row_of(const struct coverage *coverage,
                                   const struct clause *clause)
{
    for (size_t i = 0; i < coverage->len; i++)
        if (coverage->rows[i].clause == clause)
            return &coverage->rows[i];
    return NULL;
}

/* Testcases come one after the other, so only the last can be this one. */
static void count_clause(const struct counting *counting,
                         const struct clause *clause)
{
    struct coverage_row *row = row_of(counting->coverage, clause);

    if (!row ||
        (row->len && row->testcases[row->len - 1] == counting->testcase))
        return;
    row->testcases =
        xgrow(row->testcases, row->len, &row->cap, sizeof(*row->testcases));
    row->testcases[row->len++] = counting->testcase;
}

static void count_schema(const struct counting *counting, const char *name)
{
    const struct catalog *catalog = counting->catalog;
    const json_t *places =
        reach_places(counting->reach, profile_schema(catalog, name));

    for (size_t i = 0; i < catalog->schema_clauses_len; i++)
        if (json_object_get(places, catalog->schema_clauses[i].schema))
            count_clause(counting, catalog->schema_clauses[i].clause);
}

static void count_checks(const struct counting *counting,
                         const struct checks *checks)
{
    for (size_t i = 0; i < checks->len; i++) {
        const struct check *check = &checks->items[i];
        const char *schema = json_member_text(check->spec, "schema", NULL);

        if (check->clause)
            count_clause(counting, check->clause);
        if (schema)
            count_schema(counting, schema);
    }
}

static void count_testcase(struct counting *counting,
                           const struct testcase *testcase)
{
    counting->testcase = testcase;
    for (size_t i = 0; i < testcase->clauses_len; i++)
        count_clause(counting, testcase->clauses[i]);
    for (size_t i = 0; i < testcase->steps_len; i++) {
        const struct step *step = &testcase->steps[i];

        count_checks(counting, &step->operation->always);
        count_checks(counting, &step->checks);
        for (size_t k = 0; k < step->alternatives_len; k++)
            count_checks(counting, &step->alternatives[k].outcome->checks);
    }
}

static void add_rows(struct coverage *coverage, const struct ledger *ledger)
{
    const json_t *clauses = json_object_get(ledger->content, "clauses");

    coverage->rows = xrealloc_array(coverage->rows, coverage->len + ledger->len,
                                    sizeof(*coverage->rows));
    for (size_t i = 0; i < ledger->len; i++)
        coverage->rows[coverage->len++] = (struct coverage_row){
            .clause = &ledger->clauses[i],
            .operation = ledger->operation,
            .untested =
                json_member_text(json_array_get(clauses, i), "untested", NULL)};
}

struct coverage *coverage_new(const struct catalog *catalog)
{
    struct coverage *coverage = xcalloc(1, sizeof(*coverage));
    struct counting counting = {.catalog = catalog,
                                .coverage = coverage,
                                .reach = reach_new(catalog->library)};

    for (size_t i = 0; i < catalog->ledgers_len; i++)
        add_rows(coverage, &catalog->ledgers[i]);
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
            count_testcase(&counting, &catalog->suites[i].testcases[k]);
    reach_free(counting.reach);
    return coverage;
}

void coverage_free(struct coverage *coverage)
{
    if (!coverage)
        return;
    for (size_t i = 0; i < coverage->len; i++)
        free(coverage->rows[i].testcases);
    free(coverage->rows);
    free(coverage);
}

bool coverage_row_has(const struct coverage_row *row,
                      const struct testcase *testcase)
{
    for (size_t i = 0; i < row->len; i++)
        if (row->testcases[i] == testcase)
            return true;
    return false;
}
