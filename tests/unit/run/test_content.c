#include "tests/unit/test.h"

#include "base/alloc.h"
#include "run/content.h"
#include "run/requests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int make(const char *spec_text, const char *fixtures,
                struct request *request, struct error *err)
{
    json_t *spec = json_loads(spec_text, 0, NULL);
    int rc;

    assert_non_null(spec);
    *request = (struct request){0};
    rc = content_make(spec, fixtures, request, err);
    json_decref(spec);
    return rc;
}

/* len 0: want is a string; want NULL: no content. */
static const struct {
    const char *spec;
    const char *want;
    size_t len;
} good[] = {
    {"{}", NULL, 0},
    {"{\"headers\":{\"a\":\"b\"}}", NULL, 0},
    {"{\"body\":{\"b\":1,\"a\":[null,\"x\"]}}", "{\"b\":1,\"a\":[null,\"x\"]}",
     0},
    {"{\"body\":null}", "null", 0},
    {"{\"body\":\"text\"}", "\"text\"", 0},
    {"{\"body\":\"\xc3\xa9\"}", "\"\xc3\xa9\"", 0},
    {"{\"body\":\"\xc3\xa9\",\"encoding\":\"utf-8\"}", "\"\xc3\xa9\"", 0},
    {"{\"body\":\"\xc3\xa9\",\"encoding\":\"escaped\"}", "\"\\u00E9\"", 0},
    {"{\"body\":\"\xf0\x9f\x98\x80\",\"encoding\":\"escaped\"}",
     "\"\\uD83D\\uDE00\"", 0},
    {"{\"text\":\"{\\\"a\\\":1,\"}", "{\"a\":1,", 0},
    {"{\"text\":\"\"}", "", 0},
    {"{\"text\":\"a\xc3\xa9\"}", "a\xc3\xa9", 0},
    {"{\"base64\":\"\"}", "", 0},
    {"{\"base64\":\"YQ==\"}", "a", 0},
    {"{\"base64\":\"YWI=\"}", "ab", 0},
    {"{\"base64\":\"YWJj\"}", "abc", 0},
    {"{\"base64\":\"/wD/\"}", "\xff\0\xff", 3},
};

static void each_form_gives_its_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
        struct request request;
        struct error err = {0};
        size_t len =
            good[i].len || !good[i].want ? good[i].len : strlen(good[i].want);

        assert_int_equal(0, make(good[i].spec, "", &request, &err));
        if (!request.content != !good[i].want || request.content_len != len ||
            (len && memcmp(request.content, good[i].want, len) != 0))
            fail_msg("%s gave %s (%zu)", good[i].spec,
                     request.content ? request.content : "none",
                     request.content_len);
        if (request.content) /* a final NUL, not counted */
            assert_int_equal('\0', request.content[len]);
        request_clear(&request);
    }
}

static void malformed_base64_is_a_suite_error(void **state)
{
    static const char *const bad[] = {
        "{\"base64\":\"Y\"}", "{\"base64\":\"YQ=\"}", "{\"base64\":\"=\"}",
        "{\"base64\":\"Y!==\"}", "{\"base64\":\"YQ\\n\"}"};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct request request;
        struct error err = {0};

        if (make(bad[i], "", &request, &err) == 0)
            fail_msg("%s was taken", bad[i]);
        assert_int_equal(ERROR_SUITE, err.kind);
        request_clear(&request);
    }
}

static void a_file_is_read_from_the_fixtures(void **state)
{
    char directory[] = "/tmp/assay-content-XXXXXX";
    char *path;
    struct request request;
    struct error err = {0};
    FILE *out;

    (void)state;
    assert_non_null(mkdtemp(directory));
    path = xasprintf("%s/body", directory);
    out = fopen(path, "wb");
    assert_non_null(out);
    fwrite("a\0b", 1, 3, out);
    fclose(out);
    assert_int_equal(0, make("{\"file\":\"body\"}", directory, &request, &err));
    assert_int_equal(3, request.content_len);
    assert_memory_equal("a\0b", request.content, 3);
    request_clear(&request);
    unlink(path);
    assert_int_equal(-1,
                     make("{\"file\":\"body\"}", directory, &request, &err));
    assert_int_equal(ERROR_SUITE, err.kind);
    assert_string_equal(path, err.where);
    rmdir(directory);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_gives_its_bytes),
        cmocka_unit_test(malformed_base64_is_a_suite_error),
        cmocka_unit_test(a_file_is_read_from_the_fixtures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
