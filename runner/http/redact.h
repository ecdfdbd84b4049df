/*
 * redact.h - secrets out of what is recorded.
 *
 * Two rules, both applied to every exchange before it leaves this room: the
 * values of fields that carry credentials are replaced whole, and wherever a
 * known secret value stands it is replaced, be it plain, percent-encoded
 * (RFC 3986 section 2.1) or JSON-escaped (RFC 8259 section 7). The mask has
 * another length than the secret: recorded content may be longer or shorter
 * than its Content-Length.
 */
#ifndef HTTP_REDACT_H
#define HTTP_REDACT_H

#include "model/exchange.h"

#include <stdbool.h>
#include <stddef.h>

#define REDACT_MASK "[masked]"

/* A shorter value would mask half of every text, so it is not looked for. */
#define REDACT_MIN 4

struct redactor;

/* Copies the values; NULLs and values under REDACT_MIN bytes are ignored. */
struct redactor *redactor_new(const char *const *secrets, size_t len);
void redactor_free(struct redactor *redactor);

/* One value more, from now on; the same rules. */
void redactor_add(struct redactor *redactor, const char *secret);

/*
 * A copy of the bytes with every secret masked, with a final NUL; *out_len is
 * its length. With cut, the bytes may end inside a secret: such a beginning
 * of at least REDACT_MIN bytes is masked too. The caller frees.
 */
char *redact_bytes(const struct redactor *redactor, const char *bytes,
                   size_t len, bool cut, size_t *out_len);

/* Replace an owned string by its masked copy; *text may be NULL. */
void redact_text(const struct redactor *redactor, char **text);

/* Mask names and values, whole values where the name says so. */
void redact_fields(const struct redactor *redactor, struct fields *fields);

/* Everything in an exchange that came from the wire or went out on it. */
void redact_exchange(const struct redactor *redactor,
                     struct exchange *exchange);

#endif
