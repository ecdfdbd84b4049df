#include "jsonschema/format.h"
#include "jsonschema/format_idn.h"
#include "jsonschema/format_text.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Octets of a label and of a name without its final dot (RFC 1035 2.3.4). */
#define LABEL_MAX       63
#define NAME_MAX_OCTETS 253

/* UTF-8 of a name whose form in ASCII is that long cannot be longer. */
#define NAME_MAX_UTF8 (4 * NAME_MAX_OCTETS)

/* The dots that IDNA has known (RFC 3490 section 3.1), the real one first. */
static const char *const dots[] = {".", "\u3002", "\uff0e", "\uff61"};

enum naming {
    NAMING_PLAIN, /* letters, digits, hyphens; xn-- is like any other label */
    NAMING_ASCII, /* the same, but xn-- must encode a U-label */
    NAMING_WIDE,  /* U-labels and all the dots as well */
    NAMING_MAIL   /* U-labels in any normalization form, one dot */
};

/* Bytes up to the next dot, and of that dot (0 at the end). */
static size_t label_length(const char *text, enum naming naming, size_t *dot)
{
    const size_t known = naming == NAMING_WIDE ? 4 : 1;

    for (size_t len = 0; text[len]; len++)
        for (size_t i = 0; i < known; i++)
            if (!strncmp(text + len, dots[i], strlen(dots[i]))) {
                *dot = strlen(dots[i]);
                return len;
            }
    *dot = 0;
    return strlen(text);
}

static bool is_ldh_label(const char *label)
{
    size_t len = strlen(label);

    return len >= 1 && len <= LABEL_MAX &&
           strspn(label, LETTERS DIGITS "-") == len && label[0] != '-' &&
           label[len - 1] != '-';
}

static bool is_ascii(const char *label)
{
    for (; *label; label++)
        if ((unsigned char)*label >= 0x80)
            return false;
    return true;
}

/* One label. Its octets in ASCII, or 0 when it is none. */
static size_t take_label(const char *label, enum naming naming,
                         struct buffer *unicode)
{
    const bool is_encoded = !strncasecmp(label, "xn--", 4);

    if (!is_ascii(label))
        return naming < NAMING_WIDE
                   ? 0
                   : take_u_label(label, naming == NAMING_MAIL, unicode);
    if (!is_ldh_label(label))
        return 0;
    if (is_encoded && naming != NAMING_PLAIN)
        return take_a_label(label, unicode) ? strlen(label) : 0;
    buffer_add_text(unicode, label);
    return strlen(label);
}

/* Every label, joined by "." in the buffer. Octets in ASCII, or 0. */
static size_t take_labels(const char *text, enum naming naming,
                          struct buffer *unicode)
{
    size_t octets = 0, dot;

    do {
        size_t len = label_length(text, naming, &dot);
        char *label = xmemdup(text, len);
        size_t one = take_label(label, naming, unicode);

        free(label);
        if (!one)
            return 0;
        octets += one + (dot > 0);
        text += len + dot;
        if (dot)
            buffer_add_text(unicode, ".");
    } while (dot);
    return octets;
}

static bool is_name(const char *text, enum naming naming)
{
    struct buffer unicode;
    size_t octets;
    bool holds;

    if (strlen(text) > NAME_MAX_UTF8)
        return false;
    buffer_init(&unicode, 0);
    octets = take_labels(text, naming, &unicode);
    holds = octets >= 1 && octets <= NAME_MAX_OCTETS &&
            (is_ascii(buffer_text(&unicode)) ||
             bidi_rule_holds(unicode.data, unicode.len));
    buffer_clear(&unicode);
    return holds;
}

bool is_hostname(const char *text)
{
    return is_name(text, NAMING_ASCII);
}

bool is_idn_hostname(const char *text)
{
    return is_name(text, NAMING_WIDE);
}

bool is_domain(const char *text)
{
    return is_name(text, NAMING_PLAIN);
}

bool is_idn_domain(const char *text)
{
    return is_name(text, NAMING_MAIL);
}
