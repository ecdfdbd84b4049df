#include "cli/target.h"

#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#define TOKEN_MAX 65536

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

static int take_emulator(const struct config *config, struct aim *aim,
                         struct error *err)
{
    if (config->base_url || config->snapshot_id)
        return error_set(err, ERROR_USAGE, "--emulator",
                         "cannot be combined with --base-url or "
                         "--snapshot-id");
    if (!config->dry_run && emulator_start(&aim->emulator, err) < 0)
        return -1;
    aim->token = xstrdup(EMULATOR_TOKEN);
    aim->target.emulator = true;
    aim->target.project_id = EMULATOR_PROJECT;
    return endpoint_parse(config->dry_run ? "http://127.0.0.1"
                                          : aim->emulator.base_url,
                          &aim->endpoint, err);
}

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

static int take_url(const struct config *config, struct aim *aim,
                    struct error *err)
{
    if (!config->base_url)
        return error_set(err, ERROR_USAGE, "--base-url",
                         "is needed (or --emulator)");
    if (endpoint_parse(config->base_url, &aim->endpoint, err) < 0)
        return -1;
    if (check_project(config->project_id, aim->endpoint.project_id, err) < 0)
        return -1;
    aim->target.project_id =
        config->project_id ? config->project_id : aim->endpoint.project_id;
    if (!aim->target.project_id)
        return error_set(err, ERROR_USAGE, "--project-id",
                         "is needed, since the URL does not end in one");
    if (check_neighbour(config, err) < 0 ||
        check_microversion(config->microversion, err) < 0 ||
        check_id(aim->target.project_id, "--project-id", err) < 0 ||
        check_id(config->snapshot_id, "--snapshot-id", err) < 0 ||
        check_id(config->neighbour_id, "--neighbour-id", err) < 0)
        return -1;
    return read_token(config, aim, err);
}

int aim_take(const struct config *config, struct aim *aim, struct error *err)
{
    int rc;

    *aim = (struct aim){.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
    rc = config->emulator ? take_emulator(config, aim, err)
                          : take_url(config, aim, err);
    if (rc < 0) {
        aim_drop(aim);
        return -1;
    }
    aim->target.base_url = aim->endpoint.root;
    aim->target.snapshot_id = config->snapshot_id;
    aim->target.neighbour_id = config->neighbour_id;
    aim->target.microversion = config->microversion;
    aim->target.insecure = config->insecure;
    return 0;
}

void aim_drop(struct aim *aim)
{
    emulator_stop(&aim->emulator);
    endpoint_clear(&aim->endpoint);
    free(aim->token);
    *aim = (struct aim){.emulator = {.stdin_fd = -1, .stdout_fd = -1}};
}
