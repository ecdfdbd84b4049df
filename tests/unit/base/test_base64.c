#include "tests/unit/test.h"

#include "base/base64.h"

#include <stdlib.h>
#include <string.h>

/* RFC 4648 section 10 has the first seven. */
static const struct {
    const char *bytes;
    size_t len;
    const char *text;
} rows[] = {{"", 0, ""},
            {"f", 1, "Zg=="},
            {"fo", 2, "Zm8="},
            {"foo", 3, "Zm9v"},
            {"foob", 4, "Zm9vYg=="},
            {"fooba", 5, "Zm9vYmE="},
            {"foobar", 6, "Zm9vYmFy"},
            {"\xfb\xff\xfe", 3, "+//+"},
            {"\0\0\0", 3, "AAAA"}};

static void bytes_become_text_and_bytes_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *text = base64_encode(rows[i].bytes, rows[i].len);
        size_t len;
        char *bytes = base64_decode(text, strlen(text), &len);

        assert_string_equal(text, rows[i].text);
        assert_non_null(bytes);
        assert_int_equal(len, rows[i].len);
        assert_memory_equal(bytes, rows[i].bytes, len);
        free(text);
        free(bytes);
    }
}

static void the_other_alphabet_and_no_padding_are_read_where_asked(void **state)
{
    static const char *const texts[] = {"-__-", "Zg", "Zm8"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        size_t len;
        char *bytes = base64_decode_any(texts[i], strlen(texts[i]), &len);

        assert_non_null(bytes);
        assert_null(base64_decode(texts[i], strlen(texts[i]), &len));
        free(bytes);
    }
}

static void what_is_no_base64_is_refused(void **state)
{
    static const char *const texts[] = {
        "Z",     "Zg=",  "Zh==",     "Zm9=",  "Zm9v\n", "Zm 9",
        "=Zg=",  "====", "Zg==Zg==", "Z===",  "Zm9vY",  "Zm9v*mFy",
        "Zg===", "=",    "Zg =",     "Zm9\n", "Zm=v",   "\xc3\xa4xx"};
    size_t len;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (base64_decode_any(texts[i], strlen(texts[i]), &len) ||
            base64_decode(texts[i], strlen(texts[i]), &len))
            fail_msg("\"%s\" was read", texts[i]);
    assert_null(base64_decode("Zm9v\0Zm9v", 8, &len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_text_and_bytes_again),
        cmocka_unit_test(
            the_other_alphabet_and_no_padding_are_read_where_asked),
        cmocka_unit_test(what_is_no_base64_is_refused),
    };

    return cmocka_run_group_tests_name("base/base64", tests, NULL, NULL);
}
