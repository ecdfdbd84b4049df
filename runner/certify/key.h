/*
 * key.h - Ed25519 keys in PEM, and signatures with them (RFC 8032).
 *
 * Private keys as PKCS #8 (RFC 5958), public ones as SubjectPublicKeyInfo
 * (RFC 8410): what `openssl genpkey -algorithm ed25519` and `openssl pkey
 * -pubout` write. libcrypto does the arithmetic.
 */
#ifndef CERTIFY_KEY_H
#define CERTIFY_KEY_H

#include "base/error.h"
#include "certify/sha256.h"

#include <stdbool.h>
#include <stddef.h>

#define SIGNATURE_SIZE 64 /* bytes; RFC 8032 section 5.1.6 */

struct key;

/*
 * From the text of a PEM file; where names it in messages. New objects, or
 * NULL with ERROR_USAGE in plain words: no key, one of another kind, the
 * private one where the public one is wanted and the other way round, or one
 * that a password protects: none is ever asked for.
 */
struct key *key_read_private(const char *pem, size_t len, const char *where,
                             struct error *err);
struct key *key_read_public(const char *pem, size_t len, const char *where,
                            struct error *err);
/* The same from a file of at most 64 KiB; err also when it cannot be read. */
typedef struct key *key_reader(const char *pem, size_t len, const char *where,
                               struct error *err);
struct key *key_load(key_reader *read, const char *path, struct error *err);
void key_free(struct key *key);

/* SHA-256 of the public key in DER: a name that both halves share. */
void key_id(const struct key *key, char hex[DIGEST_TEXT_SIZE]);

/* Returns 0, or -1 with ERROR_INTERNAL. The same bytes, the same signature. */
int key_sign(const struct key *key, const void *bytes, size_t len,
             unsigned char signature[SIGNATURE_SIZE], struct error *err);

/* Was the signature made by the other half of the key? */
bool key_verify(const struct key *key, const void *bytes, size_t len,
                const void *signature, size_t signature_len);

#endif
