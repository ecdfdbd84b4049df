#include "cli/trial_run.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/connect.h"
#include "cli/selection.h"
#include "cli/target.h"
#include "run/exit.h"
#include "run/run.h"
#include "selftest/collect.h"

#include <stdlib.h>
#include <unistd.h>

/* The emulator is ready at once or never. */
#define PROVISION_MS 10000

/*
 * A broken target is judged in a hurry: every wait for it is in vain, and the
 * emulator does not lag unless it is told to. One that is right has all the
 * time that it has in any run.
 */
static const struct pace {
    long settle_ms;
    long timeout_ms; /* of a request; 0: as in any run */
    long deadline_ms;
} paces[TRIAL_KINDS] = {[TRIAL_PLAIN] = {2000, 0, 60000},
                        [TRIAL_DIALECT] = {2000, 0, 60000},
                        [TRIAL_FAULT] = {50, 1000, 30000},
                        [TRIAL_VARIANT] = {2000, 0, 60000}};

/* The command line that would do this trial. */
static struct config config_of(const struct trial_setup *setup,
                               const struct trial *trial)
{
    const struct pace *pace = &paces[trial->kind];
    struct config config = *setup->config;
    struct list *words = &config.emulator_words;

    config.emulator = true;
    config.settle_ms = pace->settle_ms;
    config.deadline_ms = pace->deadline_ms;
    if (pace->timeout_ms)
        config.timeout_ms = pace->timeout_ms;
    if (trial->kind == TRIAL_DIALECT)
        config.dialect = trial->name;
    for (size_t i = 0; i < trial->switches_len; i++) {
        words->items[words->len++] =
            trial->kind == TRIAL_FAULT ? "--fault" : "--variant";
        words->items[words->len++] = trial->switches[i];
    }
    return config;
}

static int execute(const struct config *config, const struct data *data,
                   const struct plan *plan, struct aim *aim,
                   struct connection *connection, struct writer *writer,
                   struct error *err)
{
    char *fixtures = path_join(data->directory, "fixtures");
    const struct run_options options = {.settle_ms = config->settle_ms,
                                        .deadline_ms = config->deadline_ms,
                                        .max_errors =
                                            (size_t)config->max_errors,
                                        .provision_ms = PROVISION_MS,
                                        .seed = plan->seed,
                                        .marker = "selftest"};
    const struct run_setup setup = {.catalog = data->catalog,
                                    .plan = plan,
                                    .target = &aim->target,
                                    .endpoint = &aim->endpoint,
                                    .options = &options,
                                    .client = connection->client,
                                    .clock = clock_system(),
                                    .owner = &connection->owner,
                                    .second = &connection->second,
                                    .fixtures = fixtures,
                                    .version = ASSAY_VERSION,
                                    .writers = writer,
                                    .writers_len = 1};
    struct summary summary = {.exit_status = EXIT_TROUBLE};
    int rc = run_execute(&setup, &summary, err);

    summary_clear(&summary);
    free(fixtures);
    return rc;
}

static int judge(const struct config *config, const struct data *data,
                 const struct plan *plan, struct writer *writer,
                 struct error *err)
{
    struct aim aim = {.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
    struct connection connection = {0};
    int rc = -1;

    if (aim_take(config, &aim, err) < 0)
        return -1;
    if (connect_open(config, data->catalog, &aim, "assay/" ASSAY_VERSION,
                     &connection, err) == 0) {
        rc = execute(config, data, plan, &aim, &connection, writer, err);
        connect_close(&connection);
    }
    aim_drop(&aim);
    return rc;
}

/* Another dialect has other paths and pages: everything is read again. */
static int judge_dialect(const struct config *config, struct writer *writer,
                         struct error *err)
{
    struct data data = {0};
    struct plan plan = {0};
    int rc = -1;

    if (data_load(config, &data, err) == 0) {
        if (selection_plan(config, &data, &plan, err) == 0)
            rc = judge(config, &data, &plan, writer, err);
        plan_clear(&plan);
        data_clear(&data);
    }
    return rc;
}

int trial_run(const struct trial_setup *setup, const struct trial *trial,
              int to)
{
    struct config config = config_of(setup, trial);
    struct collector collector = {fdopen(to, "w"), trial->clause};
    struct writer writer = collector_writer(&collector);
    struct error err = {0};
    char *why;
    int rc;

    if (!collector.out)
        return -1;
    rc = trial->kind == TRIAL_DIALECT
             ? judge_dialect(&config, &writer, &err)
             : judge(&config, setup->data, setup->plan, &writer, &err);
    if (rc < 0) {
        why = error_message(&err);
        collect_trouble(collector.out, why);
        free(why);
    }
    return fclose(collector.out) == 0 ? 0 : -1;
}
