/*
 * session.h - what all parts of a run share: client, catalog, times, and the
 * wish to stop.
 */
#ifndef RUN_SESSION_H
#define RUN_SESSION_H

#include "base/clock.h"
#include "check/judge.h"
#include "http/client.h"
#include "run/emitter.h"
#include "run/requests.h"
#include "suite/catalog.h"

#include <signal.h>

struct run_options {
    long settle_ms;    /* reads may lag behind writes this long */
    long deadline_ms;  /* of the whole run; 0: none */
    size_t max_errors; /* testcases in error for one cause; 0: no limit */
    bool fail_fast;    /* stop at the first testcase that fails */
    bool strict;
    long provision_ms;             /* a resource must be ready within this */
    size_t max_requests;           /* of the whole run; 0: no limit */
    bool without_read;             /* the target offers no reads */
    const char *volume_id;         /* make snapshots of this one, or NULL */
    long volume_size;              /* of a new volume, GB; 0: the smallest */
    const char *volume_type;       /* of a new volume, or NULL */
    const char *availability_zone; /* of a new volume, or NULL: look it up */
    unsigned long long seed;
};

struct session {
    const struct catalog *catalog;
    const struct run_options *options;
    struct sender sender;
    struct identity *owner;  /* borrowed; renewed on the way */
    struct identity *second; /* the same, or NULL */
    size_t renewals;         /* logins made on the way */
    struct http_client *client;
    struct clock clock;
    int64_t started_us;  /* monotonic */
    long deadline_ms;    /* since then; 0: none, as when putting back */
    size_t max_requests; /* 0: no limit, as when putting back */
    size_t waits_helped; /* reads that lagged and caught up */
    size_t waits_vain;   /* whole settle times after which nothing changed */
    struct emitter emitter;
    bool in_testcase; /* what is sent belongs to its result */
    struct judge_context judge;
    volatile sig_atomic_t *signal; /* set by the handler; 0 while all is well */
};

/* Milliseconds since the run started. */
long session_elapsed_ms(const struct session *session);

/* A sentence why no more requests should be made, or NULL. */
const char *session_stop_reason(const struct session *session);

/* Sleep, but not past a signal. */
void session_sleep(const struct session *session, long ms);

/*
 * Send a request and record the answer under step and name. 429 and 503 with
 * Retry-After are waited for within the deadline and asked again; when that
 * is not possible the last exchange is marked TRANSPORT_THROTTLED. The
 * request is borrowed. Returns the last attempt, borrowed from the list.
 */
const struct exchange *session_send(struct session *session,
                                    const struct request *request,
                                    const char *step, const char *name,
                                    struct exchanges *list);

/*
 * The same for an operation of the catalog, as the owner. Returns NULL with
 * err when no request could be made.
 */
const struct exchange *session_ask(struct session *session,
                                   const struct operation *operation,
                                   const char *id, const char *step,
                                   const char *name, struct exchanges *list,
                                   struct error *err);

#endif
