/*
 * plan.h - what will run, decided before any traffic.
 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "model/suite.h"

struct plan_entry {
    const struct testcase *testcase;
    char *skip_reason; /* NULL: run it */
};

/* A source page that the run's clauses come from. */
struct page {
    const char *id;    /* "evs_04_3058" */
    const char *title; /* "Updating an EVS Snapshot" */
    const char *date;  /* of the edition, YYYY-MM-DD */
};

/* How much of the suites a plan covers. */
#define PLAN_SCOPE_FULL "full" /* everything */
#define PLAN_SCOPE_CORE "core" /* what needs no capability that is missing */
#define PLAN_SCOPE_PART "part" /* a selection of the user's */

struct plan {
    struct plan_entry *entries; /* owned, in the order of the suites */
    size_t len;
    size_t cap;
    const struct suite **suites; /* owned array: those with entries */
    size_t suites_len;
    const char *dialect;
    const char *profile;
    const char *profile_title;
    const char *scope;  /* PLAN_SCOPE_... */
    char *scope_reason; /* owned: what is left out and why; NULL: nothing */
    const struct page *pages; /* borrowed */
    size_t pages_len;
    unsigned long long seed; /* of every generated id and name */
    json_t *selection; /* owned: the words it was built from (suite/again.h) */
};

void plan_clear(struct plan *plan);

/* Whom we judge, for the head of every report. No secrets. */
struct target {
    const char *base_url; /* as understood, without credentials */
    const char *project_id;
    const char *snapshot_id;  /* NULL: the run makes its own */
    const char *neighbour_id; /* NULL: made, or not watched */
    const char *microversion; /* sent, or NULL */
    bool insecure;            /* TLS is not verified: printed everywhere */
    bool emulator;            /* the bundled one */
};

#endif
