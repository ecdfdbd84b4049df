/*
 * comparison_text.c - a comparison on a terminal: what is worse first.
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "reports/comparison.h"
#include "reports/evidence.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Changes that make the exit status. */
static bool is_urgent(enum change change)
{
    return change <= CHANGE_ONE_SIDED;
}

/* One labelled line from a printf format, made safe. */
__attribute__((format(printf, 3, 4))) static void
line(FILE *out, const char *label, const char *fmt, ...)
{
    va_list args;
    char *text, *safe;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    safe = evidence_text(text, 0);
    fprintf(out, "%-9s %s\n", label, safe);
    free(safe);
    free(text);
}

static void print_run(const struct compared_run *run, const char *label,
                      FILE *out)
{
    line(out, label,
         "%s: %s, %s, profile %s, scope %s, %zu testcases, %s "
         "(assay %s)",
         run->file, run->base_url, run->dialect, run->profile, run->scope,
         run->testcases, run->started, run->version);
    if (run->aborted)
        line(out, "", "it ended early: %s", run->aborted);
}

/* What the two runs do not have in common. */
static void print_notes(const struct comparison *comparison, FILE *out)
{
    const struct compared_run *old = &comparison->old, *new = &comparison->new;
    const struct {
        const char *what;
        const char *old, *new;
    } rows[] = {{"dialects", old->dialect, new->dialect},
                {"profiles", old->profile, new->profile},
                {"scopes", old->scope, new->scope}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (strcmp(rows[i].old, rows[i].new) != 0)
            line(out, "note", "the %s differ: %s and %s", rows[i].what,
                 rows[i].old, rows[i].new);
    for (size_t i = 0; i < comparison->suites_len; i++) {
        const struct suite_change *suite = &comparison->suites[i];

        line(out, "note", "suite %s is another edition (sha256 %.12s, %.12s)",
             suite->id, suite->old_digest ? suite->old_digest : "none",
             suite->new_digest ? suite->new_digest : "none");
    }
}

static void print_testcase(const struct testcase_change *item, FILE *out)
{
    line(out, change_title(item->change), "%s: %s -> %s", item->id,
         item->old_verdict ? item->old_verdict : "not there",
         item->new_verdict ? item->new_verdict : "not there");
    if (item->old_id)
        line(out, "", "was called %s", item->old_id);
    if (item->title && is_urgent(item->change))
        line(out, "", "%s", item->title);
    if (item->why)
        line(out, "", "%s", item->why);
}

static void print_testcases(const struct comparison *comparison, bool is_quiet,
                            FILE *out)
{
    for (int change = 0; change < CHANGE_COUNT; change++)
        for (size_t i = 0; i < comparison->testcases_len; i++) {
            const struct testcase_change *item = &comparison->testcases[i];

            if ((int)item->change != change ||
                (is_quiet && !is_urgent(item->change)) ||
                (item->change == CHANGE_SAME && !item->old_id))
                continue;
            print_testcase(item, out);
        }
}

static bool is_same_state(const struct clause_change *item)
{
    return item->old_state && item->new_state &&
           !strcmp(item->old_state, item->new_state);
}

static void print_clauses(const struct comparison *comparison, bool is_quiet,
                          FILE *out)
{
    for (size_t i = 0; i < comparison->clauses_len; i++) {
        const struct clause_change *item = &comparison->clauses[i];

        if (is_same_state(item) || (is_quiet && !is_urgent(item->change)))
            continue;
        line(out, "clause", "%s: %s -> %s (%s)", item->id,
             item->old_state ? item->old_state : "not there",
             item->new_state ? item->new_state : "not there",
             change_title(item->change));
    }
}

/* Two targets: a table, in which what differs comes first. */
static void print_table(const struct comparison *comparison, bool is_verbose,
                        FILE *out)
{
    size_t agree = 0;

    fprintf(out, "%-10s %-10s clause\n", "A", "B");
    for (size_t i = 0; i < comparison->clauses_len; i++) {
        const struct clause_change *item = &comparison->clauses[i];
        char *old = evidence_text(item->old_state ? item->old_state : "-", 0);
        char *new = evidence_text(item->new_state ? item->new_state : "-", 0);
        char *id = evidence_text(item->id, 0);

        if (is_verbose || !is_same_state(item))
            fprintf(out, "%-10s %-10s %s%s%s%s\n", old, new, id,
                    is_urgent(item->change) ? " (" : "",
                    is_urgent(item->change) ? change_title(item->change) : "",
                    is_urgent(item->change) ? ")" : "");
        else
            agree++;
        free(id);
        free(new);
        free(old);
    }
    if (agree)
        fprintf(out, "and %zu clause%s in the same state, see --verbose\n",
                agree, agree == 1 ? "" : "s");
    fputc('\n', out);
}

static void print_rest(const struct comparison *comparison, FILE *out)
{
    for (size_t i = 0; i < comparison->observations_len; i++) {
        const struct observation_change *item = &comparison->observations[i];

        line(out, "observed", "%s", item->subject);
        line(out, "", "%s: %s", comparison->is_parity ? "A" : "old",
             item->old_text ? item->old_text : "nothing");
        line(out, "", "%s: %s", comparison->is_parity ? "B" : "new",
             item->new_text ? item->new_text : "nothing");
    }
    for (size_t i = 0; i < comparison->advice_len; i++) {
        const struct advice_change *item = &comparison->advice[i];

        line(out, "advice", "%zu -> %zu testcases: %s", item->old_count,
             item->new_count, item->text);
    }
}

static void print_last_line(const struct comparison *comparison, FILE *out)
{
    const char *before = "";

    fprintf(out, "%zu testcases: ", comparison->testcases_len);
    for (int i = 0; i < CHANGE_COUNT; i++) {
        if (!comparison->counts[i])
            continue;
        fprintf(out, "%s%zu %s", before, comparison->counts[i],
                change_title((enum change)i));
        before = ", ";
    }
    fprintf(out, "%s; %s\n", *before ? "" : "none",
            comparison_words(comparison));
}

void comparison_print(const struct comparison *comparison, bool is_quiet,
                      bool is_verbose, FILE *out)
{
    if (!is_quiet) {
        print_run(&comparison->old, comparison->is_parity ? "A" : "old", out);
        print_run(&comparison->new, comparison->is_parity ? "B" : "new", out);
        print_notes(comparison, out);
        fputc('\n', out);
    }
    if (comparison->is_parity)
        print_table(comparison, is_verbose, out);
    print_testcases(comparison, is_quiet, out);
    if (!comparison->is_parity)
        print_clauses(comparison, is_quiet, out);
    if (!is_quiet || comparison->is_parity)
        print_rest(comparison, out);
    print_last_line(comparison, out);
}
