/*
 * redact.h - secrets out of what is recorded.
 *
 * Three rules, applied to every exchange before it leaves this room. Values
 * that are secret by their name are masked: of fields, of parameters in URLs,
 * of members in JSON (secret_names.h). Wherever a known secret stands it is
 * masked, and every part of NEEDLE_WINDOW (12) bytes: plain, behind up to
 * three layers of percent-encoding, JSON's and XML's escapes (unescape.h), in
 * base64 and hexadecimal, in lower and upper case (secret_forms.h). And what
 * an answer hands out as a secret is known from then on. The mask has another
 * length than the secret: recorded content may be longer or shorter than its
 * Content-Length.
 *
 * With `projects` the ids of projects are replaced by substitutes of the same
 * length and kind (substitute.h). That is no masking: what is said about such
 * content holds for the content that was on the wire.
 */
#ifndef HTTP_REDACT_H
#define HTTP_REDACT_H

#include "base/error.h"
#include "http/secret_names.h"
#include "model/exchange.h"

#include <stdbool.h>
#include <stddef.h>

#define REDACT_MASK EXCHANGE_MASK

/* A shorter value would mask half of every text, so it is not looked for. */
#define REDACT_MIN 4

struct redactor;

/* masking is copied; NULL: nothing but the tables. */
struct redactor *redactor_new(const struct masking *masking);
void redactor_free(struct redactor *redactor);

/*
 * Look for a copy of the secret from now on; NULL and values under REDACT_MIN
 * bytes are ignored.
 */
void redactor_add(struct redactor *redactor, const char *secret);

/*
 * The same for what an answer calls a secret. It must have 12 bytes, and there
 * are limits: 256 of them, 64 KiB in all. What is beyond is masked where its
 * name says so and nowhere else.
 */
void redactor_learn(struct redactor *redactor, const char *secret);

/*
 * A project's id is no secret, even when one that is added later holds it;
 * with `projects` it is replaced from now on. Returns its substitute, borrowed
 * while the redactor lives; NULL: ids of projects are not replaced.
 */
const char *redactor_add_project(struct redactor *redactor, const char *id);

/* Does the text hold a mask, or a substitute: is it not what was sent? */
bool redactor_masks(const struct redactor *redactor, const char *text);

/*
 * A copy of the bytes with every secret masked, with a final NUL; *out_len is
 * its length. With cut, the bytes may end inside a secret: such a beginning
 * of at least REDACT_MIN bytes is masked too. The caller frees.
 */
char *redact_bytes(const struct redactor *redactor, const char *bytes,
                   size_t len, bool cut, size_t *out_len);

/* Replace an owned text by its masked copy; *text may be NULL. */
void redact_text(const struct redactor *redactor, char **text);

/* The same for the texts of an error of ours, which may have been cut. */
void redact_error(const struct redactor *redactor, struct error *err);

/* Mask names and values, whole values where the name says so. */
void redact_fields(const struct redactor *redactor, struct fields *fields);

/*
 * Learn what the answer hands out, then mask everything in the exchange that
 * came from the wire or went out on it. Content in a coding (RFC 9110 section
 * 8.4) cannot be looked into and is masked whole.
 */
void redact_exchange(struct redactor *redactor, struct exchange *exchange);

#endif
