#include "cli/target.h"

#include "base/alloc.h"
#include "cli/identity.h"
#include "cli/secrets.h"

#include <stdlib.h>
#include <string.h>

static int check_id(const char *id, const char *option, struct error *err)
{
    size_t len = id ? strlen(id) : 1;

    if (!len || len > 255 || (id && strcspn(id, "/?#% \t\r\n") < len))
        return error_set(err, ERROR_USAGE, option, "\"%.60s\" is not an id",
                         id ? id : "");
    return 0;
}

/* A field's value: a line end in it would begin another field. */
static int check_microversion(const char *text, struct error *err)
{
    for (; text && *text; text++)
        if (*text < ' ' || *text > '~')
            return error_set(err, ERROR_USAGE, "--microversion",
                             "holds a line end or a character outside ASCII");
    return 0;
}

/* What must stay untouched cannot be what is updated. */
static int check_neighbour(const struct config *config, struct error *err)
{
    if (!config->neighbour_id)
        return 0;
    if (!config->snapshot_id)
        return error_set(err, ERROR_USAGE, "--neighbour-id",
                         "only makes sense with --snapshot-id");
    if (!strcmp(config->neighbour_id, config->snapshot_id))
        return error_set(err, ERROR_USAGE, "--neighbour-id",
                         "is the snapshot that --snapshot-id names");
    return 0;
}

/* Resources that are named, and those that nobody may make. */
static int check_resources(const struct config *config, struct error *err)
{
    static const char *const needed[] = {"create", "read"};

    for (size_t i = 0; i < 2 && !config->snapshot_id; i++)
        if (list_has(&config->without, needed[i]) ||
            (i == 0 && config->no_create))
            return error_set(err, ERROR_USAGE, "--snapshot-id",
                             "is needed: a run that may not %s makes no "
                             "snapshot of its own",
                             needed[i]);
    if (check_neighbour(config, err) < 0 ||
        check_microversion(config->microversion, err) < 0 ||
        check_id(config->snapshot_id, "--snapshot-id", err) < 0 ||
        check_id(config->neighbour_id, "--neighbour-id", err) < 0)
        return -1;
    return check_id(config->volume_id, "--volume-id", err);
}

static int take_emulator(const struct config *config, struct aim *aim,
                         struct error *err)
{
    if (config->base_url || config->snapshot_id)
        return error_set(err, ERROR_USAGE, "--emulator",
                         "cannot be combined with --base-url or "
                         "--snapshot-id");
    if (check_resources(config, err) < 0)
        return -1;
    if (!config->dry_run &&
        emulator_start(&aim->emulator, config->emulator_words.items,
                       config->emulator_words.len, err) < 0)
        return -1;
    aim->token = xstrdup(EMULATOR_TOKEN);
    aim->owner.token = aim->token;
    aim->has_second = true;
    aim->second.token = EMULATOR_SECOND_TOKEN;
    aim->second.project_id = EMULATOR_SECOND_PROJECT;
    aim->target.emulator = true;
    aim->target.project_id = EMULATOR_PROJECT;
    aim->insecure = config->insecure;
    return endpoint_parse(config->dry_run ? "http://127.0.0.1"
                                          : aim->emulator.base_url,
                          &aim->endpoint, err);
}

/* Two different answers to "whose?" must not be settled by a guess. */
static int check_project(const char *given, const char *in_url,
                         struct error *err)
{
    if (given && in_url && strcmp(given, in_url))
        return error_set(err, ERROR_USAGE, "--project-id",
                         "\"%.60s\" is not the project that the URL ends "
                         "in, \"%.60s\"",
                         given, in_url);
    return 0;
}

/* An override of clouds.yaml may leave the project to be filled in. */
static char *without_project(const char *url)
{
    static const char *const forms[] = {"/%(project_id)s", "/$(project_id)s",
                                        "/%(tenant_id)s", "/$(tenant_id)s"};
    char *copy = xstrdup(url);
    size_t len = strlen(copy);

    while (len && copy[len - 1] == '/')
        copy[--len] = '\0';
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        size_t form = strlen(forms[i]);

        if (len > form && !strcmp(copy + len - form, forms[i]))
            copy[len - form] = '\0';
    }
    return copy;
}

static int parse_url(const struct config *config, struct aim *aim,
                     struct error *err)
{
    struct error why = {0};
    char *url;

    if (config->base_url)
        return endpoint_parse(config->base_url, &aim->endpoint, err);
    if (!aim->cloud.base_url)
        return 0;
    url = without_project(aim->cloud.base_url);
    if (endpoint_parse(url, &aim->endpoint, &why) < 0)
        error_set(err, why.kind, aim->cloud.path, "%s", why.text);
    free(url);
    return error_is_set(err) ? -1 : 0;
}

static int take_project(struct aim *aim, struct error *err)
{
    const char *given = aim->owner.project_id;

    if (check_project(given, aim->endpoint.project_id, err) < 0)
        return -1;
    aim->target.project_id = given ? given : aim->endpoint.project_id;
    if (!aim->owner.project_id && !aim->owner.project_name)
        aim->owner.project_id = aim->endpoint.project_id;
    if (!aim->target.project_id)
        return aim->login ? 0
                          : error_set(err, ERROR_USAGE, "--project-id",
                                      "is needed, since the URL does not end "
                                      "in one");
    return check_id(aim->target.project_id, "--project-id", err);
}

static int take_url(const struct config *config, struct aim *aim,
                    struct error *err)
{
    if (check_resources(config, err) < 0 ||
        identity_take_owner(config, aim, err) < 0 ||
        identity_take_second(config, aim, err) < 0 ||
        parse_url(config, aim, err) < 0)
        return -1;
    if (!aim->endpoint.root && !aim->login)
        return error_set(err, ERROR_USAGE, "--base-url",
                         "is needed (or --os-cloud, or --emulator)");
    if (take_project(aim, err) < 0)
        return -1;
    if (!config->dry_run || (aim->endpoint.root && aim->target.project_id))
        return 0;
    /* where nothing is sent, nobody can be asked */
    return aim_use_endpoint(aim, "https://catalog.invalid",
                            aim->target.project_id ? NULL : "PROJECT", err);
}

/* Its substitute would be as easy to guess as the id. */
static int check_masked_project(const struct config *config, const char *id,
                                struct error *err)
{
    if (id && strlen(id) < REDACT_MIN && list_has(&config->mask, "project"))
        return error_set(err, ERROR_USAGE, "--mask",
                         "a project's id of fewer than %d bytes cannot be "
                         "masked",
                         REDACT_MIN);
    return 0;
}

static int take(const struct config *config, struct aim *aim, struct error *err)
{
    struct masking masking;
    int rc = masking_of(config, &masking, err);

    if (rc == 0)
        rc = config->emulator ? take_emulator(config, aim, err)
                              : take_url(config, aim, err);
    aim->redactor = redactor_new(&masking);
    secrets_add(aim->redactor, config, aim, rc == 0 ? stderr : NULL);
    if (rc < 0 ||
        check_masked_project(config, aim->target.project_id, err) < 0 ||
        check_masked_project(config, aim->second.project_id, err) < 0)
        return -1;
    return 0;
}

int aim_take(const struct config *config, struct aim *aim, struct error *err)
{
    *aim = (struct aim){.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
    if (take(config, aim, err) < 0) {
        redact_error(aim->redactor, err);
        aim_drop(aim);
        return -1;
    }
    aim->target.base_url = aim->endpoint.root;
    aim->target.snapshot_id = config->snapshot_id;
    aim->target.neighbour_id = config->neighbour_id;
    aim->target.microversion = config->microversion;
    aim->target.insecure = aim->insecure;
    return 0;
}

/* The URL of a catalog ends in the project, whatever its id looks like. */
static int parse_catalog_url(struct aim *aim, const char *url,
                             const char *project_id, struct error *err)
{
    char *copy = without_project(url);
    size_t len = strlen(copy), tail = project_id ? strlen(project_id) : 0;
    struct error why = {0};

    if (tail && len > tail + 1 && copy[len - tail - 1] == '/' &&
        !strcmp(copy + len - tail, project_id))
        copy[len - tail - 1] = '\0';
    if (endpoint_parse(copy, &aim->endpoint, &why) < 0)
        error_set(err, ERROR_TARGET, url, "the catalog's URL: %s", why.text);
    free(copy);
    return error_is_set(err) ? -1 : 0;
}

int aim_use_endpoint(struct aim *aim, const char *url, const char *project_id,
                     struct error *err)
{
    struct target *target = &aim->target;

    if (!aim->endpoint.root) {
        if (!url)
            return error_set(err, ERROR_USAGE, "--base-url",
                             "is needed, since the login brought no endpoint");
        if (parse_catalog_url(aim, url, project_id, err) < 0)
            return -1;
    }
    target->base_url = aim->endpoint.root;
    if (!project_id)
        project_id = aim->endpoint.project_id;
    if (target->project_id && project_id &&
        strcmp(target->project_id, project_id))
        return error_set(err, ERROR_TARGET,
                         aim->owner.auth_url ? aim->owner.auth_url : "",
                         "the token is for the project \"%.60s\", not for "
                         "\"%.60s\"",
                         project_id, target->project_id);
    if (!target->project_id && project_id) {
        free(aim->project_id);
        aim->project_id = xstrdup(project_id);
        target->project_id = aim->project_id;
    }
    if (!target->project_id)
        return error_set(err, ERROR_USAGE, "--project-id",
                         "is needed, since the login is for none");
    return check_id(target->project_id, "--project-id", err);
}

void aim_drop(struct aim *aim)
{
    emulator_stop(&aim->emulator);
    endpoint_clear(&aim->endpoint);
    cloud_clear(&aim->cloud);
    cloud_clear(&aim->second_cloud);
    redactor_free(aim->redactor);
    free(aim->project_id);
    free(aim->token);
    *aim = (struct aim){.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
}
