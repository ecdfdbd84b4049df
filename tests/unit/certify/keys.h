/*
 * keys.h - PEM files of keys from their raw bytes, for tests.
 */
#ifndef TESTS_UNIT_CERTIFY_KEYS_H
#define TESTS_UNIT_CERTIFY_KEYS_H

#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/base64.h"
#include "certify/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits of hex to bytes; returns how many. */
static inline size_t unhex(const char *hex, unsigned char *bytes)
{
    size_t len = strlen(hex) / 2;

    for (size_t i = 0; i < len; i++) {
        unsigned value = 0;

        assert_int_equal(sscanf(hex + 2 * i, "%2x", &value), 1);
        bytes[i] = (unsigned char)value;
    }
    return len;
}

/* The PEM form of DER bytes in hex; the caller frees. */
static inline char *pem_of(const char *label, const char *prefix,
                           const char *hex)
{
    unsigned char der[256];
    size_t len = unhex(prefix, der);
    char *text, *pem;

    len += unhex(hex, der + len);
    text = base64_encode(der, len);
    pem = xasprintf("-----BEGIN %s-----\n%s\n-----END %s-----\n", label, text,
                    label);
    free(text);
    return pem;
}

/* RFC 8410 section 7 and 4: what stands before the 32 bytes. */
static inline char *private_pem(const char *seed_hex)
{
    return pem_of("PRIVATE KEY", "302e020100300506032b657004220420", seed_hex);
}
static inline char *public_pem(const char *hex)
{
    return pem_of("PUBLIC KEY", "302a300506032b6570032100", hex);
}

static inline struct key *private_key(const char *seed_hex)
{
    struct error err = {0};
    char *pem = private_pem(seed_hex);
    struct key *key = key_read_private(pem, strlen(pem), "key", &err);

    assert_non_null(key);
    free(pem);
    return key;
}
static inline struct key *public_key(const char *hex)
{
    struct error err = {0};
    char *pem = public_pem(hex);
    struct key *key = key_read_public(pem, strlen(pem), "key", &err);

    assert_non_null(key);
    free(pem);
    return key;
}

/* RFC 8032 section 7.1, the first three. */
static const struct key_vector {
    const char *seed, *public, *message, *signature;
} key_vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215"
     "90a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e4"
     "3e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b53"
     "8d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}};

#define KEY_VECTORS (sizeof(key_vectors) / sizeof(*key_vectors))

#endif
