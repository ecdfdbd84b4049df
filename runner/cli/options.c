#include "cli/options.h"

#include "base/alloc.h"
#include "cli/config_file.h"
#include "cli/environment.h"
#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

static int set_defaults(struct config *config, struct error *err)
{
    size_t len;
    const struct option *table = option_table(&len);

    *config = (struct config){0};
    for (size_t i = 0; i < len; i++)
        if (table[i].fallback && value_set(config, &table[i], table[i].fallback,
                                           table[i].name, err) < 0)
            return -1;
    return 0;
}

/*
 * Where an argument was wrong: its name. The value is not repeated, since
 * that of a mistyped --token would end up in a log.
 */
static int refuse(const char *argument, size_t name_len, const char *why,
                  struct error *err)
{
    char *name = xmemdup(argument, name_len);

    error_set(err, ERROR_USAGE, name, "%s", why);
    free(name);
    return -1;
}

/* One argument that starts with "--"; *argv moves on to its value. */
static int parse_option(struct config *config, int command, char ***argv,
                        struct error *err)
{
    const char *argument = **argv;
    size_t len = strcspn(argument + 2, "="), table_len;
    const char *value = argument[2 + len] ? argument + 3 + len : NULL;
    const struct option *option = option_find(argument + 2, len, command);

    if (!option)
        return refuse(argument, 2 + len, "is no option here", err);
    if (option->type == FLAG && value)
        return refuse(argument, 2 + len, "takes no value", err);
    if (option->type != FLAG && !value) {
        value = (*argv)[1];
        if (!value)
            return error_set(err, ERROR_USAGE, argument, "needs a value");
        ++*argv;
    }
    config->origins[option - option_table(&table_len)].kind = FROM_LINE;
    return value_set(config, option, value ? value : "", argument, err);
}

static int parse_line(struct config *config, enum command_set command,
                      char **argv, struct error *err)
{
    bool only_words = false;

    for (; *argv; argv++) {
        if (!only_words && !strcmp(*argv, "--")) {
            only_words = true;
        } else if (!only_words && !strncmp(*argv, "--", 2)) {
            if (parse_option(config, command, &argv, err) < 0)
                return -1;
        } else if (!only_words && !strcmp(*argv, "-o") &&
                   (command & FOR_DERIVE)) {
            /* what every compiler calls it */
            char out[] = "--out";

            *argv = out;
            if (parse_option(config, command, &argv, err) < 0)
                return -1;
        } else if (!only_words && (*argv)[0] == '-' && (*argv)[1]) {
            return refuse(*argv, strcspn(*argv, "="),
                          "is no option; long names only", err);
        } else if (list_add(&config->words, *argv, "", err) < 0) {
            return -1;
        }
    }
    return 0;
}

int options_parse(struct config *config, enum command_set command, char **argv,
                  struct error *err)
{
    if (set_defaults(config, err) < 0 ||
        parse_line(config, command, argv, err) < 0)
        return -1;
    config->command = command;
    if (environment_read(config, command, err) < 0)
        return -1;
    return config_file_read(config, command, err);
}

bool option_is_on_line(const struct config *config, const char *name)
{
    size_t len;
    const struct option *table = option_table(&len);
    const struct option *option =
        option_find(name, strlen(name), (int)config->command);

    return option && config->origins[option - table].kind == FROM_LINE;
}

void config_clear(struct config *config)
{
    json_decref(config->file);
    *config = (struct config){0};
}
