/*
 * server.h - the emulator behind a socket (libmicrohttpd).
 *
 * One thread of libmicrohttpd serves all connections, so the store needs no
 * lock. The caller must not touch the emulator between start and stop.
 */
#ifndef EMULATOR_SERVER_H
#define EMULATOR_SERVER_H

#include "base/error.h"
#include "emulator/emulator.h"

#include <stdbool.h>

struct server;

struct server_config {
    const char *host; /* numeric address or name */
    int port;         /* 0 takes a free one */
    bool verbose;     /* a line a request on standard error */
};

/*
 * Start to listen. The emulator is borrowed until server_stop. Returns NULL
 * with ERROR_USAGE (address) or ERROR_TRANSPORT (cannot listen).
 */
struct server *server_start(const struct server_config *config,
                            struct emulator *emulator, struct error *err);

/* The port that is really listened on. */
int server_port(const struct server *server);

/* Close every connection and release the server; NULL is fine. */
void server_stop(struct server *server);

#endif
