/*
 * event.h - where the runner and the writers meet.
 *
 * The runner emits these calls in plan order; a writer renders them. Neither
 * knows the other. Pointers are valid during the call only.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "base/error.h"
#include "model/plan.h"
#include "model/result.h"

struct run_info {
    const struct plan *plan;
    const struct target *target;
    const char *version;               /* of assay */
    const char *started;               /* RFC 3339 UTC */
    bool strict;                       /* should-level findings fail */
    const struct waiver_file *waivers; /* NULL: none were given */
};

/*
 * A writer. Every function may be NULL. The first -1 with err is final: the
 * run goes on for the other writers, and the exit status says trouble.
 */
struct writer {
    void *state; /* owned by the writer, released by free */
    int (*begin)(void *state, const struct run_info *info, struct error *err);
    /* A testcase starts (progress); its result comes with result(). */
    int (*start)(void *state, const struct testcase *testcase, size_t index,
                 struct error *err);
    int (*result)(void *state, const struct result *result, struct error *err);
    /* One sentence for a person: provisioning, restoring, waiting. */
    int (*note)(void *state, const char *text, struct error *err);
    /* Last call: complete, flush, rename. */
    int (*end)(void *state, const struct summary *summary, struct error *err);
    void (*free)(void *state);
};

#endif
