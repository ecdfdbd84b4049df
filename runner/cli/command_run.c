#include "cli/commands.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/connect.h"
#include "cli/data.h"
#include "cli/outputs.h"
#include "cli/preview.h"
#include "cli/run_ledger.h"
#include "cli/selection.h"
#include "cli/target.h"
#include "cli/waivers.h"
#include "run/exit.h"
#include "run/identifiers.h"
#include "run/lock.h"
#include "run/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Within this a new volume or snapshot must be available. */
#define PROVISION_MS 300000

static int dry_run(const struct data *data, const struct aim *aim,
                   const struct plan *plan, const char *fixtures,
                   struct error *err)
{
    const struct target *target = &aim->target;
    const char *shown = redactor_add_project(aim->redactor, target->project_id);
    struct identity owner = {.token = aim->token || aim->login ? PREVIEW_TOKEN
                                                               : NULL,
                             .project_id = shown ? shown : target->project_id};
    struct identity second = {.token = PREVIEW_SECOND_TOKEN,
                              .project_id = PREVIEW_SECOND_PROJECT};
    struct sender sender = {.endpoint = &aim->endpoint,
                            .owner = &owner,
                            .second = &second,
                            .stranger_token = PREVIEW_WRONG_TOKEN,
                            .clock = clock_system(),
                            .microversion = target->microversion,
                            .fixtures = fixtures};
    struct preview preview = {
        .catalog = data->catalog,
        .sender = &sender,
        .snapshot_id = target->snapshot_id ? target->snapshot_id : "SNAPSHOT",
        .neighbour_id =
            target->neighbour_id ? target->neighbour_id : "NEIGHBOUR",
        .has_neighbour = !target->snapshot_id || target->neighbour_id,
        .seed = plan->seed};

    for (size_t i = 0; i < plan->len; i++)
        if (plan->entries[i].skip_reason)
            printf("%s\n  skipped: %s\n", plan->entries[i].testcase->id,
                   plan->entries[i].skip_reason);
        else if (preview_print(&preview, plan->entries[i].testcase, stdout,
                               err) < 0)
            return EXIT_TROUBLE;
    return EXIT_CONFORMS;
}

/* "assay/0.1.0 (suite evs.snapshots.update.access and 5 more)" */
static char *user_agent_of(const struct plan *plan)
{
    char *more = plan->suites_len > 1
                     ? xasprintf(" and %zu more", plan->suites_len - 1)
                     : xstrdup("");
    char *text =
        xasprintf("assay/" ASSAY_VERSION " (suite %s%s)",
                  plan->suites_len ? plan->suites[0]->id : "none", more);

    free(more);
    return text;
}

static struct run_options run_options_of(const struct config *config,
                                         const struct plan *plan)
{
    return (struct run_options){.settle_ms = config->settle_ms,
                                .deadline_ms = config->deadline_ms,
                                .max_errors = (size_t)config->max_errors,
                                .fail_fast = config->fail_fast,
                                .strict = config->strict,
                                .provision_ms = PROVISION_MS,
                                .max_requests = (size_t)config->max_requests,
                                .without_read =
                                    list_has(&config->without, "read"),
                                .volume_id = config->volume_id,
                                .volume_size = config->volume_size,
                                .volume_type = config->volume_type,
                                .availability_zone = config->availability_zone,
                                .seed = plan->seed};
}

/* What the client was told, for the transcript; new reference. */
static json_t *client_options_of(const struct config *config)
{
    return json_pack("{sI sI sI sI sf}", "timeout_ms",
                     (json_int_t)config->timeout_ms, "connect_timeout_ms",
                     (json_int_t)config->connect_timeout_ms, "retries",
                     (json_int_t)config->retries, "max_body",
                     (json_int_t)config->max_body, "rate", config->rate);
}

/* Where nothing is run nothing is written. */
static bool is_idle(const struct plan *plan)
{
    for (size_t i = 0; i < plan->len; i++)
        if (!plan->entries[i].skip_reason)
            return false;
    return true;
}

/* The ledger is the last thing to be there before the first request. */
static void execute(const struct config *config, const struct aim *aim,
                    struct run_setup *setup, struct summary *summary,
                    struct error *err)
{
    struct run_ledger ledger = {0};

    if (!is_idle(setup->plan) &&
        run_ledger_open(config, aim, setup->options->marker, &ledger, err) < 0)
        return;
    setup->ledger = ledger.is_open ? &ledger.file : NULL;
    setup->finish = ledger.finish;
    run_execute(setup, summary, err);
    setup->ledger = NULL;
    setup->finish = NULL;
    run_ledger_close(&ledger);
}

/* Who reads a report must know that an id in it is none. */
static void observe_substitute(const char *substitute, struct summary *summary)
{
    if (substitute)
        observations_add(&summary->observations, "project-masked", substitute,
                         json_object(),
                         "stands for the project's id (--mask project)");
}

static int report(const struct config *config, const struct aim *aim,
                  struct run_setup *setup, struct error *err)
{
    struct outputs outputs;
    struct summary summary = {.exit_status = EXIT_TROUBLE};
    int status;

    if (outputs_open(config, aim->redactor, &outputs, err) < 0)
        return EXIT_TROUBLE;
    observe_substitute(setup->owner->shown_project, &summary);
    if (setup->second)
        observe_substitute(setup->second->shown_project, &summary);
    setup->writers = outputs.writers;
    setup->writers_len = outputs.len;
    execute(config, aim, setup, &summary, err);
    status = summary.exit_status;
    outputs_close(&outputs);
    summary_clear(&summary);
    return status;
}

/* One run at a time on what the user named; nothing to lock otherwise. */
static int lock(const struct aim *aim, struct locks *locks, struct error *err)
{
    const char *const ids[] = {aim->target.snapshot_id,
                               aim->target.neighbour_id};

    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
        if (ids[i] && lock_snapshot(locks, aim->endpoint.root, ids[i], err) < 0)
            return -1;
    return 0;
}

/* What reports say of the target. */
struct shown {
    struct target target;
    char *url; /* owned */
    char *project_id;
};

static void show_target(const struct aim *aim, struct shown *shown)
{
    shown->url = xstrdup(aim->target.base_url);
    shown->project_id = xstrdup(aim->target.project_id);
    redact_text(aim->redactor, &shown->url);
    redact_text(aim->redactor, &shown->project_id);
    shown->target = aim->target;
    shown->target.base_url = shown->url;
    shown->target.project_id = shown->project_id;
}

/* What a run is about, once everything is read. */
struct task {
    const struct config *config;
    const struct data *data;
    struct aim *aim;
    const struct plan *plan;
    struct waivers *waivers; /* or NULL */
    const char *fixtures;
};

static int judge(const struct task *task, struct error *err)
{
    const struct config *config = task->config;
    const struct data *data = task->data;
    const struct plan *plan = task->plan;
    struct aim *aim = task->aim;
    struct run_options options = run_options_of(config, plan);
    struct clock clock = clock_system();
    char *marker = identifier_marker(plan->seed, clock.wall_us(clock.state),
                                     (long)getpid());
    char *user_agent = user_agent_of(plan);
    json_t *client_options = client_options_of(config);
    struct connection connection = {0};
    struct locks locks = {0};
    struct shown shown = {0};
    struct run_setup setup = {.catalog = data->catalog,
                              .plan = plan,
                              .target = &shown.target,
                              .endpoint = &aim->endpoint,
                              .options = &options,
                              .clock = clock,
                              .owner = &connection.owner,
                              .waivers = task->waivers,
                              .fixtures = task->fixtures,
                              .version = ASSAY_VERSION,
                              .client_options = client_options};
    int status = EXIT_TROUBLE;

    options.marker = marker;
    if (connect_open(config, data->catalog, aim, user_agent, &connection, err) <
        0) {
        status = err->kind == ERROR_USAGE ? EXIT_TROUBLE : EXIT_UNDECIDED;
    } else {
        setup.client = connection.client;
        setup.second = connection.has_second ? &connection.second : NULL;
        show_target(aim, &shown);
        if (lock(aim, &locks, err) == 0)
            status = report(config, aim, &setup, err);
        connect_close(&connection);
    }
    locks_release(&locks);
    json_decref(client_options);
    free(shown.url);
    free(shown.project_id);
    free(user_agent);
    free(marker);
    return status;
}

static int check_limits(const struct config *config, struct error *err)
{
    if (config->words.len)
        return error_set(err, ERROR_USAGE, config->words.items[0],
                         "is not expected here");
    if (config->timeout_ms < 1 || config->connect_timeout_ms < 1)
        return error_set(err, ERROR_USAGE,
                         config->timeout_ms < 1 ? "--timeout"
                                                : "--connect-timeout",
                         "a request must have a limit above 0 s");
    if (config->max_body < 1)
        return error_set(err, ERROR_USAGE, "--max-body",
                         "an answer must have a limit above 0 bytes");
    return 0;
}

int command_run(const struct config *config, struct error *err)
{
    struct data data = {0};
    struct plan plan = {0};
    struct aim aim = {.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
    struct waivers *waivers = NULL;
    char *fixtures = NULL;
    int status = EXIT_TROUBLE;

    if (check_limits(config, err) < 0 || data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    fixtures = path_join(data.directory, "fixtures");
    if (waivers_take(config, data.library, &waivers, err) < 0 ||
        selection_plan(config, &data, &plan, err) < 0 ||
        aim_take(config, &aim, err) < 0)
        goto out;
    status = config->dry_run ? dry_run(&data, &aim, &plan, fixtures, err)
                             : judge(&(struct task){config, &data, &aim, &plan,
                                                    waivers, fixtures},
                                     err);
out:
    waivers_free(waivers);
    if (aim.redactor)
        redact_error(aim.redactor, err);
    aim_drop(&aim);
    plan_clear(&plan);
    data_clear(&data);
    free(fixtures);
    return status;
}
