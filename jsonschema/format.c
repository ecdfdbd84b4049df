#include "jsonschema/format.h"

#include "jsonschema/pattern.h"

#include <string.h>

struct format {
    const char *name;
    const char *title;
    bool (*holds)(const char *text);             /* ASCII only */
    bool (*holds_any)(const char *, size_t len); /* any text; one of the two */
};

static bool is_regex(const char *text, size_t len)
{
    struct pattern *pattern = pattern_new(text, len, NULL);

    pattern_free(pattern);
    return pattern != NULL;
}

/* RFC 6901 section 3 */
static bool is_json_pointer(const char *text, size_t len)
{
    if (len && text[0] != '/')
        return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '~' &&
            (i + 1 == len || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    return true;
}

/* A number without leading zeros, then "#" or a JSON Pointer. */
static bool is_relative_json_pointer(const char *text, size_t len)
{
    size_t digits = 0;

    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    if (!digits || (text[0] == '0' && digits > 1))
        return false;
    if (len - digits == 1 && text[digits] == '#')
        return true;
    return is_json_pointer(text + digits, len - digits);
}

/* RFC 4122 section 3: 8-4-4-4-12 hexadecimal digits of either case. */
static bool is_uuid(const char *text)
{
    if (strlen(text) != 36)
        return false;
    for (size_t i = 0; i < 36; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (!strchr(is_dash ? "-" : "0123456789abcdefABCDEF", text[i]))
            return false;
    }
    return true;
}

static const struct format formats[] = {
    {"date-time", "a date-time of RFC 3339", is_date_time, NULL},
    {"date", "a date of RFC 3339", is_date, NULL},
    {"time", "a time of RFC 3339", is_time, NULL},
    {"duration", "a duration of RFC 3339", is_duration, NULL},
    {"evs-date-time", "YYYY-MM-DDTHH:MM:SS.XXXXXX, a real date without a zone",
     is_evs_date_time, NULL},
    {"email", "an email address", is_email, NULL},
    {"hostname", "a host name", is_hostname, NULL},
    {"ipv4", "an IPv4 address", is_ipv4, NULL},
    {"ipv6", "an IPv6 address", is_ipv6, NULL},
    {"uri", "a URI with a scheme", is_uri, NULL},
    {"uri-reference", "a URI or a relative reference", is_uri_reference, NULL},
    {"uuid", "a UUID", is_uuid, NULL},
    {"regex", "a regular expression of ECMA-262", NULL, is_regex},
    {"json-pointer", "a JSON Pointer", NULL, is_json_pointer},
    {"relative-json-pointer", "a relative JSON Pointer", NULL,
     is_relative_json_pointer},
};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    return NULL;
}

static bool is_plain_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] - 1u >= 0x7E) /* 1 to 0x7E */
            return false;
    return true;
}

bool format_holds(const struct format *format, const char *text, size_t len)
{
    if (format->holds_any)
        return format->holds_any(text, len);
    return is_plain_ascii(text, len) && format->holds(text);
}

const char *format_title(const struct format *format)
{
    return format->title;
}
