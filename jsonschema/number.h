/*
 * number.h - exact arithmetic on JSON numbers.
 *
 * jansson holds a number as int64 or as double. Comparing converts neither;
 * a double counts as the shortest decimal that reads back as it, so 0.0075
 * is a multiple of 0.0001.
 */
#ifndef JSONSCHEMA_NUMBER_H
#define JSONSCHEMA_NUMBER_H

#include <jansson.h>
#include <stdbool.h>

/* -1, 0 or 1 as a is less than, equal to or more than b. */
int number_compare(const json_t *a, const json_t *b);

/* Is value / step an integer? step is more than 0. */
bool number_is_multiple(const json_t *value, const json_t *step);

#endif
