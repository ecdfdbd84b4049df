/*
 * options.h - every option in one table: parser, environment and help.
 *
 * Command line over environment (ASSAY_NAME, and for some an OpenStack name)
 * over default.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define LIST_MAX 64

/* A repeatable option's values; ends with NULL. */
struct list {
    const char *items[LIST_MAX + 1];
    size_t len;
};

/* What the user wants. Texts are borrowed from argv and environment. */
struct config {
    const char *base_url;
    const char *project_id;
    const char *snapshot_id;
    const char *neighbour_id;
    const char *token;
    const char *token_file;
    const char *microversion;
    bool emulator;
    const char *dialect;
    const char *profile;
    const char *data;
    struct list include;
    struct list exclude;
    struct list tags;
    struct list opt_in;
    bool fail_fast;
    bool strict;
    bool dry_run;
    const char *seed;
    long timeout_ms;
    long connect_timeout_ms;
    long deadline_ms;
    long settle_ms;
    long max_body;
    long max_errors;
    const char *cacert;
    bool insecure;
    const char *tap;
    const char *junit;
    const char *json;
    const char *out;
    bool quiet;
    bool verbose;
    const char *color;
    const char *draft;
    struct list refs;
    const char *format;
    const char *output;
    const char *second_opinion;
    bool help;
    bool version;
    struct list words; /* what is not an option */
};

/* Which commands know an option. */
enum command_set {
    FOR_RUN = 1,
    FOR_LIST = 2,
    FOR_EXPLAIN = 4,
    FOR_LINT = 8,
    FOR_ALL = 15, /* all that work on suites */
    FOR_SCHEMA = 16
};

/*
 * Fill config: defaults, environment, arguments (argv without program and
 * command). Returns 0, or -1 with ERROR_USAGE naming the option.
 */
int options_parse(struct config *config, enum command_set command, char **argv,
                  struct error *err);

/* One line or two for each option that the command knows. */
void options_help(enum command_set command, FILE *out);

/*
 * The arguments of a run, quoted for a shell, without secrets, selection and
 * reports: what a person would type again. New memory.
 */
char *options_retry(const struct config *config);

#endif
