/*
 * clouds.h - clouds.yaml, read as openstacksdk reads it.
 *
 * Three files, each the first that is there of clouds, secure and
 * clouds-public with .yaml, .yml or .json in: the working directory, the
 * user's configuration directory (XDG_CONFIG_HOME, ~/.config) and
 * /etc/xdg and /etc, in their subdirectory openstack. Before them
 * OS_CLIENT_CONFIG_FILE, OS_CLIENT_SECURE_FILE and OS_CLIENT_VENDOR_FILE.
 * A cloud's profile from clouds-public lies below it, secure above it.
 * Source: openstacksdk, "Configuring OpenStack SDK Applications".
 */
#ifndef CLI_CLOUDS_H
#define CLI_CLOUDS_H

#include "base/error.h"
#include "http/credentials.h"

#include <jansson.h>
#include <stdbool.h>

/* The files as they are: each NULL when there is none. Start from {0}. */
struct clouds {
    json_t *clouds;  /* owned: name -> cloud; NULL without a file */
    json_t *secure;  /* owned: the same of secure, which clouds has as well */
    json_t *publics; /* owned: profile name -> profile */
    char *path;      /* owned: of clouds.yaml */
    char *secure_path;
    char *publics_path;
    char *looked_at; /* owned: every path tried for it, ", " between */
};

/*
 * Find and read the files. None at all is no mistake. Returns 0, or -1 with
 * ERROR_USAGE (where: "file:line", or the file).
 */
int clouds_load(struct clouds *clouds, struct error *err);
void clouds_clear(struct clouds *clouds);

/* One cloud with all that is said of it. Start from {0}. */
struct cloud {
    char *name;     /* owned; NULL: none is used */
    char *path;     /* owned: the file */
    json_t *secure; /* owned: the other files, for cloud_source */
    json_t *publics;
    char *secure_path;
    char *publics_path;
    json_t *values;       /* owned: what the texts below are borrowed from */
    bool unknown_profile; /* it names one that is nowhere */
    json_t *texts;        /* owned: and those that are put together */
    struct credentials credentials;
    struct service_choice choice;
    const char *base_url; /* an endpoint_override of block storage */
    const char *cacert;   /* "~/" is replaced; so in the next two */
    const char *cert;
    const char *key;
    bool insecure;
};

/*
 * Put the cloud of that name together. region: the one wanted, or NULL for
 * the cloud's first. Returns 0, or -1 with ERROR_USAGE: no such cloud (those
 * there are, and the files looked at), a region it does not have, a value of
 * a wrong kind.
 */
int cloud_find(const struct clouds *clouds, const char *name,
               const char *region, struct cloud *cloud, struct error *err);

/* The file that says a text of the cloud; borrowed from the cloud. */
const char *cloud_source(const struct cloud *cloud, const char *text);
void cloud_clear(struct cloud *cloud);

#endif
