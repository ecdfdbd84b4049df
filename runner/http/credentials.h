/*
 * credentials.h - how somebody says who they are, before any traffic.
 *
 * The members are those of the "auth" part of clouds.yaml and of the OS_*
 * variables, as every OpenStack client reads them (openstacksdk,
 * "Configuring OpenStack SDK Applications"). Nothing here is printed: the
 * values marked secret are masked wherever they appear in an exchange.
 */
#ifndef HTTP_CREDENTIALS_H
#define HTTP_CREDENTIALS_H

#include <stdbool.h>

/* All texts are borrowed; NULL means not given. */
struct credentials {
    const char *auth_type; /* "password", "token", "v3password", "v3token",
                              "v3applicationcredential", "admin_token",
                              "none"; NULL: told from what is given */
    const char *auth_url;  /* of Keystone, with or without "/v3" */
    const char *token;     /* secret: used as it is, or to log in with */
    const char *username;
    const char *user_id;
    const char *password; /* secret */
    const char *user_domain_id;
    const char *user_domain_name;
    const char *project_id;
    const char *project_name;
    const char *project_domain_id;
    const char *project_domain_name;
    const char *default_domain; /* id of a domain that is not named */
    const char *application_credential_id;
    const char *application_credential_name;
    const char *application_credential_secret; /* secret */
    const char *access_key;                    /* AK, sent in the clear */
    const char *secret_key;                    /* secret: SK */
};

/* Which endpoint of the catalog is meant. */
struct service_choice {
    const char *interface; /* "public" (also NULL), "internal", "admin" */
    const char *region;    /* id; NULL: any, but then there must be one */
};

#endif
