/*
 * identity.h - who sends the requests: options over clouds.yaml.
 */
#ifndef CLI_IDENTITY_H
#define CLI_IDENTITY_H

#include "cli/target.h"

/* Do the options say who sends the requests? */
bool identity_is_given(const struct config *config);

/* And a second one to whom the resources do not belong? */
bool identity_has_second(const struct config *config);

/*
 * Fill owner, choice, TLS and what a login needs. A cloud must be named, also
 * when there is only one: a run makes and changes things in it. Returns 0, or
 * -1 with ERROR_USAGE.
 */
int identity_take_owner(const struct config *config, struct aim *aim,
                        struct error *err);

/* The same for --second-cloud and --second-token. */
int identity_take_second(const struct config *config, struct aim *aim,
                         struct error *err);

#endif
