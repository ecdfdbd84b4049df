#include "jsonschema/format.h"
#include "jsonschema/format_text.h"

#include <string.h>

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
