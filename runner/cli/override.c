#include "cli/override.h"

#include "cli/table.h"

/* An option that says the same as a member of credentials. */
struct pair {
    size_t option; /* in struct config */
    size_t at;     /* in struct credentials */
    size_t rival;  /* its other name there: a name for an id; itself: none */
};

#define OPTION(member) offsetof(struct config, member)
#define AT(member)     offsetof(struct credentials, member)

static const struct pair pairs[] = {
    {OPTION(os_auth_type), AT(auth_type), AT(auth_type)},
    {OPTION(os_auth_url), AT(auth_url), AT(auth_url)},
    {OPTION(token), AT(token), AT(token)},
    {OPTION(os_username), AT(username), AT(user_id)},
    {OPTION(os_user_id), AT(user_id), AT(username)},
    {OPTION(os_password), AT(password), AT(password)},
    {OPTION(os_user_domain_id), AT(user_domain_id), AT(user_domain_name)},
    {OPTION(os_user_domain_name), AT(user_domain_name), AT(user_domain_id)},
    {OPTION(project_id), AT(project_id), AT(project_name)},
    {OPTION(os_project_name), AT(project_name), AT(project_id)},
    {OPTION(os_project_domain_id), AT(project_domain_id),
     AT(project_domain_name)},
    {OPTION(os_project_domain_name), AT(project_domain_name),
     AT(project_domain_id)},
    {OPTION(os_default_domain), AT(default_domain), AT(default_domain)},
    {OPTION(os_application_credential_id), AT(application_credential_id),
     AT(application_credential_name)},
    {OPTION(os_application_credential_name), AT(application_credential_name),
     AT(application_credential_id)},
    {OPTION(os_application_credential_secret),
     AT(application_credential_secret), AT(application_credential_secret)},
    {OPTION(ak), AT(access_key), AT(access_key)},
    {OPTION(sk), AT(secret_key), AT(secret_key)},
};

#define PAIRS_LEN (sizeof(pairs) / sizeof(*pairs))

static const char *option_of(const struct config *config,
                             const struct pair *pair)
{
    return *(const char *const *)(const void *)((const char *)config +
                                                pair->option);
}

static const char **member_at(struct credentials *credentials, size_t at)
{
    return (const char **)(void *)((char *)credentials + at);
}

void override_merge(const struct config *config,
                    struct credentials *credentials)
{
    for (size_t i = 0; i < PAIRS_LEN; i++)
        if (option_of(config, &pairs[i]))
            *member_at(credentials, pairs[i].rival) = NULL;
    for (size_t i = 0; i < PAIRS_LEN; i++)
        if (option_of(config, &pairs[i]))
            *member_at(credentials, pairs[i].at) = option_of(config, &pairs[i]);
}

bool override_is_given(const struct config *config)
{
    for (size_t i = 0; i < PAIRS_LEN; i++)
        if (pairs[i].option != OPTION(project_id) &&
            option_of(config, &pairs[i]))
            return true;
    return false;
}

/* What the cloud says for the option at that place, or NULL. */
static const char *cloud_value(const struct aim *aim, size_t option)
{
    const struct {
        size_t option;
        const char *value;
    } others[] = {{OPTION(os_cloud), aim->cloud.name},
                  {OPTION(base_url), aim->cloud.base_url},
                  {OPTION(interface), aim->cloud.choice.interface},
                  {OPTION(region), aim->cloud.choice.region},
                  {OPTION(cacert), aim->cloud.cacert},
                  {OPTION(cert), aim->cloud.cert},
                  {OPTION(key), aim->cloud.key}};
    struct credentials owner = aim->owner, cloud = aim->cloud.credentials;

    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        if (others[i].option == option)
            return others[i].value;
    for (size_t i = 0; i < PAIRS_LEN; i++)
        /* what an option has displaced is not shown */
        if (pairs[i].option == option &&
            *member_at(&owner, pairs[i].at) == *member_at(&cloud, pairs[i].at))
            return *member_at(&cloud, pairs[i].at);
    return NULL;
}

void override_show(const struct aim *aim, struct config *config)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (size_t i = 0; i < len; i++) {
        void *to = (char *)config + table[i].at;
        const char *value = cloud_value(aim, table[i].at);

        if (table[i].at == OPTION(insecure) && aim->cloud.insecure &&
            !config->insecure)
            *(bool *)to = true;
        else if (table[i].type == TEXT && value && !*(const char **)to)
            *(const char **)to = value;
        else
            continue;
        config->origins[i].kind = FROM_CLOUD;
    }
}
