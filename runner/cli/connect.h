/*
 * connect.h - from an aim to a client that may ask in somebody's name.
 */
#ifndef CLI_CONNECT_H
#define CLI_CONNECT_H

#include "cli/target.h"
#include "run/identity.h"
#include "suite/catalog.h"

struct connection {
    struct http_client *client; /* owned */
    struct identity owner;
    struct identity second; /* without the other project's: empty */
    bool has_second;
};

/* The client alone, with every option and secret; NULL with ERROR_USAGE. */
struct http_client *connect_client(const struct config *config,
                                   const struct aim *aim,
                                   const char *user_agent, struct error *err);

/*
 * Make the client, wait for the target (--wait-ready), log in where the aim
 * says so, and fill in what the catalog tells. Returns 0, or -1 with err, and
 * then there is nothing to close.
 */
int connect_open(const struct config *config, const struct catalog *catalog,
                 struct aim *aim, const char *user_agent,
                 struct connection *connection, struct error *err);
void connect_close(struct connection *connection);

/* "v3": the version in the dialect's paths, for service_url. New memory. */
char *connect_version(const struct catalog *catalog);

#endif
