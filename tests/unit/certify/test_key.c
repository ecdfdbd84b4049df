#include "tests/unit/certify/keys.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

static void signatures_are_those_of_the_rfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEY_VECTORS; i++) {
        const struct key_vector *row = &key_vectors[i];
        struct key *own = private_key(row->seed),
                   *key = public_key(row->public);
        unsigned char message[8], wanted[SIGNATURE_SIZE], got[SIGNATURE_SIZE];
        size_t len = unhex(row->message, message);
        struct error err = {0};
        char one[DIGEST_TEXT_SIZE], other[DIGEST_TEXT_SIZE];

        unhex(row->signature, wanted);
        assert_int_equal(key_sign(own, message, len, got, &err), 0);
        assert_memory_equal(got, wanted, SIGNATURE_SIZE);
        assert_true(key_verify(key, message, len, got, SIGNATURE_SIZE));
        key_id(own, one);
        key_id(key, other);
        assert_string_equal(one, other);
        key_free(own);
        key_free(key);
    }
}

static void every_bit_of_a_signature_counts(void **state)
{
    struct key *key = public_key(key_vectors[1].public);
    unsigned char signature[SIGNATURE_SIZE];

    (void)state;
    unhex(key_vectors[1].signature, signature);
    for (int bit = 0; bit < SIGNATURE_SIZE * 8; bit++) {
        signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_false(key_verify(key, "r", 1, signature, SIGNATURE_SIZE));
        signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    assert_true(key_verify(key, "r", 1, signature, SIGNATURE_SIZE));
    assert_false(key_verify(key, "s", 1, signature, SIGNATURE_SIZE));
    assert_false(key_verify(key, "r", 1, signature, SIGNATURE_SIZE - 1));
    assert_false(key_verify(key, "r", 1, signature, 0));
    key_free(key);
}

static void refuses(key_reader *read, const char *pem, const char *sentence)
{
    struct error err = {0};

    assert_null(read(pem, strlen(pem), "f.pem", &err));
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_string_equal(err.where, "f.pem");
    if (!strstr(err.text, sentence))
        fail_msg("\"%s\" does not say \"%s\"", err.text, sentence);
}

static void the_wrong_half_is_named(void **state)
{
    char *own = private_pem(key_vectors[0].seed);
    char *public = public_pem(key_vectors[0].public);

    (void)state;
    refuses(key_read_private, public, "is a public key");
    refuses(key_read_public, own, "is a private key");
    free(own);
    free(public);
}

static void what_is_no_key_is_refused(void **state)
{
    static const char *const texts[] = {
        "", "nothing", "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        refuses(key_read_private, texts[i], "holds no private key");
        refuses(key_read_public, texts[i], "holds no public key");
    }
}

/* A key in PEM, with a cipher when it is to be protected. Caller frees. */
static char *made_pem(EVP_PKEY *pkey, const EVP_CIPHER *cipher, bool public)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *bytes, *text;
    long len;

    if (public)
        PEM_write_bio_PUBKEY(bio, pkey);
    else
        PEM_write_bio_PKCS8PrivateKey(bio, pkey, cipher, "secret", 6, NULL,
                                      NULL);
    len = BIO_get_mem_data(bio, &bytes);
    text = xmemdup(bytes, (size_t)len);
    BIO_free(bio);
    return text;
}

static void other_kinds_and_protected_keys_are_refused(void **state)
{
    EVP_PKEY *curve = EVP_EC_gen("P-256");
    EVP_PKEY *own = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    char *curve_own = made_pem(curve, NULL, false);
    char *curve_public = made_pem(curve, NULL, true);
    char *protected = made_pem(own, EVP_aes_128_cbc(), false);

    (void)state;
    refuses(key_read_private, curve_own, "only Ed25519");
    refuses(key_read_public, curve_public, "only Ed25519");
    refuses(key_read_private, protected, "is protected by a password");
    refuses(key_read_public, protected, "is a private key");
    free(curve_own);
    free(curve_public);
    free(protected);
    EVP_PKEY_free(curve);
    EVP_PKEY_free(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_are_those_of_the_rfc),
        cmocka_unit_test(every_bit_of_a_signature_counts),
        cmocka_unit_test(the_wrong_half_is_named),
        cmocka_unit_test(what_is_no_key_is_refused),
        cmocka_unit_test(other_kinds_and_protected_keys_are_refused),
    };

    return cmocka_run_group_tests_name("certify/key", tests, NULL, NULL);
}
