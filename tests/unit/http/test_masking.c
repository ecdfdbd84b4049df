/* test_masking.c - a secret in every encoding, and every part of it. */
#include "tests/unit/test.h"

#include "tests/unit/http/encodings.h"

#include "http/redact.h"

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* Each escape has something to do; the last ones look like escapes. */
static const char *const secrets[] = {
    "gAAAAABn-canary_token.4711",    "MIIYVwYJKoZIhvcN/AQcCoII+YSDCCGEQ==",
    "p4ss w\"o/r\\d&<c'an>ary+100%", "short/pw",
    "p%41ss&amp;word\\u0041+x",
};

static struct redactor *knowing(const char *secret)
{
    struct redactor *redactor = redactor_new(NULL);

    redactor_add(redactor, secret);
    return redactor;
}

static char *masked(const char *secret, const char *text, bool cut)
{
    struct redactor *redactor = knowing(secret);
    size_t len;
    char *result = redact_bytes(redactor, text, strlen(text), cut, &len);

    assert_int_equal(len, strlen(result));
    redactor_free(redactor);
    return result;
}

static void every_encoding_of_a_secret_is_masked(void **state)
{
    (void)state;
    for (size_t s = 0; s < LEN(secrets); s++)
        for (size_t e = 0; e < ENCODINGS_LEN; e++) {
            char *code, *text, *got;

            if (encodings[e].is_base64 ||
                (strstr(encodings[e].name, "case") && strlen(secrets[s]) < 12))
                continue;
            code = encodings[e].encode(secrets[s]);
            text = xasprintf("<%s|%s>", code, code);
            got = masked(secrets[s], text, false);
            if (strcmp(got, "<[masked]|[masked]>") != 0)
                fail_msg("%s: %s: %s", encodings[e].name, text, got);
            free(code);
            free(text);
            free(got);
        }
}

/* Does any run of len bytes of code stand in text? */
static bool holds_part(const char *text, const char *code, size_t len)
{
    char part[64];

    for (size_t i = 0; i + len <= strlen(code); i++) {
        memcpy(part, code + i, len);
        part[len] = '\0';
        if (strstr(text, part))
            return true;
    }
    return false;
}

/* Behind nothing, one and two bytes; what stays are bits of the neighbours. */
static void base64_is_masked_at_every_alignment(void **state)
{
    (void)state;
    for (size_t s = 0; s < LEN(secrets); s++)
        for (size_t e = 0; e < ENCODINGS_LEN; e++)
            for (size_t behind = 0; encodings[e].is_base64 && behind < 3;
                 behind++) {
                char *plain =
                    xasprintf("%.*s%s", (int)behind, "xy", secrets[s]);
                char *code = encodings[e].encode(plain);
                char *text = xasprintf("Basic %s ", code);
                char *got = masked(secrets[s], text, false);

                if (!strstr(got, "[masked]") || strlen(got) > 24 ||
                    holds_part(got, code, 5))
                    fail_msg("%s behind %zu: %s: %s", encodings[e].name, behind,
                             text, got);
                free(plain);
                free(code);
                free(text);
                free(got);
            }
}

static void base64_in_escapes_or_lines_is_masked(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        /* of MIIYVwYJKoZIhvcN/AQcCoII+YSDCCGEQ== */
        {"TUlJWVZ3WUpLb1pJaHZjTi9BUWNDb0lJK1lTRENDR0VRPT0=", "[masked]0="},
        {"TUlJWVZ3WUpLb1pJaHZj\r\nTi9BUWNDb0lJK1lTRENDR0VRPT0=",
         "[masked]\r\n[masked]0="},
        {"TUlJWVZ3WUpLb1pJaHZj\\nTi9BUWNDb0lJK1lTRENDR0VRPT0=",
         "[masked]\\n[masked]0="},
        {"TUlJWVZ3WUpLb1pJaHZjTi9BUWNDb0lJK1lTRENDR0VRPT0%3D", "[masked]0%3D"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        char *got = masked(secrets[1], rows[i].text, false);

        assert_string_equal(rows[i].want, got);
        free(got);
    }
}

/* Of what looks like an escape less may be left: the last secret is out. */
static void every_part_of_twelve_bytes_is_masked(void **state)
{
    (void)state;
    for (size_t s = 0; s + 1 < LEN(secrets); s++)
        for (size_t from = 0; from + 12 <= strlen(secrets[s]); from++)
            for (size_t e = 0; e < ENCODINGS_LEN; e++) {
                char *part = xmemdup(secrets[s] + from, 12);
                char *code = encodings[e].encode(part);
                char *text = xasprintf("{%s}", code);
                char *got = masked(secrets[s], text, false);

                /* of base64 twelve digits are a part, which is nine bytes */
                if (!strstr(got, "[masked]") ||
                    (!encodings[e].is_base64 && strcmp(got, "{[masked]}") != 0))
                    fail_msg("%s: %s: %s", encodings[e].name, text, got);
                free(part);
                free(code);
                free(text);
                free(got);
            }
}

static void what_is_cut_off_is_masked_as_far_as_it_came(void **state)
{
    (void)state;
    for (size_t s = 0; s < LEN(secrets); s++)
        for (size_t e = 0; e < ENCODINGS_LEN; e++) {
            char *code = encodings[e].encode(secrets[s]);
            char *begin = xmemdup(secrets[s], 7);
            char *begun = encodings[e].encode(begin);
            size_t len = strlen(code);

            if (strstr(encodings[e].name, "case") && strlen(secrets[s]) < 12)
                len = 0; /* a short one is looked for as it is */
            for (size_t cut = strlen(begun); cut < len; cut++) {
                char *text = xasprintf("{%.*s", (int)cut, code);
                char *got = masked(secrets[s], text, true);

                /* base64: one digit more may hold bits of it */
                if (strncmp(got, "{[masked]", 9) != 0 ||
                    strlen(got) > (encodings[e].is_base64 ? 10U : 9U))
                    fail_msg("%s: %s: %s", encodings[e].name, text, got);
                free(text);
                free(got);
            }
            free(begin);
            free(begun);
            free(code);
        }
}

static void what_is_no_secret_stays(void **state)
{
    static const char *const rows[] = {
        "",
        "nothing here",
        "% %4 %zz \\ \\u \\u00 & &# &#x &amp;amp; + %2B %252B",
        "{\"snapshot\": {\"name\": \"a\\u00e9\\/b\", \"size\": 1}}",
        "gAAAAABn-ca",
        "canary_toke",
        "gAAAAABn canary token 4711",
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        char *got = masked(secrets[0], rows[i], false);

        assert_string_equal(rows[i], got);
        free(got);
    }
}

/* Text is looked through in slices; a secret may stand across their ends. */
static void a_secret_is_found_wherever_a_slice_ends(void **state)
{
    static const size_t ends[] = {57344, 65536, 114688, 122880};
    const char *secret = secrets[2];
    char *code = percent_twice(secret);
    size_t code_len = strlen(code), len = 200000;

    (void)state;
    for (size_t i = 0; i < LEN(ends); i++)
        for (size_t before = 0; before <= code_len; before += 3) {
            struct redactor *redactor = knowing(secret);
            char *text = xcalloc(len + 1, 1), *got;
            size_t at = ends[i] - before, got_len;

            memset(text, '.', len);
            memcpy(text + at, code, code_len);
            got = redact_bytes(redactor, text, len, false, &got_len);
            assert_int_equal(len - code_len + strlen("[masked]"), got_len);
            assert_memory_equal(got + at - 1, ".[masked].", 10);
            free(text);
            free(got);
            redactor_free(redactor);
        }
    free(code);
}

static char *with_project(const char *key, const char *id, const char *text)
{
    const struct masking masking = {.projects = true, .project_key = key};
    struct redactor *redactor = redactor_new(&masking);
    size_t len;
    char *result;

    redactor_add_project(redactor, id);
    result = redact_bytes(redactor, text, strlen(text), false, &len);
    redactor_free(redactor);
    return result;
}

#define PROJECT "0123456789abcdef0123456789abcdef"
#define SHOWN   "afb0f1743c9486b74e4baa565dc50163"

static void a_project_has_its_substitute_where_it_stands_plainly(void **state)
{
    const struct masking masking = {.projects = true};
    struct redactor *redactor = redactor_new(&masking);
    const char *shown = redactor_add_project(redactor, PROJECT);
    struct exchange exchange = {0};

    (void)state;
    assert_int_equal(strlen(PROJECT), strlen(shown));
    assert_int_equal(32, strspn(shown, "0123456789abcdef"));
    assert_string_not_equal(PROJECT, shown);
    assert_ptr_equal(shown, redactor_add_project(redactor, PROJECT));
    exchange.request.url = xasprintf("http://h/v3/%s/snapshots", PROJECT);
    exchange.response.content =
        xasprintf("{\"p\": \"%s\", \"q\": \"%%30123456789abcdef"
                  "0123456789abcdef\"}",
                  PROJECT);
    exchange.response.content_len = strlen(exchange.response.content);
    redact_exchange(redactor, &exchange);
    assert_non_null(strstr(exchange.request.url, shown));
    assert_null(strstr(exchange.request.url, PROJECT));
    assert_null(strstr(exchange.response.content, PROJECT));
    assert_non_null(
        strstr(strstr(exchange.response.content, shown) + 1, shown));
    assert_false(exchange.masked);
    assert_true(redactor_masks(redactor, exchange.request.url));
    assert_false(redactor_masks(redactor, "plain"));
    exchange_clear(&exchange);
    redactor_free(redactor);
}

/* What cannot be replaced by its like is masked, and then is not judged. */
static void a_project_in_another_form_is_masked(void **state)
{
    static const struct {
        const char *id, *text, *want;
    } rows[] = {
        {PROJECT, "<0123456789ABCDEF0123456789ABCDEF>", "<[masked]>"},
        {PROJECT, "<01234567-89ab-cdef-0123-456789abcdef>", "<[masked]>"},
        {"01234567-89ab-cdef-0123-456789abcdef", "<" PROJECT ">", "<[masked]>"},
        {PROJECT,
         "<3031323334353637383961626364656630313233343536373839616263646566>",
         "<[masked]>"},
        {PROJECT, "<0123456789abcdef>", "<0123456789abcdef>"},
    };

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        char *got = with_project(NULL, rows[i].id, rows[i].text);

        assert_string_equal(rows[i].want, got);
        free(got);
    }
}

static void substitutes_are_stable_and_follow_the_key(void **state)
{
    static const struct {
        const char *key, *id;
    } rows[] = {{NULL, PROJECT},
                {"k", PROJECT},
                {NULL, "fedcba9876543210fedcba9876543210"},
                {NULL, "Demo-Project_7"}};
    char *shown[LEN(rows)];

    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        char *again = with_project(rows[i].key, rows[i].id, rows[i].id);

        shown[i] = with_project(rows[i].key, rows[i].id, rows[i].id);
        assert_string_equal(shown[i], again);
        assert_string_not_equal(rows[i].id, shown[i]);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(shown[k], shown[i]);
        free(again);
    }
    /* the same forever: records of last year are compared with today's */
    assert_string_equal(SHOWN, shown[0]);
    assert_int_equal('-', shown[3][4]);
    assert_int_equal('_', shown[3][12]);
    assert_true(isupper((unsigned char)shown[3][0]));
    assert_true(isdigit((unsigned char)shown[3][13]));
    for (size_t i = 0; i < LEN(rows); i++)
        free(shown[i]);
}

static void without_being_told_projects_are_shown(void **state)
{
    struct redactor *redactor = redactor_new(NULL);

    (void)state;
    assert_null(redactor_add_project(redactor, PROJECT));
    redactor_free(redactor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_of_a_secret_is_masked),
        cmocka_unit_test(base64_is_masked_at_every_alignment),
        cmocka_unit_test(base64_in_escapes_or_lines_is_masked),
        cmocka_unit_test(every_part_of_twelve_bytes_is_masked),
        cmocka_unit_test(what_is_cut_off_is_masked_as_far_as_it_came),
        cmocka_unit_test(what_is_no_secret_stays),
        cmocka_unit_test(a_secret_is_found_wherever_a_slice_ends),
        cmocka_unit_test(a_project_has_its_substitute_where_it_stands_plainly),
        cmocka_unit_test(a_project_in_another_form_is_masked),
        cmocka_unit_test(substitutes_are_stable_and_follow_the_key),
        cmocka_unit_test(without_being_told_projects_are_shown),
    };

    return cmocka_run_group_tests_name("http/masking", tests, NULL, NULL);
}
