#include "jsonschema/format_text.h"

#include "base/text.h"

#include <string.h>

static const struct range {
    uint32_t first;
    uint32_t last;
    enum wide kind;
} ranges[] = {{0xA0, 0xD7FF, WIDE_UCS},         {0xE000, 0xF8FF, WIDE_PRIVATE},
              {0xF900, 0xFDCF, WIDE_UCS},       {0xFDF0, 0xFFEF, WIDE_UCS},
              {0x10000, 0xDFFFF, WIDE_UCS},     {0xE1000, 0xEFFFF, WIDE_UCS},
              {0xF0000, 0x10FFFF, WIDE_PRIVATE}};

/* The last two code points of every plane are no characters. */
static bool is_wide(uint32_t c, unsigned wide)
{
    if ((c & 0xFFFF) >= 0xFFFE)
        return false;
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return (ranges[i].kind & wide) != 0;
    return false;
}

size_t run_of_characters(const char *text, const char *set, unsigned wide)
{
    size_t len = 0, one, left = strlen(text);

    for (;;) {
        uint32_t c;
        size_t plain = strspn(text + len, set);

        len += plain;
        left -= plain;
        if (text[len] == '%' && strspn(text + len + 1, HEX) >= 2)
            one = 3;
        else if (!wide || !(one = utf8_decode(text + len, left, &c)) ||
                 !is_wide(c, wide))
            return len;
        len += one;
        left -= one;
    }
}
