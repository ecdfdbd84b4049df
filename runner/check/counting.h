/*
 * counting.h - which unit does a limit count?
 *
 * Bytes, code points and UTF-16 units agree for ASCII and part for other
 * characters. A set of probes tells them apart: the unit that explains every
 * acceptance and every refusal is the answer, and when several do, or none,
 * that is said. Pure.
 */
#ifndef CHECK_COUNTING_H
#define CHECK_COUNTING_H

#include "model/result.h"

#include <stdbool.h>
#include <stddef.h>

struct probe {
    size_t bytes;           /* UTF-8 length of the value sent */
    size_t code_points;     /* Unicode scalar values */
    size_t utf16_units;     /* surrogate pairs count two */
    bool accepted;          /* answered 2xx (refused: 4xx) */
    bool altered;           /* accepted, but a later read shows another value */
    bool is_control;        /* a short text of the same characters */
    const char *characters; /* the row's "characters", borrowed; may be NULL */
};

/*
 * Read a probe off a result. Returns false when the testcase does not match
 * the conclusion's glob, was not run, or its answer was neither 2xx nor 4xx.
 */
bool probe_read(const struct conclusion *conclusion,
                const struct result *result, struct probe *probe);

/*
 * Add one observation ("counting-unit", subject = the conclusion's id) whose
 * value is {"unit": "bytes" | "code points" | "UTF-16 units" | "none" |
 * "inconclusive", "limit": n, "candidates": [...], "probes": n}. No probes:
 * nothing is added.
 */
void conclude(const struct conclusion *conclusion, const struct probe *probes,
              size_t len, struct observations *observations);

#endif
