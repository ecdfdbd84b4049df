#include "cli/commands.h"

#include "base/alloc.h"
#include "base/json.h"
#include "cli/data.h"
#include "run/exit.h"
#include "suite/coverage.h"

#include <stdlib.h>
#include <string.h>

/* Problems of each dialect with each profile; the same one counts once. */
static void check_combinations(const struct library *library,
                               struct problems *problems)
{
    for (size_t i = 0; i < library->len; i++) {
        const struct library_file *dialect = &library->files[i];

        if (dialect->kind != FILE_DIALECT || !dialect->valid)
            continue;
        for (size_t k = 0; k < library->len; k++) {
            const struct library_file *profile = &library->files[k];
            struct catalog *catalog;
            struct error err = {0};

            if (profile->kind != FILE_PROFILE || !profile->valid)
                continue;
            catalog = catalog_load(
                library, json_member_text(dialect->content, "id", ""),
                json_member_text(profile->content, "id", ""), problems, &err);
            if (catalog)
                coverage_check(catalog, problems);
            catalog_free(catalog);
        }
    }
}

/* Does the file as the user wrote it stand for the problem's file? */
static bool is_about(const char *given, const char *file)
{
    size_t len = strlen(given), end = strlen(file);

    return !strcmp(given, file) ||
           (len > end && !strcmp(given + len - end, file) &&
            given[len - end - 1] == '/');
}

static bool is_wanted(const struct config *config,
                      const struct problem *problem)
{
    if (!config->words.len)
        return true;
    for (size_t i = 0; i < config->words.len; i++)
        if (is_about(config->words.items[i], problem->file))
            return true;
    return false;
}

/* Keep the problems of the files that were named; all when none was. */
static struct problems wanted_problems(const struct config *config,
                                       const struct problems *all)
{
    struct problems wanted = {0};

    for (size_t i = 0; i < all->len; i++)
        if (is_wanted(config, &all->items[i]))
            problems_add(&wanted, all->items[i].file, all->items[i].pointer,
                         "%s", all->items[i].text);
    return wanted;
}

static int report(const struct config *config, const struct library *library,
                  const struct problems *all)
{
    struct problems wanted = wanted_problems(config, all);
    int status = wanted.len ? EXIT_TROUBLE : EXIT_CONFORMS;

    problems_print(&wanted, stdout);
    if (wanted.len)
        printf("%zu mistake%s\n", wanted.len, wanted.len == 1 ? "" : "s");
    else
        printf("%zu files and %zu schemas, no mistakes\n", library->len,
               library->schemas_len);
    problems_clear(&wanted);
    return status;
}

int command_lint(const struct config *config, struct error *err)
{
    struct problems problems = {0};
    char *directory = data_directory(config, err);
    struct library *library = NULL;
    int status = EXIT_TROUBLE;

    if (directory)
        library = library_load(directory, config->words.items,
                               config->words.len, &problems, err);
    if (library) {
        check_combinations(library, &problems);
        status = report(config, library, &problems);
    }
    library_free(library);
    problems_clear(&problems);
    free(directory);
    return status;
}
