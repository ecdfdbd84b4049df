/*
 * target.h - whom to judge and as whom, put together from options,
 * environment and clouds.yaml.
 *
 * Nothing is sent from here. Where a login is needed, aim_take says so and
 * the caller gives back what the catalog says with aim_use_endpoint.
 */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "cli/clouds.h"
#include "cli/emulator.h"
#include "cli/options.h"
#include "http/credentials.h"
#include "http/redact.h"
#include "http/url.h"
#include "model/plan.h"

/* The target with everything it borrows from. Start from {0}. */
struct aim {
    struct target target;     /* base_url, project_id NULL: from the catalog */
    struct endpoint endpoint; /* root NULL: from the catalog */
    struct emulator emulator;

    char *token;              /* owned: sent as it is, or NULL */
    struct credentials owner; /* whose the resources are */
    bool login;               /* the owner gets a token from Keystone */
    bool sign;                /* requests carry a signature (AK/SK) instead */
    struct service_choice choice;

    bool has_second;
    struct credentials second; /* its token is sent as it is, unless: */
    bool second_login;
    bool second_sign;

    const char *cacert; /* as --cacert, or the cloud's */
    const char *cert;
    const char *key;
    bool insecure;

    struct redactor *redactor; /* owned: knows what no report may show */

    struct cloud cloud; /* what the texts above are borrowed from */
    struct cloud second_cloud;
    char *project_id; /* owned: of the login, or NULL */
};

/*
 * Understand the options, start the emulator when asked for (not for a dry
 * run). Returns 0, or -1 with ERROR_USAGE: no URL and no login that has a
 * catalog, no project, both a URL and --emulator, an unreadable token, a
 * cloud that is not there, a name to be masked that is none. Secrets are
 * masked in the error.
 */
int aim_take(const struct config *config, struct aim *aim, struct error *err);

/*
 * After the login: the endpoint that the catalog has and the id of the token's
 * project (either may be NULL: not told). What the options have said stays,
 * and must not contradict. Returns 0, or -1 with ERROR_TARGET (the catalog has
 * a URL that is none, or another project) or ERROR_USAGE.
 */
int aim_use_endpoint(struct aim *aim, const char *url, const char *project_id,
                     struct error *err);

/* Stop the emulator and release everything. */
void aim_drop(struct aim *aim);

#endif
