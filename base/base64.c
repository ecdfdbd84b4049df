#include "base/base64.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "abcdefghijklmnopqrstuvwxyz0123456789+/";

char *base64_encode(const void *bytes, size_t len)
{
    const unsigned char *in = bytes;
    char *text = xcalloc((len + 2) / 3 + 1, 4), *out = text;

    for (size_t at = 0; at < len; at += 3) {
        size_t have = len - at < 3 ? len - at : 3;
        uint32_t group = 0;

        for (size_t i = 0; i < have; i++)
            group |= (uint32_t)in[at + i] << (16 - 8 * i);
        for (size_t i = 0; i < 4; i++)
            *out++ = i <= have ? digits[group >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

/* 0..63, or -1. */
static int digit_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

/* The length without padding; text_len when the padding is not right. */
static size_t without_padding(const char *text, size_t text_len)
{
    size_t len = text_len;

    if (text_len % 4 != 0)
        return text_len;
    while (len && text_len - len < 2 && text[len - 1] == '=')
        len--;
    return len;
}

char *base64_decode_any(const char *text, size_t text_len, size_t *len)
{
    size_t have = without_padding(text, text_len), bits = 0;
    char *bytes = xcalloc(text_len / 4 * 3 + 4, 1);
    uint32_t group = 0;

    *len = 0;
    for (size_t i = 0; i < have; i++) {
        int digit = digit_of(text[i]);

        if (digit < 0)
            goto bad;
        group = group << 6 | (uint32_t)digit;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes[(*len)++] = (char)(group >> bits & 0xFF);
            group &= (1U << bits) - 1;
        }
    }
    if (bits < 6 && group == 0)
        return bytes;
bad:
    free(bytes);
    *len = 0;
    return NULL;
}

char *base64_decode(const char *text, size_t text_len, size_t *len)
{
    *len = 0;
    if (text_len % 4 || memchr(text, '-', text_len) ||
        memchr(text, '_', text_len))
        return NULL;
    return base64_decode_any(text, text_len, len);
}
