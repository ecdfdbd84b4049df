#include "cli/secrets.h"

#include "base/alloc.h"
#include "http/proxy.h"

#include <string.h>

int masking_of(const struct config *config, struct masking *masking,
               struct error *err)
{
    *masking = (struct masking){.headers = config->mask_headers.items,
                                .headers_len = config->mask_headers.len,
                                .queries = config->mask_queries.items,
                                .queries_len = config->mask_queries.len,
                                .pointers = config->mask_pointers.items,
                                .pointers_len = config->mask_pointers.len,
                                .projects = list_has(&config->mask, "project"),
                                .project_key = config->mask_key};
    if (config->mask_key && !masking->projects)
        return error_set(err, ERROR_USAGE, "--mask-key",
                         "is of no use without --mask project");
    return masking_check(masking, err);
}

static void add_secret(struct redactor *redactor, const char *what,
                       const char *secret, FILE *warn)
{
    redactor_add(redactor, secret);
    if (warn && secret && *secret && strlen(secret) < REDACT_MIN)
        fprintf(warn,
                "assay: %s has fewer than %d bytes: an answer that repeats "
                "it is shown as it is\n",
                what, REDACT_MIN);
}

static void add_secrets(struct redactor *redactor, const struct credentials *of,
                        FILE *warn)
{
    add_secret(redactor, "a token", of->token, warn);
    add_secret(redactor, "a password", of->password, warn);
    add_secret(redactor, "an application credential's secret",
               of->application_credential_secret, warn);
    add_secret(redactor, "a secret key", of->secret_key, warn);
}

void secrets_add(struct redactor *redactor, const struct config *config,
                 const struct aim *aim, FILE *warn)
{
    const char *const projects[] = {
        config->project_id,     config->second_project_id,
        aim->owner.project_id,  aim->second.project_id,
        aim->target.project_id, aim->endpoint.project_id};

    /* first, since a token may be made of one */
    for (size_t i = 0; i < sizeof(projects) / sizeof(*projects); i++)
        redactor_add_project(redactor, projects[i]);
    add_secrets(redactor, &aim->owner, warn);
    add_secrets(redactor, &aim->second, warn);
    redactor_add(redactor, aim->token);
    /* what an error kept from being understood */
    redactor_add(redactor, config->token);
    redactor_add(redactor, config->second_token);
    redactor_add(redactor, config->os_password);
    redactor_add(redactor, config->os_application_credential_secret);
    redactor_add(redactor, config->sk);
    redactor_add(redactor, config->mask_key);
    proxy_mask(config->proxy, redactor);
}
