/*
 * limits.h - how long a name or description may be, and in which unit.
 *
 * The update page (evs_04_3058) says "a maximum of 255 bytes" for both; the
 * unit is data so that a fault or variant can count something else.
 */
#ifndef EMULATOR_LIMITS_H
#define EMULATOR_LIMITS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define TEXT_BYTES_MAX   255
#define REQUEST_BODY_MAX ((size_t)1024 * 1024)

enum text_unit { UNIT_BYTES, UNIT_CODE_POINTS, UNIT_UTF16 };

struct text_rule {
    size_t max;          /* in units, inclusive */
    enum text_unit unit; /* what is counted of the UTF-8 text */
};

/* What one request is measured by. */
struct rules {
    struct text_rule name;
    struct text_rule description;
};

struct rules rules_documented(void);

/* Length of a UTF-8 text in the unit. */
size_t text_measure(enum text_unit unit, const char *bytes, size_t len);

/* The longest text a rule accepts is exactly max; null is always accepted. */
bool text_rule_allows(const struct text_rule *rule, const json_t *text);

#endif
