/*
 * verdict.h - the six words a testcase can end with, and what each becomes.
 */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include <stddef.h>

enum verdict {
    VERDICT_PASS,   /* every expectation held */
    VERDICT_FAIL,   /* a must-level promise is broken */
    VERDICT_ERROR,  /* no verdict possible: transport, auth, precondition */
    VERDICT_SKIP,   /* not applicable; always with a reason */
    VERDICT_WAIVED, /* fails, and an unexpired waiver says so */
    VERDICT_STALE   /* waived but passes, or the waiver is void */
};

#define VERDICT_COUNT 6

/* How bad a broken promise is (BCP 14): must fails, should advises. */
enum level { LEVEL_MUST, LEVEL_SHOULD };

/* Why we expect something. */
enum basis {
    BASIS_DOCUMENTED, /* a sentence or table row says so */
    BASIS_EXAMPLE,    /* a documented example shows it */
    BASIS_INHERITED,  /* upstream Cinder's behaviour */
    BASIS_AMBIGUOUS   /* the documentation allows several readings */
};

/* The words above in lower case; never NULL. */
const char *verdict_name(enum verdict verdict);
const char *level_name(enum level level);
const char *basis_name(enum basis basis);

/* The other way round; -1 for an unknown word. */
int verdict_from_name(const char *name);
int level_from_name(const char *name);
int basis_from_name(const char *name);

#endif
