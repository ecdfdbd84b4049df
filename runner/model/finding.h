/*
 * finding.h - one broken promise, and one thing merely noticed.
 *
 * A finding says where (JSON Pointer into the content, and into the suite or
 * schema), what was expected and what came. It describes the target; trouble
 * of ours is a struct error and never a finding. Names follow the "basic"
 * output of JSON Schema 2020-12 Core, section 12.
 *
 * An observation is not a judgement: which of several allowed outcomes came,
 * what a limit counts, how long a read lagged.
 */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "model/suite.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct finding {
    char *exchange;               /* "step.answer": which exchange shows it */
    char *check;                  /* kind of check: "status", "schema" … */
    char *instance_location;      /* RFC 6901; "" is the whole content */
    char *keyword_location;       /* place in the schema or operation file */
    char *clause;                 /* clause id, or NULL when none is named */
    const struct clause *promise; /* that clause, borrowed from the catalog;
                                     NULL when only its id is known */
    enum level level;             /* must: fails the testcase */
    bool waived;                  /* a waiver says that it may stand */
    char *message;                /* one sentence, no full stop */
    json_t *expected;             /* owned, or NULL when the sentence says it */
    json_t *actual;               /* owned, or NULL when the value is absent */
};

/* In the order they were found. Start from {0}. */
struct findings {
    struct finding *items;
    size_t len;
    size_t cap;
};

/*
 * Append a finding whose message is printed from fmt; the other members start
 * empty (level must). Returned borrowed until the next append; the caller
 * fills in owned copies.
 */
struct finding *findings_add(struct findings *list, const char *check,
                             const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* How many findings are of this level. */
size_t findings_count(const struct findings *list, enum level level);

/* Move all findings of `from` to the end of `to`. */
void findings_move(struct findings *to, struct findings *from);
void findings_clear(struct findings *list);

struct observation {
    char *id;      /* what was observed: "outcome", "lag", "counting-unit" */
    char *subject; /* testcase id, or the suite's conclusion id */
    char *text;    /* one sentence */
    json_t *value; /* owned; for programs */
};

struct observations {
    struct observation *items;
    size_t len;
    size_t cap;
};

/* Append; takes the reference value (may be NULL). */
void observations_add(struct observations *list, const char *id,
                      const char *subject, json_t *value, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void observations_clear(struct observations *list);

#endif
