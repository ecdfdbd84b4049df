#include "emulator/sdk_date.h"

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

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
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
        day > month_days(year, month) || hour > 23 || minute > 59 ||
        second > 59)
        return false;
    for (int i = 1970; i < year; i++)
        days += 365 + is_leap(i);
    for (int i = 1; i < month; i++)
        days += month_days(year, i);
    days += day - 1;
    *wall_us =
        (((days * 24 + hour) * 60 + minute) * 60 + second) * INT64_C(1000000);
    return true;
}
