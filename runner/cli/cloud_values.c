#include "cli/cloud_values.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ALIASES_MAX  10
#define EXPANDED_MAX 65536 /* bytes */

/* A text of struct cloud and the members that give it: the last wins. */
struct value_row {
    size_t at;
    const char *names[ALIASES_MAX + 1];
};

#define AT(member) offsetof(struct cloud, member)

/* Block storage's names in the service types authority, the weakest first. */
#define OF_SERVICE(name)                                                       \
    "block_store_" name, "volume_" name, "volumev2_" name, "volumev3_" name,   \
        "block_storage_" name

static const struct value_row rows[] = {
    {AT(credentials.auth_type), {"auth_plugin", "auth_type"}},
    {AT(credentials.auth_url), {"auth_url"}},
    {AT(credentials.token), {"auth_token", "token"}},
    {AT(credentials.username), {"user_name", "username"}},
    {AT(credentials.user_id), {"user_id"}},
    {AT(credentials.password), {"password"}},
    {AT(credentials.user_domain_id), {"domain_id", "user_domain_id"}},
    {AT(credentials.user_domain_name), {"domain_name", "user_domain_name"}},
    {AT(credentials.project_id), {"tenant_id", "project_id"}},
    {AT(credentials.project_name), {"tenant_name", "project_name"}},
    {AT(credentials.project_domain_id), {"domain_id", "project_domain_id"}},
    {AT(credentials.project_domain_name),
     {"domain_name", "project_domain_name"}},
    {AT(credentials.default_domain), {"default_domain_id", "default_domain"}},
    {AT(credentials.application_credential_id), {"application_credential_id"}},
    {AT(credentials.application_credential_name),
     {"application_credential_name"}},
    {AT(credentials.application_credential_secret),
     {"application_credential_secret"}},
    {AT(credentials.access_key), {"ak", "access_key"}},
    {AT(credentials.secret_key), {"sk", "secret_key"}},
    {AT(choice.interface),
     {"interface", "endpoint_type", OF_SERVICE("interface")}},
    {AT(choice.region), {"region_name", OF_SERVICE("region_name")}},
    {AT(base_url), {OF_SERVICE("endpoint"), OF_SERVICE("endpoint_override")}},
    {AT(cacert), {"cacert"}},
    {AT(cert), {"cert"}},
    {AT(key), {"key"}},
};

#define ROWS_LEN (sizeof(rows) / sizeof(*rows))

void cloud_lay_over(json_t *values, json_t *upper)
{
    json_t *below = json_object_get(values, "auth");
    json_t *auth = json_is_object(below) ? json_copy(below) : json_object();

    json_object_update(auth, json_object_get(upper, "auth"));
    json_object_update(values, upper);
    json_object_set_new(values, "auth", auth);
}

/* A text that the cloud keeps; takes it. */
static const char *keep(struct cloud *cloud, char *text)
{
    json_t *kept = json_string(text);

    free(text);
    if (!cloud->texts)
        cloud->texts = json_array();
    json_array_append_new(cloud->texts, kept);
    return json_string_value(kept);
}

/* Let *text be the member's, when there is one that says something. */
static int read_member(struct cloud *cloud, const json_t *from,
                       const char *name, const char **text, struct error *err)
{
    const json_t *value = json_object_get(from, name);

    if (!value || json_is_null(value))
        return 0;
    if (!json_is_string(value))
        return error_set(err, ERROR_USAGE, cloud->path,
                         "\"%s\" of the cloud \"%.60s\" is not a text", name,
                         cloud->name);
    if (json_string_length(value))
        *text = json_string_value(value);
    return 0;
}

/* The row's text; a member of "auth" wins over the same beside it. */
static int read_row(struct cloud *cloud, const struct value_row *row,
                    struct error *err)
{
    const json_t *auth = json_object_get(cloud->values, "auth");
    const char **text = (const char **)(void *)((char *)cloud + row->at);

    for (const char *const *name = row->names; *name; name++)
        if (read_member(cloud, cloud->values, *name, text, err) < 0 ||
            read_member(cloud, auth, *name, text, err) < 0)
            return -1;
    return 0;
}

/* Replace each {name} by that member of the cloud, as in profiles. */
static int expand(struct cloud *cloud, const char **text, struct error *err)
{
    struct buffer buf;
    const char *at = *text;

    if (!at || !strchr(at, '{'))
        return 0;
    buffer_init(&buf, EXPANDED_MAX);
    while (*at) {
        size_t plain = strcspn(at, "{"), len;
        const char *value = NULL;
        char *name;

        buffer_add(&buf, at, plain);
        at += plain;
        if (!*at)
            break;
        len = strcspn(at, "}");
        name = xmemdup(at + 1, len - 1);
        read_member(cloud, cloud->values, name, &value, err);
        if (!value)
            error_set(err, ERROR_USAGE, cloud->path,
                      "the cloud \"%.60s\" does not say what {%.60s} is",
                      cloud->name, name);
        free(name);
        if (!value)
            break;
        buffer_add_text(&buf, value);
        at += len + (at[len] == '}');
    }
    if (buf.overflow)
        error_set(err, ERROR_USAGE, cloud->path,
                  "a URL of the cloud \"%.60s\" is too long", cloud->name);
    *text = keep(cloud, buffer_take(&buf));
    return error_is_set(err) ? -1 : 0;
}

/* "~/" at the beginning is the user's home. */
static void expand_home(struct cloud *cloud, const char **path)
{
    const char *home = getenv("HOME");

    if (*path && home && !strncmp(*path, "~/", 2))
        *path = keep(cloud, xasprintf("%s%s", home, *path + 1));
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (!strcasecmp(text, *words))
            return true;
    return false;
}

/* "verify" is a boolean, or a file of trusted certificates. */
static int read_verify(struct cloud *cloud, struct error *err)
{
    static const char *const yes[] = {"true", "yes", "on", "1", NULL};
    static const char *const no[] = {"false", "no", "off", "0", NULL};
    const char *verify = NULL, *insecure = NULL;

    if (read_member(cloud, cloud->values, "verify", &verify, err) < 0 ||
        read_member(cloud, cloud->values, "insecure", &insecure, err) < 0)
        return -1;
    if (insecure && !is_one_of(insecure, yes) && !is_one_of(insecure, no))
        return error_set(err, ERROR_USAGE, cloud->path,
                         "\"insecure\" of the cloud \"%.60s\" is neither "
                         "true nor false",
                         cloud->name);
    cloud->insecure = (insecure && is_one_of(insecure, yes)) ||
                      (verify && is_one_of(verify, no));
    if (verify && !cloud->cacert && !is_one_of(verify, yes) &&
        !is_one_of(verify, no))
        cloud->cacert = verify;
    return 0;
}

/* Without Keystone the endpoint stands where its address would. */
static int read_endpoint(struct cloud *cloud, struct error *err)
{
    static const char *const types[] = {"none", "admin_token", "token_endpoint",
                                        NULL};
    const json_t *auth = json_object_get(cloud->values, "auth");
    const char *type = cloud->credentials.auth_type;

    if (cloud->base_url || !type || !is_one_of(type, types))
        return 0;
    return read_member(cloud, auth, "endpoint", &cloud->base_url, err);
}

int cloud_take_values(struct cloud *cloud, struct error *err)
{
    for (size_t i = 0; i < ROWS_LEN; i++)
        if (read_row(cloud, &rows[i], err) < 0)
            return -1;
    if (read_verify(cloud, err) < 0 || read_endpoint(cloud, err) < 0)
        return -1;
    expand_home(cloud, &cloud->cacert);
    expand_home(cloud, &cloud->cert);
    expand_home(cloud, &cloud->key);
    if (expand(cloud, &cloud->credentials.auth_url, err) < 0)
        return -1;
    return expand(cloud, &cloud->base_url, err);
}
