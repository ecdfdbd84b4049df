#include "tests/unit/test.h"

#include "base/alloc.h"
#include "model/base64.h"

#include <stdlib.h>
#include <string.h>

/* The test vectors of RFC 4648 section 10, and bytes beyond text. */
static void bytes_go_there_and_back(void **state)
{
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
                {"\0\xff\xfe", 3, "AP/+"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *text = base64_encode(rows[i].bytes, rows[i].len);
        size_t len = 99;
        char *bytes = base64_decode(text, strlen(text), &len);

        assert_string_equal(text, rows[i].text);
        assert_int_equal(len, rows[i].len);
        assert_memory_equal(bytes, rows[i].bytes, len);
        assert_int_equal(bytes[len], 0);
        free(text);
        free(bytes);
    }
}

static void what_is_no_base64_is_refused(void **state)
{
    static const char *const rows[] = {
        "Z",        "Zg",   "Zg=",   "=",    "====", "Z===",
        "Zg==Zg==", "Zg =", "Zm9\n", "Z-_v", "Zm=v", "\xc3\xa4xx"};
    size_t len;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (base64_decode(rows[i], strlen(rows[i]), &len))
            fail_msg("%s", rows[i]);
    assert_null(base64_decode("Zm9v\0Zm9v", 8, &len));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_go_there_and_back),
        cmocka_unit_test(what_is_no_base64_is_refused),
    };

    return cmocka_run_group_tests_name("model/base64", tests, NULL, NULL);
}
