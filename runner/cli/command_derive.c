/*
 * command_derive.c - `assay derive`: documentation pages to contracts.
 */
#include "cli/commands.h"

#include "base/file.h"
#include "cli/derive_report.h"
#include "derive/derive.h"
#include "derive/write_json.h"
#include "run/exit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MANY_PAGES 20 /* from here on progress is worth a line */

/* What one call has found. */
struct findings_of_pages {
    struct remarks remarks;
    struct derive_services services;
    char *differences; /* owned; NULL when nothing was compared */
    size_t unseen;     /* clauses of pages that were not given */
};

static void show_progress(void *with, size_t done, size_t all)
{
    (void)with;
    if (all >= MANY_PAGES && done % 10 == 0)
        fprintf(stderr, "\r%zu of %zu pages\r", done, all);
}

static bool has_grade(const struct remarks *remarks, enum remark_grade grade)
{
    for (size_t i = 0; i < remarks->len; i++)
        if (remarks->items[i].grade == grade)
            return true;
    return false;
}

static size_t pages_derived(const struct derive_services *services)
{
    size_t sum = 0;

    for (size_t i = 0; i < services->len; i++)
        sum += services->items[i].summary.derived;
    return sum;
}

/* Exactly one thing is to be done. Returns 0, or -1 with ERROR_USAGE. */
static int check_call(const struct config *config, struct error *err)
{
    int count = (config->out != NULL) + (config->check != NULL) + config->lint;

    if (count != 1)
        return error_set(err, ERROR_USAGE, "derive",
                         "needs one of --out DIR, --check DIR and --lint");
    if (config->ledgers.len && !config->check)
        return error_set(err, ERROR_USAGE, "--clauses", "goes with --check");
    return 0;
}

static int write_json_report(const struct config *config,
                             const struct findings_of_pages *found,
                             struct error *err)
{
    struct output out;
    json_t *report;
    char *text;
    int rc;

    if (!config->json)
        return 0;
    if (output_open(&out, config->json, err) < 0)
        return -1;
    report = derive_report_json(&found->services, &found->remarks,
                                found->differences);
    text = json_pretty(report);
    fputs(text, out.stream);
    rc = output_commit(&out, err);
    free(text);
    json_decref(report);
    return rc;
}

static void print(const struct config *config,
                  const struct findings_of_pages *found, FILE *out)
{
    if (config->lint)
        derive_report_remarks(&found->remarks, out);
    if (found->differences)
        fputs(found->differences, out);
    if (found->unseen)
        fprintf(out, "%zu clause%s of pages that were not given\n",
                found->unseen, found->unseen == 1 ? "" : "s");
    if (!config->quiet)
        derive_report_summary(&found->services, &found->remarks, out);
}

static int status_of(const struct config *config,
                     const struct findings_of_pages *found, struct error *err)
{
    if (config->lint)
        return has_grade(&found->remarks, REMARK_WRONG) ? EXIT_BROKEN
                                                        : EXIT_CONFORMS;
    if (found->differences && *found->differences)
        return EXIT_BROKEN;
    if (!pages_derived(&found->services)) {
        error_set(err, ERROR_USAGE, "derive",
                  "no page could be derived; --lint says why");
        return EXIT_TROUBLE;
    }
    return EXIT_CONFORMS;
}

static int act(const struct config *config, struct findings_of_pages *found,
               struct error *err)
{
    bool shows = isatty(STDERR_FILENO) && !config->quiet;
    struct derive_options options = {
        .pages = config->words.items,
        .pages_len = config->words.len,
        .out = config->check ? config->check : config->out,
        .overrides = config->overrides,
        .ledgers = config->ledgers.items,
        .ledgers_len = config->ledgers.len,
        .progress = shows ? show_progress : NULL,
    };

    if (config->lint)
        return derive_lint(&options, &found->remarks, &found->services, err);
    if (config->check)
        return derive_compare(&options, &found->remarks, &found->services,
                              &found->differences, &found->unseen, err);
    return derive_write(&options, &found->remarks, &found->services, err);
}

int command_derive(const struct config *config, struct error *err)
{
    struct findings_of_pages found = {0};
    int status = EXIT_TROUBLE;

    if (check_call(config, err) == 0 && act(config, &found, err) == 0) {
        bool on_stdout = config->json && output_is_stdout(config->json);

        print(config, &found, on_stdout ? stderr : stdout);
        if (write_json_report(config, &found, err) == 0)
            status = status_of(config, &found, err);
    }
    remarks_clear(&found.remarks);
    derive_services_clear(&found.services);
    free(found.differences);
    return status;
}
