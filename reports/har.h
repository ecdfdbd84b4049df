/*
 * har.h - one exchange as an entry of the HTTP Archive format, HAR 1.2.
 *
 * The bytes are all there. What the format has no place for goes into members
 * that begin with "_" (model/transcript.h, docs/transcript.md).
 */
#ifndef REPORTS_HAR_H
#define REPORTS_HAR_H

#include "model/exchange.h"

#include <jansson.h>

/*
 * A new reference. extension: what stands in the entry's own member besides
 * the exchange; taken.
 */
json_t *har_entry(const struct exchange *exchange, json_t *extension);

#endif
