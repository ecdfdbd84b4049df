/*
 * show.h - the effective settings, for --show-config.
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/options.h"

/*
 * Print each option that has a value or a default, with where it comes from,
 * then what is understood of identity and endpoint. Secrets are masked;
 * nothing is sent and no emulator started. Returns 0, or -1 with ERROR_USAGE
 * for what aim_take refuses, after the settings are printed.
 */
int show_config(const struct config *config, FILE *out, struct error *err);

#endif
