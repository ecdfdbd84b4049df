/*
 * matrix_text.c - the matrix of a selftest on a terminal.
 */
#include "reports/matrix.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MAX 3 /* so many catchers are named, of more the number */

static bool breaks(const struct trial *trial, const struct clause *clause)
{
    return trial->clause && !strcmp(trial->clause, clause->id);
}

static size_t count_faults(const struct matrix *matrix,
                           const struct clause *clause)
{
    size_t count = 0;

    for (size_t i = 0; i < matrix->trials_len; i++)
        count += breaks(&matrix->trials[i], clause);
    return count;
}

static void name_catchers(const struct matrix *matrix,
                          const struct trial *trial, FILE *out)
{
    const char *before = ": ";

    for (size_t g = 0; g < matrix->groups_len; g++)
        if (trial->caught_by[g]) {
            fprintf(out, "%s%s", before, matrix->groups[g].id);
            before = ", ";
        }
}

static void print_fault(const struct matrix *matrix, const struct trial *trial,
                        FILE *out)
{
    fprintf(out, "  %-6s %-32s ", trial->is_ok ? "caught" : "MISSED",
            trial->name);
    if (trial->as_error)
        fprintf(out, "leaves %zu testcases in error\n", trial->errors);
    else
        fprintf(out, "by %zu testcase%s, %zu about it", trial->catchers,
                trial->catchers == 1 ? "" : "s", trial->own);
    if (trial->as_error)
        return;
    if (trial->catchers && trial->catchers <= NAMED_MAX)
        name_catchers(matrix, trial, out);
    fputc('\n', out);
}

/* Does an earlier row have the same id? Other ledgers may repeat one. */
static bool is_repeated(const struct matrix *matrix, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (!strcmp(matrix->clauses[i].clause->id,
                    matrix->clauses[index].clause->id))
            return true;
    return false;
}

static void print_clause(const struct matrix *matrix,
                         const struct clause *clause, FILE *out)
{
    size_t faults = count_faults(matrix, clause);

    if (!faults)
        return;
    fprintf(out, "%s (%s): %zu fault%s\n", clause->id,
            level_name(clause->level), faults, faults == 1 ? "" : "s");
    for (size_t i = 0; i < matrix->trials_len; i++)
        if (breaks(&matrix->trials[i], clause))
            print_fault(matrix, &matrix->trials[i], out);
}

/* Promises that are tested, but nobody has shown that it would be noticed. */
static void print_unbroken(const struct matrix *matrix, FILE *out)
{
    for (size_t i = 0; i < matrix->clauses_len && !matrix->is_part; i++) {
        const struct matrix_clause *row = &matrix->clauses[i];

        if (row->is_tested && !row->clause->is_off && !is_repeated(matrix, i) &&
            row->clause->level == LEVEL_MUST &&
            !count_faults(matrix, row->clause))
            fprintf(out, "%s (must): no fault breaks it\n", row->clause->id);
    }
}

static void print_complaints(const struct matrix *matrix, FILE *out)
{
    for (size_t i = 0; i < matrix->complaints_len; i++) {
        const struct complaint *complaint = &matrix->complaints[i];
        char *text = text_visible(complaint->text, strlen(complaint->text), 0);

        fprintf(out, "WRONG %s %s\n  %s\n",
                condition_name(complaint->condition), complaint->subject, text);
        free(text);
    }
}

static void print_share(const char *title, const struct share *share, FILE *out)
{
    fprintf(out, "%-21s %zu of %zu\n", title, share->part, share->all);
}

void matrix_print(const struct matrix *matrix, bool quiet, FILE *out)
{
    for (size_t i = 0; i < matrix->clauses_len && !quiet; i++)
        if (!is_repeated(matrix, i))
            print_clause(matrix, matrix->clauses[i].clause, out);
    if (!quiet)
        print_unbroken(matrix, out);
    print_complaints(matrix, out);
    print_share("faults caught", &matrix->tally.faults, out);
    if (!matrix->is_part) {
        print_share("testcases that catch", &matrix->tally.testcases, out);
        print_share("variants accused", &matrix->tally.variants, out);
    }
    print_share("clauses tested", &matrix->tally.clauses, out);
    if (matrix->is_part)
        fputs("a selection of faults: nothing is said of testcases and "
              "variants\n",
              out);
    fprintf(out, "%zu runs in %.1f s; %zu complaint%s\n", matrix->trials_len,
            (double)matrix->duration_us / 1e6, matrix->complaints_len,
            matrix->complaints_len == 1 ? "" : "s");
}
