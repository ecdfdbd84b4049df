/*
 * emulator.h - the reference server without its sockets.
 *
 * emulator_answer() takes a request and leaves an answer, step by step:
 * route, token, project, handler, refusal, rendering. server.c brings the
 * requests from libmicrohttpd; tests bring their own.
 */
#ifndef EMULATOR_EMULATOR_H
#define EMULATOR_EMULATOR_H

#include "emulator/auth.h"
#include "emulator/exchange.h"
#include "emulator/faults.h"
#include "emulator/gate.h"
#include "emulator/quota.h"
#include "emulator/sessions.h"
#include "emulator/signature.h"
#include "emulator/store.h"

#include <jansson.h>
#include <stdbool.h>

struct emulator {
    struct identity identities[IDENTITIES]; /* texts borrowed */
    const char *domain_name;                /* borrowed; of users, projects */
    const char *region;                     /* borrowed; of all endpoints */
    struct sessions sessions;               /* who has logged in */
    struct signing_key key;                 /* of the first identity */
    struct gate gate;                       /* open for everybody, or not */
    struct quota quota;                     /* of each project */
    bool vendor_rules;                      /* what vendor.h asks for */
    struct store store;                     /* owned */
    struct fault_choice faults;
    json_t *scratch; /* owned: object, what faults remember */
};

/*
 * An emulator that reads the given clock; seed makes its ids repeatable.
 * Fill in identities, domain and region, then seed the store (seed.h). Release
 * with clear.
 */
void emulator_init(struct emulator *emulator, struct clock clock,
                   uint64_t seed);
void emulator_clear(struct emulator *emulator);

/* Serve x->request (its target parsed) and fill in x->answer to the bytes. */
void emulator_answer(struct exchange *x);

#endif
