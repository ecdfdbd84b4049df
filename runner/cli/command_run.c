#include "cli/commands.h"

#include "base/clock.h"
#include "base/file.h"
#include "cli/data.h"
#include "cli/outputs.h"
#include "cli/preview.h"
#include "cli/selection.h"
#include "cli/target.h"
#include "run/exit.h"
#include "run/run.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_HEADER_BYTES ((size_t)256 * 1024)
#define PROVISION_MS     120000

static int dry_run(const struct data *data, const struct aim *aim,
                   const struct plan *plan, const char *fixtures,
                   struct error *err)
{
    const struct target *target = &aim->target;
    struct identity owner = {.token = aim->token ? "$OS_TOKEN" : NULL,
                             .project_id = target->project_id};
    struct identity second = {.token = "$ASSAY_SECOND_TOKEN",
                              .project_id = "SECOND"};
    struct sender sender = {.endpoint = &aim->endpoint,
                            .project_id = target->project_id,
                            .owner = &owner,
                            .second = &second,
                            .stranger_token = "(a wrong token)",
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

static struct http_options http_options_of(const struct config *config,
                                           const char *const *secrets)
{
    return (struct http_options){.timeout_ms = config->timeout_ms,
                                 .connect_timeout_ms =
                                     config->connect_timeout_ms,
                                 .max_body = (size_t)config->max_body,
                                 .max_header = MAX_HEADER_BYTES,
                                 .cacert = config->cacert,
                                 .insecure = config->insecure,
                                 .user_agent = "assay/" ASSAY_VERSION,
                                 .secrets = secrets,
                                 .secrets_len = secrets[0] ? 1 : 0,
                                 .clock = clock_system()};
}

static int judge(const struct config *config, const struct data *data,
                 const struct aim *aim, const struct plan *plan,
                 const char *fixtures, struct error *err)
{
    const char *secrets[] = {aim->token};
    struct http_options http = http_options_of(config, secrets);
    struct run_options options = {.settle_ms = config->settle_ms,
                                  .deadline_ms = config->deadline_ms,
                                  .max_errors = (size_t)config->max_errors,
                                  .fail_fast = config->fail_fast,
                                  .strict = config->strict,
                                  .provision_ms = PROVISION_MS,
                                  .seed = plan->seed};
    struct outputs outputs;
    struct summary summary = {.exit_status = EXIT_TROUBLE};
    struct run_setup setup = {.catalog = data->catalog,
                              .plan = plan,
                              .target = &aim->target,
                              .endpoint = &aim->endpoint,
                              .options = &options,
                              .client = client,
                              .clock = clock_system(),
                              .owner = &owner,
                              .fixtures = fixtures,
                              .version = ASSAY_VERSION};
    int status;

    if (outputs_open(config, &outputs, err) < 0)
        return EXIT_TROUBLE;
    setup.writers = outputs.writers;
    setup.writers_len = outputs.len;
    run_execute(&setup, &summary, err);
    status = summary.exit_status;
    outputs_close(&outputs);
    summary_clear(&summary);
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
    char *fixtures = NULL;
    int status = EXIT_TROUBLE;

    if (check_limits(config, err) < 0 || data_load(config, &data, err) < 0)
        return EXIT_TROUBLE;
    fixtures = path_join(data.directory, "fixtures");
    if (selection_plan(config, &data, &plan, err) < 0 ||
        aim_take(config, &aim, err) < 0)
        goto out;
    status = config->dry_run ? dry_run(&data, &aim, &plan, fixtures, err)
                             : judge(config, &data, &aim, &plan, fixtures, err);
out:
    aim_drop(&aim);
    plan_clear(&plan);
    data_clear(&data);
    free(fixtures);
    return status;
}
