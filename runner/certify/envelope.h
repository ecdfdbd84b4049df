/*
 * envelope.h - DSSE, the Dead Simple Signing Envelope, version 1: which bytes
 * are signed, and the JSON file that carries them with their signatures.
 *
 * After protocol.md and envelope.md of github.com/secure-systems-lab/dsse. A
 * signature covers payload and payload type but neither the file's blanks nor
 * its "keyid"; therefore there is one way of ours to write an envelope, and
 * verify.h accepts no other.
 */
#ifndef CERTIFY_ENVELOPE_H
#define CERTIFY_ENVELOPE_H

#include "base/error.h"
#include "certify/key.h"

#include <stdbool.h>
#include <stddef.h>

#define ENVELOPE_SIGNATURES_MAX 20

struct signature {
    char *keyid; /* owned; whose key it says it is, NULL: it does not say */
    char *bytes; /* owned */
    size_t len;
};

/* Start from {0}. */
struct envelope {
    char *payload; /* owned, with a final NUL */
    size_t payload_len;
    char *payload_type;           /* owned; "application/vnd.in-toto+json" */
    struct signature *signatures; /* owned */
    size_t len;
    size_t cap;
};

/*
 * The bytes that are signed (protocol.md, "PAE"): "DSSEv1", then the lengths
 * in decimal with type and body. New memory with a final NUL, *pae_len of
 * them.
 */
char *envelope_pae(const char *type, const void *body, size_t body_len,
                   size_t *pae_len);

/* Sign the payload and append the signature. Returns 0, or -1 with err. */
int envelope_sign(struct envelope *envelope, const struct key *key,
                  struct error *err);

/* How many of the signatures did this key make? */
size_t envelope_verify(const struct envelope *envelope, const struct key *key);

/* The file, in the one way in which we write it. New memory. */
char *envelope_write(const struct envelope *envelope);

/*
 * Read a file, written by us or by others: either alphabet of Base64, members
 * in any order, further members passed over, "keyid" left out. Returns 0, or
 * -1 with ERROR_SUITE: no JSON, a member twice, one missing or of a wrong
 * type, no signature at all or too many.
 */
int envelope_read(struct envelope *envelope, const char *bytes, size_t len,
                  struct error *err);
void envelope_clear(struct envelope *envelope);

#endif
