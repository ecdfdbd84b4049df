#include "certify/fingerprint.h"

#include "base/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct fingerprint {
    json_t *http_versions;
    json_t *tls;
    json_t *servers;
    json_t *request_ids;
    bool has_clock;
    long long ahead_min_s;
    long long ahead_max_s;
};

/* Add a text to a set that stays sorted, so that its bytes are always the
 * same. */
static void add(json_t *set, const char *text)
{
    size_t at = 0;

    if (!text || json_array_size(set) == FINGERPRINT_VALUES_MAX)
        return;
    for (; at < json_array_size(set); at++) {
        int order = strcmp(json_string_value(json_array_get(set, at)), text);

        if (order == 0)
            return;
        if (order > 0)
            break;
    }
    json_array_insert_new(set, at, json_string(text));
}

/* Days from 1970-01-01 in the Gregorian calendar; month 1..12. */
static long long days_of(long long year, int month, int day)
{
    static const int before[] = {0,   31,  59,  90,  120, 151,
                                 181, 212, 243, 273, 304, 334};
    long long full = year - (month <= 2); /* whose leap day has passed */

    return 365 * (year - 1970) + full / 4 - full / 100 + full / 400 - 477 +
           before[month - 1] + day - 1;
}

/* Digits at a place of a text that is long enough; -1: something else. */
static int digits_at(const char *text, size_t at, size_t len)
{
    int value = 0;

    for (size_t i = at; i < at + len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* "06:35:32" at a place, on a day of ours; -1: it is none. */
static long long seconds_of(int year, int month, int day, const char *text,
                            size_t at)
{
    int hour = digits_at(text, at, 2), minute = digits_at(text, at + 3, 2);
    int second = digits_at(text, at + 6, 2);

    if (month < 1 || month > 12 || year < 1970 || day < 1 || day > 31 ||
        hour < 0 || minute < 0 || second < 0)
        return -1;
    return ((days_of(year, month, day) * 24 + hour) * 60 + minute) * 60 +
           second;
}

/* "Mon, 23 Nov 2026 06:35:32 GMT" in seconds since 1970, or -1. */
static long long read_date(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int month = 0;

    if (strlen(text) != strlen("Mon, 23 Nov 2026 06:35:32 GMT"))
        return -1;
    for (int i = 0; i < 12; i++)
        if (!strncmp(months + 3 * i, text + 8, 3))
            month = i + 1;
    return seconds_of(digits_at(text, 12, 4), month, digits_at(text, 5, 2),
                      text, 17);
}

/* "2026-11-23T06:35:32.663Z" likewise. */
static long long read_instant(const char *text)
{
    if (strlen(text) < strlen("2026-11-23T06:35:32Z"))
        return -1;
    return seconds_of(digits_at(text, 0, 4), digits_at(text, 5, 2),
                      digits_at(text, 8, 2), text, 11);
}

static void note_clock(struct fingerprint *print, const char *date,
                       const char *started)
{
    long long theirs = read_date(date), ours = read_instant(started);
    long long ahead = theirs - ours;

    if (theirs < 0 || ours < 0)
        return;
    if (!print->has_clock || ahead < print->ahead_min_s)
        print->ahead_min_s = ahead;
    if (!print->has_clock || ahead > print->ahead_max_s)
        print->ahead_max_s = ahead;
    print->has_clock = true;
}

static bool is_request_id(const char *name)
{
    static const char *const names[] = {"x-openstack-request-id",
                                        "x-compute-request-id", "x-request-id"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!strcasecmp(names[i], name))
            return true;
    return false;
}

static void note_exchange(struct fingerprint *print, const json_t *exchange)
{
    const json_t *response = json_object_get(exchange, "response");
    const json_t *field;
    size_t i;

    add(print->tls, json_member_text(exchange, "tls", NULL));
    add(print->http_versions, json_member_text(response, "httpVersion", NULL));
    json_array_foreach(json_object_get(response, "headers"), i, field) {
        const char *name = json_string_value(json_array_get(field, 0));
        const char *value = json_string_value(json_array_get(field, 1));

        if (!name || !value)
            continue;
        if (!strcasecmp(name, "server"))
            add(print->servers, value);
        else if (is_request_id(name))
            add(print->request_ids, name);
        else if (!strcasecmp(name, "date"))
            note_clock(print, value, json_member_text(exchange, "started", ""));
    }
}

json_t *fingerprint_take(const json_t *results)
{
    struct fingerprint print = {
        json_array(), json_array(), json_array(), json_array(), false, 0, 0};
    json_t *testcase, *exchange, *clock;
    size_t i, k;

    json_array_foreach(json_object_get(results, "testcases"), i, testcase)
        json_array_foreach(json_object_get(testcase, "exchanges"), k, exchange)
            note_exchange(&print, exchange);
    clock = print.has_clock
                ? json_pack("{sI sI}", "min", (json_int_t)print.ahead_min_s,
                            "max", (json_int_t)print.ahead_max_s)
                : json_null();
    return json_pack("{so so so so so}", "http_versions", print.http_versions,
                     "tls", print.tls, "servers", print.servers,
                     "request_id_fields", print.request_ids, "clock_ahead_s",
                     clock);
}
