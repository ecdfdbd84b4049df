/*
 * matrix_text.c - the matrix of a selftest on a terminal.
 */
#include "reports/matrix.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MAX 3 /* so many catchers are named, of more the number */

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

static void print_clause(const struct matrix *matrix,
                         const struct matrix_clause *row, FILE *out)
{
    size_t faults = matrix_faults_of(matrix, row->clause);

    if (!faults)
        return;
    fprintf(out, "%s %s (%s): %zu fault%s\n", row->operation, row->clause->id,
            level_name(row->clause->level), faults, faults == 1 ? "" : "s");
    for (size_t i = 0; i < matrix->trials_len; i++)
        if (matrix->trials[i].promise == row->clause)
            print_fault(matrix, &matrix->trials[i], out);
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
        print_clause(matrix, &matrix->clauses[i], out);
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
