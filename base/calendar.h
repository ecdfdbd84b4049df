/*
 * calendar.h - the Gregorian calendar, as ISO 8601 and RFC 3339 use it.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>

bool calendar_is_leap(int year);

/* Days of a month, which is 1 to 12. */
int calendar_month_days(int year, int month);

#endif
