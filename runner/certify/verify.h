/*
 * verify.h - is a bundle what its signer saw, and does it prove what its
 * certificate says?
 *
 * Pure. Everything that can be made again is made again and compared: the
 * certificate from results and suites, its page, the statement, the verdicts
 * from the transcript. So a bundle with a good signature that tells something
 * untrue is found out, too. What could not be checked is said and never
 * counts as good.
 */
#ifndef CERTIFY_VERIFY_H
#define CERTIFY_VERIFY_H

#include "certify/bundle.h"
#include "certify/key.h"
#include "jsonschema/jsonschema.h"

#include <stdbool.h>

/* One thing that was looked at. */
enum point_state {
    POINT_GOOD,
    POINT_WRONG, /* altered, contradictory, or signed by somebody else */
    POINT_OPEN,  /* could not be checked here */
    POINT_NOTE   /* to be known; changes nothing */
};

struct point {
    enum point_state state;
    const char *topic; /* "signature": a constant */
    char *text;        /* owned; one sentence */
};

/* Start from {0}. */
struct verification {
    struct point *points; /* owned, in the order of looking */
    size_t len;
    size_t cap;
    bool is_certified; /* certificate.json says so; meaningless when a point
                          is wrong */
};

struct verify_setup {
    const struct key *key;                   /* NULL: none was given */
    const struct schema *certificate_schema; /* of certificate.json */
    const struct schema *results_schema;     /* of results.json */
    const json_t *facts;     /* see standing.h; NULL: not known here … */
    const char *facts_error; /* … for this reason */
    /* The bytes of certificate.html, new memory. */
    char *(*page)(const json_t *certificate);
    /*
     * Judge the transcript again. Returns 0 when every testcase of results
     * comes out as it is written there; else -1, and err is set: ERROR_TARGET
     * when they differ, other kinds when it could not be judged. NULL: this
     * program cannot.
     */
    int (*judge_again)(void *state, const struct bundle *bundle,
                       const json_t *results, struct error *err);
    void *state; /* for judge_again */
};

/* Look at everything; the bundle stays as it is. */
void verify_bundle(const struct bundle *bundle,
                   const struct verify_setup *setup,
                   struct verification *verification);

/* How many points are of this state. */
size_t verification_count(const struct verification *verification,
                          enum point_state state);

void verification_clear(struct verification *verification);

#endif
