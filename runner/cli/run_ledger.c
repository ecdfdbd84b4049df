#include "cli/run_ledger.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "run/ledger_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define IN_OUT "ledger.jsonl"

/* The file, in new memory; NULL with err. */
static char *choose_path(const struct config *config, const char *marker,
                         bool *is_ours, struct error *err)
{
    char *directory, *path;

    *is_ours = false;
    if (config->ledger && !config->ledger[0]) {
        error_set(err, ERROR_USAGE, "--ledger", "an empty path names no file");
        return NULL;
    }
    if (config->ledger)
        return xstrdup(config->ledger);
    /* a folder without the project's id is there to be shown to others */
    if (config->out && !config->mask.len)
        return path_join(config->out, IN_OUT);
    *is_ours = true;
    directory = ledger_directory(err);
    path = directory ? xasprintf("%s/%s.jsonl", directory, marker) : NULL;
    free(directory);
    return path;
}

/* A report would be put in the ledger's place at the end of the run. */
static int check_path(const struct config *config, struct error *err)
{
    const char *const reports[] = {config->tap, config->junit, config->json,
                                   config->html, config->har};

    for (size_t i = 0; config->ledger && i < 5; i++)
        if (reports[i] && !strcmp(reports[i], config->ledger))
            return error_set(err, ERROR_USAGE, "--ledger",
                             "is the file of a report, too: %s",
                             config->ledger);
    return 0;
}

/* Two changes of one snapshot could not both be put back. */
static int tell_rest(const struct config *config,
                     const struct ledger_rest *rest, struct error *err)
{
    char *command;

    if (!rest->path)
        return 0;
    command = options_restore(config, rest->path);
    if (rest->has_snapshot)
        error_set(err, ERROR_USAGE, "--snapshot-id",
                  "an earlier run has changed this snapshot or its neighbour "
                  "and not put it back; first: %s",
                  command);
    else
        fprintf(stderr,
                "assay: an earlier run on this target was not put back; to "
                "do it: %s\n",
                command);
    if (!rest->has_snapshot && rest->others)
        fprintf(stderr, "assay: and %zu more beside that ledger\n",
                rest->others);
    free(command);
    return rest->has_snapshot ? -1 : 0;
}

/* Those in the directory of ours; no home, no ledgers. */
static int look_for_rest(const struct config *config, const struct aim *aim,
                         struct error *err)
{
    const char *const ids[] = {aim->target.snapshot_id,
                               aim->target.neighbour_id};
    struct ledger_rest rest;
    struct error ignored = {0};
    char *directory = ledger_directory(&ignored);
    int rc;

    if (!directory)
        return 0;
    ledger_look(directory, aim->target.base_url, aim->target.project_id, ids,
                sizeof(ids) / sizeof(*ids), &rest);
    rc = tell_rest(config, &rest, err);
    ledger_rest_clear(&rest);
    free(directory);
    return rc;
}

int run_ledger_open(const struct config *config, const struct aim *aim,
                    const char *marker, struct run_ledger *ledger,
                    struct error *err)
{
    const struct ledger_head head = {.version = ASSAY_VERSION,
                                     .marker = marker,
                                     .base_url = aim->target.base_url,
                                     .project_id = aim->target.project_id,
                                     .dialect = config->dialect,
                                     .profile = config->profile,
                                     .microversion = aim->target.microversion};
    struct clock clock = clock_system();
    char *path;
    int rc = -1;

    *ledger = (struct run_ledger){0};
    if (aim->target.emulator && !config->ledger)
        return 0;
    if (check_path(config, err) < 0 || look_for_rest(config, aim, err) < 0)
        return -1;
    path = choose_path(config, marker, &ledger->is_ours, err);
    if (path) {
        ledger->finish = options_restore(config, path);
        if (ledger_make_room(path, ledger->finish, err) == 0)
            rc = ledger_file_create(&ledger->file, path, &head, &clock, err);
    }
    ledger->is_open = rc == 0;
    free(path);
    if (rc < 0)
        run_ledger_close(ledger);
    return rc;
}

void run_ledger_close(struct run_ledger *ledger)
{
    if (ledger->is_open) {
        if (ledger->is_ours && ledger->file.done)
            unlink(ledger->file.path);
        ledger_file_close(&ledger->file);
    }
    free(ledger->finish);
    *ledger = (struct run_ledger){0};
}
