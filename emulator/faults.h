/*
 * faults.h - being wrong on purpose, or different but right.
 *
 * The emulator keeps the documentation's promises. A fault breaks one of
 * them, so that the suite can be shown to notice; a variant keeps them in
 * another way, so that the suite can be shown not to mind. Either is a small
 * function and a row: a name, the point at which the function is called, the
 * operations and outcome it is called for, one line of text, and the clause
 * that is broken (NULL for a variant).
 *
 * A fault that needs two points has two rows of the same name. What it must
 * remember from one request to the next goes to struct emulator's scratch
 * object, under a member of its own name. Rows that do the same to different
 * members share a function and differ in its argument.
 */
#ifndef EMULATOR_FAULTS_H
#define EMULATOR_FAULTS_H

#include "base/error.h"
#include "emulator/exchange.h"

#include <stddef.h>
#include <stdio.h>

/* In the order in which a request passes them. */
enum fault_point {
    POINT_ON_REQUEST,    /* complete, nothing decided: change the request */
    POINT_ON_ROUTE,      /* x->route, operation, kind and path parts are set */
    POINT_ON_IDENTITY,   /* x->identity is set; NULL will be refused */
    POINT_ON_PROJECT,    /* x->project is set; NULL will be refused */
    POINT_ON_RULES,      /* x->rules are set: change limits and units */
    POINT_ON_PARSE,      /* x->document and x->members, or a refusal */
    POINT_ON_CHANGE,     /* x->change was measured; maybe a refusal */
    POINT_ON_LOOKUP,     /* x->resource is set; NULL will be refused */
    POINT_BEFORE_STORE,  /* x->change will be stored into x->resource */
    POINT_AFTER_STORE,   /* it was; x->before is what it was before */
    POINT_ON_REFUSAL,    /* x->refusal is what will be answered */
    POINT_BEFORE_ANSWER, /* x->answer has a status and a document */
    POINT_ON_STATUS,     /* the last word on x->answer.status */
    POINT_ON_BODY,       /* x->answer.body has the bytes */
    POINT_ON_HEADERS,    /* x->answer has its headers */
    POINT_ON_SEND,       /* all is ready: withhold it */
    FAULT_POINTS
};

/* Told by what the emulator itself decided, not by x->answer.status. */
enum fault_outcome { OUTCOME_ANY, OUTCOME_SERVED, OUTCOME_REFUSED };

struct fault {
    const char *name; /* lower case words with dashes */
    enum fault_point point;
    unsigned operations; /* bits of enum operation */
    enum fault_outcome outcome;
    void (*apply)(struct exchange *x);
    const char *says;     /* what a client sees, one line */
    const char *breaks;   /* clause id, relative to the page; NULL: variant */
    const char *argument; /* what the function makes of it; NULL: needs none */
};

#define FAULTS_CHOSEN_MAX 64

/* The rows that are switched on. Start from {0}. */
struct fault_choice {
    const struct fault *rows[FAULTS_CHOSEN_MAX]; /* borrowed, in table order */
    size_t len;
};

/* The part-tables that faults.c joins, each ended by a row without a name. */
extern const struct fault faults_access[];
extern const struct fault faults_body[];
extern const struct fault faults_shape[];
extern const struct fault faults_limit[];
extern const struct fault faults_update[];
extern const struct fault faults_store[];
extern const struct fault faults_text[];
extern const struct fault faults_mangle[];
extern const struct fault faults_time[];
extern const struct fault faults_answer[];
extern const struct fault faults_member[];
extern const struct fault faults_read[];
extern const struct fault faults_error[];
extern const struct fault faults_status[];
extern const struct fault faults_wire[];
extern const struct fault faults_transport[];
extern const struct fault variants_access[];
extern const struct fault variants_request[];
extern const struct fault variants_text[];
extern const struct fault variants_state[];
extern const struct fault variants_answer[];
extern const struct fault variants_wire[];

/*
 * Switch on by name: a row with a clause, or a row without. Returns 0, or -1
 * with ERROR_USAGE, also when the name is one of the other kind.
 */
int faults_choose(struct fault_choice *choice, const char *name,
                  struct error *err);
int variants_choose(struct fault_choice *choice, const char *name,
                    struct error *err);

/* Call what was chosen for this point, operation and outcome. */
void faults_apply(struct exchange *x, enum fault_point point);

/* One line each: name, point, clause, text; tabs between. */
void faults_list(FILE *out);

/* The same without the clause. */
void variants_list(FILE *out);

/* The point's name, such as "before-store". */
const char *fault_point_name(enum fault_point point);

#endif
