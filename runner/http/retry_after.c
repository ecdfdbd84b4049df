#include "http/retry_after.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DIGITS "0123456789"

static long within_limit(int64_t ms)
{
    if (ms < 0)
        return 0;
    return ms > RETRY_AFTER_LIMIT_MS ? RETRY_AFTER_LIMIT_MS : (long)ms;
}

/*
 * Seconds since 1970, or -1. curl_getdate knows the three forms and others
 * (a bare "20261123"), so first something has to look like a day's name.
 */
static int64_t date_s(const char *text)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu",
                                       "Fri", "Sat", "Sun"};

    for (size_t i = 0; text && i < sizeof(days) / sizeof(*days); i++)
        if (!strncmp(days[i], text, strlen(days[i])) && strchr(text, ':'))
            return (int64_t)curl_getdate(text, NULL);
    return -1;
}

long retry_after_ms(const struct response *response, int64_t now_us)
{
    const char *text = fields_get(&response->fields, "Retry-After");
    int64_t until, from;
    size_t len;

    if (!text || !*text)
        return -1;
    len = strlen(text);
    if (strspn(text, DIGITS) == len)
        return len > 9 ? RETRY_AFTER_LIMIT_MS
                       : within_limit(strtoll(text, NULL, 10) * 1000);
    until = date_s(text);
    if (until < 0)
        return -1;
    from = date_s(fields_get(&response->fields, "Date"));
    return within_limit(from < 0 ? until * 1000 - now_us / 1000
                                 : (until - from) * 1000);
}
