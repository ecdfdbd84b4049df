#include "cli/environment.h"

#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

/*
 * Options that say the same in another way or exclude each other: the first
 * is not taken from a weaker source than the one that has the second.
 */
static const char *const rivals[][2] = {
    {"token", "token-file"},      {"token-file", "token"},
    {"base-url", "emulator"},     {"snapshot-id", "emulator"},
    {"neighbour-id", "emulator"}, {"volume-id", "emulator"},
    {"no-create", "emulator"},    {"emulator", "base-url"}};

static const struct origin *origin_of(const struct config *config,
                                      const char *name)
{
    size_t len;
    const struct option *table = option_table(&len);

    return &config->origins[option_find(name, strlen(name), FOR_ALL) - table];
}

bool option_is_open(const struct config *config, const struct option *option,
                    enum origin_kind kind)
{
    if (option->marks & LINE_ONLY)
        return false;
    for (size_t i = 0; i < sizeof(rivals) / sizeof(*rivals); i++)
        if (!strcmp(rivals[i][0], option->name) &&
            origin_of(config, rivals[i][1])->kind > kind)
            return false;
    return origin_of(config, option->name)->kind <= kind;
}

const char *origin_variable(const struct option *option, struct origin origin,
                            char room[VARIABLE_SIZE])
{
    if (origin.variable)
        return option->variables[origin.variable - 1];
    option_variable(option, room);
    return room;
}

static bool is_no(const char *text)
{
    return !strcmp(text, "0") || !strcmp(text, "false") || !strcmp(text, "no");
}

/* The first variable of the option that says something. */
static int read_option(struct config *config, const struct option *option,
                       struct origin *origin, struct error *err)
{
    char room[VARIABLE_SIZE];
    struct origin from = {.kind = FROM_ENVIRONMENT};

    for (; !from.variable || option->variables[from.variable - 1];
         from.variable++) {
        const char *variable = origin_variable(option, from, room);
        const char *text = getenv(variable);

        if (!text || !*text)
            continue;
        *origin = from;
        if (option->type == FLAG) {
            value_set_flag(config, option, !is_no(text));
            return 0;
        }
        return value_set(config, option, text, variable, err);
    }
    return 0;
}

int environment_read(struct config *config, int commands, struct error *err)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (size_t i = 0; i < len; i++)
        if ((table[i].commands & commands) &&
            option_is_open(config, &table[i], FROM_ENVIRONMENT) &&
            read_option(config, &table[i], &config->origins[i], err) < 0)
            return -1;
    return 0;
}
