/*
 * write_json.h - JSON as the files of this project are written.
 *
 * Two blanks for each level. What fits on one line stands on one line; the
 * rest has a member or item a line, but arrays without structure fill theirs.
 * The same value always gives the same bytes.
 */
#ifndef DERIVE_WRITE_JSON_H
#define DERIVE_WRITE_JSON_H

#include <jansson.h>

#define JSON_LINE_MAX 110 /* code points */

/* The value with a final line feed, members in their order; new memory. */
char *json_pretty(const json_t *value);

#endif
