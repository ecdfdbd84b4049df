#include "cli/data.h"

#include "base/alloc.h"
#include "base/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *program_directory(void)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

    if (len <= 0)
        return xstrdup(".");
    path[len] = '\0';
    return path_directory(path);
}

static bool holds_suites(const char *directory)
{
    char *suites = path_join(directory, "suites");
    bool yes = access(suites, X_OK) == 0;

    free(suites);
    return yes;
}

char *data_directory(const struct config *config, struct error *err)
{
    static const char *const beside[] = {"..", "../..", "../share/assay"};
    char *program = program_directory();
    char *found = NULL;

    if (config->data)
        found = xstrdup(config->data);
    for (size_t i = 0; !found && i < sizeof(beside) / sizeof(*beside); i++) {
        char *candidate = path_join(program, beside[i]);

        if (holds_suites(candidate))
            found = realpath(candidate, NULL);
        free(candidate);
    }
    if (!found && holds_suites(ASSAY_DATADIR))
        found = xstrdup(ASSAY_DATADIR);
    if (!found)
        error_set(err, ERROR_USAGE, "--data",
                  "there are no suites beside the program nor in %s",
                  ASSAY_DATADIR);
    free(program);
    return found;
}

struct library *data_library(const struct config *config, struct error *err)
{
    struct problems problems = {0};
    char *directory = data_directory(config, err);
    struct library *library =
        directory ? library_load(directory, NULL, 0, &problems, err) : NULL;

    if (library && problems_to_error(&problems, err) < 0) {
        library_free(library);
        library = NULL;
    }
    problems_clear(&problems);
    free(directory);
    return library;
}

int data_load(const struct config *config, struct data *data, struct error *err)
{
    struct problems problems = {0};

    *data = (struct data){0};
    data->library = data_library(config, err);
    if (data->library) {
        data->directory = xstrdup(data->library->directory);
        data->catalog = catalog_load(data->library, config->dialect,
                                     config->profile, &problems, err);
    }
    if (data->catalog)
        problems_to_error(&problems, err);
    problems_clear(&problems);
    if (!error_is_set(err))
        return 0;
    data_clear(data);
    return -1;
}

void data_clear(struct data *data)
{
    catalog_free(data->catalog);
    library_free(data->library);
    free(data->directory);
    *data = (struct data){0};
}
