#include "emulator/sdk_date.h"

#include "base/calendar.h"

#include <ctype.h>
#include <string.h>

static bool has_form(const char *text)
{
    static const char form[] = "00000000T000000Z";

    if (strlen(text) != sizeof(form) - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i])
                           : text[i] != form[i])
            return false;
    return true;
}

static int number(const char *text, size_t digits)
{
    int value = 0;

    while (digits-- > 0)
        value = value * 10 + (*text++ - '0');
    return value;
}

bool sdk_date_read(const char *text, int64_t *wall_us)
{
    int year, month, day, hour, minute, second;
    int64_t days = 0;

    if (!has_form(text))
        return false;
    year = number(text, 4);
    month = number(text + 4, 2);
    day = number(text + 6, 2);
    hour = number(text + 9, 2);
    minute = number(text + 11, 2);
    second = number(text + 13, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 ||
        day > calendar_month_days(year, month) || hour > 23 || minute > 59 ||
        second > 59)
        return false;
    for (int i = 1970; i < year; i++)
        days += 365 + calendar_is_leap(i);
    for (int i = 1; i < month; i++)
        days += calendar_month_days(year, i);
    days += day - 1;
    *wall_us =
        (((days * 24 + hour) * 60 + minute) * 60 + second) * INT64_C(1000000);
    return true;
}
