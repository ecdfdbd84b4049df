/*
 * matrix_html.c - selftest.html: the matrix of a selftest to look at. Rows
 * are faults under the clause that they break, columns are testcases without
 * the rows of their tables.
 */
#include "reports/matrix.h"

#include "base/alloc.h"
#include "base/file.h"
#include "reports/html.h"
#include "reports/matrix_style.h"

#include <stdlib.h>
#include <string.h>

static void put_share(xmlTextWriterPtr page, const char *title,
                      const struct share *share, bool good)
{
    char *text = xasprintf("%zu of %zu", share->part, share->all);

    html_open(page, "li", NULL);
    html_element(page, "b", good ? NULL : "wrong", text);
    html_text(page, title);
    html_close(page);
    free(text);
}

static bool is_whole(const struct share *share)
{
    return share->part == share->all;
}

static void put_numbers(xmlTextWriterPtr page, const struct matrix *matrix)
{
    html_open(page, "ul", "numbers");
    put_share(page, "faults caught", &matrix->tally.faults,
              is_whole(&matrix->tally.faults));
    put_share(page, "testcases that catch", &matrix->tally.testcases,
              matrix->is_part || is_whole(&matrix->tally.testcases));
    put_share(page, "variants accused", &matrix->tally.variants,
              matrix->tally.variants.part == 0);
    put_share(page, "clauses tested", &matrix->tally.clauses, true);
    html_close(page);
    html_line(page);
}

static void put_complaint(xmlTextWriterPtr page,
                          const struct complaint *complaint)
{
    html_open(page, "li", NULL);
    html_element(page, "b", NULL, complaint->subject);
    html_text(page, " ");
    html_text(page, complaint->text);
    html_close(page);
}

static void put_complaints(xmlTextWriterPtr page, const struct matrix *matrix,
                           enum condition condition)
{
    html_open(page, "ul", NULL);
    for (size_t i = 0; i < matrix->complaints_len; i++)
        if (matrix->complaints[i].condition == condition)
            put_complaint(page, &matrix->complaints[i]);
    html_close(page);
}

/* What must be so, and under it where it is not. */
static void put_condition(xmlTextWriterPtr page, const struct matrix *matrix,
                          enum condition condition)
{
    bool holds = !matrix_complaints(matrix, condition);
    const char *word = holds ? "yes: " : "no: ";

    html_open(page, "li", holds ? NULL : "wrong");
    html_text(page, matrix_judges(matrix, condition) ? word : "not judged: ");
    html_text(page, condition_sentence(condition));
    if (!holds)
        put_complaints(page, matrix, condition);
    html_close(page);
}

static void put_conditions(xmlTextWriterPtr page, const struct matrix *matrix)
{
    html_open(page, "ul", NULL);
    for (int i = 0; i < CONDITIONS; i++)
        put_condition(page, matrix, (enum condition)i);
    html_close(page);
    html_line(page);
}

static void put_summary(xmlTextWriterPtr page, const struct matrix *matrix)
{
    char *text = xasprintf("assay %s, %s, dialect %s, profile %s: %zu runs of "
                           "%zu testcases in %.1f s.%s",
                           matrix->version, matrix->started, matrix->dialect,
                           matrix->profile, matrix->trials_len, matrix->len,
                           (double)matrix->duration_us / 1e6,
                           matrix->is_part ? " A selection of faults." : "");

    html_element(page, "h1", NULL, "assay selftest");
    html_element(page, "p", NULL, text);
    free(text);
    put_numbers(page, matrix);
    put_conditions(page, matrix);
}

/* What stands in a cell, and what it means. */
static const struct look {
    const char *css, *sign, *meaning;
} own_look = {"cell own", "\xe2\x97\x8f",
              "fails: caught by a testcase of the fault's clause"},
  caught_look = {"cell caught", "\xe2\x97\x8b",
                 "fails: caught, by a testcase of another clause"},
  looks[SIGHTS] = {
      [SIGHT_NONE] = {"cell error", "?", "no result"},
      [SIGHT_SKIP] = {"cell pass", "-", "skipped"},
      [SIGHT_PASS] = {"cell pass", "\xc2\xb7", "passes: not caught"},
      [SIGHT_ERROR] = {"cell error", "!", "error: no verdict was possible"},
      [SIGHT_ADVICE] = {"cell advice", "a", "passes, with advice"},
      [SIGHT_FAIL] = {"cell wrong", "x",
                      "fails with the plain emulator as well"}};

static const struct look *look_of(const struct trial *trial, size_t g)
{
    if (trial->sights[g] == SIGHT_ADVICE)
        return &looks[SIGHT_ADVICE];
    if (trial->own_by[g])
        return &own_look;
    return trial->caught_by[g] ? &caught_look : &looks[trial->sights[g]];
}

static void put_cell(xmlTextWriterPtr page, const struct matrix *matrix,
                     const struct trial *trial, size_t g)
{
    const struct look *look = look_of(trial, g);

    html_open(page, "td", look->css);
    /* most of them pass: the page stays small */
    if (look != &looks[SIGHT_PASS]) {
        char *title = xasprintf("%s, %s: %s", trial->name, matrix->groups[g].id,
                                look->meaning);

        xml_attribute(page, "title", title);
        free(title);
    }
    html_text(page, look->sign);
    html_close(page);
}

static void put_legend_row(xmlTextWriterPtr page, const struct look *look)
{
    html_open(page, "tr", NULL);
    html_element(page, "td", look->css, look->sign);
    html_element(page, "td", NULL, look->meaning);
    html_close(page);
}

static void put_legend(xmlTextWriterPtr page)
{
    html_open(page, "table", "legend");
    put_legend_row(page, &own_look);
    put_legend_row(page, &caught_look);
    for (int i = 0; i < SIGHTS; i++)
        put_legend_row(page, &looks[i]);
    html_close(page);
    html_line(page);
}

/* What all ids begin with, up to a dot or slash: it would fill the heading. */
static size_t common_len(const struct matrix *matrix)
{
    const char *first = matrix->groups_len ? matrix->groups[0].id : "";
    size_t len = strlen(first);

    for (size_t g = 1; g < matrix->groups_len; g++)
        while (strncmp(first, matrix->groups[g].id, len) != 0)
            len--;
    while (len && !strchr("./", matrix->groups[0].id[len]))
        len--;
    return matrix->groups_len > 1 ? len : 0;
}

static void put_column(xmlTextWriterPtr page, const struct matrix *matrix,
                       const struct group *group, size_t hidden)
{
    bool good = matrix->is_part || group->is_ok;

    html_open(page, "th", good ? "turned" : "turned wrong");
    xml_attribute(page, "title", group->id);
    html_text(page, group->id + hidden);
    html_close(page);
}

static void put_columns(xmlTextWriterPtr page, const struct matrix *matrix)
{
    size_t hidden = common_len(matrix);

    html_open(page, "thead", NULL);
    html_open(page, "tr", NULL);
    html_element(page, "th", "corner", "fault");
    html_element(page, "th", "turned", "caught by");
    for (size_t g = 0; g < matrix->groups_len; g++)
        put_column(page, matrix, &matrix->groups[g], hidden);
    html_close(page);
    html_close(page);
    html_line(page);
}

static void put_fault(xmlTextWriterPtr page, const struct matrix *matrix,
                      const struct trial *trial)
{
    html_open(page, "tr", NULL);
    html_open(page, "th", trial->is_ok ? "fault" : "fault wrong");
    xml_attribute(page, "title", trial->description);
    html_text(page, trial->name);
    html_close(page);
    html_number(page, "td", "number",
                trial->as_error ? trial->errors : trial->catchers);
    for (size_t g = 0; g < matrix->groups_len; g++)
        put_cell(page, matrix, trial, g);
    html_close(page);
    html_line(page);
}

static void put_clause(xmlTextWriterPtr page, const struct matrix *matrix,
                       const struct clause *promise)
{
    char *columns = xasprintf("%zu", matrix->groups_len + 2);

    html_open(page, "tbody", NULL);
    html_open(page, "tr", NULL);
    html_open(page, "th", "clause");
    xml_attribute(page, "colspan", columns);
    html_element(page, "span", NULL, promise->id);
    html_close(page);
    html_close(page);
    html_line(page);
    for (size_t i = 0; i < matrix->trials_len; i++)
        if (matrix->trials[i].promise == promise)
            put_fault(page, matrix, &matrix->trials[i]);
    html_close(page);
    free(columns);
}

/* Below each testcase, how many faults it catches. */
static void put_sums(xmlTextWriterPtr page, const struct matrix *matrix)
{
    html_open(page, "tfoot", NULL);
    html_open(page, "tr", NULL);
    html_element(page, "th", "fault", "faults that it catches");
    html_element(page, "td", NULL, "");
    for (size_t g = 0; g < matrix->groups_len; g++)
        html_number(page, "td", "number", matrix->groups[g].catches);
    html_close(page);
    html_close(page);
}

static void put_faults(xmlTextWriterPtr page, const struct matrix *matrix)
{
    html_element(page, "h2", NULL, "Faults");
    put_legend(page);
    html_open(page, "div", "frame");
    html_open(page, "table", NULL);
    put_columns(page, matrix);
    for (size_t i = 0; i < matrix->clauses_len; i++)
        if (matrix_faults_of(matrix, matrix->clauses[i].clause))
            put_clause(page, matrix, matrix->clauses[i].clause);
    put_sums(page, matrix);
    html_close(page);
    html_close(page);
    html_line(page);
}

static void put_right_one(xmlTextWriterPtr page, const struct trial *trial)
{
    char *advice = trial->advised
                       ? xasprintf("advice in %zu testcases", trial->advised)
                       : xstrdup("");

    html_open(page, "tr", NULL);
    html_element(page, "th", "fault", trial->name);
    html_element(page, "td", NULL, trial->description);
    html_element(page, "td", trial->is_ok ? NULL : "wrong",
                 trial->is_ok ? "no" : "accused");
    html_element(page, "td", NULL, advice);
    html_close(page);
    html_line(page);
    free(advice);
}

/* Those that nobody may accuse. */
static void put_right_ones(xmlTextWriterPtr page, const struct matrix *matrix)
{
    html_element(page, "h2", NULL, "Right, and accused?");
    html_open(page, "div", "frame");
    html_open(page, "table", NULL);
    for (size_t i = 0; i < matrix->trials_len; i++)
        if (matrix->trials[i].kind != TRIAL_FAULT)
            put_right_one(page, &matrix->trials[i]);
    html_close(page);
    html_close(page);
}

static void put_page(xmlTextWriterPtr page, const struct matrix *matrix)
{
    html_begin(page, "assay selftest", matrix_style);
    put_summary(page, matrix);
    put_faults(page, matrix);
    put_right_ones(page, matrix);
    html_end(page);
}

int matrix_write_html(const struct matrix *matrix, const char *path,
                      struct error *err)
{
    struct output out;
    xmlTextWriterPtr page;
    int rc;

    if (output_open(&out, path, err) < 0)
        return -1;
    page = xml_to_file(out.stream);
    put_page(page, matrix);
    xmlFreeTextWriter(page);
    rc = output_commit(&out, err);
    output_discard(&out);
    return rc;
}
