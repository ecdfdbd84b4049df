#include "cli/commands.h"

#include "base/alloc.h"
#include "base/json.h"
#include "cli/data.h"
#include "run/exit.h"
#include "suite/coverage.h"
#include "waivers/waivers.h"

#include <stdlib.h>
#include <string.h>

/* The waivers files among those that were named. */
struct waiver_list {
    struct waivers **items;
    size_t len;
};

static void open_waivers(const struct library *library,
                         struct waiver_list *list, struct problems *problems)
{
    list->items = xcalloc(library->len + 1, sizeof(struct waivers *));
    for (size_t i = 0; i < library->len; i++) {
        const struct library_file *file = &library->files[i];

        if (file->kind == FILE_WAIVERS && file->valid)
            list->items[list->len++] =
                waivers_new(file->name, file->content, problems);
    }
}

static void close_waivers(struct waiver_list *list, struct problems *problems)
{
    for (size_t i = 0; i < list->len; i++) {
        waivers_part(list->items[i], problems);
        waivers_free(list->items[i]);
    }
    free(list->items);
}

static void check_combination(const struct library *library,
                              const char *dialect, const char *profile,
                              const struct waiver_list *waivers,
                              struct problems *problems)
{
    struct error err = {0};
    struct catalog *catalog =
        catalog_load(library, dialect, profile, problems, &err);

    if (catalog)
        coverage_check(catalog, problems);
    for (size_t i = 0; catalog && i < waivers->len; i++)
        waivers_meet(waivers->items[i], dialect, profile, catalog->suites,
                     catalog->suites_len);
    catalog_free(catalog);
}

/* Problems of each dialect with each profile; the same one counts once. */
static void check_combinations(const struct library *library,
                               const struct waiver_list *waivers,
                               struct problems *problems)
{
    for (size_t i = 0; i < library->len; i++) {
        const struct library_file *dialect = &library->files[i];

        if (dialect->kind != FILE_DIALECT || !dialect->valid)
            continue;
        for (size_t k = 0; k < library->len; k++) {
            const struct library_file *profile = &library->files[k];

            if (profile->kind != FILE_PROFILE || !profile->valid)
                continue;
            check_combination(library,
                              json_member_text(dialect->content, "id", ""),
                              json_member_text(profile->content, "id", ""),
                              waivers, problems);
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
    struct waiver_list waivers = {0};
    int status = EXIT_TROUBLE;

    if (directory)
        library = library_load(directory, config->words.items,
                               config->words.len, &problems, err);
    if (library) {
        open_waivers(library, &waivers, &problems);
        check_combinations(library, &waivers, &problems);
        close_waivers(&waivers, &problems);
        status = report(config, library, &problems);
    }
    library_free(library);
    problems_clear(&problems);
    free(directory);
    return status;
}
