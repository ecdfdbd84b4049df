/*
 * time.c - does a time go forward from one exchange to another?
 *
 * Times of this API are UTC, with or without saying so, and with any number
 * of fraction digits. They are compared as digits: exact, whatever length.
 */
#include "base/json.h"
#include "base/pointer.h"
#include "check/functions.h"

#include <string.h>

/* A time as text; all pointers into the same JSON string. */
struct instant {
    enum { INSTANT_NONE, INSTANT_NULL, INSTANT_TIME } kind;
    const char *seconds;  /* "YYYY-MM-DDTHH:MM:SS", not terminated there */
    const char *fraction; /* its digits … */
    size_t fraction_len;  /* … and how many */
};

#define SECONDS_LEN 19

/* Do the first characters have the form of date and time (RFC 3339)? */
static bool has_seconds(const char *text)
{
    static const char form[] = "0000-00-00T00:00:00";

    for (size_t i = 0; i < SECONDS_LEN; i++) {
        bool is_digit = text[i] >= '0' && text[i] <= '9';

        if (form[i] == '0' ? !is_digit : text[i] != form[i])
            return false;
    }
    return true;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* Seconds may be 60 (RFC 3339 section 5.6). */
static bool in_range(const char *text)
{
    int month = two_digits(text + 5), day = two_digits(text + 8);

    return month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
           two_digits(text + 11) <= 23 && two_digits(text + 14) <= 59 &&
           two_digits(text + 17) <= 60;
}

static struct instant instant_read(const json_t *value)
{
    const struct instant none = {.kind = INSTANT_NONE};
    struct instant instant = {.kind = INSTANT_TIME};
    const char *text = json_string_value(value), *end;

    if (json_is_null(value))
        return (struct instant){.kind = INSTANT_NULL};
    if (!text || !has_seconds(text) || !in_range(text))
        return none;
    instant.seconds = text;
    end = text + SECONDS_LEN;
    if (*end == '.') {
        instant.fraction = end + 1;
        instant.fraction_len = strspn(end + 1, "0123456789");
        if (instant.fraction_len == 0)
            return none;
        end = instant.fraction + instant.fraction_len;
    }
    end += *end == 'Z';
    /* a NUL inside the text is no end */
    return end == text + json_string_length(value) ? instant : none;
}

static int fraction_digit(const struct instant *instant, size_t i)
{
    return i < instant->fraction_len ? instant->fraction[i] : '0';
}

/* Negative, zero or positive like strcmp; null is before every time. */
static int instant_compare(const struct instant *a, const struct instant *b)
{
    size_t digits =
        a->fraction_len > b->fraction_len ? a->fraction_len : b->fraction_len;
    int order;

    if (a->kind == INSTANT_NULL || b->kind == INSTANT_NULL)
        return (b->kind == INSTANT_NULL) - (a->kind == INSTANT_NULL);
    order = strncmp(a->seconds, b->seconds, SECONDS_LEN);
    for (size_t i = 0; i < digits && order == 0; i++)
        order = fraction_digit(a, i) - fraction_digit(b, i);
    return order;
}

static enum check_state order_found(struct trial *trial, const char *message,
                                    const json_t *from, const json_t *to)
{
    struct finding *finding =
        trial_found(trial, &trial->places[1], trial_at(trial), "%s", message);

    finding->expected = value_keep(from);
    finding->actual = value_keep(to);
    return CHECK_FOUND;
}

enum check_state check_order(struct trial *trial)
{
    const json_t *contents[2] = {NULL, NULL}, *from, *to;
    bool strict = json_is_true(json_object_get(trial->check->spec, "strict"));
    enum check_state state =
        trial_content(trial, &trial->places[0], BLAME_NOBODY, &contents[0]);
    struct instant earlier, later;
    int order;

    if (state == CHECK_HELD)
        state =
            trial_content(trial, &trial->places[1], BLAME_TARGET, &contents[1]);
    if (state != CHECK_HELD)
        return state;
    from =
        pointer_get(contents[0], json_member_text(trial->check->spec, "from-at",
                                                  trial_at(trial)));
    to = pointer_get(contents[1], trial_at(trial));
    /* a resource may show no time before it is first changed */
    earlier =
        from ? instant_read(from) : (struct instant){.kind = INSTANT_NULL};
    later = instant_read(to);
    if (earlier.kind == INSTANT_NONE || later.kind == INSTANT_NONE)
        /* what a time looks like is for the schema to say */
        return strict ? order_found(trial, "a time to compare is not a time",
                                    from, to)
                      : CHECK_HELD;
    order = instant_compare(&earlier, &later);
    if (order < 0 || (order == 0 && !strict))
        return CHECK_HELD;
    return order_found(
        trial, order == 0 ? "the time did not move on" : "the time went back",
        from, to);
}
