/*
 * select.h - which testcases run, and why the others do not.
 */
#ifndef SUITE_SELECT_H
#define SUITE_SELECT_H

#include "model/plan.h"
#include "suite/catalog.h"

/* A capability that the target lacks or the user does not want used. */
struct lack {
    const char *capability; /* "read", "create", "second-identity" */
    const char *reason;     /* "--without create was given" */
};

/* Words of the user and facts about the target; arrays end with NULL. */
struct selection {
    const char *const *include; /* globs over full ids; none: all */
    const char *const *exclude;
    const char *const *tags;   /* any of them; none: all */
    const char *const *opt_in; /* tags that are asked for */
    const json_t *resources;   /* array: what the lane will have */
    const struct lack *lacks;  /* lacks_len of them */
    size_t lacks_len;
    bool has_token;
    bool signs; /* requests carry a signature, so no token can be wrong */
};

/*
 * Fill the plan's entries in the order of the suites, and its scope. An entry
 * that cannot run has its reason; a testcase with a step that reads needs the
 * capability "read" without saying so. Returns 0, or -1 with ERROR_USAGE: a
 * pattern or tag that matches nothing, or nothing selected at all.
 */
int plan_build(const struct catalog *catalog, const struct selection *selection,
               struct plan *plan, struct error *err);

#endif
