/*
 * record_exchange.h - one exchange as a JSON value: HAR's parts with their
 * bytes. See record.h for the rest of a result.
 */
#ifndef REPORTS_RECORD_EXCHANGE_H
#define REPORTS_RECORD_EXCHANGE_H

#include "model/exchange.h"

#include <jansson.h>

/*
 * A new reference. content_max: bytes of a content that are kept, 0 for all;
 * what is cut says so and keeps its size.
 */
json_t *record_exchange(const struct exchange *exchange, size_t content_max);

/*
 * {size, encoding, data, cut} or null for bytes NULL. encoding is "utf-8"
 * when the bytes are, else "base64" (RFC 4648 section 4).
 */
json_t *record_content(const char *bytes, size_t len, size_t max);

#endif
