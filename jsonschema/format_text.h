/*
 * format_text.h - alphabets that the formats share (RFC 5234 appendix B,
 * RFC 3986 section 2, RFC 3987 section 2.2). Private to format*.c.
 */
#ifndef JSONSCHEMA_FORMAT_TEXT_H
#define JSONSCHEMA_FORMAT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DIGITS         "0123456789"
#define LETTERS        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define HEX            "0123456789abcdefABCDEF"
#define UNRESERVED     LETTERS DIGITS "-._~"
#define SUB_DELIMITERS "!$&'()*+,;="

/* Code points beyond ASCII that a run of characters may hold. */
enum wide {
    WIDE_NONE = 0,
    WIDE_UCS = 1,     /* ucschar of RFC 3987 */
    WIDE_PRIVATE = 2, /* iprivate of RFC 3987 */
};

/*
 * Bytes of the longest run, at the start of the text (UTF-8, ended by NUL),
 * of characters of the set, percent escapes, and wide code points.
 */
size_t run_of_characters(const char *text, const char *set, unsigned wide);

#endif
