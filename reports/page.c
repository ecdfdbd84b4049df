/*
 * page.c - report.html: a run to be read, filed and printed, in one file that
 * needs nothing else. Failures come first; all testcases and clauses follow.
 *
 * Results come one by one and the counts at the end, but the page begins with
 * them: what is known so far waits in memory.
 */
#include "base/alloc.h"
#include "reports/evidence.h"
#include "reports/formats.h"
#include "reports/html.h"
#include "reports/page_result.h"
#include "reports/page_style.h"

#include <limits.h>
#include <stdlib.h>

/* A part of the page that is being written. */
struct part {
    struct buffer bytes;
    xmlTextWriterPtr page;
};

struct page_report {
    struct output out;
    char *retry;         /* owned */
    struct part head;    /* who is judged */
    struct part sources; /* by which suites and pages */
    struct part failed;
    struct part undecided;
    struct part all; /* a line for each testcase */
    bool is_insecure;
};

static void part_init(struct part *part)
{
    buffer_init(&part->bytes, 0);
    part->page = xml_to_buffer(&part->bytes);
}

static void part_clear(struct part *part)
{
    xmlFreeTextWriter(part->page);
    buffer_clear(&part->bytes);
}

/* Move a part into the page. */
static void put_part(xmlTextWriterPtr page, struct part *part)
{
    xmlTextWriterFlush(part->page);
    for (size_t at = 0; at < part->bytes.len;) {
        size_t len = part->bytes.len - at;
        int step = len > INT_MAX ? INT_MAX : (int)len;

        xmlTextWriterWriteRawLen(page, BAD_CAST part->bytes.data + at, step);
        at += (size_t)step;
    }
}

static void put_fact(xmlTextWriterPtr page, const char *title, const char *text)
{
    if (!text)
        return;
    html_open(page, "tr", NULL);
    html_element(page, "th", NULL, title);
    html_element(page, "td", NULL, text);
    html_close(page);
    html_line(page);
}

/* The same from a text that is made for it; takes it. */
static void take_fact(xmlTextWriterPtr page, const char *title, char *text)
{
    put_fact(page, title, text);
    free(text);
}

static void put_target(xmlTextWriterPtr page, const struct target *target)
{
    take_fact(page, "Target",
              xasprintf("%s%s", target->base_url,
                        target->emulator ? " (the bundled emulator)" : ""));
    put_fact(page, "Project", target->project_id);
    put_fact(page, "Snapshot",
             target->snapshot_id ? target->snapshot_id : "made by the run");
    put_fact(page, "Neighbour", target->neighbour_id);
    put_fact(page, "Microversion sent", target->microversion);
    if (target->insecure)
        put_fact(page, "INSECURE",
                 "the certificate of the target was not verified");
}

static void put_plan(xmlTextWriterPtr page, const struct plan *plan)
{
    put_fact(page, "Dialect", plan->dialect);
    take_fact(page, "Profile",
              xasprintf("%s%s%s%s", plan->profile,
                        plan->profile_title ? " (" : "",
                        plan->profile_title ? plan->profile_title : "",
                        plan->profile_title ? ")" : ""));
    take_fact(page, "Scope",
              xasprintf("%s%s%s", plan->scope, plan->scope_reason ? ": " : "",
                        plan->scope_reason ? plan->scope_reason : ""));
    take_fact(page, "Seed", xasprintf("%llu", plan->seed));
}

static void put_sources(xmlTextWriterPtr page, const struct plan *plan)
{
    html_open(page, "table", "facts");
    for (size_t i = 0; i < plan->suites_len; i++)
        take_fact(page, i ? "" : "Suites",
                  xasprintf("%s, SHA-256 %s", plan->suites[i]->id,
                            plan->suites[i]->digest));
    for (size_t i = 0; i < plan->pages_len; i++)
        take_fact(
            page, i ? "" : "Source pages",
            xasprintf("%s %s (%s)", plan->pages[i].id,
                      plan->pages[i].title ? plan->pages[i].title : "",
                      plan->pages[i].date ? plan->pages[i].date : "no date"));
    html_close(page);
}

static int page_begin(void *state, const struct run_info *info,
                      struct error *err)
{
    struct page_report *report = state;
    xmlTextWriterPtr page = report->head.page;

    (void)err;
    report->is_insecure = info->target->insecure;
    html_open(page, "table", "facts");
    take_fact(page, "assay",
              xasprintf("%s%s", info->version,
                        info->strict ? ", strict: advice fails, too" : ""));
    put_fact(page, "Started", info->started);
    put_target(page, info->target);
    put_plan(page, info->plan);
    html_close(page);
    put_sources(report->sources.page, info->plan);
    return 0;
}

static int page_see(void *state, const struct result *result, struct error *err)
{
    struct page_report *report = state;

    (void)err;
    if (result->verdict == VERDICT_FAIL || result->verdict == VERDICT_STALE)
        page_failure(report->failed.page, result, report->retry);
    else if (result->verdict == VERDICT_ERROR && !result->not_tried)
        page_failure(report->undecided.page, result, report->retry);
    page_line(report->all.page, result);
    return 0;
}

static void put_counts(xmlTextWriterPtr page, const struct summary *summary)
{
    html_open(page, "ul", "counts");
    for (int i = 0; i < VERDICT_COUNT; i++) {
        html_open(page, "li", NULL);
        html_number(page, "b",
                    summary->counts[i] ? page_verdict_css((enum verdict)i)
                                       : "dim",
                    summary->counts[i]);
        html_text(page, verdict_name((enum verdict)i));
        html_close(page);
    }
    html_close(page);
    html_line(page);
}

/* The exit status in words; README.md has the same table. */
static const char *outcome_of(const struct summary *summary)
{
    static const char *const words[] = {
        "The target conforms.", "The target does not conform.",
        "Trouble on our side: this decides nothing.",
        "It could not be decided whether the target conforms.",
        "The target conforms, but something was left changed on it."};
    size_t len = sizeof(words) / sizeof(*words);

    if (summary->exit_status == 0 && summary->counts[VERDICT_WAIVED])
        return "The target conforms, but for what is waived.";
    return summary->exit_status >= 0 && (size_t)summary->exit_status < len
               ? words[summary->exit_status]
               : "The run was ended by a signal.";
}

static void put_summary(xmlTextWriterPtr page, const struct summary *summary)
{
    char seconds[SECONDS_TEXT_SIZE];
    char *line;

    html_element(page, "p", summary->exit_status ? "wrong" : "good",
                 outcome_of(summary));
    put_counts(page, summary);
    seconds_text(summary->duration_us, seconds);
    line = xasprintf("%zu requests in %s s; %zu piece%s of advice; exit status "
                     "%d%s%s",
                     summary->requests, seconds, summary->advisories,
                     summary->advisories == 1 ? "" : "s", summary->exit_status,
                     summary->abort_text ? "; ended early: " : "",
                     summary->abort_text ? summary->abort_text : "");
    html_element(page, "p", "dim", line);
    free(line);
    if (!summary->leftovers_len)
        return;
    html_element(page, "h2", "wrong", "Left changed on the target");
    html_open(page, "table", "facts");
    for (size_t i = 0; i < summary->leftovers_len; i++)
        put_fact(page, summary->leftovers[i].what,
                 summary->leftovers[i].reason ? summary->leftovers[i].reason
                                              : "");
    html_close(page);
}

static void put_section(xmlTextWriterPtr page, const char *title,
                        struct part *part)
{
    xmlTextWriterFlush(part->page);
    if (!part->bytes.len)
        return;
    html_element(page, "h2", NULL, title);
    put_part(page, part);
}

static void put_observations(xmlTextWriterPtr page,
                             const struct observations *list)
{
    html_element(page, "h2", NULL, "Observations");
    if (!list->len)
        html_element(page, "p", "dim", "None.");
    html_open(page, "ul", NULL);
    for (size_t i = 0; i < list->len; i++) {
        char *text = evidence_text(list->items[i].text, SENTENCE_MAX);

        html_element(page, "li", NULL, text);
        free(text);
    }
    html_close(page);
}

static void put_clause(xmlTextWriterPtr page,
                       const struct clause_result *result)
{
    static const char *const css[CLAUSE_STATE_COUNT] = {
        [CLAUSE_KEPT] = "good",
        [CLAUSE_BROKEN] = "wrong",
        [CLAUSE_UNDECIDED] = "open"};
    const struct clause *clause = result->clause;

    html_open(page, "tr", NULL);
    html_element(page, "td", css[result->state],
                 clause_state_name(result->state));
    html_element(page, "td", NULL, result->operation);
    html_element(page, "td", "mono", clause->id);
    html_element(page, "td", NULL, clause->page);
    html_element(page, "td", NULL, level_name(clause->level));
    html_element(page, "td", NULL,
                 result->reason ? result->reason : clause->text);
    html_number(page, "td", NULL, result->passed);
    html_number(page, "td", NULL, result->failed);
    html_close(page);
    html_line(page);
}

static void put_clauses(xmlTextWriterPtr page, const struct summary *summary)
{
    static const char *const titles[] = {
        "state", "operation",         "clause", "page",
        "level", "promise or reason", "passed", "failed"};

    html_element(page, "h2", NULL, "Clauses");
    html_open(page, "table", NULL);
    html_open(page, "thead", NULL);
    html_open(page, "tr", NULL);
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++)
        html_element(page, "th", NULL, titles[i]);
    html_close(page);
    html_close(page);
    html_open(page, "tbody", NULL);
    for (size_t i = 0; i < summary->clauses_len; i++)
        put_clause(page, &summary->clauses[i]);
    html_close(page);
    html_close(page);
    html_line(page);
}

static void put_page(xmlTextWriterPtr page, struct page_report *report,
                     const struct summary *summary)
{
    html_begin(page, "assay report", page_style);
    if (report->is_insecure)
        html_element(page, "p", "banner", "TLS was not verified");
    html_element(page, "h1", report->is_insecure ? "below-banner" : NULL,
                 "assay report");
    put_summary(page, summary);
    put_part(page, &report->head);
    put_section(page, "Failures", &report->failed);
    put_section(page, "Without verdict", &report->undecided);
    put_observations(page, &summary->observations);
    put_section(page, "Testcases", &report->all);
    put_section(page, "Suites and source pages", &report->sources);
    put_clauses(page, summary);
    html_end(page);
}

static int page_end(void *state, const struct summary *summary,
                    struct error *err)
{
    struct page_report *report = state;
    xmlTextWriterPtr page = xml_to_file(report->out.stream);

    put_page(page, report, summary);
    xmlFreeTextWriter(page);
    return output_commit(&report->out, err);
}

static void page_free(void *state)
{
    struct page_report *report = state;

    output_discard(&report->out);
    part_clear(&report->head);
    part_clear(&report->sources);
    part_clear(&report->failed);
    part_clear(&report->undecided);
    part_clear(&report->all);
    free(report->retry);
    free(report);
}

int page_open(const char *path, const struct report_options *options,
              struct writer *writer, struct error *err)
{
    struct page_report *report = xcalloc(1, sizeof(*report));

    if (output_open(&report->out, path, err) < 0) {
        free(report);
        return -1;
    }
    report->retry = xstrdup(options->retry);
    part_init(&report->head);
    part_init(&report->sources);
    part_init(&report->failed);
    part_init(&report->undecided);
    part_init(&report->all);
    *writer = (struct writer){.state = report,
                              .begin = page_begin,
                              .result = page_see,
                              .end = page_end,
                              .free = page_free};
    return 0;
}
