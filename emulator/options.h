/*
 * options.h - the command line of assay-emulator.
 *
 * One table gives the parser, the defaults and the help text.
 */
#ifndef EMULATOR_OPTIONS_H
#define EMULATOR_OPTIONS_H

#include "base/error.h"
#include "emulator/auth.h"
#include "emulator/faults.h"
#include "emulator/signature.h"

#include <stdbool.h>
#include <stdio.h>

enum options_action {
    ACTION_SERVE,
    ACTION_HELP,
    ACTION_VERSION,
    ACTION_FAULTS,
    ACTION_VARIANTS
};

/* All texts are borrowed from argv or constant. */
struct options {
    enum options_action action;
    const char *host;
    long port; /* 0..65535; 0 takes a free one */
    struct identity identities[IDENTITIES];
    const char *domain_name;
    const char *region;
    long token_ttl_ms;
    long token_uses_most; /* 0: without a limit */
    struct signing_key key;
    bool vendor_rules;
    struct quota_options {
        long volumes, snapshots, gigabytes; /* QUOTA_UNLIMITED: none given */
    } quota;
    long rate; /* requests a second, 0: without a limit */
    long ready_after_ms;
    bool volumes_fail;
    bool snapshots_fail;
    long seed_snapshots;
    long create_delay_ms;
    struct fault_choice faults;
    bool stop_on_eof;
    bool verbose;
};

/* Returns 0, or -1 with ERROR_USAGE. Later options win over earlier ones. */
int options_parse(struct options *options, int argc, char **argv,
                  struct error *err);

void options_help(FILE *out);

#endif
