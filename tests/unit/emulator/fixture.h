/*
 * fixture.h - an emulator without sockets, with a clock that stands still.
 */
#ifndef TESTS_UNIT_EMULATOR_FIXTURE_H
#define TESTS_UNIT_EMULATOR_FIXTURE_H

#include "tests/unit/test.h"

#include "emulator/emulator.h"
#include "emulator/seed.h"

#include <string.h>

#define PROJECT   "p1"
#define FOREIGN   "p2"
#define TOKEN     "t1"
#define SNAPSHOT  "/v3/p1/snapshots/" SEED_SNAPSHOT
#define NEIGHBOUR "/v3/p1/snapshots/" SEED_NEIGHBOUR

struct fixture {
    int64_t now_us;
    struct emulator emulator;
};

static inline void fixture_start(struct fixture *f)
{
    f->now_us = INT64_C(1700000000000000);
    emulator_init(&f->emulator, clock_fixed(&f->now_us), 1);
    f->emulator.identities[0] = (struct identity){
        .token = TOKEN,
        .project_id = PROJECT,
        .project_name = "one",
        .user_id = "u1",
        .user_name = "ann",
        .password = "secret1",
        .credential_id = "c1",
        .credential_name = "script",
        .credential_secret = "secret3",
    };
    f->emulator.identities[1] = (struct identity){
        .token = "t2",
        .project_id = FOREIGN,
        .project_name = "two",
        .user_id = "u2",
        .user_name = "bob",
        .password = "secret2",
    };
    f->emulator.domain_name = "Default";
    f->emulator.region = "here";
    seed_store(&f->emulator.store, PROJECT, FOREIGN, 2);
}

static inline void fixture_stop(struct fixture *f)
{
    emulator_clear(&f->emulator);
}

/* Serve one request into *x; body NULL is none. Clear x afterwards. */
static inline void fixture_serve(struct fixture *f, struct exchange *x,
                                 const char *token, const char *method,
                                 const char *target, const char *body)
{
    *x = (struct exchange){
        .emulator = &f->emulator,
        .request = {.method = method,
                    .token = token,
                    .host = "test",
                    .body = body,
                    .body_len = body ? strlen(body) : 0},
    };
    target_parse(&x->request.target, target);
    emulator_answer(x);
}

/*
 * Serve one request with these headers; the token is X-Auth-Token, if that is
 * among them.
 */
static inline void fixture_serve_headers(struct fixture *f, struct exchange *x,
                                         const struct request_header *headers,
                                         size_t len, const char *method,
                                         const char *target, const char *body)
{
    *x = (struct exchange){
        .emulator = &f->emulator,
        .request = {.method = method,
                    .host = "test",
                    .headers = headers,
                    .headers_len = len,
                    .body = body,
                    .body_len = body ? strlen(body) : 0},
    };
    x->request.token = request_header(&x->request, "X-Auth-Token");
    target_parse(&x->request.target, target);
    emulator_answer(x);
}

/* Serve with the token and return the status; the body goes to text. */
static inline int fixture_ask(struct fixture *f, const char *method,
                              const char *target, const char *body, char *text,
                              size_t size)
{
    struct exchange x;
    int status;

    fixture_serve(f, &x, TOKEN, method, target, body);
    status = x.answer.status;
    if (text) {
        size_t len =
            x.answer.body.len < size - 1 ? x.answer.body.len : size - 1;

        memcpy(text, buffer_text(&x.answer.body), len);
        text[len] = '\0';
    }
    exchange_clear(&x);
    return status;
}

static inline int fixture_status(struct fixture *f, const char *method,
                                 const char *target, const char *body)
{
    return fixture_ask(f, method, target, body, NULL, 0);
}

#endif
