/*
 * command_clauses.c - what the documentation promises, and what tests it; the
 * other way round with --by-testcase.
 */
#include "cli/commands.h"

#include "cli/data.h"
#include "run/exit.h"
#include "suite/coverage.h"

#include <stdio.h>
#include <string.h>

/* What a search has shown so far. */
struct tally {
    size_t shown;
    size_t tested;
    size_t untested;
};

static void print_clause(const struct config *config,
                         const struct coverage_row *row)
{
    const struct clause *clause = row->clause;

    printf("%s\t%s\t%s\t%s, %s\t", row->operation, clause->id, clause->page,
           level_name(clause->level), basis_name(clause->basis));
    if (clause->is_off)
        printf("off: %s\n", clause->off_reason);
    else if (row->len)
        printf("%zu testcase%s\n", row->len, row->len == 1 ? "" : "s");
    else
        printf("untested: %s\n", row->untested ? row->untested : "no reason");
    if (!config->verbose)
        return;
    printf("\t%s\n", clause->text);
    for (size_t i = 0; i < row->len; i++)
        printf("\ttestcase %s\n", row->testcases[i]->id);
}

static void list_clauses(const struct config *config,
                         const struct coverage *coverage, struct tally *tally)
{
    for (size_t i = 0; i < coverage->len; i++) {
        const struct coverage_row *row = &coverage->rows[i];

        if (!list_matches(&config->words, row->clause->id) ||
            (config->missing && row->len))
            continue;
        print_clause(config, row);
        tally->shown++;
        tally->tested += row->len > 0;
        tally->untested += row->len == 0;
    }
}

static void print_testcase(const struct coverage *coverage,
                           const struct testcase *testcase)
{
    const struct coverage_list *list = coverage_of(coverage, testcase);

    printf("%s\n", testcase->id);
    for (size_t i = 0; i < list->len; i++) {
        const struct coverage_row *row = &coverage->rows[list->rows[i]];

        printf("\t%s\t%s\n", row->operation, row->clause->id);
    }
}

static size_t list_testcases(const struct config *config,
                             const struct coverage *coverage)
{
    const struct catalog *catalog = coverage->catalog;
    size_t shown = 0;

    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++) {
            const struct testcase *testcase = &catalog->suites[i].testcases[k];

            if (!list_matches(&config->words, testcase->id))
                continue;
            print_testcase(coverage, testcase);
            shown++;
        }
    return shown;
}

static int show(const struct config *config, const struct coverage *coverage,
                struct error *err)
{
    struct tally tally = {0};

    if (config->by_testcase) {
        tally.shown = list_testcases(config, coverage);
    } else {
        list_clauses(config, coverage, &tally);
        printf("%zu clauses: %zu tested, %zu untested\n", tally.shown,
               tally.tested, tally.untested);
    }
    if (!tally.shown && config->words.len)
        return error_set(err, ERROR_USAGE, config->words.items[0],
                         "matches nothing");
    return 0;
}

int command_clauses(const struct config *config, struct error *err)
{
    struct coverage *coverage;
    struct data data;
    int rc;

    if (data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    coverage = coverage_new(data.catalog, NULL);
    rc = show(config, coverage, err);
    coverage_free(coverage);
    data_clear(&data);
    return rc < 0 ? EXIT_TROUBLE : EXIT_CONFORMS;
}
