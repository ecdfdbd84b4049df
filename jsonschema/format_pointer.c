#include "jsonschema/format.h"
#include "jsonschema/format_text.h"

bool is_json_pointer(const char *text, size_t len)
{
    if (len && text[0] != '/')
        return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '~' &&
            (i + 1 == len || (text[i + 1] != '0' && text[i + 1] != '1')))
            return false;
    return true;
}

bool is_relative_json_pointer(const char *text, size_t len)
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
