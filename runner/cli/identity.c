#include "cli/identity.h"

#include "base/alloc.h"
#include "base/file.h"
#include "cli/override.h"
#include "http/login_request.h"
#include "http/service.h"

#include <stdlib.h>
#include <string.h>

#define TOKEN_MAX 65536

/* "envvars" is openstacksdk's name for a cloud made of OS_* alone. */
static const char *named_cloud(const struct config *config)
{
    return config->os_cloud && strcmp(config->os_cloud, "envvars")
               ? config->os_cloud
               : NULL;
}

bool identity_is_given(const struct config *config)
{
    if (named_cloud(config) || config->token_file)
        return true;
    return override_is_given(config);
}

bool identity_has_second(const struct config *config)
{
    return config->second_cloud || config->second_token;
}

/* A token is one line of printable ASCII: it goes into a header field. */
static int check_token(const char *token, const char *where, struct error *err)
{
    if (!*token)
        return error_set(err, ERROR_USAGE, where, "the token is empty");
    for (; *token; token++)
        if (*token <= ' ' || *token > '~')
            return error_set(err, ERROR_USAGE, where,
                             "the token holds a blank, a line end or a "
                             "character outside ASCII");
    return 0;
}

static int read_token(const struct config *config, struct aim *aim,
                      struct error *err)
{
    size_t len;

    if (config->token_file) {
        aim->token =
            file_read(config->token_file, TOKEN_MAX, &len, ERROR_USAGE, err);
        if (!aim->token)
            return -1;
        aim->token[strcspn(aim->token, "\r\n")] = '\0';
        return check_token(aim->token, "--token-file", err);
    }
    if (!config->token)
        return 0;
    aim->token = xstrdup(config->token);
    return check_token(aim->token, "--token", err);
}

static bool is_type(const struct credentials *credentials, const char *type)
{
    return credentials->auth_type && !strcmp(credentials->auth_type, type);
}

/* What an identity does to be believed. */
enum proof { PROOF_NONE, PROOF_TOKEN, PROOF_SIGNATURE, PROOF_LOGIN };

static enum proof proof_of(const struct credentials *credentials)
{
    if (is_type(credentials, "none"))
        return PROOF_NONE;
    if (is_type(credentials, "admin_token") ||
        is_type(credentials, "token_endpoint"))
        return PROOF_TOKEN;
    if (credentials->access_key || credentials->secret_key)
        return PROOF_SIGNATURE;
    if (credentials->auth_url)
        return PROOF_LOGIN;
    return credentials->token ? PROOF_TOKEN : PROOF_NONE;
}

static int check_keys(const struct credentials *credentials, struct error *err)
{
    if (!credentials->access_key != !credentials->secret_key)
        return error_set(err, ERROR_USAGE,
                         credentials->access_key ? "--ak" : "--sk",
                         "is of no use without %s",
                         credentials->access_key ? "--sk" : "--ak");
    return 0;
}

/* Before anybody is asked, and before a message repeats a password in it. */
static int check_auth_url(const struct credentials *credentials,
                          struct error *err)
{
    char *url = login_url(credentials->auth_url, err);
    int rc = url ? 0 : -1;

    free(url);
    return rc;
}

static int check_interface(struct service_choice *choice, struct error *err)
{
    const char *given = choice->interface;

    if (!given)
        return 0;
    choice->interface = service_interface(given);
    return choice->interface ? 0
                             : error_set(err, ERROR_USAGE, "--interface",
                                         "\"%.60s\" is none of public, "
                                         "internal, admin",
                                         given);
}

static int load_cloud(const char *name, const char *region, struct cloud *cloud,
                      struct error *err)
{
    struct clouds clouds;
    int rc = clouds_load(&clouds, err);

    if (rc < 0)
        return -1;
    rc = cloud_find(&clouds, name, region, cloud, err);
    clouds_clear(&clouds);
    return rc;
}

/* The certificate's key belongs to the certificate. */
static void take_tls(const struct config *config, struct aim *aim)
{
    aim->cacert = config->cacert ? config->cacert : aim->cloud.cacert;
    aim->cert = config->cert ? config->cert : aim->cloud.cert;
    aim->key = config->key || config->cert ? config->key : aim->cloud.key;
    aim->insecure = config->insecure || aim->cloud.insecure;
}

static int check_profile(const struct aim *aim, struct error *err)
{
    if (aim->cloud.unknown_profile && !aim->owner.auth_url)
        return error_set(err, ERROR_USAGE, aim->cloud.path,
                         "the cloud \"%.60s\" has no auth_url, and the "
                         "profile it names is in no clouds-public.yaml",
                         aim->cloud.name);
    return 0;
}

int identity_take_owner(const struct config *config, struct aim *aim,
                        struct error *err)
{
    const char *name = named_cloud(config);
    enum proof proof;

    if (name && load_cloud(name, config->region, &aim->cloud, err) < 0)
        return -1;
    aim->owner = aim->cloud.credentials;
    aim->choice = aim->cloud.choice;
    override_merge(config, &aim->owner);
    if (config->interface)
        aim->choice.interface = config->interface;
    if (config->region)
        aim->choice.region = config->region;
    take_tls(config, aim);
    if (check_interface(&aim->choice, err) < 0 || check_profile(aim, err) < 0)
        return -1;
    if (config->token || config->token_file) {
        if (read_token(config, aim, err) < 0)
            return -1;
        aim->owner.token = aim->token;
        return 0;
    }
    proof = proof_of(&aim->owner);
    aim->login = proof == PROOF_LOGIN;
    aim->sign = proof == PROOF_SIGNATURE;
    if (aim->login && check_auth_url(&aim->owner, err) < 0)
        return -1;
    if (aim->owner.token && check_token(aim->owner.token, "token", err) < 0)
        return -1;
    if (proof == PROOF_TOKEN)
        aim->token = xstrdup(aim->owner.token);
    return aim->sign ? check_keys(&aim->owner, err) : 0;
}

static int check_second(const struct config *config, struct error *err)
{
    if (config->second_cloud && config->second_token)
        return error_set(err, ERROR_USAGE, "--second-cloud",
                         "cannot be combined with --second-token");
    if (config->second_token && !config->second_project_id)
        return error_set(err, ERROR_USAGE, "--second-token",
                         "needs --second-project-id");
    if (config->second_project_id && !identity_has_second(config))
        return error_set(err, ERROR_USAGE, "--second-project-id",
                         "needs --second-token or --second-cloud");
    return 0;
}

int identity_take_second(const struct config *config, struct aim *aim,
                         struct error *err)
{
    enum proof proof;

    if (check_second(config, err) < 0)
        return -1;
    aim->has_second = identity_has_second(config);
    if (config->second_cloud &&
        load_cloud(config->second_cloud, NULL, &aim->second_cloud, err) < 0)
        return -1;
    aim->second = aim->second_cloud.credentials;
    if (config->second_token)
        aim->second.token = config->second_token;
    if (config->second_project_id) {
        aim->second.project_id = config->second_project_id;
        aim->second.project_name = NULL;
    }
    proof = proof_of(&aim->second);
    aim->second_login = proof == PROOF_LOGIN;
    aim->second_sign = proof == PROOF_SIGNATURE;
    if (aim->second_login && check_auth_url(&aim->second, err) < 0)
        return -1;
    if (aim->second_sign && check_keys(&aim->second, err) < 0)
        return -1;
    return aim->second.token
               ? check_token(aim->second.token, "--second-token", err)
               : 0;
}
