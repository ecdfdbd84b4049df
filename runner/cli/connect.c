#include "cli/connect.h"

#include "base/alloc.h"
#include "http/service.h"
#include "run/ready.h"

#include <stdlib.h>
#include <string.h>

#define MAX_HEADER_BYTES ((size_t)256 * 1024)

static struct http_client *make_client(const struct config *config,
                                       const struct aim *aim,
                                       const char *user_agent,
                                       struct error *err)
{
    struct http_options options = {.timeout_ms = config->timeout_ms,
                                   .connect_timeout_ms =
                                       config->connect_timeout_ms,
                                   .max_body = (size_t)config->max_body,
                                   .max_header = MAX_HEADER_BYTES,
                                   .cacert = aim->cacert,
                                   .insecure = aim->insecure,
                                   .cert = aim->cert,
                                   .key = aim->key,
                                   .proxy = config->proxy,
                                   .resolve = config->resolve.items,
                                   .resolve_len = config->resolve.len,
                                   .retries = (size_t)config->retries,
                                   .rate_per_s = config->rate,
                                   .max_requests = (size_t)config->max_requests,
                                   .user_agent = user_agent,
                                   .redactor = aim->redactor,
                                   .clock = clock_system()};

    return http_client_new(&options, err);
}

char *connect_version(const struct catalog *catalog)
{
    const struct operation *update =
        catalog_operation(catalog, "snapshots.update");
    const char *path = update ? update->path : "/v3";

    return xmemdup(path + 1, strcspn(path + 1, "/"));
}

/* The catalog's endpoint, unless the user named one. */
static int use_catalog(const struct catalog *catalog, struct aim *aim,
                       const struct login *login, struct error *err)
{
    char *version = connect_version(catalog);
    char *url = NULL;
    int rc = -1;

    if (!aim->endpoint.root)
        url = service_url(login, version, &aim->choice, err);
    if (aim->endpoint.root || url)
        rc = aim_use_endpoint(aim, url, login->project_id, err);
    free(url);
    free(version);
    return rc;
}

/* Nobody waits for the exchanges: what went wrong is in err. */
static int log_in(struct http_client *client, struct identity *identity,
                  struct error *err)
{
    struct exchanges list = {0};
    int rc = identity_login(identity, client, &list, err);

    exchanges_clear(&list);
    identity->logs_in = identity->login.obtained_us != 0;
    return rc;
}

/* One that only the login has told is too late for aim_take. */
static int mask_project(struct http_client *client, struct identity *identity,
                        struct error *err)
{
    identity->shown_project =
        http_client_add_project(client, identity->project_id);
    if (identity->shown_project && strlen(identity->project_id) < REDACT_MIN)
        return error_set(err, ERROR_USAGE, "--mask",
                         "a project's id of fewer than %d bytes cannot be "
                         "masked",
                         REDACT_MIN);
    return 0;
}

static int take_owner(const struct catalog *catalog, struct aim *aim,
                      struct connection *connection, struct error *err)
{
    struct identity *owner = &connection->owner;

    *owner = (struct identity){
        .credentials = &aim->owner, .token = aim->token, .signs = aim->sign};
    if (aim->login && (log_in(connection->client, owner, err) < 0 ||
                       use_catalog(catalog, aim, &owner->login, err) < 0))
        return -1;
    owner->project_id = aim->target.project_id;
    return mask_project(connection->client, owner, err);
}

static int take_second(struct aim *aim, struct connection *connection,
                       struct error *err)
{
    struct identity *second = &connection->second;

    connection->has_second = aim->has_second;
    if (!aim->has_second)
        return 0;
    *second = (struct identity){.credentials = &aim->second,
                                .token = aim->second.token,
                                .signs = aim->second_sign,
                                .project_id = aim->second.project_id};
    if (aim->second_login && log_in(connection->client, second, err) < 0)
        return -1;
    if (second->login.project_id)
        second->project_id = second->login.project_id;
    if (!second->project_id)
        return error_set(err, ERROR_USAGE, "--second-project-id",
                         "is needed, since the second login is for none");
    if (!strcmp(second->project_id, connection->owner.project_id))
        return error_set(err, ERROR_USAGE, "--second-cloud",
                         "is of the same project as the first identity, so "
                         "nothing is foreign to it");
    return mask_project(connection->client, second, err);
}

char *connect_first_url(const struct aim *aim)
{
    return xasprintf("%s/",
                     aim->login ? aim->owner.auth_url : aim->endpoint.root);
}

static int wait_ready(const struct config *config, const struct aim *aim,
                      struct http_client *client, struct error *err)
{
    struct clock clock = clock_system();
    char *url;
    int rc;

    if (!config->wait_ready_ms)
        return 0;
    url = connect_first_url(aim);
    rc = ready_wait(client, &clock, url, config->wait_ready_ms, err);
    free(url);
    return rc;
}

int connect_reach(const struct config *config, const struct aim *aim,
                  const char *user_agent, struct connection *connection,
                  struct error *err)
{
    *connection = (struct connection){
        .client = make_client(config, aim, user_agent, err)};
    if (connection->client &&
        wait_ready(config, aim, connection->client, err) == 0)
        return 0;
    connect_close(connection);
    return -1;
}

int connect_identify(const struct catalog *catalog, struct aim *aim,
                     struct connection *connection, struct error *err)
{
    if (take_owner(catalog, aim, connection, err) < 0)
        return -1;
    return take_second(aim, connection, err);
}

int connect_open(const struct config *config, const struct catalog *catalog,
                 struct aim *aim, const char *user_agent,
                 struct connection *connection, struct error *err)
{
    if (connect_reach(config, aim, user_agent, connection, err) < 0)
        return -1;
    if (connect_identify(catalog, aim, connection, err) == 0)
        return 0;
    connect_close(connection);
    return -1;
}

void connect_close(struct connection *connection)
{
    http_client_free(connection->client);
    identity_clear(&connection->owner);
    identity_clear(&connection->second);
    *connection = (struct connection){0};
}
