/*
 * command_compare.c - `assay compare`: two runs, or two targets.
 */
#include "cli/commands.h"

#include "base/file.h"
#include "cli/results.h"
#include "compare/compare.h"
#include "reports/comparison.h"
#include "run/exit.h"

#include <stdio.h>
#include <string.h>

static int exit_status(const struct comparison *comparison)
{
    static const int statuses[] = {[COMPARISON_FINE] = EXIT_CONFORMS,
                                   [COMPARISON_WORSE] = EXIT_BROKEN,
                                   [COMPARISON_UNDECIDED] = EXIT_UNDECIDED};

    return statuses[comparison->end];
}

/* The text for a person goes where no file goes. */
static int report(const struct config *config,
                  const struct comparison *comparison, struct error *err)
{
    bool taken = (config->json && output_is_stdout(config->json)) ||
                 (config->markdown && output_is_stdout(config->markdown));

    if (config->json &&
        comparison_write_json(comparison, config->json, err) < 0)
        return EXIT_TROUBLE;
    if (config->markdown &&
        comparison_write_markdown(comparison, config->markdown, err) < 0)
        return EXIT_TROUBLE;
    comparison_print(comparison, config->quiet, config->verbose,
                     taken ? stderr : stdout);
    return exit_status(comparison);
}

static int check_options(const struct config *config, struct error *err)
{
    const char *const *words = config->words.items;

    if (config->words.len != 2)
        return error_set(err, ERROR_USAGE, "compare",
                         "needs two files: results.json of the old run and of "
                         "the new one");
    if (!strcmp(words[0], "-") && !strcmp(words[1], "-"))
        return error_set(err, ERROR_USAGE, "-",
                         "standard input can be one of the two only");
    if (config->json && config->markdown &&
        !strcmp(config->json, config->markdown))
        return error_set(err, ERROR_USAGE, "--markdown",
                         "--json writes the file %s already", config->json);
    return 0;
}

int command_compare(const struct config *config, struct error *err)
{
    struct compare_input old = {.file = config->words.items[0]};
    struct compare_input new = {0};
    struct comparison comparison = {0};
    struct library *library = NULL;
    int status = EXIT_TROUBLE;

    if (check_options(config, err) == 0)
        library = results_library(config, err);
    if (!library)
        return EXIT_TROUBLE;
    new.file = config->words.items[1];
    old.results = results_load(old.file, library, err);
    if (old.results)
        new.results = results_load(new.file, library, err);
    if (new.results &&
        compare_results(&old, &new, config->parity, &comparison, err) == 0)
        status = report(config, &comparison, err);
    comparison_clear(&comparison);
    json_decref(old.results);
    json_decref(new.results);
    library_free(library);
    return status;
}
