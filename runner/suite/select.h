/*
 * select.h - which testcases run, and why the others do not.
 */
#ifndef SUITE_SELECT_H
#define SUITE_SELECT_H

#include "model/plan.h"
#include "suite/catalog.h"

/* Words of the user and facts about the target; arrays end with NULL. */
struct selection {
    const char *const *include; /* globs over full ids; none: all */
    const char *const *exclude;
    const char *const *tags;    /* any of them; none: all */
    const char *const *opt_in;  /* tags that are asked for */
    const json_t *resources;    /* array: what the lane will have */
    const json_t *capabilities; /* array: what the target offers */
    bool has_token;
};

/*
 * Fill the plan's entries in the order of the suites. An entry that cannot
 * run has its reason. Returns 0, or -1 with ERROR_USAGE: a pattern or tag
 * that matches nothing, or nothing selected at all.
 */
int plan_build(const struct catalog *catalog, const struct selection *selection,
               struct plan *plan, struct error *err);

#endif
