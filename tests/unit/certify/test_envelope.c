#include "tests/unit/certify/keys.h"

#include "certify/envelope.h"

/* The example of protocol.md, and lengths in bytes. */
static void the_signed_bytes_are_those_of_the_specification(void **state)
{
    static const struct {
        const char *type, *body, *pae;
    } rows[] = {
        {"http://example.com/HelloWorld", "hello world",
         "DSSEv1 29 http://example.com/HelloWorld 11 hello world"},
        {"", "", "DSSEv1 0  0 "},
        {"t", "\xc3\xa9", "DSSEv1 1 t 2 \xc3\xa9"},
        {"a b", "1 2", "DSSEv1 3 a b 3 1 2"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        size_t len;
        char *pae = envelope_pae(rows[i].type, rows[i].body,
                                 strlen(rows[i].body), &len);

        assert_string_equal(pae, rows[i].pae);
        assert_int_equal(len, strlen(rows[i].pae));
        free(pae);
    }
}

static struct envelope made(const struct key *key)
{
    struct envelope envelope = {.payload = xstrdup("hello world"),
                                .payload_len = 11,
                                .payload_type = xstrdup("a/b")};
    struct error err = {0};

    assert_int_equal(envelope_sign(&envelope, key, &err), 0);
    return envelope;
}

static void what_is_written_is_read_and_verified(void **state)
{
    struct key *own = private_key(key_vectors[0].seed);
    struct key *key = public_key(key_vectors[0].public);
    struct key *other = public_key(key_vectors[1].public);
    struct envelope envelope = made(own), again = {0};
    struct error err = {0};
    char *text = envelope_write(&envelope), *twice;

    (void)state;
    assert_int_equal(envelope_read(&again, text, strlen(text), &err), 0);
    assert_string_equal(again.payload, "hello world");
    assert_int_equal(envelope_verify(&again, key), 1);
    assert_int_equal(envelope_verify(&again, other), 0);
    twice = envelope_write(&again);
    assert_string_equal(text, twice);
    again.payload_type[0] = 'A';
    assert_int_equal(envelope_verify(&again, key), 0);
    free(text);
    free(twice);
    envelope_clear(&envelope);
    envelope_clear(&again);
    key_free(own);
    key_free(key);
    key_free(other);
}

static void several_may_sign(void **state)
{
    struct key *own = private_key(key_vectors[0].seed);
    struct key *second = private_key(key_vectors[1].seed);
    struct key *other = public_key(key_vectors[1].public);
    struct envelope envelope = made(own);
    struct error err = {0};

    (void)state;
    assert_int_equal(envelope_verify(&envelope, other), 0);
    assert_int_equal(envelope_sign(&envelope, second, &err), 0);
    assert_int_equal(envelope_verify(&envelope, other), 1);
    envelope_clear(&envelope);
    key_free(own);
    key_free(second);
    key_free(other);
}

static int read_text(const char *text)
{
    struct envelope envelope = {0};
    struct error err = {0};
    int rc = envelope_read(&envelope, text, strlen(text), &err);

    assert_int_equal(rc < 0, error_is_set(&err));
    envelope_clear(&envelope);
    return rc;
}

static void envelopes_of_others_are_read(void **state)
{
    static const char *const texts[] = {
        "{\"signatures\":[{\"sig\":\"AAAA\"}],\"payloadType\":\"t\","
        "\"payload\":\"\"}",
        "{\"payload\":\"-_-_\",\"payloadType\":\"t\",\"more\":1,"
        "\"signatures\":[{\"sig\":\"AA\",\"keyid\":\"\",\"cert\":\"c\"}]}"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        assert_int_equal(read_text(texts[i]), 0);
}

static void what_is_no_envelope_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "[]",
        "{}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\"}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\",\"signatures\":[]}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\",\"signatures\":{}}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\",\"signatures\":[1]}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\","
        "\"signatures\":[{\"keyid\":\"k\"}]}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\","
        "\"signatures\":[{\"sig\":\"A\"}]}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\","
        "\"signatures\":[{\"sig\":\"AAAA\",\"keyid\":7}]}",
        "{\"payload\":\"AAA*\",\"payloadType\":\"t\","
        "\"signatures\":[{\"sig\":\"AAAA\"}]}",
        "{\"payload\":\"AAAA\",\"signatures\":[{\"sig\":\"AAAA\"}]}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\\u0000u\","
        "\"signatures\":[{\"sig\":\"AAAA\"}]}",
        "{\"payload\":\"AAAA\",\"payload\":\"AAAA\",\"payloadType\":\"t\","
        "\"signatures\":[{\"sig\":\"AAAA\"}]}",
        "{\"payload\":\"AAAA\",\"payloadType\":\"t\","
        "\"signatures\":[{\"sig\":\"AAAA\",\"sig\":\"AAAA\"}]}"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (read_text(texts[i]) == 0)
            fail_msg("was read: %s", texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_signed_bytes_are_those_of_the_specification),
        cmocka_unit_test(what_is_written_is_read_and_verified),
        cmocka_unit_test(several_may_sign),
        cmocka_unit_test(envelopes_of_others_are_read),
        cmocka_unit_test(what_is_no_envelope_is_refused),
    };

    return cmocka_run_group_tests_name("certify/envelope", tests, NULL, NULL);
}
