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
    const struct run_sight *sight;
    const struct testcase *testcase;
    struct coverage_list *list; /* of this testcase */
    bool *unseen; /* by row: a check of this testcase is not made */
    struct reach *reach;
};

struct coverage_row *coverage_row_of(const struct coverage *coverage,
                                     const struct clause *clause)
{
    const struct catalog *catalog = coverage->catalog;
    size_t start = 0;

    for (size_t i = 0; i < catalog->ledgers_len; i++) {
        const struct ledger *ledger = &catalog->ledgers[i];

        if (clause >= ledger->clauses && clause < ledger->clauses + ledger->len)
            return &coverage->rows[start + (size_t)(clause - ledger->clauses)];
        start += ledger->len;
    }
    return NULL;
}

const struct coverage_list *coverage_of(const struct coverage *coverage,
                                        const struct testcase *testcase)
{
    const struct catalog *catalog = coverage->catalog;
    size_t start = 0;

    for (size_t i = 0; &catalog->suites[i] != testcase->suite; i++)
        start += catalog->suites[i].testcases_len;
    return &coverage->lists[start +
                            (size_t)(testcase - testcase->suite->testcases)];
}

/* Testcases come one after the other, so only the last can be this one. */
static void add_testcase(const struct counting *counting,
                         struct coverage_row *row)
{
    if (row->len && row->testcases[row->len - 1] == counting->testcase)
        return;
    row->testcases =
        xgrow(row->testcases, row->len, &row->cap, sizeof(*row->testcases));
    row->testcases[row->len++] = counting->testcase;
}

static bool is_listed(const struct coverage_list *list, size_t row)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->rows[i] == row)
            return true;
    return false;
}

static void count_clause(const struct counting *counting,
                         const struct clause *clause, bool is_seen)
{
    struct coverage *coverage = counting->coverage;
    struct coverage_row *row = coverage_row_of(coverage, clause);
    struct coverage_list *list = counting->list;
    size_t at = row ? (size_t)(row - coverage->rows) : 0;

    if (!row)
        return;
    add_testcase(counting, row);
    counting->unseen[at] = counting->unseen[at] || !is_seen;
    if (!is_seen || is_listed(list, at))
        return;
    list->rows = xgrow(list->rows, list->len, &list->cap, sizeof(*list->rows));
    list->rows[list->len++] = at;
}

/* What only checks that are not made are about is not seen by its name. */
static void count_named(const struct counting *counting,
                        const struct clause *clause)
{
    const struct coverage *coverage = counting->coverage;
    const struct coverage_row *row = coverage_row_of(coverage, clause);

    if (row)
        count_clause(counting, clause, !counting->unseen[row - coverage->rows]);
}

static void count_schema(const struct counting *counting, const char *name,
                         bool is_seen)
{
    const struct catalog *catalog = counting->catalog;
    const json_t *places =
        reach_places(counting->reach, profile_schema(catalog, name));

    for (size_t i = 0; i < catalog->schema_clauses_len; i++)
        if (json_object_get(places, catalog->schema_clauses[i].schema))
            count_clause(counting, catalog->schema_clauses[i].clause, is_seen);
}

static void count_checks(const struct counting *counting,
                         const struct step *step, const struct checks *checks)
{
    for (size_t i = 0; i < checks->len; i++) {
        const struct check *check = &checks->items[i];
        const char *schema = json_member_text(check->spec, "schema", NULL);
        bool is_seen =
            sight_reaches(counting->sight, counting->testcase, step, check);

        if (check->clause)
            count_clause(counting, check->clause, is_seen);
        if (schema)
            count_schema(counting, schema, is_seen);
    }
}

static void count_testcase(struct counting *counting,
                           const struct testcase *testcase)
{
    counting->testcase = testcase;
    counting->list =
        &counting->coverage->lists[counting->coverage->lists_len++];
    memset(counting->unseen, 0, counting->coverage->len);
    for (size_t i = 0; i < testcase->steps_len; i++) {
        const struct step *step = &testcase->steps[i];

        count_checks(counting, step, &step->operation->always);
        count_checks(counting, step, &step->checks);
        for (size_t k = 0; k < step->alternatives_len; k++)
            count_checks(counting, step,
                         &step->alternatives[k].outcome->checks);
    }
    for (size_t i = 0; i < testcase->clauses_len; i++)
        count_named(counting, testcase->clauses[i]);
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

static size_t count_testcases(const struct catalog *catalog)
{
    size_t count = 0;

    for (size_t i = 0; i < catalog->suites_len; i++)
        count += catalog->suites[i].testcases_len;
    return count;
}

struct coverage *coverage_new(const struct catalog *catalog,
                              const struct run_sight *sight)
{
    struct coverage *coverage = xcalloc(1, sizeof(*coverage));
    struct counting counting = {.catalog = catalog,
                                .coverage = coverage,
                                .sight = sight,
                                .reach = reach_new(catalog->library)};

    coverage->catalog = catalog;
    for (size_t i = 0; i < catalog->ledgers_len; i++)
        add_rows(coverage, &catalog->ledgers[i]);
    counting.unseen = xcalloc(coverage->len + 1, sizeof(bool));
    coverage->lists =
        xcalloc(count_testcases(catalog) + 1, sizeof(*coverage->lists));
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
            count_testcase(&counting, &catalog->suites[i].testcases[k]);
    free(counting.unseen);
    reach_free(counting.reach);
    return coverage;
}

void coverage_free(struct coverage *coverage)
{
    if (!coverage)
        return;
    for (size_t i = 0; i < coverage->len; i++)
        free(coverage->rows[i].testcases);
    for (size_t i = 0; i < coverage->lists_len; i++)
        free(coverage->lists[i].rows);
    free(coverage->rows);
    free(coverage->lists);
    free(coverage);
}

static void check_row(const struct coverage_row *row, const char *file,
                      size_t index, struct problems *problems)
{
    char *pointer = xasprintf("/clauses/%zu", index);

    if (!row->len && !row->untested && !row->clause->is_off)
        problems_add(problems, file, pointer,
                     "no testcase tests \"%s\", and \"untested\" does not "
                     "say why",
                     row->clause->id);
    if (row->len && row->untested)
        problems_add(problems, file, pointer,
                     "\"%s\" is said to be untested, and %s tests it",
                     row->clause->id, row->testcases[0]->id);
    free(pointer);
}

void coverage_check(const struct catalog *catalog, struct problems *problems)
{
    struct coverage *coverage = coverage_new(catalog, NULL);
    const struct coverage_row *row = coverage->rows;

    for (size_t i = 0; i < catalog->ledgers_len; i++)
        for (size_t k = 0; k < catalog->ledgers[i].len; k++)
            check_row(row++, catalog->ledgers[i].file, k, problems);
    coverage_free(coverage);
}
