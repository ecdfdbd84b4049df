/*
 * flight.h - the transfers on their way, over libcurl's multi interface.
 *
 * A transfer waits here until the pace lets it go, is tried again when nothing
 * of it was sent, and stays until somebody takes it out. What it means for
 * the caller is left to client.h.
 */
#ifndef HTTP_FLIGHT_H
#define HTTP_FLIGHT_H

#include "http/pace.h"
#include "http/transfer.h"

#include <curl/curl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct flight {
    CURLM *multi;               /* owned */
    struct transfer *transfers; /* owned, oldest first */
    struct clock clock;
    struct pace pace;
    size_t retries;          /* how often a transfer is tried again */
    atomic_bool interrupted; /* lock-free, so a signal handler may set it */
    int wake[2];             /* a pipe to itself; read end is polled */
};

/* After curl_global_init. Returns 0, or -1 with err; then nothing to clear. */
int flight_init(struct flight *flight, const struct http_options *options,
                struct error *err);

/* Gives up what is left. */
void flight_clear(struct flight *flight);

/* Takes the transfer. One that is done already is only kept for its turn. */
void flight_add(struct flight *flight, struct transfer *transfer);

/*
 * Work until a transfer is done; with only, that one. Returns it, borrowed and
 * the oldest first, or NULL when there is none at all.
 */
struct transfer *flight_await(struct flight *flight,
                              const struct transfer *only);

/* Take a transfer out of the list and off the network; the caller owns it. */
void flight_take(struct flight *flight, struct transfer *transfer);

/* End all, and each one added later. Async-signal-safe. */
void flight_interrupt(struct flight *flight);
void flight_resume(struct flight *flight);
bool flight_is_interrupted(const struct flight *flight);

/* Requests that were written by transfers in the list. */
size_t flight_sends(const struct flight *flight);

#endif
