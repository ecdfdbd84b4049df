#include "cli/commands.h"

#include "cli/data.h"
#include "cli/outputs.h"
#include "cli/waivers.h"
#include "replay/replay.h"
#include "run/exit.h"

/*
 * The options of the run as far as its transcript tells, for the command that
 * repeats it. That is quoted where it is printed, whatever somebody wrote.
 */
static struct config config_of_run(const struct config *config,
                                   const struct transcript_head *head)
{
    const struct target *target = &head->target;
    struct config run = *config;

    run.emulator = target->emulator;
    run.base_url = target->emulator ? NULL : target->base_url;
    run.project_id = target->emulator ? NULL : target->project_id;
    run.snapshot_id = target->snapshot_id;
    run.neighbour_id = target->neighbour_id;
    run.microversion = target->microversion;
    run.insecure = target->insecure;
    run.dialect = head->dialect;
    run.profile = head->profile;
    run.strict = head->strict;
    return run;
}

/* With the reports that were asked for. */
static int judge(const struct config *config, struct transcript *transcript,
                 const struct catalog *catalog, struct waivers *waivers,
                 struct error *err)
{
    struct config run = config_of_run(config, transcript_head(transcript));
    struct summary summary = {.exit_status = EXIT_TROUBLE};
    struct outputs outputs;
    int status;

    if (outputs_open(&run, NULL, &outputs, err) < 0)
        return EXIT_TROUBLE;
    replay_judge(transcript, catalog, waivers, ASSAY_VERSION, outputs.writers,
                 outputs.len, &summary, err);
    status = error_is_set(err) ? EXIT_TROUBLE : summary.exit_status;
    outputs_close(&outputs);
    summary_clear(&summary);
    return status;
}

/* Those of --waivers; else those that the run had. */
static struct waivers *waivers_of_run(const struct config *config,
                                      const struct transcript *transcript,
                                      const struct library *library,
                                      struct error *err)
{
    struct waivers *waivers = NULL;

    if (!config->waivers)
        return replay_waivers(transcript_head(transcript), library, err);
    waivers_take(config, library, &waivers, err);
    return waivers;
}

int command_judge(const struct config *config, struct error *err)
{
    struct library *library;
    struct transcript *transcript = NULL;
    struct catalog *catalog = NULL;
    struct waivers *waivers = NULL;
    int status = EXIT_TROUBLE;

    if (config->words.len != 1)
        return error_set(err, ERROR_USAGE, "judge", "needs one transcript"),
               EXIT_TROUBLE;
    library = data_library(config, err);
    if (library)
        transcript = transcript_open(config->words.items[0], err);
    if (transcript)
        catalog = replay_catalog(transcript_head(transcript), library, err);
    if (catalog)
        waivers = waivers_of_run(config, transcript, library, err);
    if (catalog && !error_is_set(err))
        status = judge(config, transcript, catalog, waivers, err);
    waivers_free(waivers);
    catalog_free(catalog);
    transcript_close(transcript);
    library_free(library);
    return status;
}
