/*
 * run.h - a plan carried out: events to the writers, a summary at the end.
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "run/session.h"

struct run_setup {
    const struct catalog *catalog;
    const struct plan *plan;
    const struct target *target;
    const struct endpoint *endpoint;
    const struct run_options *options;
    struct http_client *client; /* borrowed; knows every secret */
    struct clock clock;
    struct identity *owner;       /* borrowed; renewed on the way */
    struct identity *second;      /* the same, or NULL */
    const char *fixtures;         /* directory */
    const char *version;          /* of assay */
    const json_t *client_options; /* an object, for the transcript; or NULL */
    struct writer *writers;       /* borrowed */
    size_t writers_len;
};

/*
 * Carry out the plan. What the run changes it puts back: at the end, on any
 * error, and on SIGINT, SIGTERM and SIGHUP (a second signal stops the putting
 * back). Fills summary, with exit_status. Returns 0; -1 with err when it could
 * not even begin, or when a writer failed (the summary is complete then).
 */
int run_execute(const struct run_setup *setup, struct summary *summary,
                struct error *err);

#endif
