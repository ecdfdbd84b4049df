#include "tests/unit/emulator/fixture.h"

#include "emulator/canonical.h"
#include "emulator/sdk_date.h"
#include "emulator/signature.h"

/*
 * The example that the API Request Signing Guide works through (Huawei Cloud,
 * "AK/SK Signing and Authentication Algorithm", pages api-sign-algorithm-002
 * to 005): request, keys, digest and signature are the published ones.
 */
#define ACCESS  "QTWAOYTTINDUT2QVKYUC"
#define SECRET  "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc"
#define HOST    "service.region.example.com"
#define DATE    "20191115T033655Z"
#define DATE_US INT64_C(1573789015000000)
#define QUERY   "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0"
#define VPCS    "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs"
#define DIGEST                                                                 \
    "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a"
#define SIGNATURE                                                              \
    "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe"
#define NAMES  "content-type;host;x-sdk-date"
#define SIGNED "SDK-HMAC-SHA256 Access=" ACCESS ", SignedHeaders=" NAMES
#define RIGHT  SIGNED ", Signature=" SIGNATURE

#define HEADERS 4

/* A request, all of whose parts can be changed. */
struct sample {
    struct request request;
    struct request_header headers[HEADERS];
};

enum { AUTHORIZATION, TYPE, HOST_NAME, SDK_DATE };

static void sample_start(struct sample *sample, const char *target)
{
    *sample = (struct sample){
        .headers = {{"Authorization", RIGHT},
                    {"Content-Type", "application/json"},
                    {"Host", HOST},
                    {"X-Sdk-Date", DATE}},
        .request = {.method = "GET", .headers_len = HEADERS},
    };
    sample->request.headers = sample->headers;
    target_parse(&sample->request.target, target);
}

static enum signature_result check(struct sample *sample, int64_t now_us)
{
    static const struct signing_key key = {ACCESS, SECRET};
    enum signature_result result;
    struct buffer canonical;

    buffer_init(&canonical, 0);
    result = signature_check(&sample->request, &key, now_us, &canonical);
    buffer_clear(&canonical);
    target_clear(&sample->request.target);
    return result;
}

static void the_published_example_is_good(void **state)
{
    struct sample sample;
    struct buffer canonical, digest;

    (void)state;
    sample_start(&sample, VPCS "?" QUERY);
    buffer_init(&canonical, 0);
    buffer_init(&digest, 0);
    assert_true(canonical_add(&canonical, &sample.request, NAMES));
    canonical_add_digest(&digest, canonical.data, canonical.len);
    assert_string_equal(buffer_text(&digest), DIGEST);
    buffer_clear(&canonical);
    buffer_clear(&digest);
    assert_int_equal(check(&sample, DATE_US), SIGNATURE_GOOD);
}

static void what_was_changed_after_signing_is_wrong(void **state)
{
    static const struct {
        const char *method, *target, *host, *type, *body;
    } rows[] = {
        {"PUT", VPCS "?" QUERY, HOST, "application/json", NULL},
        {"GET", VPCS "s?" QUERY, HOST, "application/json", NULL},
        {"GET", VPCS "?" QUERY "&a=b", HOST, "application/json", NULL},
        {"GET", VPCS, HOST, "application/json", NULL},
        {"GET", VPCS "?" QUERY, "other.example.com", "application/json", NULL},
        {"GET", VPCS "?" QUERY, HOST, "text/plain", NULL},
        {"GET", VPCS "?" QUERY, HOST, "application/json", "{}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct sample sample;

        sample_start(&sample, rows[i].target);
        sample.request.method = rows[i].method;
        sample.headers[HOST_NAME].value = rows[i].host;
        sample.headers[TYPE].value = rows[i].type;
        sample.request.body = rows[i].body;
        sample.request.body_len = rows[i].body ? strlen(rows[i].body) : 0;
        if (check(&sample, DATE_US) != SIGNATURE_WRONG)
            fail_msg("row %zu is not wrong", i);
    }
}

static void what_the_canonical_form_leaves_out_may_differ(void **state)
{
    static const struct {
        const char *target, *type;
    } rows[] = {
        {VPCS "/?" QUERY, "application/json"},
        {VPCS "?marker=13551d6b-755d-4757-b956-536f674975c0&limit=2",
         "application/json"},
        {"/v1/77b6a44cba5143ab91d13ab9a8ff44fd/%76pcs?" QUERY,
         "application/json"},
        {VPCS "?" QUERY, "  application/json \t"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct sample sample;

        sample_start(&sample, rows[i].target);
        sample.headers[TYPE].value = rows[i].type;
        if (check(&sample, DATE_US) != SIGNATURE_GOOD)
            fail_msg("row %zu is not good", i);
    }
}

static void the_header_must_be_whole_and_known(void **state)
{
    static const struct {
        const char *text;
        enum signature_result result;
    } rows[] = {
        {RIGHT, SIGNATURE_GOOD},
        {"SDK-HMAC-SHA256 Signature=" SIGNATURE ",SignedHeaders=" NAMES
         ",Access=" ACCESS,
         SIGNATURE_GOOD},
        {"SDK-HMAC-SHA256 ", SIGNATURE_MALFORMED},
        {SIGNED, SIGNATURE_MALFORMED},
        {SIGNED ", Signature=", SIGNATURE_MALFORMED},
        {SIGNED ", Signature=" SIGNATURE "0", SIGNATURE_MALFORMED},
        {SIGNED ", Signature=00", SIGNATURE_WRONG},
        {RIGHT ", Other=1", SIGNATURE_MALFORMED},
        {"SDK-HMAC-SHA256 Access=" ACCESS
         ", SignedHeaders=host;content-type;x-sdk-date, Signature=" SIGNATURE,
         SIGNATURE_MALFORMED},
        {"SDK-HMAC-SHA256 Access=" ACCESS
         ", SignedHeaders=Content-Type;host;x-sdk-date, Signature=" SIGNATURE,
         SIGNATURE_MALFORMED},
        {"SDK-HMAC-SHA256 Access=" ACCESS
         ", SignedHeaders=content-type;host, Signature=" SIGNATURE,
         SIGNATURE_MALFORMED},
        {"SDK-HMAC-SHA256 Access=" ACCESS
         ", SignedHeaders=host;x-missing;x-sdk-date, Signature=" SIGNATURE,
         SIGNATURE_MALFORMED},
        {"SDK-HMAC-SHA256 Access=" ACCESS
         ", SignedHeaders=host;x-sdk-date, Signature=" SIGNATURE,
         SIGNATURE_WRONG},
        {"SDK-HMAC-SHA256 Access=NOBODY, SignedHeaders=" NAMES
         ", Signature=" SIGNATURE,
         SIGNATURE_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct sample sample;
        enum signature_result result;

        sample_start(&sample, VPCS "?" QUERY);
        sample.headers[AUTHORIZATION].value = rows[i].text;
        result = check(&sample, DATE_US);
        if (result != rows[i].result)
            fail_msg("row %zu: %d, expected %d", i, (int)result,
                     (int)rows[i].result);
    }
}

static void a_date_may_be_15_minutes_away(void **state)
{
    static const struct {
        int64_t now_us;
        enum signature_result result;
    } rows[] = {
        {DATE_US - SIGNATURE_SKEW_US - 1, SIGNATURE_EXPIRED},
        {DATE_US - SIGNATURE_SKEW_US, SIGNATURE_GOOD},
        {DATE_US + SIGNATURE_SKEW_US, SIGNATURE_GOOD},
        {DATE_US + SIGNATURE_SKEW_US + 1, SIGNATURE_EXPIRED},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct sample sample;

        sample_start(&sample, VPCS "?" QUERY);
        assert_int_equal(check(&sample, rows[i].now_us), rows[i].result);
    }
}

static void the_canonical_form_escapes_and_sorts(void **state)
{
    static const struct {
        const char *target;
        const char *path_and_query;
    } rows[] = {
        {"/", "/\n\n"},
        {"/a", "/a/\n\n"},
        {"/a/", "/a/\n\n"},
        {"/a%2Fb/c", "/a%2Fb/c/\n\n"},
        {"/%7Ea_b-c.d", "/~a_b-c.d/\n\n"},
        {"/\xC3\xA9", "/%C3%A9/\n\n"},
        {"/a?b", "/a/\nb=\n"},
        {"/a?b=2&b=1&a=3", "/a/\na=3&b=1&b=2\n"},
        {"/a?a-b=1&a=2", "/a/\na=2&a-b=1\n"},
        {"/a?name=x%20y&name~=z", "/a/\nname=x%20y&name~=z\n"},
        {"/a?n=x+y", "/a/\nn=x%20y\n"},
        {"/a?B=1&a=2", "/a/\nB=1&a=2\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct sample sample;
        struct buffer canonical;
        size_t len = strlen(rows[i].path_and_query);

        sample_start(&sample, rows[i].target);
        buffer_init(&canonical, 0);
        assert_true(canonical_add(&canonical, &sample.request, "x-sdk-date"));
        if (strncmp(buffer_text(&canonical) + 4, rows[i].path_and_query, len))
            fail_msg("row %zu: %s", i, buffer_text(&canonical));
        assert_string_equal(
            buffer_text(&canonical) + 4 + len,
            "x-sdk-date:" DATE "\n\nx-sdk-date\n"
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        buffer_clear(&canonical);
        target_clear(&sample.request.target);
    }
}

static void only_a_date_is_a_date(void **state)
{
    static const struct {
        const char *text;
        int64_t wall_us; /* -1: none */
    } rows[] = {
        {"19700101T000000Z", 0},
        {DATE, DATE_US},
        {"20000229T235959Z", INT64_C(951868799000000)},
        {"20261123T000000Z", INT64_C(1795392000000000)},
        {"20010229T000000Z", -1},
        {"21000229T000000Z", -1},
        {"20191315T033655Z", -1},
        {"20190015T033655Z", -1},
        {"20191100T033655Z", -1},
        {"20191131T033655Z", -1},
        {"20191115T243655Z", -1},
        {"20191115T036055Z", -1},
        {"20191115T033660Z", -1},
        {"19691231T235959Z", -1},
        {"20191115T033655", -1},
        {"20191115T033655ZZ", -1},
        {"20191115 033655Z", -1},
        {"2019-11-15T03:36:55Z", -1},
        {"2019111aT033655Z", -1},
        {"", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t wall_us = -1;

        if (!sdk_date_read(rows[i].text, &wall_us))
            wall_us = -1;
        if (wall_us != rows[i].wall_us)
            fail_msg("row %zu: %s", i, rows[i].text);
    }
}

/* The clock of the fixture is not in 2019, so the date is too old. */
static void a_refused_signature_has_the_gateways_error(void **state)
{
    static const struct request_header headers[] = {
        {"Authorization", RIGHT},
        {"Content-Type", "application/json"},
        {"Host", HOST},
        {"X-Sdk-Date", DATE},
    };
    struct fixture f;
    struct exchange x;

    (void)state;
    fixture_start(&f);
    f.emulator.key = (struct signing_key){ACCESS, SECRET};
    fixture_serve_headers(&f, &x, headers, HEADERS, "GET", SNAPSHOT, NULL);
    assert_int_equal(x.answer.status, 401);
    assert_non_null(strstr(buffer_text(&x.answer.body), "signature expired"));
    assert_non_null(strstr(buffer_text(&x.answer.body), "\"APIG.0301\""));
    exchange_clear(&x);
    f.now_us = DATE_US;
    fixture_serve_headers(&f, &x, headers, HEADERS, "GET", SNAPSHOT, NULL);
    assert_int_equal(x.answer.status, 401);
    assert_non_null(strstr(buffer_text(&x.answer.body),
                           "canonicalRequest:GET|/v3/p1/snapshots/"));
    exchange_clear(&x);
    fixture_stop(&f);
}

static void without_a_key_the_header_is_not_looked_at(void **state)
{
    static const struct request_header headers[] = {
        {"Authorization", RIGHT},
        {"X-Auth-Token", TOKEN},
    };
    struct fixture f;
    struct exchange x;

    (void)state;
    fixture_start(&f);
    fixture_serve_headers(&f, &x, headers, 1, "GET", SNAPSHOT, NULL);
    assert_int_equal(x.answer.status, 401);
    assert_non_null(strstr(buffer_text(&x.answer.body), "EVS.5401"));
    exchange_clear(&x);
    f.emulator.key = (struct signing_key){ACCESS, SECRET};
    fixture_serve_headers(&f, &x, headers, 2, "GET", SNAPSHOT, NULL);
    assert_int_equal(x.answer.status, 200);
    exchange_clear(&x);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_example_is_good),
        cmocka_unit_test(what_was_changed_after_signing_is_wrong),
        cmocka_unit_test(what_the_canonical_form_leaves_out_may_differ),
        cmocka_unit_test(the_header_must_be_whole_and_known),
        cmocka_unit_test(a_date_may_be_15_minutes_away),
        cmocka_unit_test(the_canonical_form_escapes_and_sorts),
        cmocka_unit_test(only_a_date_is_a_date),
        cmocka_unit_test(a_refused_signature_has_the_gateways_error),
        cmocka_unit_test(without_a_key_the_header_is_not_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
