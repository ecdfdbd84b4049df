/*
 * unescape.h - bytes with one layer of escapes taken off.
 *
 * Percent-encoding (RFC 3986 section 2.1, and "+" for a blank as forms have
 * it), the escapes of JSON (RFC 8259 section 7, and \xNN and \' of others),
 * and references of XML (XML 1.0 section 4.1). Which one it is shows in the
 * first byte, so one pass takes off all three, and text that was encoded
 * twice takes two. Each byte remembers where in the source it stood.
 */
#ifndef HTTP_UNESCAPE_H
#define HTTP_UNESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct unescaped {
    char *bytes;    /* owned, no final NUL */
    uint32_t *from; /* owned: where the byte's escape begins in the source */
    uint32_t *to;   /* owned: and where it ends */
    size_t len;
};

/*
 * Take one layer off. of: what an earlier layer left, whose source is kept;
 * or NULL, and then bytes and len (below 2^32) are the source. Returns whether
 * there was any escape; *result is filled either way, from nothing. An escape
 * that means nothing is read as the bytes that stand there; with cut, one that
 * the end cuts off is left out.
 */
bool unescape(const struct unescaped *of, const char *bytes, size_t len,
              bool cut, struct unescaped *result);

/* The same for a short text alone: new memory, or NULL without an escape. */
char *unescape_text(const char *text, size_t len, size_t *out_len);

void unescaped_clear(struct unescaped *unescaped);

#endif
