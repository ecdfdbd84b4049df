/*
 * secrets.h - where secrets enter: what of the options and of an aim may be
 * shown nowhere.
 */
#ifndef CLI_SECRETS_H
#define CLI_SECRETS_H

#include "cli/target.h"
#include "http/redact.h"

#include <stdio.h>

/*
 * What the options say about masking; borrowed from config. Returns 0, or -1
 * with ERROR_USAGE.
 */
int masking_of(const struct config *config, struct masking *masking,
               struct error *err);

/*
 * Tell a redactor every secret of the options, of both identities and of the
 * proxy, and the ids of the projects. aim may be empty, or half understood.
 * warn: gets a line for each secret too short to be looked for; may be NULL.
 */
void secrets_add(struct redactor *redactor, const struct config *config,
                 const struct aim *aim, FILE *warn);

#endif
