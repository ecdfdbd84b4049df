#include "emulator/options.h"

#include "emulator/seed.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PORT_MAX     65535
#define DELAY_MS_MAX 3600000

enum option_type {
    TYPE_FLAG,
    TYPE_TEXT,
    TYPE_NUMBER,
    TYPE_FAULT,
    TYPE_VARIANT,
    TYPE_ACTION
};

static const struct option_row {
    const char *name;
    const char *argument; /* shown in the help; NULL: takes none */
    enum option_type type;
    size_t field; /* offset of a bool, const char * or long */
    long max;     /* numbers: 0..max; actions: the action */
    const char *preset;
    const char *help;
} rows[] = {
#define FIELD(name) offsetof(struct options, name)
    {"--port", "N", TYPE_NUMBER, FIELD(port), PORT_MAX, "0",
     "port to listen on; 0 takes a free one"},
    {"--host", "ADDRESS", TYPE_TEXT, FIELD(host), 0, "127.0.0.1",
     "address to listen on"},
    {"--token", "T", TYPE_TEXT, FIELD(token), 0, "emulator-token",
     "X-Auth-Token of the project"},
    {"--project-id", "P", TYPE_TEXT, FIELD(project_id), 0,
     "0123456789abcdef0123456789abcdef", "the project"},
    {"--second-token", "T", TYPE_TEXT, FIELD(second_token), 0,
     "emulator-second-token", "X-Auth-Token of the second project"},
    {"--second-project-id", "P", TYPE_TEXT, FIELD(second_project_id), 0,
     "fedcba9876543210fedcba9876543210", "the second project"},
    {"--seed-snapshots", "N", TYPE_NUMBER, FIELD(seed_snapshots),
     SEED_SNAPSHOTS_MAX, "2", "snapshots that exist in the project"},
    {"--create-delay-ms", "N", TYPE_NUMBER, FIELD(create_delay_ms),
     DELAY_MS_MAX, "0", "how long new resources stay in creating"},
    {"--fault", "NAME", TYPE_FAULT, 0, 0, NULL,
     "break a promise on purpose; repeatable"},
    {"--list-faults", NULL, TYPE_ACTION, 0, ACTION_FAULTS, NULL,
     "print name, point, clause and effect of each fault"},
    {"--variant", "NAME", TYPE_VARIANT, 0, 0, NULL,
     "keep the promises in another way; repeatable"},
    {"--list-variants", NULL, TYPE_ACTION, 0, ACTION_VARIANTS, NULL,
     "print name, point and effect of each variant"},
    {"--stop-on-eof", NULL, TYPE_FLAG, FIELD(stop_on_eof), 0, NULL,
     "stop when standard input ends"},
    {"--verbose", NULL, TYPE_FLAG, FIELD(verbose), 0, NULL,
     "one line a request on standard error"},
    {"--help", NULL, TYPE_ACTION, 0, ACTION_HELP, NULL, "print this"},
    {"--version", NULL, TYPE_ACTION, 0, ACTION_VERSION, NULL,
     "print the version"},
#undef FIELD
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static int set_number(const struct option_row *row, long *field,
                      const char *text, struct error *err)
{
    char *end;

    errno = 0;
    *field = strtol(text, &end, 10);
    if (errno || end == text || *end || *field < 0 || *field > row->max)
        return error_set(err, ERROR_USAGE, row->name,
                         "takes a number from 0 to %ld", row->max);
    return 0;
}

static int set_option(struct options *options, const struct option_row *row,
                      const char *text, struct error *err)
{
    void *field = (char *)options + row->field;

    switch (row->type) {
    case TYPE_FLAG:
        *(bool *)field = true;
        return 0;
    case TYPE_TEXT:
        if (!*text)
            return error_set(err, ERROR_USAGE, row->name,
                             "takes a text that is not empty");
        *(const char **)field = text;
        return 0;
    case TYPE_NUMBER:
        return set_number(row, field, text, err);
    case TYPE_FAULT:
        return faults_choose(&options->faults, text, err);
    case TYPE_VARIANT:
        return variants_choose(&options->faults, text, err);
    default:
        options->action = (enum options_action)row->max;
        return 0;
    }
}

/* The row of "--name" or "--name=value", or NULL. */
static const struct option_row *find_row(const char *word)
{
    size_t len = strcspn(word, "=");

    for (size_t i = 0; i < ROWS; i++)
        if (strlen(rows[i].name) == len && !strncmp(rows[i].name, word, len))
            return &rows[i];
    return NULL;
}

static int parse_word(struct options *options, char ***word, struct error *err)
{
    const struct option_row *row = find_row(**word);
    const char *value = strchr(**word, '=');

    if (!row)
        return error_set(err, ERROR_USAGE, "", "unknown option '%.64s'",
                         **word);
    if (!row->argument && value)
        return error_set(err, ERROR_USAGE, row->name, "takes no value");
    if (value)
        value++;
    else if (row->argument && !(value = *++*word))
        return error_set(err, ERROR_USAGE, row->name, "needs a value");
    return set_option(options, row, value, err);
}

int options_parse(struct options *options, int argc, char **argv,
                  struct error *err)
{
    char **word = argv + 1;

    *options = (struct options){0};
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].preset)
            set_option(options, &rows[i], rows[i].preset, err);
    for (; word < argv + argc; word++)
        if (parse_word(options, &word, err) < 0)
            return -1;
    if (!strcmp(options->token, options->second_token))
        return error_set(err, ERROR_USAGE, "--second-token",
                         "must differ from --token");
    if (!strcmp(options->project_id, options->second_project_id))
        return error_set(err, ERROR_USAGE, "--second-project-id",
                         "must differ from --project-id");
    return 0;
}

void options_help(FILE *out)
{
    fputs("usage: assay-emulator [OPTION]...\n"
          "A reference server for the snapshot API of the Elastic Volume\n"
          "Service. It prints its URL in one line and serves until SIGINT or\n"
          "SIGTERM.\n\n",
          out);
    for (size_t i = 0; i < ROWS; i++) {
        const struct option_row *row = &rows[i];
        int used = fprintf(out, "  %s%s%s", row->name, row->argument ? " " : "",
                           row->argument ? row->argument : "");

        fprintf(out, "%*s%s\n", used < 30 ? 30 - used : 1, "", row->help);
        if (row->preset)
            fprintf(out, "%30s(default %s)\n", "", row->preset);
    }
}
