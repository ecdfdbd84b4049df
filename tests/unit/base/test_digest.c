/* test_digest.c - SHA-256 by the examples of FIPS 180 and NIST's CAVP. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

static void known_texts_have_their_known_digests(void **state)
{
    static const struct {
        const char *text;
        size_t len;
        const char *hex;
    } rows[] = {
        {"", 0,
         "e3b0c44298fc1c149afbf4c8996fb924"
         "27ae41e4649b934ca495991b7852b855"},
        {"abc", 3,
         "ba7816bf8f01cfea414140de5dae2223"
         "b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
         "248d6a61d20638b8e5c026930c3e6039"
         "a33ce45964ff2167f6ecedd419db06c1"},
        {"\xbd", 1,
         "68325720aabd7c82f30f554b313d0570"
         "c95accbb7dc4b5aae11204c08ffe732b"},
        {"\0\0\0\0", 4,
         "df3f619804a92fdb4057192dc43dd748"
         "ea778adc52bc498ce80524c014b81119"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char hex[DIGEST_TEXT_SIZE];

        memset(hex, 'x', sizeof(hex));
        digest_hex(rows[i].text, rows[i].len, hex);
        assert_string_equal(hex, rows[i].hex);
    }
}

static void a_million_letters_have_their_known_digest(void **state)
{
    char *text = xcalloc(1000000, 1);
    char hex[DIGEST_TEXT_SIZE];

    (void)state;
    memset(text, 'a', 1000000);
    digest_hex(text, 1000000, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67"
                             "f1809a48a497200e046d39ccc7112cd0");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_texts_have_their_known_digests),
        cmocka_unit_test(a_million_letters_have_their_known_digest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
