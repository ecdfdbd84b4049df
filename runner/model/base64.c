#include "model/base64.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "abcdefghijklmnopqrstuvwxyz0123456789+/";

char *base64_encode(const char *bytes, size_t len)
{
    char *text = xcalloc(len / 3 + 2, 4);
    char *to = text;

    for (size_t at = 0; at < len; at += 3) {
        uint32_t group = 0;
        size_t have = len - at < 3 ? len - at : 3;

        for (size_t i = 0; i < have; i++)
            group |= (uint32_t)(unsigned char)bytes[at + i] << (16 - 8 * i);
        for (size_t i = 0; i < 4; i++)
            *to++ = i <= have ? digits[group >> (18 - 6 * i) & 63] : '=';
    }
    *to = '\0';
    return text;
}

/* The value of each digit, -1 for what is none. */
static void fill_values(signed char values[256])
{
    memset(values, -1, 256);
    for (int i = 0; i < 64; i++)
        values[(unsigned char)digits[i]] = (signed char)i;
}

/* Four digits, of which the last `padding` are '='; false when they are not. */
static int decode_group(const signed char values[256], const char *four,
                        size_t padding, char three[3])
{
    uint32_t group = 0;

    for (size_t i = 0; i < 4; i++) {
        int value = values[(unsigned char)four[i]];

        if (i >= 4 - padding)
            value = four[i] == '=' ? 0 : -1;
        if (value < 0)
            return -1;
        group = group << 6 | (uint32_t)value;
    }
    for (size_t i = 0; i < 3; i++)
        three[i] = (char)(group >> (16 - 8 * i) & 255);
    return 0;
}

char *base64_decode(const char *text, size_t len, size_t *out_len)
{
    size_t padding =
        len && text[len - 1] == '=' ? 1 + (len > 1 && text[len - 2] == '=') : 0;
    signed char values[256];
    char *bytes;

    if (len % 4)
        return NULL;
    fill_values(values);
    bytes = xcalloc(len / 4 * 3 + 1, 1);
    for (size_t at = 0; at < len; at += 4)
        if (decode_group(values, text + at, at + 4 == len ? padding : 0,
                         bytes + at / 4 * 3) < 0) {
            free(bytes);
            return NULL;
        }
    *out_len = len / 4 * 3 - padding;
    bytes[*out_len] = '\0';
    return bytes;
}
