#include "tests/unit/test.h"

#include "base/alloc.h"
#include "base/pointer.h"
#include "reports/har.h"

#include <stdlib.h>
#include <string.h>

static json_t *entry_of(const char *url, const char *content, size_t len,
                        const struct timings *timings)
{
    struct exchange exchange = {
        .step = xstrdup("put"),
        .name = xstrdup("answer"),
        .attempt = 1,
        .started = xstrdup("2026-01-02T03:04:05.678Z"),
        .request = {.method = xstrdup("PUT"), .url = xstrdup(url)},
        .response = {.status = 200, .http_version = xstrdup("2")},
        .timings = *timings};
    json_t *entry;

    if (content) {
        exchange.response.content = xmemdup(content, len);
        exchange.response.content_len = len;
    }
    entry = har_entry(&exchange, json_object());
    exchange_clear(&exchange);
    return entry;
}

/* Takes entry. */
static void assert_part(json_t *entry, const char *pointer, const char *json)
{
    const json_t *part = pointer_get(entry, pointer);
    char *text = json_dumps(part, JSON_ENCODE_ANY | JSON_COMPACT |
                                      JSON_REAL_PRECISION(15));

    assert_non_null(text);
    assert_string_equal(text, json);
    free(text);
    json_decref(entry);
}

static const struct timings fast = {-1, -1, -1, 10, 20, 30, 60};

static void parameters_are_those_of_the_url(void **state)
{
    static const struct {
        const char *url;
        const char *json;
    } rows[] = {
        {"http://h/p", "[]"},
        {"http://h/p?", "[]"},
        {"http://h/p?a=b", "[{\"name\":\"a\",\"value\":\"b\"}]"},
        {"http://h/p?a=b=c&d", "[{\"name\":\"a\",\"value\":\"b=c\"},{\"name\":"
                               "\"d\",\"value\":\"\"}]"},
        {"http://h/p?&=x&", "[{\"name\":\"\",\"value\":\"x\"}]"},
        {"http://h/p?a=%20#f?b=c", "[{\"name\":\"a\",\"value\":\"%20\"}]"},
        {"http://h/p#f?b=c", "[]"},
        {"", "[]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_part(entry_of(rows[i].url, NULL, 0, &fast),
                    "/request/queryString", rows[i].json);
}

/* What JSON's escapes would blow up is kept in base64. */
static void content_is_text_or_base64(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *json;
    } rows[] = {
        {NULL, 0, "{\"size\":0,\"mimeType\":\"x-unknown\"}"},
        {"", 0, "{\"size\":0,\"mimeType\":\"x-unknown\",\"text\":\"\"}"},
        {"\xc3\xa4\0", 3,
         "{\"size\":3,\"mimeType\":\"x-unknown\",\"text\":"
         "\"\xc3\xa4\\u0000\"}"},
        {"\xff", 1,
         "{\"size\":1,\"mimeType\":\"x-unknown\",\"text\":\"/w==\","
         "\"encoding\":\"base64\"}"},
        {"\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1", 18,
         "{\"size\":18,\"mimeType\":\"x-unknown\",\"text\":"
         "\"AQEBAQEBAQEBAQEBAQEBAQEB\",\"encoding\":\"base64\"}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_part(entry_of("u", rows[i].bytes, rows[i].len, &fast),
                    "/response/content", rows[i].json);
}

/* Milliseconds; connect with the handshake in it; time is the sum. */
static void timings_add_up(void **state)
{
    static const struct {
        struct timings timings;
        const char *json;
        const char *sum;
    } rows[] = {
        {{-1, -1, -1, 10, 20, 30, 60},
         "{\"blocked\":-1,\"dns\":-1,\"connect\":-1,\"ssl\":-1,\"send\":0.01,"
         "\"wait\":0.02,\"receive\":0.03}",
         "0.06"},
        {{1000, 2000, 3000, 0, 500, 0, 7000},
         "{\"blocked\":-1,\"dns\":1.0,\"connect\":5.0,\"ssl\":3.0,\"send\":0.0,"
         "\"wait\":0.5,\"receive\":0.0}",
         "6.5"},
        {{-1, -1, -1, -1, -1, -1, 9},
         "{\"blocked\":-1,\"dns\":-1,\"connect\":-1,\"ssl\":-1,\"send\":0.0,"
         "\"wait\":0.0,\"receive\":0.0}",
         "0.0"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_part(entry_of("u", NULL, 0, &rows[i].timings), "/timings",
                    rows[i].json);
        assert_part(entry_of("u", NULL, 0, &rows[i].timings), "/time",
                    rows[i].sum);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_are_those_of_the_url),
        cmocka_unit_test(content_is_text_or_base64),
        cmocka_unit_test(timings_add_up),
    };

    return cmocka_run_group_tests_name("reports/har", tests, NULL, NULL);
}
