#include "certify/key.h"

#include "base/alloc.h"
#include "base/file.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#define KEY_FILE_MAX ((size_t)64 * 1024)

struct key {
    EVP_PKEY *pkey; /* owned */
};

/* libcrypto would ask at the terminal: never wait for somebody there. */
static int refuse_password(char *to, int size, int writes, void *state)
{
    (void)to;
    (void)size;
    (void)writes;
    *(bool *)state = true;
    return -1;
}

typedef EVP_PKEY *pem_reader(BIO *, EVP_PKEY **, pem_password_cb *, void *);

static EVP_PKEY *read_pem(pem_reader *read, const char *pem, size_t len,
                          bool *is_protected)
{
    BIO *bio = len <= INT_MAX ? BIO_new_mem_buf(pem, (int)len) : NULL;
    EVP_PKEY *pkey =
        bio ? read(bio, NULL, refuse_password, is_protected) : NULL;

    BIO_free(bio);
    ERR_clear_error();
    return pkey;
}

/* Takes the key of libcrypto. */
static struct key *take(EVP_PKEY *pkey, const char *where, struct error *err)
{
    struct key *key;

    if (EVP_PKEY_get_id(pkey) != EVP_PKEY_ED25519) {
        const char *name = EVP_PKEY_get0_type_name(pkey);

        error_set(err, ERROR_USAGE, where,
                  "is a key for %s, and only Ed25519 is used here: make one "
                  "with `openssl genpkey -algorithm ed25519`",
                  name ? name : "something else");
        EVP_PKEY_free(pkey);
        return NULL;
    }
    key = xcalloc(1, sizeof(*key));
    key->pkey = pkey;
    return key;
}

struct key *key_read_private(const char *pem, size_t len, const char *where,
                             struct error *err)
{
    bool is_protected = false;
    EVP_PKEY *pkey = read_pem(PEM_read_bio_PrivateKey, pem, len, &is_protected);
    EVP_PKEY *other = NULL;

    if (pkey)
        return take(pkey, where, err);
    if (is_protected) {
        error_set(err, ERROR_USAGE, where,
                  "is protected by a password, and assay asks for none: give "
                  "it a copy without one, from `openssl pkey -in F -out COPY`");
        return NULL;
    }
    other = read_pem(PEM_read_bio_PUBKEY, pem, len, &is_protected);
    error_set(err, ERROR_USAGE, where,
              other ? "is a public key, and to sign takes the private one"
                    : "holds no private key in PEM form");
    EVP_PKEY_free(other);
    return NULL;
}

struct key *key_read_public(const char *pem, size_t len, const char *where,
                            struct error *err)
{
    bool is_protected = false;
    EVP_PKEY *pkey = read_pem(PEM_read_bio_PUBKEY, pem, len, &is_protected);
    EVP_PKEY *other = NULL;

    if (pkey)
        return take(pkey, where, err);
    other = read_pem(PEM_read_bio_PrivateKey, pem, len, &is_protected);
    error_set(err, ERROR_USAGE, where,
              other || is_protected
                  ? "is a private key, which its owner keeps: make the public "
                    "one with `openssl pkey -in F -pubout`"
                  : "holds no public key in PEM form");
    EVP_PKEY_free(other);
    return NULL;
}

struct key *key_load(key_reader *read, const char *path, struct error *err)
{
    size_t len;
    char *pem = file_read(path, KEY_FILE_MAX, &len, ERROR_USAGE, err);
    struct key *key = pem ? read(pem, len, path, err) : NULL;

    if (pem)
        OPENSSL_cleanse(pem, len);
    free(pem);
    return key;
}

void key_free(struct key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->pkey);
    free(key);
}

void key_id(const struct key *key, char hex[DIGEST_TEXT_SIZE])
{
    unsigned char *der = NULL;
    int len = i2d_PUBKEY(key->pkey, &der);

    digest_hex(der, len > 0 ? (size_t)len : 0, hex);
    OPENSSL_free(der);
}

int key_sign(const struct key *key, const void *bytes, size_t len,
             unsigned char signature[SIGNATURE_SIZE], struct error *err)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t size = SIGNATURE_SIZE;
    bool is_signed =
        context &&
        EVP_DigestSignInit(context, NULL, NULL, NULL, key->pkey) == 1 &&
        EVP_DigestSign(context, signature, &size, bytes, len) == 1 &&
        size == SIGNATURE_SIZE;

    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return is_signed
               ? 0
               : error_set(err, ERROR_INTERNAL, "", "libcrypto could not sign");
}

bool key_verify(const struct key *key, const void *bytes, size_t len,
                const void *signature, size_t signature_len)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_good =
        context &&
        EVP_DigestVerifyInit(context, NULL, NULL, NULL, key->pkey) == 1 &&
        EVP_DigestVerify(context, signature, signature_len, bytes, len) == 1;

    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return is_good;
}
