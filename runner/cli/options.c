#include "cli/options.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS_MAX 1000000

enum option_type {
    FLAG,    /* bool */
    TEXT,    /* const char * */
    LIST,    /* struct list */
    SECONDS, /* long, milliseconds; decimals allowed */
    COUNT    /* long, not negative */
};

struct option {
    const char *name; /* without dashes */
    enum option_type type;
    size_t at;             /* offset in struct config */
    int commands;          /* enum command_set */
    bool again;            /* part of the command that repeats a run */
    const char *openstack; /* second environment variable, or NULL */
    const char *value;     /* word for the value in help; NULL: flag */
    const char *fallback;  /* default as text, or NULL */
    const char *help;
};

#define AT(member) offsetof(struct config, member)

static const struct option table[] = {
    {"base-url", TEXT, AT(base_url), FOR_RUN, true, NULL, "URL", NULL,
     "the endpoint: https://host[/prefix][/v3[/PROJECT]]"},
    {"project-id", TEXT, AT(project_id), FOR_RUN, true, "OS_PROJECT_ID", "ID",
     NULL, "the project, unless the URL ends in it"},
    {"snapshot-id", TEXT, AT(snapshot_id), FOR_RUN, true, NULL, "ID", NULL,
     "judge with this snapshot and put it back; without it the run makes and "
     "deletes its own volume and snapshots"},
    {"neighbour-id", TEXT, AT(neighbour_id), FOR_RUN, true, NULL, "ID", NULL,
     "with --snapshot-id: a second snapshot that must stay untouched"},
    {"token", TEXT, AT(token), FOR_RUN, false, "OS_TOKEN", "TOKEN", NULL,
     "sent as X-Auth-Token; better given by the environment"},
    {"token-file", TEXT, AT(token_file), FOR_RUN, false, NULL, "F|-", NULL,
     "read the token from a file or standard input"},
    {"microversion", TEXT, AT(microversion), FOR_RUN, true, NULL, "TEXT", NULL,
     "send OpenStack-API-Version, for example \"volume 3.50\""},
    {"emulator", FLAG, AT(emulator), FOR_RUN, true, NULL, NULL, NULL,
     "start the bundled emulator on a free port, judge it, stop it"},
    {"dialect", TEXT, AT(dialect), FOR_ALL, true, NULL, "ID", "cinder-v3",
     "which paths and pages"},
    {"profile", TEXT, AT(profile), FOR_ALL, true, NULL, "ID", "otc",
     "whose promises: otc is the documentation as written"},
    {"data", TEXT, AT(data), FOR_ALL, true, NULL, "DIR", NULL,
     "directory with suites, schemas and fixtures"},
    {"include", LIST, AT(include), FOR_RUN | FOR_LIST, false, NULL, "GLOB",
     NULL, "only testcases whose id matches; * crosses /; repeatable"},
    {"exclude", LIST, AT(exclude), FOR_RUN | FOR_LIST, false, NULL, "GLOB",
     NULL, "not those; repeatable"},
    {"tag", LIST, AT(tags), FOR_RUN | FOR_LIST, false, NULL, "TAG", NULL,
     "only testcases with one of these tags; repeatable"},
    {"opt-in", LIST, AT(opt_in), FOR_RUN | FOR_LIST, true, NULL, "TAG", NULL,
     "also testcases that must be asked for; repeatable"},
    {"fail-fast", FLAG, AT(fail_fast), FOR_RUN, false, NULL, NULL, NULL,
     "stop at the first testcase that fails"},
    {"strict", FLAG, AT(strict), FOR_RUN, true, NULL, NULL, NULL,
     "advisory findings fail, too"},
    {"dry-run", FLAG, AT(dry_run), FOR_RUN, false, NULL, NULL, NULL,
     "print every request, send nothing"},
    {"seed", TEXT, AT(seed), FOR_RUN, false, NULL, "N", NULL,
     "seed of generated ids and names; default: a new one"},
    {"timeout", SECONDS, AT(timeout_ms), FOR_RUN, true, NULL, "S", "30",
     "limit for one request"},
    {"connect-timeout", SECONDS, AT(connect_timeout_ms), FOR_RUN, true, NULL,
     "S", "10", "limit for one connection"},
    {"deadline", SECONDS, AT(deadline_ms), FOR_RUN, true, NULL, "S", "0",
     "limit for the whole run; 0: none"},
    {"settle", SECONDS, AT(settle_ms), FOR_RUN, true, NULL, "S", "2",
     "how long reads may lag behind writes"},
    {"max-body", COUNT, AT(max_body), FOR_RUN, true, NULL, "BYTES", "16777216",
     "largest answer that is read"},
    {"max-errors", COUNT, AT(max_errors), FOR_RUN, true, NULL, "N", "5",
     "testcases in error for one cause before the rest are not tried; 0: no "
     "limit"},
    {"cacert", TEXT, AT(cacert), FOR_RUN, true, "OS_CACERT", "F", NULL,
     "PEM file of trusted certificates"},
    {"insecure", FLAG, AT(insecure), FOR_RUN, true, NULL, NULL, NULL,
     "do not verify TLS; printed on every report"},
    {"tap", TEXT, AT(tap), FOR_RUN, false, NULL, "F", NULL,
     "write TAP 14; - is standard output"},
    {"junit", TEXT, AT(junit), FOR_RUN, false, NULL, "F", NULL,
     "write JUnit XML"},
    {"json", TEXT, AT(json), FOR_RUN, false, NULL, "F", NULL,
     "write results with every exchange as JSON"},
    {"out", TEXT, AT(out), FOR_RUN, false, NULL, "DIR", NULL,
     "write all of them into a directory"},
    {"quiet", FLAG, AT(quiet), FOR_RUN, false, NULL, NULL, NULL,
     "only failures and the last line"},
    {"verbose", FLAG, AT(verbose), FOR_RUN | FOR_LIST, false, NULL, NULL, NULL,
     "every testcase"},
    {"color", TEXT, AT(color), FOR_RUN, false, NULL, "WHEN", "auto",
     "auto, always or never"},
    {"draft", TEXT, AT(draft), FOR_SCHEMA, false, NULL, "NAME", "2020-12",
     "of a schema without $schema: 2020-12, 7 or 4"},
    {"ref", LIST, AT(refs), FOR_SCHEMA, false, NULL, "[URI=]F", NULL,
     "a schema that others refer to by this URI or by its place; repeatable"},
    {"format", TEXT, AT(format), FOR_SCHEMA, false, NULL, "WORD", "assert",
     "assert: a value must have its format; annotate: any value will do"},
    {"output", TEXT, AT(output), FOR_SCHEMA, false, NULL, "FORM", NULL,
     "validate: print JSON instead of text: flag or basic"},
    {"second-opinion", TEXT, AT(second_opinion), FOR_SCHEMA, false, NULL,
     "NAME", NULL, "validate: say where another engine disagrees: wjelement"},
    {"help", FLAG, AT(help), FOR_ALL | FOR_SCHEMA, false, NULL, NULL, NULL,
     "print this and exit"},
    {"version", FLAG, AT(version), FOR_ALL | FOR_SCHEMA, false, NULL, NULL,
     NULL, "print the version and exit"},
};

#define TABLE_LEN (sizeof(table) / sizeof(*table))

static int set_seconds(long *to, const char *text, const char *where,
                       struct error *err)
{
    char *end;
    double seconds = strtod(text, &end);

    if (end == text || *end || !(seconds >= 0 && seconds <= SECONDS_MAX))
        return error_set(err, ERROR_USAGE, where,
                         "\"%s\" is not a number of seconds from 0 to %d", text,
                         SECONDS_MAX);
    *to = (long)(seconds * 1000 + 0.5);
    return 0;
}

static int set_count(long *to, const char *text, const char *where,
                     struct error *err)
{
    char *end;

    errno = 0;
    *to = strtol(text, &end, 10);
    if (end == text || *end || errno || *to < 0)
        return error_set(err, ERROR_USAGE, where,
                         "\"%s\" is not a whole number from 0", text);
    return 0;
}

static int add_item(struct list *list, const char *text, const char *where,
                    struct error *err)
{
    if (list->len == LIST_MAX)
        return error_set(err, ERROR_USAGE, where, "is given more than %d times",
                         LIST_MAX);
    list->items[list->len++] = text;
    return 0;
}

static int set_value(struct config *config, const struct option *option,
                     const char *text, const char *where, struct error *err)
{
    void *to = (char *)config + option->at;

    switch (option->type) {
    case FLAG:
        *(bool *)to = true;
        return 0;
    case TEXT:
        *(const char **)to = text;
        return 0;
    case LIST:
        return add_item(to, text, where, err);
    case SECONDS:
        return set_seconds(to, text, where, err);
    case COUNT:
        return set_count(to, text, where, err);
    }
    return 0;
}

static int set_defaults(struct config *config, struct error *err)
{
    *config = (struct config){0};
    for (size_t i = 0; i < TABLE_LEN; i++)
        if (table[i].fallback && set_value(config, &table[i], table[i].fallback,
                                           table[i].name, err) < 0)
            return -1;
    return 0;
}

/* "base-url" -> "ASSAY_BASE_URL" */
static void variable_name(const char *name, char variable[64])
{
    size_t len = 6;

    memcpy(variable, "ASSAY_", len);
    for (; *name && len < 63; name++)
        variable[len++] =
            *name == '-' ? '_' : (char)toupper((unsigned char)*name);
    variable[len] = '\0';
}

static bool is_no(const char *text)
{
    return !*text || !strcmp(text, "0") || !strcmp(text, "false") ||
           !strcmp(text, "no");
}

static int read_variable(struct config *config, const struct option *option,
                         const char *variable, struct error *err)
{
    const char *text = getenv(variable);

    if (!text || !*text || (option->type == FLAG && is_no(text)))
        return 0;
    return set_value(config, option, text, variable, err);
}

/*
 * Options that say the same in another way or exclude each other: the first
 * is not taken from the environment when the command line has the second.
 */
static const char *const rivals[][2] = {
    {"token", "token-file"},      {"token-file", "token"},
    {"base-url", "emulator"},     {"snapshot-id", "emulator"},
    {"neighbour-id", "emulator"}, {"emulator", "base-url"}};

/* Has the command line spoken, in these or in other words? */
static bool is_settled(const struct option *option, const bool *seen)
{
    for (size_t i = 0; i < sizeof(rivals) / sizeof(*rivals); i++)
        if (!strcmp(rivals[i][0], option->name))
            for (size_t k = 0; k < TABLE_LEN; k++)
                if (seen[k] && !strcmp(rivals[i][1], table[k].name))
                    return true;
    return seen[option - table];
}

/* seen: what the command line has set wins. */
static int read_environment(struct config *config, int command,
                            const bool *seen, struct error *err)
{
    char variable[64];

    for (size_t i = 0; i < TABLE_LEN; i++) {
        const struct option *option = &table[i];

        variable_name(option->name, variable);
        if (!(option->commands & command) || is_settled(option, seen) ||
            !strcmp(option->name, "help") || !strcmp(option->name, "version"))
            continue;
        if ((option->openstack &&
             read_variable(config, option, option->openstack, err) < 0) ||
            read_variable(config, option, variable, err) < 0)
            return -1;
    }
    return 0;
}

static const struct option *find(const char *name, size_t len, int command)
{
    for (size_t i = 0; i < TABLE_LEN; i++)
        if ((table[i].commands & command) && strlen(table[i].name) == len &&
            !strncmp(table[i].name, name, len))
            return &table[i];
    return NULL;
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
                        bool *seen, struct error *err)
{
    const char *argument = **argv;
    size_t len = strcspn(argument + 2, "=");
    const char *value = argument[2 + len] ? argument + 3 + len : NULL;
    const struct option *option = find(argument + 2, len, command);

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
    seen[option - table] = true;
    return set_value(config, option, value, argument, err);
}

int options_parse(struct config *config, enum command_set command, char **argv,
                  struct error *err)
{
    bool seen[TABLE_LEN] = {false};
    bool only_words = false;

    if (set_defaults(config, err) < 0)
        return -1;
    for (; *argv; argv++) {
        if (!only_words && !strcmp(*argv, "--")) {
            only_words = true;
        } else if (!only_words && !strncmp(*argv, "--", 2)) {
            if (parse_option(config, command, &argv, seen, err) < 0)
                return -1;
        } else if (!only_words && (*argv)[0] == '-' && (*argv)[1]) {
            return error_set(err, ERROR_USAGE, *argv,
                             "is no option; long names only");
        } else if (add_item(&config->words, *argv, "", err) < 0) {
            return -1;
        }
    }
    return read_environment(config, command, seen, err);
}

void options_help(enum command_set command, FILE *out)
{
    for (size_t i = 0; i < TABLE_LEN; i++) {
        const struct option *option = &table[i];
        int used;

        if (!(option->commands & (int)command))
            continue;
        used =
            fprintf(out, "  --%s%s%s", option->name, option->value ? " " : "",
                    option->value ? option->value : "");
        fprintf(out, "%*s%s", used < 25 ? 26 - used : 1, "", option->help);
        if (option->fallback && strcmp(option->fallback, "0"))
            fprintf(out, " (default %s)", option->fallback);
        fputc('\n', out);
    }
}

static void add_quoted(struct buffer *buf, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-./:=,@%+";

    if (*text && !text[strspn(text, plain)]) {
        buffer_add_text(buf, text);
        return;
    }
    buffer_add_text(buf, "'");
    for (; *text; text++)
        if (*text == '\'')
            buffer_add_text(buf, "'\\''");
        else
            buffer_add(buf, text, 1);
    buffer_add_text(buf, "'");
}

static void add_text_option(struct buffer *buf, const struct option *option,
                            const char *text)
{
    if (!text || (option->fallback && !strcmp(option->fallback, text)))
        return;
    buffer_printf(buf, " --%s ", option->name);
    add_quoted(buf, text);
}

static void add_number_option(struct buffer *buf, const struct option *option,
                              long value)
{
    struct error err = {0};
    long fallback = 0;
    bool seconds = option->type == SECONDS;

    if (seconds)
        set_seconds(&fallback, option->fallback, "", &err);
    else
        set_count(&fallback, option->fallback, "", &err);
    if (value == fallback)
        return;
    if (seconds)
        buffer_printf(buf, " --%s %.10g", option->name, (double)value / 1000);
    else
        buffer_printf(buf, " --%s %ld", option->name, value);
}

static void add_again(struct buffer *buf, const struct config *config,
                      const struct option *option)
{
    const void *at = (const char *)config + option->at;
    const struct list *list = at;

    if (option->type == FLAG) {
        if (*(const bool *)at)
            buffer_printf(buf, " --%s", option->name);
    } else if (option->type == TEXT) {
        add_text_option(buf, option, *(const char *const *)at);
    } else if (option->type == LIST) {
        for (size_t i = 0; i < list->len; i++)
            add_text_option(buf, option, list->items[i]);
    } else {
        add_number_option(buf, option, *(const long *)at);
    }
}

char *options_retry(const struct config *config)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    buffer_add_text(&buf, "assay run");
    for (size_t i = 0; i < TABLE_LEN; i++)
        if (table[i].again)
            add_again(&buf, config, &table[i]);
    return buffer_take(&buf);
}
