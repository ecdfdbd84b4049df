/*
 * suite.h - what must hold, after loading: plain data without I/O.
 *
 * Strings and JSON values are borrowed from the documents that the catalog
 * (suite/catalog.h) owns, or from an expanded testcase's own document. Words:
 * docs/suite-format.md.
 */
#ifndef MODEL_SUITE_H
#define MODEL_SUITE_H

#include "model/verdict.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* One promise of a documentation page. */
struct clause {
    const char *id;      /* "request/name/max-bytes", relative to its page */
    const char *page;    /* "evs_04_3058" in the chosen dialect */
    const char *element; /* id of the element on that page, or NULL */
    const char *text;    /* the promise in our words */
    enum level level;
    enum basis basis;
    bool is_off;            /* the profile switches it off … */
    const char *off_reason; /* … for this reason, else NULL */
};

/* A place in a schema and the clause it stands for (from the ledgers). */
struct schema_clause {
    const char *schema; /* "evs/snapshots/error.json#/properties/error" */
    const struct clause *clause;
};

/* One thing that must hold in a step's exchanges. */
struct check {
    const char *kind; /* row of check/kinds.c: "status", "schema", "echo" … */
    const char *id;   /* for overriding in an outcome that extends, or NULL */
    const char *when; /* resource the lane must have, or NULL */
    const json_t *spec;          /* the whole object, borrowed */
    char *location;              /* owned: file#pointer of the object */
    const struct clause *clause; /* NULL: the testcase's first clause */
    enum level level;
};

struct checks {
    struct check *items;
    size_t len;
    size_t cap;
};

/* A named way in which an answer may come out, complete. */
struct outcome {
    const char *name;
    const char *title; /* "refused with 400 and nothing changed" */
    struct checks checks;
};

/* A read that the runner puts before or after a step's own request. */
struct frame_read {
    const char *name;      /* name of its exchange: "before" */
    const char *operation; /* operation to perform */
    const char *resource;  /* whose id goes into the path */
};

struct operation {
    const char *id; /* "snapshots.update" */
    const char *title;
    const char *method;  /* from the dialect */
    const char *path;    /* from the dialect, with {placeholders} */
    const char *page;    /* from the dialect */
    const char *subject; /* pointer to the resource in content: /snapshot */
    const char *path_id; /* placeholder for the resource: snapshot_id */
    struct frame_read *before;
    size_t before_len;
    struct frame_read *after;
    size_t after_len;
    struct checks always; /* hold whatever the outcome */
    struct outcome *outcomes;
    size_t outcomes_len;
};

const struct outcome *operation_outcome(const struct operation *operation,
                                        const char *name);

/* One allowed way for a step to end. */
struct alternative {
    const struct outcome *outcome;
    const json_t *sent; /* what echo compares with instead of the request's
                           content, or NULL */
};

struct step {
    const char *id;
    const struct operation *operation;
    const char *resource;  /* "snapshot", "own-snapshot" or "neighbour" */
    const char *identity;  /* "owner", "nobody", "stranger", "second" */
    const json_t *request; /* method, path, query, headers, content forms */
    struct alternative *alternatives; /* none: nothing is expected */
    size_t alternatives_len;
    struct checks checks;  /* further checks, whatever the outcome */
    const json_t *capture; /* variable -> {from, at}; or NULL */
    struct checks until;   /* poll: repeat the step until these hold */
    int poll_interval_ms;  /* 0: no polling */
    int poll_deadline_ms;
};

/* An expanded testcase: one row of a table, ready to run. */
struct testcase {
    char *id;     /* owned: "suite/testcase/row" */
    json_t *body; /* owned: the expanded document the rest borrows from */
    const struct suite *suite;
    const char *title;
    const char *note; /* why the expectation is as it is, or NULL */
    const struct clause **clauses; /* owned array of borrowed clauses */
    size_t clauses_len;
    enum level level;
    enum basis basis;
    const json_t *given; /* array of resources, never NULL */
    const json_t *needs; /* array of capabilities, or NULL */
    const json_t *tags;  /* array, or NULL */
    const char *opt_in;  /* tag that must be asked for, or NULL */
    struct step *steps;
    size_t steps_len;
    char *location; /* owned: file#pointer of the testcase */
};

/* What a set of probes says together, such as the unit of a limit. */
struct conclusion {
    const char *id;   /* "name-limit-unit" */
    const char *kind; /* "counting-unit" */
    const char *title;
    const char *probes; /* glob over full testcase ids */
    const char *at;     /* pointer to the probed value in the request */
    long long limit;
};

struct suite {
    const char *id;
    const char *title;
    const char *file;
    char digest[65]; /* SHA-256 of the file, hex */
    const struct operation *operation;
    struct testcase *testcases;
    size_t testcases_len;
    struct conclusion *conclusions;
    size_t conclusions_len;
};

#endif
