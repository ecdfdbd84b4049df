/*
 * command_restore.c - what a run changed and could not put back itself, by its
 * ledger.
 *
 * Where to is in the ledger; as whom is found as for a run.
 */
#include "cli/commands.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/connect.h"
#include "cli/data.h"
#include "cli/target.h"
#include "run/exit.h"
#include "run/restore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Within this something that is still being made must be there, to go. */
#define PROVISION_MS 300000

/* Everything that one restore works with. */
struct work {
    struct config config; /* with what the ledger says */
    struct ledger_file file;
    struct ledger_record record;
    struct data data;
    struct aim aim;
};

static const char *head_text(const struct work *work, const char *member)
{
    return json_member_text(work->record.head, member, NULL);
}

/*
 * The ledger says where; another address of the same service is believed when
 * somebody types it (a tunnel), another project never.
 */
static int aim_by_ledger(struct work *work, struct error *err)
{
    struct config *config = &work->config;
    const char *base_url = head_text(work, "base_url");
    const char *project_id = head_text(work, "project_id");

    if (option_is_on_line(config, "project-id") &&
        strcmp(config->project_id, project_id))
        return error_set(err, ERROR_USAGE, "--project-id",
                         "is not that of the ledger, \"%.60s\"", project_id);
    config->project_id = project_id;
    if (!option_is_on_line(config, "base-url"))
        config->base_url = base_url;
    else
        fprintf(stderr, "assay: the run was on %s; restoring at %s\n", base_url,
                config->base_url);
    config->dialect = head_text(work, "dialect");
    config->profile = head_text(work, "profile");
    config->microversion = head_text(work, "microversion");
    return 0;
}

/* "volume 1234", "snapshot called "assay-…"", in new memory. */
static char *describe(const struct undo_entry *entry)
{
    char *safe, *text;

    if (entry->id) {
        safe = text_visible(entry->id, strlen(entry->id), 80);
        text = xasprintf("%s %s", undo_word(entry->resource), safe);
    } else {
        safe = text_visible(entry->name, strlen(entry->name), 80);
        text = xasprintf("%s called \"%s\"", undo_word(entry->resource), safe);
    }
    free(safe);
    return text;
}

static void print_plan(const struct undo_entry *entry)
{
    char *what = describe(entry);
    char *members =
        entry->original ? json_text_short(entry->original, 200) : NULL;
    char *safe = members ? text_visible(members, strlen(members), 0) : NULL;

    if (entry->end != UNDO_OPEN)
        printf("done      %s\n", what);
    else if (safe)
        printf("put back  %s: %s\n", what, safe);
    else
        printf("delete    %s\n", what);
    free(safe);
    free(members);
    free(what);
}

/* Last made, first undone. */
static int dry_run(const struct work *work)
{
    const struct undo *undo = &work->record.undo;

    printf("target    %s, project %s\n", head_text(work, "base_url"),
           head_text(work, "project_id"));
    for (size_t i = undo->len; i-- > 0;)
        print_plan(&undo->entries[i]);
    return EXIT_CONFORMS;
}

static void print_end(const struct undo_entry *entry)
{
    static const char *const words[] = {[UNDO_UNCHANGED] = "as before",
                                        [UNDO_ABSENT] = "not there",
                                        [UNDO_PUT_BACK] = "put back",
                                        [UNDO_DELETED] = "deleted"};
    char *what;

    if (entry->end == UNDO_OPEN || entry->end == UNDO_LEFT)
        return;
    what = describe(entry);
    printf("%-9s %s\n", words[entry->end], what);
    free(what);
}

/* was: which entries were open before, so that only news is told. */
static void print_ends(const struct work *work, const bool *was_open,
                       const struct summary *summary)
{
    const struct undo *undo = &work->record.undo;
    char *command;

    for (size_t i = undo->len; i-- > 0;)
        if (was_open[i])
            print_end(&undo->entries[i]);
    for (size_t i = 0; i < summary->leftovers_len; i++) {
        const struct leftover *left = &summary->leftovers[i];
        char *safe = text_visible(left->reason, strlen(left->reason), 0);

        printf("LEFT      %s: %s\n", left->what, safe);
        free(safe);
    }
    if (!summary->leftovers_len) {
        puts("Everything is as it was before the run.");
        return;
    }
    command = options_restore(&work->config, work->file.path);
    printf("Not everything could be put back; to try again: %s\n", command);
    free(command);
}

static int execute(struct work *work, struct connection *connection,
                   struct error *err)
{
    const struct run_options options = {.settle_ms = work->config.settle_ms,
                                        .provision_ms = PROVISION_MS};
    const struct restore_setup setup = {.catalog = work->data.catalog,
                                        .endpoint = &work->aim.endpoint,
                                        .options = &options,
                                        .client = connection->client,
                                        .clock = clock_system(),
                                        .owner = &connection->owner,
                                        .microversion =
                                            work->aim.target.microversion,
                                        .file = &work->file};
    const struct undo *undo = &work->record.undo;
    struct summary summary = {0};
    bool *was_open = xcalloc(undo->len + 1, sizeof(*was_open));
    int status;

    for (size_t i = 0; i < undo->len; i++)
        was_open[i] = undo->entries[i].end == UNDO_OPEN;
    if (restore_execute(&setup, &work->record, &summary, err) == 0)
        print_ends(work, was_open, &summary);
    status = exit_status_of_restore(&summary, err);
    summary_clear(&summary);
    free(was_open);
    return status;
}

static int connect_and_execute(struct work *work, struct error *err)
{
    struct connection connection;
    int status;

    if (connect_open(&work->config, work->data.catalog, &work->aim,
                     "assay/" ASSAY_VERSION " (restore)", &connection, err) < 0)
        return err->kind == ERROR_USAGE ? EXIT_TROUBLE : EXIT_UNDECIDED;
    status = execute(work, &connection, err);
    connect_close(&connection);
    return status;
}

static int restore(struct work *work, struct error *err)
{
    struct config *config = &work->config;
    int status = EXIT_TROUBLE;

    if (!ledger_record_open(&work->record)) {
        puts("Nothing is left to put back.");
        return EXIT_CONFORMS;
    }
    if (aim_by_ledger(work, err) < 0)
        return EXIT_TROUBLE;
    if (config->dry_run)
        return dry_run(work);
    if (data_load(config, &work->data, err) < 0)
        return EXIT_TROUBLE;
    if (aim_take(config, &work->aim, err) == 0)
        status = connect_and_execute(work, err);
    aim_drop(&work->aim);
    data_clear(&work->data);
    return status;
}

static int check_words(const struct config *config, struct error *err)
{
    if (!config->words.len)
        return error_set(err, ERROR_USAGE, "", "a ledger is needed");
    if (config->words.len > 1)
        return error_set(err, ERROR_USAGE, config->words.items[1],
                         "is not expected here");
    return 0;
}

int command_restore(const struct config *config, struct error *err)
{
    struct work work = {.config = *config,
                        .aim = {.emulator = {.stdin_fd = -1, .stdout_fd = -1}}};
    int status;

    if (check_words(config, err) < 0 ||
        ledger_take_over(config->words.items[0], &work.file, &work.record,
                         err) < 0)
        return EXIT_TROUBLE;
    status = restore(&work, err);
    ledger_record_clear(&work.record);
    ledger_file_close(&work.file);
    return status;
}
