/*
 * format_idn.h - labels of internationalized domain names (IDNA2008: RFC
 * 5890 to 5893), judged by libidn2. Private to format*.c.
 */
#ifndef JSONSCHEMA_FORMAT_IDN_H
#define JSONSCHEMA_FORMAT_IDN_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Is the label (UTF-8, not ASCII only) a U-label (RFC 5890 section 2.3.2.1)?
 * With `any_form` it may be in any normalization form. Appends it to the
 * buffer and returns the octets of its A-label; 0 when it is none.
 */
size_t take_u_label(const char *label, bool any_form, struct buffer *unicode);

/*
 * Does the label, which begins with "xn--" in any case, encode a U-label?
 * That is appended to the buffer.
 */
bool take_a_label(const char *label, struct buffer *unicode);

/*
 * Does a name of U-labels and plain labels, joined by ".", keep the Bidi
 * rule (RFC 5893 section 2)?
 */
bool bidi_rule_holds(const char *name, size_t len);

#endif
