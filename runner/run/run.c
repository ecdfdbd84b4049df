#include "run/run.h"

#include "base/alloc.h"
#include "check/counting.h"
#include "run/causes.h"
#include "run/clauses.h"
#include "run/exit.h"
#include "run/identifiers.h"
#include "run/provision.h"
#include "run/signals.h"
#include "run/steps.h"

#include <stdlib.h>
#include <string.h>

/* The probes that a conclusion has so far. */
struct probes {
    struct probe *items;
    size_t len;
    size_t cap;
};

struct run {
    const struct run_setup *setup;
    struct session session;
    struct lane lane;
    struct undo undo;
    struct causes causes;
    struct clauses clauses;
    struct probes *probes; /* one for each conclusion of all suites */
    char *stop;            /* why the rest gets no traffic, or NULL */
    bool stop_is_skip;     /* the rest is skipped rather than in error */
    struct summary *summary;
};

static size_t count_conclusions(const struct catalog *catalog)
{
    size_t count = 0;

    for (size_t i = 0; i < catalog->suites_len; i++)
        count += catalog->suites[i].conclusions_len;
    return count;
}

/* Call visit for each conclusion with its probes. */
static void each_conclusion(struct run *run,
                            void (*visit)(struct run *,
                                          const struct conclusion *,
                                          struct probes *, void *),
                            void *with)
{
    const struct catalog *catalog = run->setup->catalog;
    size_t index = 0;

    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].conclusions_len; k++)
            visit(run, &catalog->suites[i].conclusions[k],
                  &run->probes[index++], with);
}

static void add_probe(struct run *run, const struct conclusion *conclusion,
                      struct probes *probes, void *with)
{
    struct probe probe;

    (void)run;
    if (!probe_read(conclusion, with, &probe))
        return;
    probes->items =
        xgrow(probes->items, probes->len, &probes->cap, sizeof(*probes->items));
    probes->items[probes->len++] = probe;
}

static void draw_conclusion(struct run *run,
                            const struct conclusion *conclusion,
                            struct probes *probes, void *with)
{
    (void)with;
    conclude(conclusion, probes->items, probes->len,
             &run->summary->observations);
    free(probes->items);
}

static void stop_rest(struct run *run, bool is_skip, char *reason)
{
    if (run->stop) {
        free(reason);
        return;
    }
    run->stop = reason;
    run->stop_is_skip = is_skip;
}

/* What a testcase in error has in common with others of its kind. */
static const char *cause_of(const struct result *result)
{
    for (size_t i = 0; i < result->exchanges.len; i++)
        if (result->exchanges.items[i].transport != TRANSPORT_OK)
            return transport_name(result->exchanges.items[i].transport);
    return result->reason ? result->reason : "";
}

static void note_error(struct run *run, const struct result *result)
{
    size_t max = run->setup->options->max_errors;
    const char *cause = cause_of(result);

    if (max && causes_count(&run->causes, cause) >= max)
        stop_rest(run, false,
                  xasprintf("%zu testcases were in error for the "
                            "same cause (%s), see --max-errors; the last "
                            "one: %s",
                            max, cause,
                            result->reason ? result->reason : cause));
}

/* Perform the steps and judge. */
static void perform(struct run *run, struct result *result)
{
    struct error err = {0};
    int64_t start = run->session.clock.monotonic_us(run->session.clock.state);

    steps_perform(&run->session, &run->lane, &run->undo, result, &err);
    judge_testcase(&run->session.judge, result);
    if (error_is_set(&err) && result->verdict != VERDICT_FAIL) {
        result->verdict = VERDICT_ERROR;
        free(result->reason);
        result->reason = error_message(&err);
    }
    result->duration_us =
        run->session.clock.monotonic_us(run->session.clock.state) - start;
    if (err.kind == ERROR_SUITE || err.kind == ERROR_OUTPUT)
        emitter_trouble(&run->session.emitter, &err);
    if (err.kind == ERROR_INTERRUPTED || err.kind == ERROR_OUTPUT)
        stop_rest(run, false, error_message(&err));
    else if (result->verdict == VERDICT_ERROR)
        note_error(run, result);
}

static void decide(struct run *run, const struct plan_entry *entry,
                   struct result *result)
{
    if (entry->skip_reason) {
        result->verdict = VERDICT_SKIP;
        result->reason = xstrdup(entry->skip_reason);
    } else if (run->stop) {
        result->verdict = run->stop_is_skip ? VERDICT_SKIP : VERDICT_ERROR;
        result->reason = xstrdup(run->stop);
        result->not_tried = true;
    } else {
        perform(run, result);
    }
}

static void run_entry(struct run *run, size_t index)
{
    const struct plan_entry *entry = &run->setup->plan->entries[index];
    struct result result = {.testcase = entry->testcase, .index = index};

    emit_start(&run->session.emitter, entry->testcase, index);
    decide(run, entry, &result);
    run->summary->counts[result.verdict]++;
    run->summary->advisories += findings_count(&result.findings, LEVEL_SHOULD);
    each_conclusion(run, add_probe, &result);
    clauses_note(&run->clauses, &result);
    emit_result(&run->session.emitter, &result);
    if (run->setup->options->fail_fast && result.verdict == VERDICT_FAIL)
        stop_rest(run, true,
                  xasprintf("not run: %s failed, and --fail-fast was given",
                            entry->testcase->id));
    result_clear(&result);
}

/* Is there anything that resources are needed for? */
static bool is_idle(const struct plan *plan)
{
    for (size_t i = 0; i < plan->len; i++)
        if (!plan->entries[i].skip_reason)
            return false;
    return true;
}

/* The snapshot that the user named, and what it holds when it can be read. */
static int adopt(struct run *run, struct error *err)
{
    const struct target *target = run->setup->target;

    run->lane.snapshot_id = xstrdup(target->snapshot_id);
    run->lane.neighbour_id = xstrdup(target->neighbour_id);
    if (!run->setup->options->without_read)
        return provision_adopt(&run->session, &run->lane, &run->undo, err);
    observations_add(&run->summary->observations, "not-restored",
                     target->snapshot_id, json_object(),
                     "name and description were not put back, since the "
                     "snapshot cannot be read (--without read)");
    return 0;
}

/* The resources; what goes wrong here makes every testcase an error. */
static void provide(struct run *run)
{
    struct error err = {0};
    int rc = run->setup->target->snapshot_id
                 ? adopt(run, &err)
                 : provision_make(&run->session, &run->lane, &run->undo, &err);

    if (rc < 0) {
        /* a request that was broken off is not the cause */
        const char *stop = session_stop_reason(&run->session);

        if (err.kind == ERROR_OUTPUT)
            emitter_trouble(&run->session.emitter, &err);
        run->summary->abort_text = stop ? xstrdup(stop) : error_message(&err);
        stop_rest(run, false, xstrdup(run->summary->abort_text));
    }
}

/* Nothing left: the ledger has done its duty. Else who can finish? */
static void finish_ledger(struct run *run)
{
    const struct run_setup *setup = run->setup;
    struct error err = {0};

    if (!setup->ledger)
        return;
    if (run->summary->leftovers_len)
        run->summary->finish = xstrdup(setup->finish);
    else if (ledger_file_finish(setup->ledger, &setup->clock, &err) < 0)
        emitter_trouble(&run->session.emitter, &err);
}

/* A signal that ended the testcases must not end the putting back. */
static void put_back(struct run *run)
{
    signals_drop_deadline();
    run->session.deadline_ms = 0;
    run->session.max_requests = 0;
    http_client_lift_budget(run->session.client);
    run->summary->signal = *run->session.signal;
    *run->session.signal = 0;
    http_client_resume(run->session.client);
    if (run->session.owner)
        run->session.owner->in_vain = 0;
    if (undo_is_open(&run->undo))
        emit_note(&run->session.emitter, "putting back what the run changed");
    undo_all(&run->undo, &run->session, run->summary);
    if (*run->session.signal)
        run->summary->signal = *run->session.signal;
    finish_ledger(run);
}

static void summarize(struct run *run)
{
    struct summary *summary = run->summary;

    if (run->session.renewals)
        observations_add(&summary->observations, "token-renewed", "token",
                         json_integer((json_int_t)run->session.renewals),
                         "renewed during the run: %zu", run->session.renewals);
    summary->requests = http_client_requests(run->session.client);
    summary->duration_us =
        run->session.clock.monotonic_us(run->session.clock.state) -
        run->session.started_us;
}

static void carry_out(struct run *run)
{
    const struct run_setup *setup = run->setup;
    char started[CLOCK_TEXT_SIZE];
    struct run_info info = {setup->plan, setup->target, setup->version, started,
                            setup->options->strict};

    clock_text(run->session.clock.wall_us(run->session.clock.state), started);
    emit_begin(&run->session.emitter, &info);
    if (!is_idle(setup->plan))
        provide(run);
    for (size_t i = 0; i < setup->plan->len; i++)
        run_entry(run, i);
    put_back(run);
    each_conclusion(run, draw_conclusion, NULL);
    clauses_conclude(&run->clauses, run->summary);
    summarize(run);
    emit_end(&run->session.emitter, run->summary);
}

static void prepare(struct run *run, const struct run_setup *setup,
                    const char *stranger)
{
    struct session *session = &run->session;

    session->catalog = setup->catalog;
    session->options = setup->options;
    session->clock = setup->clock;
    session->client = setup->client;
    session->owner = setup->owner;
    session->second = setup->second;
    session->started_us = session->clock.monotonic_us(session->clock.state);
    session->deadline_ms = setup->options->deadline_ms;
    session->max_requests = setup->options->max_requests;
    session->sender =
        (struct sender){.endpoint = setup->endpoint,
                        .owner = setup->owner,
                        .second = setup->second,
                        .stranger_token = stranger,
                        .clock = setup->clock,
                        .microversion = setup->target->microversion,
                        .fixtures = setup->fixtures};
    session->judge = (struct judge_context){
        .schemas = setup->catalog->book,
        .schema_clauses = setup->catalog->schema_clauses,
        .schema_clauses_len = setup->catalog->schema_clauses_len,
        .resources = lane_resource_names(!setup->target->snapshot_id ||
                                             setup->target->neighbour_id,
                                         !setup->target->snapshot_id),
        .strict = setup->options->strict,
        .without_read = setup->options->without_read};
    session->signal = signals_noted();
    emitter_init(&session->emitter, setup->writers, setup->writers_len);
    clauses_init(&run->clauses, setup->catalog,
                 &(struct run_sight){session->judge.resources,
                                     session->judge.without_read});
    run->probes =
        xcalloc(count_conclusions(setup->catalog), sizeof(*run->probes));
}

int run_execute(const struct run_setup *setup, struct summary *summary,
                struct error *err)
{
    struct run run = {.setup = setup, .summary = summary};
    char *stranger = identifier_hex(setup->options->seed, "", "stranger", 32);

    run.undo.file = setup->ledger;
    prepare(&run, setup, stranger);
    signals_catch(setup->client, setup->options->deadline_ms);
    carry_out(&run);
    signals_release();
    if (error_is_set(&run.session.emitter.first))
        *err = run.session.emitter.first;
    emitter_clear(&run.session.emitter);
    json_decref((json_t *)run.session.judge.resources);
    causes_clear(&run.causes);
    clauses_clear(&run.clauses);
    undo_clear(&run.undo);
    lane_clear(&run.lane);
    free(run.probes);
    free(run.stop);
    free(stranger);
    return error_is_set(err) ? -1 : 0;
}
