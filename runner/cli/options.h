/*
 * options.h - what the user wants, from command line, environment and file.
 *
 * Command line over environment (ASSAY_NAME, and for some the name that other
 * OpenStack clients read) over the file of --config over default. The options
 * themselves are the rows of table.h.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define LIST_MAX    1000
#define OPTIONS_MAX 160

/* A repeatable option's values; ends with NULL. */
struct list {
    const char *items[LIST_MAX + 1];
    size_t len;
};

bool list_has(const struct list *list, const char *item);

/* Does one of the globs match, or is there none? */
bool list_matches(const struct list *globs, const char *text);

/* Where a value comes from; a later one wins. */
enum origin_kind {
    FROM_DEFAULT,
    FROM_CLOUD,       /* clouds.yaml; only where settings are shown */
    FROM_FILE,        /* --config */
    FROM_ENVIRONMENT, /* a variable */
    FROM_LINE
};

struct origin {
    enum origin_kind kind;
    size_t variable; /* FROM_ENVIRONMENT: 0 is ASSAY_NAME, 1 the first of the
                        row's other variables */
};

/* Which commands know an option. */
enum command_set {
    FOR_RUN = 1,
    FOR_LIST = 2,
    FOR_EXPLAIN = 4,
    FOR_LINT = 8,
    FOR_DOCTOR = 16,
    FOR_SCHEMA = 32,
    FOR_CLAUSES = 64,
    FOR_SELFTEST = 128,
    FOR_JUDGE = 256,
    FOR_WAIVE = 512,
    FOR_COMPARE = 1024,
    FOR_DERIVE = 2048,
    FOR_RESTORE = 4096,
    FOR_CERTIFY = 8192,
    FOR_VERIFY = 16384,
    FOR_ALL = 32767
};

/*
 * What the user wants. Texts are borrowed from argv, environment and file.
 * Released by config_clear.
 */
struct config {
    const char *base_url;
    const char *project_id;
    const char *snapshot_id;
    const char *neighbour_id;
    const char *microversion;
    bool emulator;

    const char *token;
    const char *token_file;
    const char *os_cloud;
    const char *os_auth_url;
    const char *os_auth_type;
    const char *os_username;
    const char *os_user_id;
    const char *os_password;
    const char *os_user_domain_id;
    const char *os_user_domain_name;
    const char *os_project_name;
    const char *os_project_domain_id;
    const char *os_project_domain_name;
    const char *os_default_domain;
    const char *os_application_credential_id;
    const char *os_application_credential_name;
    const char *os_application_credential_secret;
    const char *ak;
    const char *sk;
    const char *interface;
    const char *region;
    const char *second_cloud;
    const char *second_token;
    const char *second_project_id;

    const char *dialect;
    const char *profile;
    const char *data;
    struct list include;
    struct list exclude;
    struct list tags;
    struct list opt_in;
    struct list without;
    bool missing;
    bool by_testcase;
    bool fail_fast;
    bool strict;
    bool dry_run;
    const char *seed;
    const char *waivers;

    const char *into;
    const char *owner;
    const char *issue;
    const char *expires;
    bool parity;

    const char *volume_id;
    long volume_size; /* GB */
    const char *volume_type;
    const char *availability_zone;
    bool no_create;
    const char *ledger;

    long timeout_ms;
    long connect_timeout_ms;
    long deadline_ms;
    long settle_ms;
    long wait_ready_ms;
    long retries;
    double rate; /* requests per second; 0: no limit */
    long max_requests;
    long max_body;
    long max_errors;

    const char *cacert;
    const char *cert;
    const char *key;
    bool insecure;
    const char *proxy;
    struct list resolve;

    struct list mask_headers;
    struct list mask_queries;
    struct list mask_pointers;
    struct list mask;
    const char *mask_key;

    const char *tap;
    const char *junit;
    const char *json;
    const char *html;
    const char *har;
    const char *markdown;
    const char *out;
    bool quiet;
    bool verbose;
    const char *color;

    const char *draft;
    struct list refs;
    const char *format;
    bool known_only;
    const char *output;
    const char *second_opinion;

    const char *subject;
    const char *sign_key;
    bool record;
    const char *pubkey;
    const char *pae;
    const char *check;
    bool lint;
    const char *overrides;
    struct list ledgers;

    struct list include_fault;
    long jobs;

    const char *config;
    bool show_config;
    bool help;
    bool version;

    enum command_set command;
    struct list words;                  /* what is not an option */
    struct list emulator_words;         /* for its command line; selftest's */
    struct origin origins[OPTIONS_MAX]; /* of each row of the table */
    json_t *file;                       /* owned: what --config has read */
};

/*
 * Fill config: arguments (argv without program and command), environment, the
 * file of --config, defaults. Returns 0, or -1 with ERROR_USAGE naming the
 * option, the variable or the place in the file. Release it in any case.
 */
int options_parse(struct config *config, enum command_set command, char **argv,
                  struct error *err);

/* Release what the configuration file has brought; texts end with it. */
void config_clear(struct config *config);

/* One line for each option that the command knows, under headings. */
void options_help(enum command_set command, FILE *out);

/*
 * The arguments of a run, quoted for a shell, without secrets, selection and
 * reports: what a person would type again. New memory.
 */
char *options_retry(const struct config *config);

/*
 * The command that undoes by a ledger what a run with these options could not,
 * likewise: where to, and as whom. New memory.
 */
char *options_restore(const struct config *config, const char *ledger);

/* Was the option named on the command line? */
bool option_is_on_line(const struct config *config, const char *name);

#endif
