/*
 * override.h - options over clouds.yaml, value by value.
 *
 * The order is that of the program openstack: command line over OS_* over
 * clouds.yaml, also when the cloud is named by --os-cloud. One difference: a
 * name given by the stronger source displaces the weaker one's id (of user,
 * project, domain), where openstack would send both.
 */
#ifndef CLI_OVERRIDE_H
#define CLI_OVERRIDE_H

#include "cli/target.h"

/* Is any of the credentials given as an option, the project apart? */
bool override_is_given(const struct config *config);

/* What the options say replaces what the credentials hold. */
void override_merge(const struct config *config,
                    struct credentials *credentials);

/*
 * Let the options say, too, what the cloud of an aim has added: for
 * --show-config. Texts are borrowed from the aim.
 */
void override_show(const struct aim *aim, struct config *config);

#endif
