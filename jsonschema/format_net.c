#include "jsonschema/format.h"

#include <string.h>

#define DIGITS         "0123456789"
#define LETTERS        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define HEX            "0123456789abcdefABCDEF"
#define UNRESERVED     LETTERS DIGITS "-._~"
#define SUB_DELIMITERS "!$&'()*+,;="

/* Four decimal numbers up to 255 without leading zeros. */
bool is_ipv4(const char *text)
{
    for (int part = 0; part < 4; part++) {
        size_t len = strspn(text, DIGITS);
        int number = 0;

        if (len < 1 || len > 3 || (len > 1 && *text == '0'))
            return false;
        for (size_t i = 0; i < len; i++)
            number = number * 10 + (*text++ - '0');
        if (number > 255 || *text != (part < 3 ? '.' : '\0'))
            return false;
        text += part < 3;
    }
    return true;
}

/* Groups of up to four digits, at most one "::", an IPv4 tail counts two. */
bool is_ipv6(const char *text)
{
    int groups = 0, gaps = 0;

    if (!strncmp(text, "::", 2)) {
        gaps = 1;
        text += 2;
    }
    while (*text) {
        size_t len = strspn(text, HEX);

        if (text[len] == '.')
            return is_ipv4(text) && (gaps ? groups + 2 < 8 : groups + 2 == 8);
        if (len < 1 || len > 4)
            return false;
        groups++;
        text += len;
        if (!strncmp(text, "::", 2)) {
            gaps++;
            text += 2;
        } else if (*text == ':' && text[1]) {
            text++;
        } else if (*text) {
            return false;
        }
    }
    return gaps ? gaps == 1 && groups < 8 : groups == 8;
}

/* Labels of letters, digits and inner hyphens, up to 63; 253 in all. */
bool is_hostname(const char *text)
{
    if (strlen(text) > 253)
        return false;
    for (;;) {
        size_t len = strspn(text, LETTERS DIGITS "-");

        if (len < 1 || len > 63 || text[0] == '-' || text[len - 1] == '-')
            return false;
        if (len >= 4 && text[2] == '-' && text[3] == '-' &&
            strncmp(text, "xn--", 4) && strncmp(text, "XN--", 4))
            return false; /* reserved, RFC 5890 section 2.3.1 */
        text += len;
        if (!*text)
            return true;
        if (*text++ != '.')
            return false;
    }
}

static size_t dotted_atoms(const char *text)
{
    static const char atom[] = LETTERS DIGITS "!#$%&'*+-/=?^_`{|}~";
    size_t len = 0, one;

    for (;;) {
        one = strspn(text + len, atom);
        if (!one)
            return 0;
        len += one;
        if (text[len] != '.')
            return len;
        len++;
    }
}

static size_t quoted_text(const char *text)
{
    size_t len = 1;

    for (; text[len] && text[len] != '"'; len++)
        if (text[len] == '\\' && text[len + 1])
            len++;
    return text[len] == '"' ? len + 1 : 0;
}

/* [192.0.2.1] or [IPv6:2001:db8::1] */
static bool is_address_literal(const char *text)
{
    char inside[64] = "";
    size_t len = strlen(text);

    if (len < 3 || len >= sizeof(inside) || text[0] != '[' ||
        text[len - 1] != ']')
        return false;
    memcpy(inside, text + 1, len - 2);
    return strncmp(inside, "IPv6:", 5) ? is_ipv4(inside) : is_ipv6(inside + 5);
}

bool is_email(const char *text)
{
    size_t local = *text == '"' ? quoted_text(text) : dotted_atoms(text);

    if (!local || text[local] != '@')
        return false;
    text += local + 1;
    return is_address_literal(text) || is_hostname(text);
}

/* Characters of the set and percent escapes. Their length. */
static size_t uri_characters(const char *text, const char *set)
{
    size_t len = 0;

    for (;;) {
        size_t plain = strspn(text + len, set);

        len += plain;
        if (text[len] != '%')
            return len;
        if (strspn(text + len + 1, HEX) < 2)
            return len;
        len += 3;
    }
}

/* Inside [ ]: IPv6, or "v" hex "." characters. Length, 0 when it is none. */
static size_t ip_literal(const char *text)
{
    char inside[64] = "";
    size_t len = strcspn(text, "]");

    if (text[len] != ']' || len >= sizeof(inside))
        return 0;
    memcpy(inside, text + 1, len - 1);
    if (*inside == 'v' || *inside == 'V') {
        const char *dot = inside + 1 + strspn(inside + 1, HEX);
        size_t rest;

        if (dot == inside + 1 || *dot != '.')
            return 0;
        rest = strspn(dot + 1, UNRESERVED SUB_DELIMITERS ":");
        return rest && !dot[1 + rest] ? len + 1 : 0;
    }
    return is_ipv6(inside) ? len + 1 : 0;
}

/* Step over userinfo@host:port. Returns the rest, or NULL. */
static const char *skip_authority(const char *text)
{
    size_t user = uri_characters(text, UNRESERVED SUB_DELIMITERS ":");

    if (text[user] == '@')
        text += user + 1;
    if (*text == '[') {
        size_t len = ip_literal(text);

        if (!len)
            return NULL;
        text += len;
    } else {
        text += uri_characters(text, UNRESERVED SUB_DELIMITERS);
    }
    if (*text == ':')
        text += 1 + strspn(text + 1, DIGITS);
    return *text == '\0' || strchr("/?#", *text) ? text : NULL;
}

/* hier-part [ "?" query ] [ "#" fragment ] */
static bool is_uri_rest(const char *text)
{
    if (!strncmp(text, "//", 2)) {
        text = skip_authority(text + 2);
        if (!text)
            return false;
    }
    text += uri_characters(text, UNRESERVED SUB_DELIMITERS ":@/");
    if (*text == '?')
        text += 1 + uri_characters(text + 1, UNRESERVED SUB_DELIMITERS ":@/?");
    if (*text == '#')
        text += 1 + uri_characters(text + 1, UNRESERVED SUB_DELIMITERS ":@/?");
    return *text == '\0';
}

static size_t scheme_length(const char *text)
{
    size_t len = strspn(text, LETTERS DIGITS "+-.");

    return *text && strchr(LETTERS, *text) && text[len] == ':' ? len : 0;
}

bool is_uri(const char *text)
{
    size_t scheme = scheme_length(text);

    return scheme && is_uri_rest(text + scheme + 1);
}

bool is_uri_reference(const char *text)
{
    /* the first segment of a relative path has no ":" (section 4.2) */
    return is_uri(text) ||
           (text[strcspn(text, ":/?#")] != ':' && is_uri_rest(text));
}
