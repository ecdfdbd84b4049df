#include "base/text.h"

#include "base/buffer.h"

#include <string.h>

size_t utf8_decode(const char *bytes, size_t len, uint32_t *code_point)
{
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *b = (const unsigned char *)bytes;
    size_t need;
    uint32_t c;

    if (len == 0)
        return 0;
    if (b[0] < 0x80) {
        *code_point = b[0];
        return 1;
    }
    need = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : 2;
    if (b[0] < 0xC2 || b[0] > 0xF4 || len < need)
        return 0;
    c = b[0] & (0xFFu >> (need + 1));
    for (size_t i = 1; i < need; i++) {
        if ((b[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (b[i] & 0x3F);
    }
    if (c < smallest[need] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *code_point = c;
    return need;
}

size_t utf8_encode(uint32_t c, char bytes[4])
{
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | c >> 18);
    bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

bool utf8_is_valid(const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c;
        size_t used = utf8_decode(bytes + at, len - at, &c);

        if (!used)
            return false;
        at += used;
    }
    return true;
}

static size_t count_units(const char *bytes, size_t len, bool utf16)
{
    size_t count = 0;

    for (size_t at = 0; at < len;) {
        uint32_t c = 0;
        size_t used = utf8_decode(bytes + at, len - at, &c);

        count += utf16 && c > 0xFFFF ? 2 : 1;
        at += used ? used : 1;
    }
    return count;
}

size_t utf8_code_points(const char *bytes, size_t len)
{
    return count_units(bytes, len, false);
}

size_t utf8_utf16_units(const char *bytes, size_t len)
{
    return count_units(bytes, len, true);
}

/* What would move the cursor, hide text or end a line. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c & 0xFFFE) == 0xFFFE;
}

static void show_code_point(struct buffer *buf, uint32_t c, const char *bytes,
                            size_t used)
{
    if (!is_hidden(c))
        buffer_add(buf, bytes, used);
    else if (c > 0xFFFF)
        buffer_printf(buf, "\\U%08x", (unsigned)c);
    else
        buffer_printf(buf, "\\u%04x", (unsigned)c);
}

char *text_visible(const char *bytes, size_t len, size_t max)
{
    size_t shown = max && len > max ? max : len;
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t at = 0; at < shown;) {
        uint32_t c = 0;
        size_t used = utf8_decode(bytes + at, len - at, &c);

        if (used)
            show_code_point(&buf, c, bytes + at, used);
        else
            buffer_printf(&buf, "\\x%02x", (unsigned char)bytes[at]);
        at += used ? used : 1;
    }
    if (shown < len)
        buffer_printf(&buf, "... (%zu bytes)", len);
    return buffer_take(&buf);
}

bool text_glob(const char *pattern, const char *text)
{
    const char *star = NULL, *retry = NULL;

    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            retry = text;
        } else if (*pattern == '?' || *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

void text_hex(const unsigned char *bytes, size_t len, char *hex)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * len] = '\0';
}
