#include "emulator/limits.h"

#include "base/text.h"

struct rules rules_documented(void)
{
    const struct text_rule documented = {TEXT_BYTES_MAX, UNIT_BYTES};

    return (struct rules){.name = documented, .description = documented};
}

size_t text_measure(enum text_unit unit, const char *bytes, size_t len)
{
    switch (unit) {
    case UNIT_CODE_POINTS:
        return utf8_code_points(bytes, len);
    case UNIT_UTF16:
        return utf8_utf16_units(bytes, len);
    default:
        return len;
    }
}

bool text_rule_allows(const struct text_rule *rule, const json_t *text)
{
    if (!json_is_string(text))
        return true;
    return text_measure(rule->unit, json_string_value(text),
                        json_string_length(text)) <= rule->max;
}
