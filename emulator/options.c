#include "emulator/options.h"

#include "emulator/quota.h"
#include "emulator/seed.h"
#include "emulator/sessions.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PORT_MAX     65535
#define DELAY_MS_MAX 3600000
#define USES_MAX     1000000
#define RATE_MAX     1000000
#define QUOTA_MAX    1000000

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
#define FIELD(name)  offsetof(struct options, name)
#define FIRST(name)  FIELD(identities[0].name)
#define SECOND(name) FIELD(identities[1].name)
    {"--port", "N", TYPE_NUMBER, FIELD(port), PORT_MAX, "0",
     "port to listen on; 0 takes a free one"},
    {"--host", "ADDRESS", TYPE_TEXT, FIELD(host), 0, "127.0.0.1",
     "address to listen on"},
    {"--token", "T", TYPE_TEXT, FIRST(token), 0, "emulator-token",
     "X-Auth-Token of the project, without login"},
    {"--project-id", "P", TYPE_TEXT, FIRST(project_id), 0,
     "0123456789abcdef0123456789abcdef", "the project"},
    {"--project-name", "NAME", TYPE_TEXT, FIRST(project_name), 0, "emulator",
     "its name"},
    {"--user-id", "U", TYPE_TEXT, FIRST(user_id), 0,
     "0000000000000000000000000000aaaa", "the project's user"},
    {"--username", "NAME", TYPE_TEXT, FIRST(user_name), 0, "user",
     "the user's name, for login at /identity/v3"},
    {"--password", "TEXT", TYPE_TEXT, FIRST(password), 0, "emulator-password",
     "the user's password"},
    {"--credential-id", "ID", TYPE_TEXT, FIRST(credential_id), 0,
     "0000000000000000000000000000acac", "the user's application credential"},
    {"--credential-name", "NAME", TYPE_TEXT, FIRST(credential_name), 0,
     "emulator-credential", "its name"},
    {"--credential-secret", "TEXT", TYPE_TEXT, FIRST(credential_secret), 0,
     "emulator-secret", "its secret"},
    {"--second-token", "T", TYPE_TEXT, SECOND(token), 0,
     "emulator-second-token", "X-Auth-Token of the second project"},
    {"--second-project-id", "P", TYPE_TEXT, SECOND(project_id), 0,
     "fedcba9876543210fedcba9876543210", "the second project"},
    {"--second-project-name", "NAME", TYPE_TEXT, SECOND(project_name), 0,
     "emulator-second", "its name"},
    {"--second-user-id", "U", TYPE_TEXT, SECOND(user_id), 0,
     "0000000000000000000000000000bbbb", "the second project's user"},
    {"--second-username", "NAME", TYPE_TEXT, SECOND(user_name), 0,
     "second-user", "the second user's name"},
    {"--second-password", "TEXT", TYPE_TEXT, SECOND(password), 0,
     "emulator-second-password", "the second user's password"},
    {"--domain-name", "NAME", TYPE_TEXT, FIELD(domain_name), 0, "Default",
     "domain of users and projects; its id is default"},
    {"--region", "NAME", TYPE_TEXT, FIELD(region), 0, "RegionOne",
     "region of the endpoints in the catalog"},
    {"--token-ttl-ms", "N", TYPE_NUMBER, FIELD(token_ttl_ms), SESSION_TTL_MS,
     "3600000", "how long a token from a login is good"},
    {"--token-revoke-after", "N", TYPE_NUMBER, FIELD(token_uses_most), USES_MAX,
     "0", "how many requests it is good for; 0 sets no limit"},
    {"--seed-snapshots", "N", TYPE_NUMBER, FIELD(seed_snapshots),
     SEED_SNAPSHOTS_MAX, "2", "snapshots that exist in the project"},
    {"--create-delay-ms", "N", TYPE_NUMBER, FIELD(create_delay_ms),
     DELAY_MS_MAX, "0", "how long new resources stay in creating"},
    {"--ak", "KEY", TYPE_TEXT, FIELD(key.access), 0, NULL,
     "take what is signed with it (SDK-HMAC-SHA256)"},
    {"--sk", "KEY", TYPE_TEXT, FIELD(key.secret), 0, NULL, "its secret key"},
    {"--read-only", NULL, TYPE_FLAG, FIRST(read_only), 0, NULL,
     "the first user may not write: 403"},
    {"--vendor-rules", NULL, TYPE_FLAG, FIELD(vendor_rules), 0, NULL,
     "new disks need a zone and at least 10 GB"},
    {"--quota-volumes", "N", TYPE_NUMBER, FIELD(quota.volumes), QUOTA_MAX, NULL,
     "disks in a project, more are 413"},
    {"--quota-snapshots", "N", TYPE_NUMBER, FIELD(quota.snapshots), QUOTA_MAX,
     NULL, "snapshots in a project"},
    {"--quota-gigabytes", "N", TYPE_NUMBER, FIELD(quota.gigabytes), QUOTA_MAX,
     NULL, "gigabytes of both in a project"},
    {"--rate-limit", "N", TYPE_NUMBER, FIELD(rate), RATE_MAX, "0",
     "requests a second, more are 429; 0: no limit"},
    {"--ready-after-ms", "N", TYPE_NUMBER, FIELD(ready_after_ms), DELAY_MS_MAX,
     "0", "how long every request is answered 503"},
    {"--volumes-fail", NULL, TYPE_FLAG, FIELD(volumes_fail), 0, NULL,
     "new disks end in the status error"},
    {"--snapshots-fail", NULL, TYPE_FLAG, FIELD(snapshots_fail), 0, NULL,
     "new snapshots do"},
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
#undef FIRST
#undef SECOND
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

/* What tells the two identities apart must differ; a key has two parts. */
static int check_pairs(const struct options *options, struct error *err)
{
    const struct identity *one = &options->identities[0];
    const struct identity *other = &options->identities[1];
    const struct {
        const char *option, *one, *other;
    } pairs[] = {
        {"token", one->token, other->token},
        {"project-id", one->project_id, other->project_id},
        {"project-name", one->project_name, other->project_name},
        {"user-id", one->user_id, other->user_id},
        {"username", one->user_name, other->user_name},
    };

    if (!options->key.access != !options->key.secret)
        return error_set(err, ERROR_USAGE, "",
                         "--ak and --sk are needed together");
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
        if (!strcmp(pairs[i].one, pairs[i].other)) {
            error_set(err, ERROR_USAGE, "", "--second-%s must differ from --%s",
                      pairs[i].option, pairs[i].option);
            return -1;
        }
    return 0;
}

int options_parse(struct options *options, int argc, char **argv,
                  struct error *err)
{
    char **word = argv + 1;

    *options = (struct options){
        .quota = {QUOTA_UNLIMITED, QUOTA_UNLIMITED, QUOTA_UNLIMITED}};
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].preset)
            set_option(options, &rows[i], rows[i].preset, err);
    for (; word < argv + argc; word++)
        if (parse_word(options, &word, err) < 0)
            return -1;
    return check_pairs(options, err);
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
