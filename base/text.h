/*
 * text.h - UTF-8 (RFC 3629): counting it, checking it, showing it.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decode the code point at bytes. Returns its length 1..4, or 0 when the
 * bytes are not well-formed UTF-8 (overlong, surrogate, cut, above U+10FFFF).
 */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *code_point);

/* Encode; returns 1..4. code_point must be a Unicode scalar value. */
size_t utf8_encode(uint32_t code_point, char bytes[4]);

bool utf8_is_valid(const char *bytes, size_t len);

/* Counts in valid UTF-8; each stray byte counts as one. */
size_t utf8_code_points(const char *bytes, size_t len);
size_t utf8_utf16_units(const char *bytes, size_t len);

/*
 * A copy that is safe on a terminal and in one line: C0, DEL, C1 controls,
 * bidirectional and line separators become \u00XX escapes, bytes that are
 * not UTF-8 become \xNN. At most max bytes of input are shown (0: all), with
 * "... (N bytes)" added when cut. New memory.
 */
char *text_visible(const char *bytes, size_t len, size_t max);

/*
 * Shell-style match over the whole text: '*' any run (also across '/'), '?'
 * one character. Linear in time for any pattern with one star active at once.
 */
bool text_glob(const char *pattern, const char *text);

/* "sha256:" + 64 hex digits are made elsewhere; this is plain hex. */
void text_hex(const unsigned char *bytes, size_t len, char *hex);

#endif
