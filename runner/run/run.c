#include "run/run.h"

#include "base/alloc.h"
#include "run/conditions.h"
#include "run/course.h"
#include "run/identifiers.h"
#include "run/provision.h"
#include "run/signals.h"
#include "run/steps.h"

#include <stdlib.h>
#include <string.h>

struct run {
    const struct run_setup *setup;
    struct session session;
    struct lane lane;
    struct undo undo;
    struct course course;
    struct summary *summary;
};

/* Ask the target, and judge what came. */
static void perform(struct run *run, struct result *result)
{
    struct session *session = &run->session;
    struct error err = {0};
    int64_t start = session->clock.monotonic_us(session->clock.state);

    session->in_testcase = true;
    steps_perform(session, &run->lane, &run->undo, result, &err);
    session->in_testcase = false;
    course_judge(&run->course, result, &err);
    result->duration_us =
        session->clock.monotonic_us(session->clock.state) - start;
}

static void run_entry(struct run *run, size_t index)
{
    struct course *course = &run->course;
    struct result result;

    course_open(course, index, &result);
    if (!course_skips(course, &result) && !course_is_stopped(course, &result))
        perform(run, &result);
    course_close(course, &result);
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
        course_stop(&run->course, false, xstrdup(run->summary->abort_text));
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
    json_t *conditions = conditions_record(setup, run->session.judge.resources);
    struct run_info info = {.plan = setup->plan,
                            .target = setup->target,
                            .version = setup->version,
                            .started = started,
                            .strict = setup->options->strict,
                            .conditions = conditions};

    clock_text(run->session.clock.wall_us(run->session.clock.state), started);
    waivers_begin(setup->waivers, &info, setup->catalog->suites,
                  setup->catalog->suites_len);
    emit_begin(&run->session.emitter, &info);
    if (!is_idle(setup->plan))
        provide(run);
    for (size_t i = 0; i < setup->plan->len; i++)
        run_entry(run, i);
    put_back(run);
    summarize(run);
    course_end(&run->course);
    json_decref(conditions);
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
    run->course = (struct course){.catalog = setup->catalog,
                                  .waivers = setup->waivers,
                                  .plan = setup->plan,
                                  .judge = &session->judge,
                                  .emitter = &session->emitter,
                                  .summary = run->summary,
                                  .max_errors = setup->options->max_errors,
                                  .fail_fast = setup->options->fail_fast};
    course_init(&run->course);
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
    course_clear(&run.course);
    emitter_clear(&run.session.emitter);
    json_decref((json_t *)run.session.judge.resources);
    undo_clear(&run.undo);
    lane_clear(&run.lane);
    free(stranger);
    return error_is_set(err) ? -1 : 0;
}
