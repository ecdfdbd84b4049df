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

/*
 * Make the client, with every option and secret, and wait for the target
 * (--wait-ready). Returns 0, or -1 with err, and then there is nothing to
 * close.
 */
int connect_reach(const struct config *config, const struct aim *aim,
                  const char *user_agent, struct connection *connection,
                  struct error *err);

/*
 * Log in where the aim says so, and fill in what the catalog tells. Returns 0,
 * or -1 with err.
 */
int connect_identify(const struct catalog *catalog, struct aim *aim,
                     struct connection *connection, struct error *err);

/* Both, one after the other. */
int connect_open(const struct config *config, const struct catalog *catalog,
                 struct aim *aim, const char *user_agent,
                 struct connection *connection, struct error *err);
void connect_close(struct connection *connection);

/* The URL of who is asked first: Keystone, or the target. New memory. */
char *connect_first_url(const struct aim *aim);

/* "v3": the version in the dialect's paths, for service_url. New memory. */
char *connect_version(const struct catalog *catalog);

#endif
