/*
 * fill.h - texts of an exact size.
 */
#ifndef MODEL_FILL_H
#define MODEL_FILL_H

#include "base/error.h"

#include <jansson.h>

#define FILL_MAX 1000000 /* bytes, or repetitions */

/*
 * {"unit": "é", "bytes": 256} or {"unit": "é", "times": 128}, with optional
 * "prefix" and "suffix", as a JSON string. With "bytes" the unit is repeated
 * as often as it fits and padded with 'a' before the suffix. New reference,
 * or NULL with ERROR_SUITE.
 */
json_t *fill_text(const json_t *fill, struct error *err);

#endif
