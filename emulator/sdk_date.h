/*
 * sdk_date.h - the date of a signed request: YYYYMMDDTHHMMSSZ, UTC.
 */
#ifndef EMULATOR_SDK_DATE_H
#define EMULATOR_SDK_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* Microseconds since 1970; false for anything that is no such date. */
bool sdk_date_read(const char *text, int64_t *wall_us);

#endif
