#include "run/course.h"

#include "base/alloc.h"
#include "check/counting.h"

#include <stdlib.h>

/* The probes that a conclusion has so far. */
struct probes {
    struct probe *items;
    size_t len;
    size_t cap;
};

static size_t count_conclusions(const struct catalog *catalog)
{
    size_t count = 0;

    for (size_t i = 0; i < catalog->suites_len; i++)
        count += catalog->suites[i].conclusions_len;
    return count;
}

void course_init(struct course *course)
{
    const struct judge_context *judge = course->judge;

    clauses_init(&course->clauses, course->catalog,
                 &(struct run_sight){judge->resources, judge->without_read});
    course->probes =
        xcalloc(count_conclusions(course->catalog), sizeof(*course->probes));
}

/* Call visit for each conclusion with its probes. */
static void each_conclusion(struct course *course,
                            void (*visit)(struct course *,
                                          const struct conclusion *,
                                          struct probes *, void *),
                            void *with)
{
    const struct catalog *catalog = course->catalog;
    size_t index = 0;

    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].conclusions_len; k++)
            visit(course, &catalog->suites[i].conclusions[k],
                  &course->probes[index++], with);
}

static void add_probe(struct course *course,
                      const struct conclusion *conclusion,
                      struct probes *probes, void *with)
{
    struct probe probe;

    (void)course;
    if (!probe_read(conclusion, with, &probe))
        return;
    probes->items =
        xgrow(probes->items, probes->len, &probes->cap, sizeof(*probes->items));
    probes->items[probes->len++] = probe;
}

static void draw_conclusion(struct course *course,
                            const struct conclusion *conclusion,
                            struct probes *probes, void *with)
{
    (void)with;
    conclude(conclusion, probes->items, probes->len,
             &course->summary->observations);
}

static void drop_probes(struct course *course,
                        const struct conclusion *conclusion,
                        struct probes *probes, void *with)
{
    (void)course;
    (void)conclusion;
    (void)with;
    free(probes->items);
}

void course_clear(struct course *course)
{
    each_conclusion(course, drop_probes, NULL);
    free(course->probes);
    free(course->stop);
    causes_clear(&course->causes);
    clauses_clear(&course->clauses);
    *course = (struct course){0};
}

void course_stop(struct course *course, bool is_skip, char *reason)
{
    if (course->stop) {
        free(reason);
        return;
    }
    course->stop = reason;
    course->stop_is_skip = is_skip;
}

void course_open(struct course *course, size_t index, struct result *result)
{
    const struct testcase *testcase = course->plan->entries[index].testcase;

    *result = (struct result){.testcase = testcase, .index = index};
    emit_start(course->emitter, testcase, index);
}

bool course_skips(const struct course *course, struct result *result)
{
    const char *reason = course->plan->entries[result->index].skip_reason;

    if (!reason)
        return false;
    result->verdict = VERDICT_SKIP;
    result->reason = xstrdup(reason);
    return true;
}

bool course_is_stopped(const struct course *course, struct result *result)
{
    if (!course->stop)
        return false;
    result->verdict = course->stop_is_skip ? VERDICT_SKIP : VERDICT_ERROR;
    result->reason = xstrdup(course->stop);
    result->not_tried = true;
    return true;
}

/* What a testcase in error has in common with others of its kind. */
static const char *cause_of(const struct result *result)
{
    for (size_t i = 0; i < result->exchanges.len; i++)
        if (result->exchanges.items[i].transport != TRANSPORT_OK)
            return transport_name(result->exchanges.items[i].transport);
    return result->reason ? result->reason : "";
}

static void note_error(struct course *course, const struct result *result)
{
    size_t max = course->max_errors;
    const char *cause = cause_of(result);

    if (max && causes_count(&course->causes, cause) >= max)
        course_stop(course, false,
                    xasprintf("%zu testcases were in error for the "
                              "same cause (%s), see --max-errors; the last "
                              "one: %s",
                              max, cause,
                              result->reason ? result->reason : cause));
}

void course_judge(struct course *course, struct result *result,
                  const struct error *trouble)
{
    judge_testcase(course->judge, result);
    result->trouble = *trouble;
    if (error_is_set(trouble) && result->verdict != VERDICT_FAIL) {
        result->verdict = VERDICT_ERROR;
        free(result->reason);
        result->reason = error_message(trouble);
    }
    if (trouble->kind == ERROR_SUITE)
        emitter_trouble(course->emitter, trouble);
    if (trouble->kind == ERROR_INTERRUPTED)
        course_stop(course, false, xstrdup(trouble->text));
    else if (result->verdict == VERDICT_ERROR)
        note_error(course, result);
}

void course_close(struct course *course, struct result *result)
{
    struct summary *summary = course->summary;

    summary->counts[result->verdict]++;
    summary->advisories += findings_count(&result->findings, LEVEL_SHOULD);
    each_conclusion(course, add_probe, result);
    clauses_note(&course->clauses, result);
    emit_result(course->emitter, result);
    if (course->fail_fast && result->verdict == VERDICT_FAIL)
        course_stop(course, true,
                    xasprintf("not run: %s failed, and --fail-fast was given",
                              result->testcase->id));
    result_clear(result);
}

void course_end(struct course *course)
{
    struct summary *summary = course->summary;

    summary->facts_len = summary->observations.len;
    each_conclusion(course, draw_conclusion, NULL);
    clauses_conclude(&course->clauses, summary);
    emit_end(course->emitter, summary);
}
