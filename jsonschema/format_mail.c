#include "jsonschema/format.h"
#include "jsonschema/format_text.h"

#include <string.h>

/* Octets of what stands before the "@" (RFC 5321 section 4.5.3.1.1). */
#define LOCAL_MAX 64

static bool is_wide(char c)
{
    return (unsigned char)c >= 0x80;
}

/* Atoms with single dots between them; any UTF-8 is atom text (RFC 6531). */
static size_t dotted_atoms(const char *text)
{
    static const char atom[] = LETTERS DIGITS "!#$%&'*+-/=?^_`{|}~";
    size_t len = 0;

    for (;;) {
        const size_t start = len;

        while (text[len] && (is_wide(text[len]) || strchr(atom, text[len])))
            len++;
        if (len == start)
            return 0;
        if (text[len] != '.')
            return len;
        len++;
    }
}

/* Between quotation marks: no control characters, even after a backslash. */
static size_t quoted_text(const char *text)
{
    size_t len = 1;

    while (text[len] != '"') {
        if (text[len] == '\\')
            len++;
        if (!is_wide(text[len]) && (text[len] < ' ' || text[len] > '~'))
            return 0;
        len++;
    }
    return len + 1;
}

/* [192.0.2.1] or [IPv6:2001:db8::1] (RFC 5321 section 4.1.3) */
static bool is_address_literal(const char *text)
{
    static const char tag[] = "IPv6:";
    char inside[64] = "";
    size_t len = strlen(text);

    if (len < 3 || len >= sizeof(inside) || text[0] != '[' ||
        text[len - 1] != ']')
        return false;
    memcpy(inside, text + 1, len - 2);
    if (strncmp(inside, tag, strlen(tag)) != 0)
        return is_ipv4(inside);
    return is_ipv6(inside + strlen(tag));
}

/* What follows the local part and "@", or NULL. */
static const char *domain_of(const char *text)
{
    size_t local = *text == '"' ? quoted_text(text) : dotted_atoms(text);

    if (!local || local > LOCAL_MAX || text[local] != '@')
        return NULL;
    return text + local + 1;
}

bool is_email(const char *text)
{
    const char *domain = domain_of(text);

    return domain && (is_address_literal(domain) || is_domain(domain));
}

bool is_idn_email(const char *text)
{
    const char *domain = domain_of(text);

    return domain && (is_address_literal(domain) || is_idn_domain(domain));
}
