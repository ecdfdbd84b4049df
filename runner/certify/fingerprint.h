/*
 * fingerprint.h - by what a target could be recognised again, as far as the
 * exchanges of a run show it.
 *
 * Pure. All of it is the target's own word: it helps to notice that another
 * installation answered, and proves nothing.
 */
#ifndef CERTIFY_FINGERPRINT_H
#define CERTIFY_FINGERPRINT_H

#include <jansson.h>

/* Different values of one kind that are kept. */
#define FINGERPRINT_VALUES_MAX 20

/*
 * From results.json a new object: the sets "http_versions", "tls" (protocol
 * and cipher), "servers" (field Server), "request_id_fields", and
 * "clock_ahead_s": {"min", "max"} of field Date (RFC 9110 section 5.6.7)
 * against our clock when the request was sent, in whole seconds; null when no
 * answer had one.
 */
json_t *fingerprint_take(const json_t *results);

#endif
