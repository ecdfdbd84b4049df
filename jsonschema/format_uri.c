#include "jsonschema/format.h"
#include "jsonschema/format_text.h"

#include <string.h>

#define PATH_CHARACTERS UNRESERVED SUB_DELIMITERS ":@"

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
static const char *skip_authority(const char *text, unsigned wide)
{
    size_t user = run_of_characters(text, UNRESERVED SUB_DELIMITERS ":", wide);

    if (text[user] == '@')
        text += user + 1;
    if (*text == '[') {
        size_t len = ip_literal(text);

        if (!len)
            return NULL;
        text += len;
    } else {
        text += run_of_characters(text, UNRESERVED SUB_DELIMITERS, wide);
    }
    if (*text == ':')
        text += 1 + strspn(text + 1, DIGITS);
    return *text == '\0' || strchr("/?#", *text) ? text : NULL;
}

/* hier-part [ "?" query ] [ "#" fragment ] */
static bool is_rest(const char *text, unsigned wide)
{
    /* private characters are for queries only (RFC 3987 section 2.2) */
    const unsigned query = wide ? wide | WIDE_PRIVATE : WIDE_NONE;

    if (!strncmp(text, "//", 2)) {
        text = skip_authority(text + 2, wide);
        if (!text)
            return false;
    }
    text += run_of_characters(text, PATH_CHARACTERS "/", wide);
    if (*text == '?')
        text += 1 + run_of_characters(text + 1, PATH_CHARACTERS "/?", query);
    if (*text == '#')
        text += 1 + run_of_characters(text + 1, PATH_CHARACTERS "/?", wide);
    return *text == '\0';
}

static bool is_absolute(const char *text, unsigned wide)
{
    size_t scheme = strspn(text, LETTERS DIGITS "+-.");

    return *text && strchr(LETTERS, *text) && text[scheme] == ':' &&
           is_rest(text + scheme + 1, wide);
}

/* The first segment of a relative path has no ":" (section 4.2). */
static bool is_reference(const char *text, unsigned wide)
{
    return is_absolute(text, wide) ||
           (text[strcspn(text, ":/?#")] != ':' && is_rest(text, wide));
}

/* Marks that change the direction have no place (RFC 3987 section 4.1). */
static bool has_direction_mark(const char *text)
{
    static const char *const marks[] = {"\u200e", "\u200f", "\u202a", "\u202b",
                                        "\u202c", "\u202d", "\u202e"};

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (strstr(text, marks[i]))
            return true;
    return false;
}

bool is_uri(const char *text)
{
    return is_absolute(text, WIDE_NONE);
}

bool is_uri_reference(const char *text)
{
    return is_reference(text, WIDE_NONE);
}

bool is_iri(const char *text)
{
    return is_absolute(text, WIDE_UCS) && !has_direction_mark(text);
}

bool is_iri_reference(const char *text)
{
    return is_reference(text, WIDE_UCS) && !has_direction_mark(text);
}
