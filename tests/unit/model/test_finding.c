/* test_finding.c - lists of findings and observations. */
#include "tests/unit/test.h"

#include "base/alloc.h"
#include "model/finding.h"

#include <string.h>

static void findings_are_counted_by_level_and_moved_in_order(void **state)
{
    struct findings list = {0}, more = {0}, none = {0};
    struct finding *finding;

    (void)state;
    for (int i = 0; i < 10; i++) {
        finding = findings_add(&list, "status", "number %d of %s", i, "ten");
        assert_int_equal(finding->level, LEVEL_MUST);
        finding->clause = xstrdup("status/normal");
        finding->expected = json_integer(i);
        finding->level = i < 3 ? LEVEL_SHOULD : LEVEL_MUST;
    }
    findings_add(&more, "json", "100%% wrong")->actual = json_null();
    findings_move(&list, &more);
    findings_move(&list, &none);
    assert_int_equal(more.len, 0);
    assert_null(more.items);
    assert_int_equal(list.len, 11);
    assert_string_equal(list.items[9].message, "number 9 of ten");
    assert_string_equal(list.items[10].message, "100% wrong");
    assert_string_equal(list.items[10].check, "json");
    assert_int_equal(findings_count(&list, LEVEL_SHOULD), 3);
    assert_int_equal(findings_count(&list, LEVEL_MUST), 8);
    findings_clear(&list);
    assert_int_equal(list.len, 0);
    assert_int_equal(findings_count(&list, LEVEL_MUST), 0);
}

static void an_observation_owns_its_value(void **state)
{
    struct observations list = {0};
    json_t *value = json_string("bytes");

    (void)state;
    json_incref(value);
    observations_add(&list, "counting-unit", "name-limit-unit", value,
                     "the limit of %s counts %s", "name", "bytes");
    observations_add(&list, "lag", "a/b", NULL, "no lag");
    assert_int_equal(value->refcount, 2);
    assert_string_equal(list.items[0].text, "the limit of name counts bytes");
    assert_string_equal(list.items[1].subject, "a/b");
    assert_null(list.items[1].value);
    observations_clear(&list);
    assert_int_equal(value->refcount, 1);
    assert_int_equal(list.len, 0);
    json_decref(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_counted_by_level_and_moved_in_order),
        cmocka_unit_test(an_observation_owns_its_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
