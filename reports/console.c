/*
 * console.c - the report for a person: who is judged, what fails and how to
 * see it again, one last line that says it all.
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "reports/evidence.h"
#include "reports/failure.h"
#include "reports/formats.h"

#include <stdlib.h>
#include <string.h>

#define ADVICE_MAX     40 /* different advisory sentences that are kept */
#define PROGRESS_WIDTH 78 /* columns of the progress line */

/* should-level findings with the same sentence. */
struct advice {
    char *message;     /* owned, safe to print */
    char *first;       /* owned id of the first testcase */
    size_t testcases;  /* how many have it */
    size_t last_index; /* of the latest, to count a testcase once */
};

struct console {
    struct output out;
    struct report_options options;
    const struct plan *plan;
    size_t drawn;  /* columns of the progress line that stands there */
    bool is_named; /* the snapshot is the user's, not made by the run */
    struct advice advice[ADVICE_MAX];
    size_t advice_len;
    size_t advice_beyond; /* findings whose sentence was not kept */
    size_t not_tried;     /* testcases that the end of the run left out … */
    char *not_tried_why;  /* … for this reason, owned */
};

/* Overwrite the progress line, so that the next line starts clean. */
static void erase_progress(struct console *console)
{
    if (console->drawn)
        fprintf(console->out.stream, "\r%*s\r", (int)console->drawn, "");
    console->drawn = 0;
}

/* One labelled line from a printf format, made safe. */
__attribute__((format(printf, 3, 4))) static void
labelled(struct console *console, const char *label, const char *fmt, ...)
{
    va_list args;
    char *text, *safe;

    va_start(args, fmt);
    text = xvasprintf(fmt, args);
    va_end(args);
    safe = evidence_text(text, 0);
    fprintf(console->out.stream, "%-9s %s\n", label, safe);
    free(safe);
    free(text);
}

static void print_target(struct console *console, const struct target *target)
{
    struct buffer text;

    buffer_init(&text, 0);
    buffer_add_text(&text, target->base_url);
    if (target->project_id)
        buffer_printf(&text, ", project %s", target->project_id);
    if (target->snapshot_id)
        buffer_printf(&text, ", snapshot %s", target->snapshot_id);
    else
        buffer_add_text(&text, ", a snapshot of its own");
    if (target->microversion)
        buffer_printf(&text, ", microversion %s", target->microversion);
    if (target->emulator)
        buffer_add_text(&text, " (the bundled emulator)");
    labelled(console, "target", "%s", buffer_text(&text));
    buffer_clear(&text);
}

static void print_pages(struct console *console, const struct plan *plan)
{
    struct buffer text;

    buffer_init(&text, 0);
    for (size_t i = 0; i < plan->pages_len; i++)
        buffer_printf(&text, "%s%s (%s)", i ? ", " : "", plan->pages[i].id,
                      plan->pages[i].date ? plan->pages[i].date : "no date");
    if (plan->pages_len)
        labelled(console, "pages", "%s", buffer_text(&text));
    buffer_clear(&text);
}

static void print_insecure(struct console *console, const struct target *target)
{
    if (target->insecure)
        labelled(console, "INSECURE",
                 "the certificate of the target is not verified");
}

static void print_plan(struct console *console, const struct run_info *info)
{
    const struct plan *plan = info->plan;
    size_t skipped = 0;

    for (size_t i = 0; i < plan->len; i++)
        skipped += plan->entries[i].skip_reason != NULL;
    labelled(console, "dialect", "%s, profile %s%s%s%s%s", plan->dialect,
             plan->profile, plan->profile_title ? " (" : "",
             plan->profile_title ? plan->profile_title : "",
             plan->profile_title ? ")" : "", info->strict ? ", strict" : "");
    if (plan->scope_reason)
        labelled(console, "scope", "%s (%s)", plan->scope, plan->scope_reason);
    print_pages(console, plan);
    for (size_t i = 0; i < plan->suites_len; i++)
        labelled(console, "suite", "%s (sha256 %.12s)", plan->suites[i]->id,
                 plan->suites[i]->digest);
    if (plan->len == 0)
        labelled(console, "testcases", "none selected");
    else
        labelled(console, "testcases", "%zu, %zu of them skipped; seed %llu",
                 plan->len, skipped, plan->seed);
}

static int console_begin(void *state, const struct run_info *info,
                         struct error *err)
{
    struct console *console = state;

    console->plan = info->plan;
    console->is_named = info->target->snapshot_id != NULL;
    if (!console->options.quiet) {
        fprintf(console->out.stream, "assay %s, %s\n", info->version,
                info->started);
        print_target(console, info->target);
        print_plan(console, info);
    }
    print_insecure(console, info->target);
    if (!console->options.quiet)
        fputc('\n', console->out.stream);
    return output_check(&console->out, err);
}

static int console_start(void *state, const struct testcase *testcase,
                         size_t index, struct error *err)
{
    struct console *console = state;
    char *text, *safe;

    if (!console->options.progress || console->options.quiet)
        return 0;
    text = xasprintf("%zu/%zu %s", index + 1,
                     console->plan ? console->plan->len : 0, testcase->id);
    safe = text_visible(text, strlen(text), PROGRESS_WIDTH - 20);
    erase_progress(console);
    console->drawn = strlen(safe);
    fputs(safe, console->out.stream);
    free(safe);
    free(text);
    return output_check(&console->out, err);
}

/* Remember one should-level finding for the list at the end. */
static void keep_advice(struct console *console, const struct result *result,
                        const struct finding *finding)
{
    char *message = evidence_text(finding->message, VALUE_MAX);
    size_t i = 0;

    while (i < console->advice_len &&
           strcmp(console->advice[i].message, message))
        i++;
    if (i == ADVICE_MAX) {
        console->advice_beyond++;
    } else if (i == console->advice_len) {
        console->advice[console->advice_len++] = (struct advice){
            message, evidence_text(result->testcase->id, VALUE_MAX), 1,
            result->index};
        message = NULL;
    } else if (console->advice[i].last_index != result->index) {
        console->advice[i].testcases++;
        console->advice[i].last_index = result->index;
    }
    free(message);
}

/* --verbose: the testcase in one line, what it observed below. */
static void print_verbose(struct console *console, const struct result *result)
{
    bool color = console->options.color;
    bool tells =
        result->verdict == VERDICT_SKIP || result->verdict == VERDICT_WAIVED;
    char *id = evidence_text(result->testcase->id, SENTENCE_MAX);
    char *why = tells ? evidence_sentence(result) : xstrdup("");

    fprintf(console->out.stream, "%s%-6s%s %s  %lld ms%s%s\n",
            failure_color(result->verdict, color),
            failure_word(result->verdict), failure_color_end(color), id,
            (long long)(result->duration_us / 1000), tells ? "  " : "", why);
    free(id);
    free(why);
}

static void print_observations(struct console *console,
                               const struct observations *list)
{
    for (size_t i = 0; i < list->len; i++)
        labelled(console, "observed", "%s: %s", list->items[i].subject,
                 list->items[i].text);
}

/* One sentence at the end stands for them all. */
static void keep_not_tried(struct console *console, const struct result *result)
{
    console->not_tried++;
    if (!console->not_tried_why)
        console->not_tried_why = xstrdup(result->reason);
}

static int console_result(void *state, const struct result *result,
                          struct error *err)
{
    struct console *console = state;
    const struct failure_style style = {console->options.color,
                                        console->options.verbose,
                                        console->options.retry};

    for (size_t i = 0; i < result->findings.len; i++)
        if (result->findings.items[i].level == LEVEL_SHOULD)
            keep_advice(console, result, &result->findings.items[i]);
    erase_progress(console);
    if (result->not_tried && !console->options.verbose)
        keep_not_tried(console, result);
    else if (result->verdict == VERDICT_FAIL ||
             result->verdict == VERDICT_ERROR ||
             result->verdict == VERDICT_STALE)
        failure_print(console->out.stream, result, &style);
    else if (console->options.verbose)
        print_verbose(console, result);
    if (console->options.verbose)
        print_observations(console, &result->observations);
    return output_check(&console->out, err);
}

static int console_note(void *state, const char *text, struct error *err)
{
    struct console *console = state;

    if (console->options.quiet)
        return 0;
    erase_progress(console);
    labelled(console, "note", "%s", text);
    return output_check(&console->out, err);
}

static void print_advice(struct console *console)
{
    for (size_t i = 0; i < console->advice_len; i++) {
        const struct advice *advice = &console->advice[i];

        labelled(console, "advice", "%zu testcase%s: %s (first: %s)",
                 advice->testcases, advice->testcases == 1 ? "" : "s",
                 advice->message, advice->first);
    }
    if (console->advice_beyond)
        labelled(console, "advice", "and %zu more, see the JSON report",
                 console->advice_beyond);
}

static void print_leftovers(struct console *console,
                            const struct summary *summary)
{
    for (size_t i = 0; i < summary->leftovers_len; i++)
        labelled(console, "LEFT", "%s: %s", summary->leftovers[i].what,
                 summary->leftovers[i].reason);
}

static const char *conclusion(int exit_status)
{
    static const char *const words[] = {
        "conforms", "does not conform", "no judgement: trouble on our side",
        "could not decide", "something was left changed on the target"};

    if (exit_status >= 0 && exit_status < 5)
        return words[exit_status];
    return exit_status > 128 ? "ended by a signal" : "no judgement";
}

static void print_last_line(struct console *console,
                            const struct summary *summary)
{
    static const struct {
        int status; /* 0 green, 1 red, other yellow */
        enum verdict like;
    } colors[] = {{0, VERDICT_PASS}, {1, VERDICT_FAIL}};
    bool color = console->options.color;
    enum verdict like = VERDICT_ERROR;
    size_t total = 0;

    for (size_t i = 0; i < VERDICT_COUNT; i++)
        total += summary->counts[i];
    for (size_t i = 0; i < sizeof(colors) / sizeof(*colors); i++)
        if (colors[i].status == summary->exit_status)
            like = colors[i].like;
    fprintf(console->out.stream, "%zu testcase%s:", total,
            total == 1 ? "" : "s");
    for (size_t i = 0; i < VERDICT_COUNT; i++)
        fprintf(console->out.stream, "%s %zu %s", i ? "," : "",
                summary->counts[i], verdict_name((enum verdict)i));
    fprintf(console->out.stream, " in %lld.%02lld s (%zu requests); %s%s%s\n",
            (long long)(summary->duration_us / 1000000),
            (long long)(summary->duration_us / 10000 % 100), summary->requests,
            failure_color(like, color), conclusion(summary->exit_status),
            failure_color_end(color));
}

/* "clauses   108 kept, 3 broken, 14 untested" */
static void print_clauses(struct console *console,
                          const struct summary *summary)
{
    size_t counts[CLAUSE_STATE_COUNT] = {0};
    struct buffer text;

    buffer_init(&text, 0);
    for (size_t i = 0; i < summary->clauses_len; i++)
        counts[summary->clauses[i].state]++;
    for (size_t i = 0; i < CLAUSE_STATE_COUNT; i++)
        if (counts[i])
            buffer_printf(&text, "%s%zu %s", text.len ? ", " : "", counts[i],
                          clause_state_name((enum clause_state)i));
    if (text.len)
        labelled(console, "clauses", "%s", buffer_text(&text));
    buffer_clear(&text);
}

static int console_end(void *state, const struct summary *summary,
                       struct error *err)
{
    struct console *console = state;

    erase_progress(console);
    if (!console->options.quiet) {
        print_advice(console);
        print_observations(console, &summary->observations);
        print_clauses(console, summary);
        if (summary->restored)
            labelled(console, "restored",
                     "what the run changed was put back%s%s",
                     summary->leftovers_len ? ", but not all of it" : "",
                     console->is_named ? "; updated_at cannot be" : "");
    }
    if (console->not_tried)
        labelled(console, "NOT TRIED", "%zu testcase%s; %s", console->not_tried,
                 console->not_tried == 1 ? "" : "s", console->not_tried_why);
    print_leftovers(console, summary);
    if (summary->signal)
        labelled(console, "SIGNAL", "%d ended the run", summary->signal);
    if (summary->abort_text && !console->not_tried)
        labelled(console, "ABORTED", "%s", summary->abort_text);
    print_last_line(console, summary);
    return output_commit(&console->out, err);
}

static void console_free(void *state)
{
    struct console *console = state;

    for (size_t i = 0; i < console->advice_len; i++) {
        free(console->advice[i].message);
        free(console->advice[i].first);
    }
    free(console->not_tried_why);
    output_discard(&console->out);
    free(console);
}

int console_open(const char *path, const struct report_options *options,
                 struct writer *writer, struct error *err)
{
    struct console *console = xcalloc(1, sizeof(*console));

    if (output_open(&console->out, path, err) < 0) {
        free(console);
        return -1;
    }
    console->options = *options;
    *writer = (struct writer){.state = console,
                              .begin = console_begin,
                              .start = console_start,
                              .result = console_result,
                              .note = console_note,
                              .end = console_end,
                              .free = console_free};
    return 0;
}
