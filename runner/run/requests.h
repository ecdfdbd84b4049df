/*
 * requests.h - from a step to the bytes that go out. Pure but for fixtures.
 */
#ifndef RUN_REQUESTS_H
#define RUN_REQUESTS_H

#include "base/clock.h"
#include "base/error.h"
#include "http/url.h"
#include "model/exchange.h"
#include "model/suite.h"
#include "run/identity.h"

#include <jansson.h>

/* What every request of a run has in common. All borrowed. */
struct sender {
    const struct endpoint *endpoint;
    const struct identity *owner;
    const struct identity *second; /* of another project, or NULL */
    const char *stranger_token;    /* a wrong token, or a wrong secret key */
    struct clock clock;            /* signatures hold the time */
    const char *microversion;      /* "volume 3.50", or NULL */
    const char *fixtures;          /* directory of "file" contents */
};

/*
 * The request of a step. variables must hold all run-time variables;
 * resource_id fills the operation's path-id unless the step replaces it.
 * Returns 0 and an owned request, or -1 with ERROR_SUITE.
 */
int request_for_step(const struct sender *sender, const struct step *step,
                     const json_t *variables, const char *resource_id,
                     struct request *request, struct error *err);

/*
 * A plain request of an operation as the owner; body may be NULL. id fills
 * the placeholder path_id (both may be NULL). Same results.
 */
int request_for_operation(const struct sender *sender, const char *method,
                          const char *path, const char *path_id, const char *id,
                          const json_t *body, struct request *request,
                          struct error *err);

/*
 * The same for a GET of a path that names no resource, with a query (object
 * of texts).
 */
int request_for_list(const struct sender *sender, const char *path,
                     const json_t *query, struct request *request,
                     struct error *err);

#endif
