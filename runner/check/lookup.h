/*
 * lookup.h - which recorded exchange a check means.
 *
 * A check names an exchange of its own step ("answer", "before" ...) or, as
 * "step-id.name", one of another step of the testcase. Reads whose resource
 * the lane does not have, and those of a target that offers none, were never
 * made; that is no trouble. Every other absence is.
 */
#ifndef CHECK_LOOKUP_H
#define CHECK_LOOKUP_H

#include "check/judge.h"

struct content_cache;

/* The step that is judged, and everything that may be asked about it. */
struct judging {
    const struct judge_context *context;
    const struct testcase *testcase;
    const struct step *step;
    const struct exchanges *exchanges;
    struct content_cache *contents; /* parsed content of the exchanges */
};

/* An exchange by its name; everything borrowed. */
struct place {
    const struct step *step;
    const char *name;                /* within the step */
    const struct exchange *exchange; /* NULL when it did not happen */
    bool left_out;                   /* it did not, and was not meant to */
};

/*
 * Find the last attempt. A read after the write that is older than the last
 * answer belongs to an earlier repetition of the step and does not count.
 */
struct place lookup(const struct judging *judging, const char *reference);

/* Does the lane have the resource? */
bool lane_has(const struct judging *judging, const char *resource);

/* Is this one of the step's reads after the write? */
bool is_read_after(const struct step *step, const char *name);

/*
 * Why the exchange says nothing, as a new sentence; NULL when it is there and
 * its response whole.
 */
char *place_absence(const struct place *place);

/*
 * The same for its content: what was masked is not what was on the wire, so
 * nothing is said about it, and least of all that two masks are equal.
 */
char *place_trouble(const struct place *place);

#endif
