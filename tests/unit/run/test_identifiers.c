#include "tests/unit/test.h"

#include "run/identifiers.h"

#include <stdlib.h>
#include <string.h>

static void the_same_seed_gives_the_same_text(void **state)
{
    char *a = identifier_hex(7, "s/t", "nonce", 8);
    char *b = identifier_hex(7, "s/t", "nonce", 8);

    (void)state;
    assert_string_equal(a, b);
    free(a);
    free(b);
}

static void seed_testcase_and_purpose_each_make_a_difference(void **state)
{
    static const struct {
        unsigned long long seed;
        const char *testcase;
        const char *purpose;
    } others[] = {{8, "s/t", "nonce"},
                  {7, "s/u", "nonce"},
                  {7, "s/t", "unknown"},
                  {7, "s/t\nnonce", ""}};
    char *plain = identifier_hex(7, "s/t", "nonce", 32);

    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        char *other = identifier_hex(others[i].seed, others[i].testcase,
                                     others[i].purpose, 32);

        assert_string_not_equal(plain, other);
        free(other);
    }
    free(plain);
}

static void hex_has_the_length_that_was_asked_for(void **state)
{
    static const int counts[] = {1, 8, 32, 64};

    (void)state;
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        char *hex = identifier_hex(1, "t", "p", counts[i]);

        assert_int_equal(counts[i], strlen(hex));
        assert_int_equal(counts[i], strspn(hex, "0123456789abcdef"));
        free(hex);
    }
}

static void a_uuid_is_of_version_4_and_of_the_rfc_variant(void **state)
{
    (void)state;
    for (unsigned long long seed = 0; seed < 50; seed++) {
        char *uuid = identifier_uuid(seed, "t", "unknown");

        assert_int_equal(36, strlen(uuid));
        assert_int_equal('-', uuid[8]);
        assert_int_equal('-', uuid[13]);
        assert_int_equal('4', uuid[14]);
        assert_int_equal('-', uuid[18]);
        assert_non_null(strchr("89ab", uuid[19]));
        assert_int_equal('-', uuid[23]);
        assert_int_equal(36, strspn(uuid, "0123456789abcdef-"));
        free(uuid);
    }
}

static void a_seed_is_exact_in_every_json_reader(void **state)
{
    unsigned long long first = identifier_seed();
    int different = 0;

    (void)state;
    for (int i = 0; i < 20; i++) {
        unsigned long long seed = identifier_seed();

        assert_true(seed < 1ULL << 53);
        different += seed != first;
    }
    assert_true(different > 0);
}

static void a_marker_differs_with_seed_time_and_process(void **state)
{
    static const struct {
        unsigned long long seed;
        int64_t wall_us;
        long pid;
    } others[] = {{8, 100, 1}, {7, 101, 1}, {7, 100, 2}, {7, 10, 1}};
    char *plain = identifier_marker(7, 100, 1);

    (void)state;
    assert_int_equal(strlen(plain), 12);
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        char *other =
            identifier_marker(others[i].seed, others[i].wall_us, others[i].pid);

        assert_string_not_equal(plain, other);
        free(other);
    }
    free(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_text),
        cmocka_unit_test(seed_testcase_and_purpose_each_make_a_difference),
        cmocka_unit_test(hex_has_the_length_that_was_asked_for),
        cmocka_unit_test(a_uuid_is_of_version_4_and_of_the_rfc_variant),
        cmocka_unit_test(a_seed_is_exact_in_every_json_reader),
        cmocka_unit_test(a_marker_differs_with_seed_time_and_process),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
