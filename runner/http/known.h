/*
 * known.h - the TLS parameters of connections that are kept alive.
 *
 * They are told once, at the handshake, but belong to every exchange on the
 * connection. A connection is known by its local port.
 */
#ifndef HTTP_KNOWN_H
#define HTTP_KNOWN_H

#include "http/transfer.h"

#include <stddef.h>

/* More than libcurl keeps open for the lanes of a run. */
#define KNOWN_MAX 64

/* Start from {0}. The oldest row is overwritten. */
struct known {
    struct {
        long local_port;
        char tls[TRANSFER_TLS_SIZE];
    } rows[KNOWN_MAX];
    size_t next;
};

/*
 * "TLSv1.3 TLS_AES_256_GCM_SHA384" of the connection a transfer used; notes
 * it when the transfer made the connection. "" without TLS. Borrowed until
 * the next call.
 */
const char *known_tls(struct known *known, const struct transfer *transfer);

#endif
