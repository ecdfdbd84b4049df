#include "jsonschema/format.h"

#include "base/calendar.h"

#include <string.h>

/*
 * Read exactly `count` digits and step over them; -1 when they are not
 * there or outside the range.
 */
static int take_number(const char **text, int count, int min, int max)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (**text < '0' || **text > '9')
            return -1;
        number = number * 10 + (*(*text)++ - '0');
    }
    return number < min || number > max ? -1 : number;
}

static bool take(const char **text, char wanted)
{
    if (**text != wanted)
        return false;
    ++*text;
    return true;
}

static bool take_date(const char **text)
{
    int year = take_number(text, 4, 0, 9999), month;

    if (year < 0 || !take(text, '-'))
        return false;
    month = take_number(text, 2, 1, 12);
    if (month < 0 || !take(text, '-'))
        return false;
    return take_number(text, 2, 1, calendar_month_days(year, month)) > 0;
}

/* Minutes since midnight, or -1; seconds go up to 60. */
static int take_clock(const char **text, int *second)
{
    int hour = take_number(text, 2, 0, 23), minute;

    if (hour < 0 || !take(text, ':'))
        return -1;
    minute = take_number(text, 2, 0, 59);
    if (minute < 0 || !take(text, ':'))
        return -1;
    *second = take_number(text, 2, 0, 60);
    return *second < 0 ? -1 : hour * 60 + minute;
}

/* Minutes east of UTC; -1440 when there is no zone. */
static int take_zone(const char **text)
{
    int sign = **text == '-' ? -1 : 1, hour, minute;

    if (take(text, 'Z') || take(text, 'z'))
        return 0;
    if (!take(text, '+') && !take(text, '-'))
        return -1440;
    hour = take_number(text, 2, 0, 23);
    if (hour < 0 || !take(text, ':'))
        return -1440;
    minute = take_number(text, 2, 0, 59);
    return minute < 0 ? -1440 : sign * (hour * 60 + minute);
}

/* A leap second comes at 23:59:60 UTC only (RFC 3339 section 5.7). */
static bool take_time(const char **text)
{
    int second, minutes = take_clock(text, &second), zone;

    if (minutes < 0)
        return false;
    if (take(text, '.')) {
        size_t digits = strspn(*text, "0123456789");

        if (!digits)
            return false;
        *text += digits;
    }
    zone = take_zone(text);
    if (zone == -1440)
        return false;
    return second < 60 || (minutes - zone + 2 * 1440) % 1440 == 1439;
}

bool is_date(const char *text)
{
    return take_date(&text) && !*text;
}

bool is_time(const char *text)
{
    return take_time(&text) && !*text;
}

bool is_date_time(const char *text)
{
    return take_date(&text) && (take(&text, 'T') || take(&text, 't')) &&
           take_time(&text) && !*text;
}

/*
 * Digits and a unit, each unit at most once and in order. A unit may be left
 * out at both ends only: P1Y1D is not in the grammar of RFC 3339 appendix A.
 */
static bool take_units(const char **text, const char *units)
{
    size_t digits = strspn(*text, "0123456789");
    const char *unit =
        digits && (*text)[digits] ? strchr(units, (*text)[digits]) : NULL;

    if (!unit)
        return false;
    do {
        *text += digits + 1;
        unit++;
        digits = strspn(*text, "0123456789");
    } while (digits && *unit && (*text)[digits] == *unit);
    return digits == 0;
}

bool is_duration(const char *text)
{
    if (!take(&text, 'P'))
        return false;
    if (take(&text, 'T'))
        return take_units(&text, "HMS") && !*text;
    if (strchr(text, 'W'))
        return take_units(&text, "W") && !*text;
    if (!take_units(&text, "YMD"))
        return false;
    return !*text || (take(&text, 'T') && take_units(&text, "HMS") && !*text);
}
