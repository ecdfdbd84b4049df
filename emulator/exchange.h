/*
 * exchange.h - one request on its way through the emulator.
 *
 * Everything that is known or decided about a request stands here, so that a
 * handler is a function of one argument, and so that a fault (faults.h) can
 * change any decision at the point where it was just taken.
 */
#ifndef EMULATOR_EXCHANGE_H
#define EMULATOR_EXCHANGE_H

#include "emulator/answer.h"
#include "emulator/auth.h"
#include "emulator/limits.h"
#include "emulator/refusal.h"
#include "emulator/store.h"
#include "emulator/target.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct emulator;
struct fault;
struct route;

/* Bits, so that a fault can name several. */
enum operation {
    OP_NONE = 0,
    OP_SNAPSHOT_CREATE = 1 << 0,
    OP_SNAPSHOT_LIST = 1 << 1,
    OP_SNAPSHOT_DETAIL = 1 << 2,
    OP_SNAPSHOT_SHOW = 1 << 3,
    OP_SNAPSHOT_UPDATE = 1 << 4,
    OP_SNAPSHOT_DELETE = 1 << 5,
    OP_VOLUME_CREATE = 1 << 6,
    OP_VOLUME_LIST = 1 << 7,
    OP_VOLUME_DETAIL = 1 << 8,
    OP_VOLUME_SHOW = 1 << 9,
    OP_VOLUME_UPDATE = 1 << 10,
    OP_VOLUME_DELETE = 1 << 11,
    OP_CATALOG = 1 << 12, /* zones, types, quotas, limits, extensions */
    OP_VERSIONS = 1 << 13,
    OP_ANY = (1 << 14) - 1, /* of the volume service */
    OP_IDENTITY = 1 << 14   /* login and the like (keystone.h) */
};

#define REQUEST_HEADERS_MAX 64

struct request_header {
    const char *name;  /* borrowed */
    const char *value; /* borrowed, never NULL */
};

struct request {
    const char *method;   /* borrowed, as it came */
    struct target target; /* owned */
    const char *token;    /* borrowed: X-Auth-Token, NULL when absent */
    const char *host;     /* borrowed: Host, NULL when absent */
    const struct request_header *headers; /* borrowed: all that came */
    size_t headers_len;                   /* at most REQUEST_HEADERS_MAX */
    const char *body; /* borrowed, NULL when body_len is 0 */
    size_t body_len;  /* bytes */
    bool oversized;   /* there was more than REQUEST_BODY_MAX */
};

struct exchange {
    struct emulator *emulator; /* borrowed */
    const struct fault *fault; /* borrowed: the row at work (faults.h) */
    struct request request;

    /* Routing. */
    const struct route *route; /* NULL: no such path or method */
    enum operation operation;  /* OP_NONE without a route */
    enum resource_kind kind;   /* of a disk's or snapshot's route */
    const char *path_project;  /* borrowed; NULL when the path has none */
    const char *path_id;       /* borrowed; NULL when the path has none */

    /* Access. */
    const struct identity *identity; /* whose token it is; NULL: nobody's */
    bool unscoped;                   /* the token is for no project */
    const char *project; /* whose resources are served; NULL: refused */

    /* Writing. */
    struct rules rules;        /* what texts are measured by */
    json_t *document;          /* owned: the body, NULL when unreadable */
    json_t *members;           /* borrowed: the object inside the body */
    struct change change;      /* owned: what shall be stored */
    struct resource *resource; /* borrowed: what the path names, or NULL */
    struct resource before;    /* owned: what it was before the change */
    bool has_before;           /* before is filled in */

    struct refusal refusal; /* why not; REFUSE_NOTHING while all is well */
    struct answer answer;
};

/* The first header of that name, in any case. Borrowed; NULL when absent. */
const char *request_header(const struct request *request, const char *name);

/*
 * "http://HOST", for links to this server: the Host that the client wrote, and
 * the scheme that a proxy says it was asked by. New memory.
 */
char *request_base(const struct request *request);

void exchange_clear(struct exchange *x);

/* Keep resource's state in x->before, for faults that go back to it. */
void exchange_remember(struct exchange *x, const struct resource *resource);

#endif
