/* test_secret_names.c - values that are secret by their name or place. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "http/redact.h"

#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))

static const char *const headers[] = {"X-Own"};
static const char *const queries[] = {"own_key"};
static const char *const pointers[] = {"/a~1b/0/c", "/whole", "/list/1"};

static const struct masking own = {.headers = headers,
                                   .headers_len = LEN(headers),
                                   .queries = queries,
                                   .queries_len = LEN(queries),
                                   .pointers = pointers,
                                   .pointers_len = LEN(pointers)};

/* As the content of an answer; *masked: was anything hidden? New memory. */
static char *content_of(struct redactor *redactor, const char *text,
                        bool *masked)
{
    struct exchange exchange = {
        .response = {.content = xstrdup(text), .content_len = strlen(text)}};
    char *content;

    redact_exchange(redactor, &exchange);
    *masked = exchange.masked;
    content = exchange.response.content;
    exchange.response.content = NULL;
    exchange_clear(&exchange);
    return content;
}

static void values_in_content_are_masked_by_name_and_place(void **state)
{
    static const struct {
        const char *text, *want; /* NULL: it stays */
    } rows[] = {
        {"{\"password\": \"p\"}", "{\"password\": \"[masked]\"}"},
        {"{\"adminPass\":\"p\",\"n\":1}",
         "{\"adminPass\":\"[masked]\",\"n\":1}"},
        {"{\"Access-Token\" : \"p\\\"q\"}",
         "{\"Access-Token\" : \"[masked]\"}"},
        {"{\"pass\\u0077ord\":\"p\"}", "{\"pass\\u0077ord\":\"[masked]\"}"},
        {"{\"a\":{\"b\":[{\"secret\":\"p\"}]}}",
         "{\"a\":{\"b\":[{\"secret\":\"[masked]\"}]}}"},
        {"{\"token\":[\"p\",7,null]}",
         "{\"token\":[\"[masked]\",\"[masked]\",null]}"},
        {"{\"passcode\":123456}", "{\"passcode\":\"[masked]\"}"},
        {"{\"auth\":{\"identity\":{\"token\":{\"id\":\"p\"}}}}",
         "{\"auth\":{\"identity\":{\"token\":{\"id\":\"[masked]\"}}}}"},
        {"{\"auth\":{\"identity\":{\"password\":{\"user\":{\"name\":\"n\","
         "\"password\":\"p\"}}}}}",
         "{\"auth\":{\"identity\":{\"password\":{\"user\":{\"name\":\"n\","
         "\"password\":\"[masked]\"}}}}}"},
        {"{\"a/b\":[{\"c\":\"p\",\"d\":1}]}",
         "{\"a/b\":[{\"c\":\"[masked]\",\"d\":1}]}"},
        {"{\"whole\":{\"x\":[1,{}]},\"y\":1}",
         "{\"whole\":\"[masked]\",\"y\":1}"},
        {"{\"list\":[1,2,3]}", "{\"list\":[1,\"[masked]\",3]}"},
        /* cut, or no JSON at all */
        {"{\"password\": \"p", "{\"password\": \"[masked]"},
        {"{\"password\": 12", "{\"password\": \"[masked]\""},
        {"{\"whole\":{\"x\":1", "{\"whole\":\"[masked]\""},
        {"oops: {\"token\": \"p\"} </html>",
         "oops: {\"token\": \"[masked]\"} </html>"},
        {"]}]{\"token\":\"p\"}", "]}]{\"token\":\"[masked]\"}"},
        /* URLs and forms */
        {"{\"u\":\"http://h/?a=1&X-Amz-Signature=p%2Fq&b=2\"}",
         "{\"u\":\"http://h/?a=1&X-Amz-Signature=[masked]&b=2\"}"},
        {"{\"u\":\"http:\\/\\/h?token=p\\u0026a=1\"}",
         "{\"u\":\"http:\\/\\/h?token=[masked]\\u0026a=1\"}"},
        {"<a href='/?x=1&amp;access_token=p'>",
         "<a href='/?x=1&amp;access_token=[masked]'>"},
        {"password=p&own-key=q&x=1", "password=[masked]&own-key=[masked]&x=1"},
        {"next=%2F%3Fa%3D1%26token%3Dp%26b", "next=%2F%3Fa%3D1%26token%3D"
                                             "[masked]%26b"},
        /* these stay */
        {"{\"token\":{\"id\":\"x\",\"methods\":[\"password\"]}}", NULL},
        {"{\"password\":null,\"secret\":true,\"token\":\"\"}", NULL},
        {"{\"message\":\"the token is wrong\",\"tokens\":1}", NULL},
        {"{\"x\":\"password\",\"y\":\"p\"}", NULL},
        {"[\"password\",\"p\"]", NULL},
        {"a=1&x=token=&t?token=", NULL},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct redactor *redactor = redactor_new(&own);
        bool masked;
        char *got = content_of(redactor, rows[i].text, &masked);

        assert_string_equal(rows[i].want ? rows[i].want : rows[i].text, got);
        assert_int_equal(rows[i].want != NULL, masked);
        free(got);
        redactor_free(redactor);
    }
}

static void nothing_is_too_deep_for_a_name(void **state)
{
    char *text = xcalloc(600, 1), *got;
    struct redactor *redactor = redactor_new(&own);
    bool masked;

    (void)state;
    memset(text, '[', 200);
    strcat(text, "{\"password\":\"p\"}");
    memset(text + strlen(text), ']', 200);
    got = content_of(redactor, text, &masked);
    assert_non_null(strstr(got, "{\"password\":\"[masked]\"}]"));
    free(text);
    free(got);
    redactor_free(redactor);
}

static void fields_are_masked_by_the_users_names_too(void **state)
{
    struct redactor *redactor = redactor_new(&own);
    struct fields fields = {0};

    (void)state;
    fields_add(&fields, "x-own", "1");
    fields_add(&fields, "X-Owner", "1");
    fields_add(&fields, "X-Security-Token", "1");
    fields_add(&fields, "Location", "http://h/?own_key=1&a=2");
    redact_fields(redactor, &fields);
    assert_string_equal("[masked]", fields.items[0].value);
    assert_string_equal("1", fields.items[1].value);
    assert_string_equal("[masked]", fields.items[2].value);
    assert_string_equal("http://h/?own_key=[masked]&a=2",
                        fields.items[3].value);
    fields_clear(&fields);
    redactor_free(redactor);
}

/* In HTTP/2 names are written small; a server may write them large. */
static void a_secret_in_a_name_is_masked_in_any_case(void **state)
{
    static const char *const names[] = {"gAAAA-Canary-1", "gaaaa-canary-1",
                                        "Gaaaa-Canary-1", "X-GAAAA-CANARY-1"};
    struct redactor *redactor = redactor_new(NULL);

    (void)state;
    redactor_add(redactor, "gAAAA-Canary-1");
    for (size_t i = 0; i < LEN(names); i++) {
        struct fields fields = {0};

        fields_add(&fields, names[i], "v");
        redact_fields(redactor, &fields);
        assert_non_null(strstr(fields.items[0].name, "[masked]"));
        assert_null(strstr(fields.items[0].name, "-1"));
        fields_clear(&fields);
    }
    redactor_free(redactor);
}

static void what_an_answer_hands_out_is_known_from_then_on(void **state)
{
    static const struct {
        const char *name, *value, *content, *secret;
    } rows[] = {
        {"X-Subject-Token", "subject-token-1", "{}", "subject-token-1"},
        {"Set-Cookie", "id=cookie-value-1; Path=/", "{}", "cookie-value-1"},
        {"X", "y", "{\"access_token\":\"body-\\u0074oken-1\"}", "body-token-1"},
        {"X", "y", "{\"token\":\"with\\/slash+and%41\"}", "with/slash+and%41"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct redactor *redactor = redactor_new(NULL);
        char *text = xasprintf("/x/%s/y", rows[i].secret);
        struct exchange exchange = {
            .response = {.content = xstrdup(rows[i].content),
                         .content_len = strlen(rows[i].content)}};

        redact_text(redactor, &text);
        assert_non_null(strstr(text, rows[i].secret));
        /* also what went out before the answer came */
        exchange.request.url = xstrdup(text);
        fields_add(&exchange.response.fields, rows[i].name, rows[i].value);
        redact_exchange(redactor, &exchange);
        redact_text(redactor, &text);
        assert_string_equal("/x/[masked]/y", text);
        assert_string_equal("/x/[masked]/y", exchange.request.url);
        exchange_clear(&exchange);
        free(text);
        redactor_free(redactor);
    }
}

/* A target must not make us blind, nor eat our memory. */
static void what_is_learned_has_limits(void **state)
{
    struct redactor *redactor = redactor_new(NULL);
    char *large = xcalloc(70000, 1), *text;

    (void)state;
    memset(large, 'x', 69999);
    redactor_learn(redactor, "volume");
    redactor_learn(redactor, large);
    for (int i = 0; i < 300; i++) {
        text = xasprintf("learned-secret-%d-", i);
        redactor_learn(redactor, text);
        redact_text(redactor, &text);
        if (i < 256)
            assert_string_equal("[masked]", text);
        free(text);
    }
    text = xstrdup("volume");
    redact_text(redactor, &text);
    assert_string_equal("volume", text);
    redact_text(redactor, &large);
    assert_int_equal(69999, strlen(large));
    free(text);
    free(large);
    redactor_free(redactor);
}

static void content_in_a_coding_is_masked_whole(void **state)
{
    static const struct {
        const char *coding, *content;
        bool masked;
    } rows[] = {{"gzip", "\x1f\x8b\x08...", true},
                {"br", "abc", true},
                {NULL, "\x1f\x8b\x08...", true},
                {"identity", "abc", false},
                {"", "abc", false},
                {NULL, "abc", false}};

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct redactor *redactor = redactor_new(NULL);
        struct exchange exchange = {
            .response = {.content = xstrdup(rows[i].content),
                         .content_len = strlen(rows[i].content)}};

        if (rows[i].coding)
            fields_add(&exchange.response.fields, "content-encoding",
                       rows[i].coding);
        redact_exchange(redactor, &exchange);
        assert_int_equal(rows[i].masked, exchange.masked);
        assert_string_equal(rows[i].masked ? "[masked]" : "abc",
                            exchange.response.content);
        exchange_clear(&exchange);
        redactor_free(redactor);
    }
}

static void names_that_match_nothing_are_refused(void **state)
{
    const struct {
        struct masking masking;
        const char *where;
    } rows[] = {
        {{.headers = (const char *const[]){"X Y"}, .headers_len = 1},
         "--mask-header"},
        {{.headers = (const char *const[]){""}, .headers_len = 1},
         "--mask-header"},
        {{.queries = (const char *const[]){"a=b"}, .queries_len = 1},
         "--mask-query"},
        {{.queries = (const char *const[]){"--"}, .queries_len = 1},
         "--mask-query"},
        {{.pointers = (const char *const[]){"a/b"}, .pointers_len = 1},
         "--mask-pointer"},
        {{.pointers = (const char *const[]){"/a~2"}, .pointers_len = 1},
         "--mask-pointer"},
    };
    struct error fine = {0};

    (void)state;
    assert_int_equal(0, masking_check(&own, &fine));
    for (size_t i = 0; i < LEN(rows); i++) {
        struct error err = {0};

        assert_int_equal(-1, masking_check(&rows[i].masking, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal(rows[i].where, err.where);
    }
}

/* The end of a long message is taken for cut; that of a short one is not. */
static void errors_of_ours_are_masked(void **state)
{
    struct redactor *redactor = redactor_new(NULL);
    struct error err = {0}, none = {0}, cut = {0};
    char *dots = xcalloc(512, 1);

    (void)state;
    redactor_add(redactor, "canary-secret-1");
    error_set(&err, ERROR_TARGET, "http://h/canary-secret-1", "%s",
              "near \"canary%2Dsecret-1\"");
    redact_error(redactor, &err);
    assert_int_equal(ERROR_TARGET, err.kind);
    assert_string_equal("http://h/[masked]", err.where);
    assert_string_equal("near \"[masked]\"", err.text);
    redact_error(redactor, &none);
    assert_false(error_is_set(&none));
    memset(dots, '.', 507);
    error_set(&cut, ERROR_TARGET, "", "%scanary-secret-1", dots);
    redact_error(redactor, &cut);
    assert_non_null(strstr(cut.text, ".[mas"));
    free(dots);
    redactor_free(redactor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_in_content_are_masked_by_name_and_place),
        cmocka_unit_test(nothing_is_too_deep_for_a_name),
        cmocka_unit_test(fields_are_masked_by_the_users_names_too),
        cmocka_unit_test(a_secret_in_a_name_is_masked_in_any_case),
        cmocka_unit_test(what_an_answer_hands_out_is_known_from_then_on),
        cmocka_unit_test(what_is_learned_has_limits),
        cmocka_unit_test(content_in_a_coding_is_masked_whole),
        cmocka_unit_test(names_that_match_nothing_are_refused),
        cmocka_unit_test(errors_of_ours_are_masked),
    };

    return cmocka_run_group_tests_name("http/secret_names", tests, NULL, NULL);
}
