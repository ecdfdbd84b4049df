#include "http/identity_time.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define SECOND_US INT64_C(1000000)
#define DIGITS    "0123456789"

/* A civil date and time, UTC. */
struct moment {
    int year, month, day, hour, minute, second;
};

/* '0' in the form stands for a digit, 'a' for a letter; a prefix of text. */
static bool has_form(const char *text, const char *form)
{
    for (; *form; form++, text++) {
        bool is_digit = *text >= '0' && *text <= '9';
        bool is_letter =
            (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');

        if (*form == '0'   ? !is_digit
            : *form == 'a' ? !is_letter
                           : *form != *text)
            return false;
    }
    return true;
}

static int number(const char *digits, size_t len)
{
    int value = 0;

    for (size_t i = 0; i < len; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

/* Days since 1970-01-01 in the Gregorian calendar; years begin in March. */
static int64_t days_of(const struct moment *at)
{
    int64_t year = at->month > 2 ? at->year : at->year - 1;
    int64_t month = at->month > 2 ? at->month - 3 : at->month + 9;
    int64_t leap_days = year / 4 - year / 100 + year / 400;

    return year * 365 + leap_days + (month * 153 + 2) / 5 + at->day - 1 -
           719468;
}

/* A leap second counts as the one after it. */
static int64_t moment_us(const struct moment *at)
{
    int64_t minutes;

    if (at->year < 1970 || at->month < 1 || at->month > 12 || at->day < 1 ||
        at->day > 31 || at->hour > 23 || at->minute > 59 || at->second > 60)
        return 0;
    minutes = (days_of(at) * 24 + at->hour) * 60 + at->minute;
    return (minutes * 60 + at->second) * SECOND_US;
}

/* Microseconds of ".123"; *end is behind it. */
static int64_t fraction_us(const char *text, const char **end)
{
    size_t len = strspn(text + 1, DIGITS);
    int64_t value = 0;

    for (size_t i = 0; i < 6; i++)
        value = value * 10 + (i < len ? text[1 + i] - '0' : 0);
    *end = text + 1 + len;
    return value;
}

/* Microseconds that a zone is ahead of UTC; false when it is none. */
static bool zone_us(const char *text, int64_t *ahead_us)
{
    *ahead_us = 0;
    if (!*text || !strcmp(text, "Z"))
        return true;
    if (strlen(text) != 6 ||
        (!has_form(text, "+00:00") && !has_form(text, "-00:00")))
        return false;
    *ahead_us = (number(text + 1, 2) * 60 + number(text + 4, 2)) * 60 *
                SECOND_US * (*text == '-' ? -1 : 1);
    return true;
}

int64_t identity_time(const char *text)
{
    struct moment at;
    int64_t us, ahead_us, fraction = 0;
    const char *end;

    if (!text || !has_form(text, "0000-00-00T00:00:00"))
        return 0;
    at = (struct moment){number(text, 4),      number(text + 5, 2),
                         number(text + 8, 2),  number(text + 11, 2),
                         number(text + 14, 2), number(text + 17, 2)};
    end = text + 19;
    if (*end == '.' && end[1])
        fraction = fraction_us(end, &end);
    us = moment_us(&at);
    if (us == 0 || !zone_us(end, &ahead_us))
        return 0;
    return us + fraction - ahead_us;
}

int64_t identity_http_date(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct moment at;
    const char *month;
    char name[4];

    if (!text || !has_form(text, "aaa, 00 aaa 0000 00:00:00 GMT"))
        return 0;
    memcpy(name, text + 8, 3);
    name[3] = '\0';
    month = strstr(months, name);
    if (!month || (month - months) % 3)
        return 0;
    at = (struct moment){number(text + 12, 4), (int)(month - months) / 3 + 1,
                         number(text + 5, 2),  number(text + 17, 2),
                         number(text + 20, 2), number(text + 23, 2)};
    return moment_us(&at);
}
