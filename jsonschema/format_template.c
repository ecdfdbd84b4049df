#include "jsonschema/format.h"
#include "jsonschema/format_text.h"

#include <string.h>

/* Section 2.1, with the apostrophe of erratum 6937. */
#define LITERALS LETTERS DIGITS "!#$&'()*+,-./:;=?@[]_~"

/* varname: characters with single dots between them. Length, or 0. */
static size_t variable_name(const char *text)
{
    size_t len = 0;

    for (;;) {
        size_t one =
            run_of_characters(text + len, LETTERS DIGITS "_", WIDE_NONE);

        if (!one)
            return 0;
        len += one;
        if (text[len] != '.')
            return len;
        len++;
    }
}

/* ":" and a number from 1 to 9999, or "*", or nothing. Length; -1: wrong. */
static int modifier(const char *text)
{
    size_t digits;

    if (*text == '*')
        return 1;
    if (*text != ':')
        return 0;
    digits = strspn(text + 1, DIGITS);
    return digits >= 1 && digits <= 4 && text[1] != '0' ? (int)digits + 1 : -1;
}

/* Step over {operator variable,variable}. Returns the rest, or NULL. */
static const char *skip_expression(const char *text)
{
    text++;
    if (*text && strchr("+#./;?&=,!@|", *text)) /* the last five: reserved */
        text++;
    for (;;) {
        size_t name = variable_name(text);
        int more = name ? modifier(text + name) : -1;

        if (more < 0)
            return NULL;
        text += name + (size_t)more;
        if (*text == '}')
            return text + 1;
        if (*text++ != ',')
            return NULL;
    }
}

bool is_uri_template(const char *text)
{
    for (;;) {
        text += run_of_characters(text, LITERALS, WIDE_UCS | WIDE_PRIVATE);
        if (!*text)
            return true;
        if (*text != '{')
            return false;
        text = skip_expression(text);
        if (!text)
            return false;
    }
}
