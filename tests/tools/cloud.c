/*
 * cloud - what we make of a cloud in clouds.yaml, one "name=value" a line.
 *
 * usage: cloud NAME [REGION]
 *
 * Values are shown as they are, secrets too: for comparing with openstacksdk
 * (tests/e2e/cli/clouds.sh), which has a default where we leave a gap.
 */
#include "cli/clouds.h"

#include <stdio.h>

static void print(const char *name, const char *value, const char *fallback)
{
    if (value || fallback)
        printf("%s=%s\n", name, value ? value : fallback);
}

static void print_cloud(const struct cloud *cloud)
{
    const struct credentials *c = &cloud->credentials;

    print("auth_type", c->auth_type, "password");
    print("auth_url", c->auth_url, NULL);
    print("token", c->token, NULL);
    print("username", c->username, NULL);
    print("user_id", c->user_id, NULL);
    print("password", c->password, NULL);
    print("user_domain_id", c->user_domain_id, NULL);
    print("user_domain_name", c->user_domain_name, NULL);
    print("project_id", c->project_id, NULL);
    print("project_name", c->project_name, NULL);
    print("project_domain_id", c->project_domain_id, NULL);
    print("project_domain_name", c->project_domain_name, NULL);
    print("application_credential_id", c->application_credential_id, NULL);
    print("application_credential_name", c->application_credential_name, NULL);
    print("application_credential_secret", c->application_credential_secret,
          NULL);
    print("interface", cloud->choice.interface, "public");
    print("region", cloud->choice.region, "");
    print("endpoint", cloud->base_url, NULL);
    print("verify", cloud->insecure ? "no" : cloud->cacert, "yes");
    print("cert", cloud->cert, NULL);
    print("key", cloud->key, NULL);
}

int main(int argc, char **argv)
{
    struct clouds clouds = {0};
    struct cloud cloud = {0};
    struct error err = {0};

    if (argc < 2)
        return 2;
    if (clouds_load(&clouds, &err) < 0 ||
        cloud_find(&clouds, argv[1], argv[2], &cloud, &err) < 0) {
        fprintf(stderr, "%s: %s\n", err.where, err.text);
        clouds_clear(&clouds);
        return 1;
    }
    print_cloud(&cloud);
    cloud_clear(&cloud);
    clouds_clear(&clouds);
    return 0;
}
