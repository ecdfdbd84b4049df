#include "jsonschema/format.h"

#include "jsonschema/pattern.h"

#include <string.h>

/* What a text must consist of before it is looked at. */
enum alphabet {
    ASCII,   /* U+0001 to U+007E */
    UNICODE, /* anything but U+0000 */
    ANY
};

struct format {
    const char *name;
    const char *title;
    enum alphabet alphabet;
    bool (*holds)(const char *text);             /* of ASCII and UNICODE */
    bool (*holds_any)(const char *, size_t len); /* of ANY */
};

static bool is_regex(const char *text, size_t len)
{
    struct pattern *pattern = pattern_new(text, len, NULL);

    pattern_free(pattern);
    return pattern != NULL;
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
    {"date-time", "a date-time of RFC 3339", ASCII, .holds = is_date_time},
    {"date", "a date of RFC 3339", ASCII, .holds = is_date},
    {"time", "a time of RFC 3339", ASCII, .holds = is_time},
    {"duration", "a duration of RFC 3339", ASCII, .holds = is_duration},
    {"email", "an email address", ASCII, .holds = is_email},
    {"idn-email", "an internationalized email address", UNICODE,
     .holds = is_idn_email},
    {"hostname", "a host name", ASCII, .holds = is_hostname},
    {"idn-hostname", "an internationalized host name", UNICODE,
     .holds = is_idn_hostname},
    {"ipv4", "an IPv4 address", ASCII, .holds = is_ipv4},
    {"ipv6", "an IPv6 address", ASCII, .holds = is_ipv6},
    {"uri", "a URI with a scheme", ASCII, .holds = is_uri},
    {"uri-reference", "a URI or a relative reference", ASCII,
     .holds = is_uri_reference},
    {"iri", "an IRI with a scheme", UNICODE, .holds = is_iri},
    {"iri-reference", "an IRI or a relative reference", UNICODE,
     .holds = is_iri_reference},
    {"uri-template", "a URI template of RFC 6570", UNICODE,
     .holds = is_uri_template},
    {"uuid", "a UUID", ASCII, .holds = is_uuid},
    {"regex", "a regular expression of ECMA-262", ANY, .holds_any = is_regex},
    {"json-pointer", "a JSON Pointer", ANY, .holds_any = is_json_pointer},
    {"relative-json-pointer", "a relative JSON Pointer", ANY,
     .holds_any = is_relative_json_pointer},
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
    if (format->alphabet == ANY)
        return format->holds_any(text, len);
    if (format->alphabet == ASCII && !is_plain_ascii(text, len))
        return false;
    return !memchr(text, '\0', len) && format->holds(text);
}

const char *format_title(const struct format *format)
{
    return format->title;
}
