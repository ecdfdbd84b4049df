#include "jsonschema/number.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define TWO_TO_63 9223372036854775808.0

/* The sign does not matter to any question asked here. */
struct decimal {
    uint64_t digits;
    int exponent; /* of ten */
};

static int compare_with_real(json_int_t a, double b)
{
    json_int_t whole;

    if (b >= TWO_TO_63)
        return -1;
    if (b < -TWO_TO_63)
        return 1;
    whole = (json_int_t)b; /* towards zero */
    if (a != whole)
        return a < whole ? -1 : 1;
    return (b < (double)whole) - (b > (double)whole);
}

int number_compare(const json_t *a, const json_t *b)
{
    if (json_is_integer(a) && json_is_integer(b))
        return (json_integer_value(a) > json_integer_value(b)) -
               (json_integer_value(a) < json_integer_value(b));
    if (json_is_integer(a))
        return compare_with_real(json_integer_value(a), json_real_value(b));
    if (json_is_integer(b))
        return -compare_with_real(json_integer_value(b), json_real_value(a));
    return (json_real_value(a) > json_real_value(b)) -
           (json_real_value(a) < json_real_value(b));
}

/* "-1.25e-07" -> 125, -9. Any other character is the decimal point. */
static struct decimal decimal_read(const char *text)
{
    struct decimal number = {0};
    bool is_fraction = false;

    for (; *text && *text != 'e'; text++) {
        if (*text == '-')
            continue;
        if (*text < '0' || *text > '9') {
            is_fraction = true;
            continue;
        }
        number.digits = number.digits * 10 + (uint64_t)(*text - '0');
        number.exponent -= is_fraction;
    }
    if (*text == 'e')
        number.exponent += atoi(text + 1);
    return number;
}

static struct decimal decimal_of(const json_t *number)
{
    char text[40];

    if (json_is_integer(number)) {
        json_int_t value = json_integer_value(number);
        uint64_t digits =
            value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;

        return (struct decimal){digits, 0};
    }
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(text, sizeof(text), "%.*e", precision - 1,
                 json_real_value(number));
        if (strtod(text, NULL) == json_real_value(number))
            break;
    }
    return decimal_read(text);
}

/* (a + b) mod m for a, b < m, without overflow. */
static uint64_t add_modulo(uint64_t a, uint64_t b, uint64_t m)
{
    return a >= m - b ? a - (m - b) : a + b;
}

static uint64_t ten_times_modulo(uint64_t a, uint64_t m)
{
    uint64_t two = add_modulo(a, a, m), four = add_modulo(two, two, m);

    return add_modulo(add_modulo(four, four, m), two, m);
}

bool number_is_multiple(const json_t *value, const json_t *step)
{
    struct decimal a = decimal_of(value), b = decimal_of(step);

    if (a.digits == 0 || b.digits == 0)
        return a.digits == 0;
    while (b.digits % 10 == 0) {
        b.digits /= 10;
        b.exponent++;
    }
    for (; a.exponent < b.exponent; a.exponent++) {
        if (a.digits % 10 != 0)
            return false;
        a.digits /= 10;
    }
    a.digits %= b.digits;
    for (; a.exponent > b.exponent && a.digits; a.exponent--)
        a.digits = ten_times_modulo(a.digits, b.digits);
    return a.digits == 0;
}
