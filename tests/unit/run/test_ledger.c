/* test_undo.c - what the ledger takes in, and what it refuses to promise. */
#include "tests/unit/test.h"

#include "run/undo.h"

#include <string.h>

static void a_masked_text_is_never_kept_to_be_written_back(void **state)
{
    static const struct {
        const char *name;
        const char *description;
        bool kept;
    } rows[] = {{"snap", "Daily backup", true},
                {"[masked]-snap", "Daily backup", false},
                {"snap", "made with [masked]", false}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct undo undo = {0};
        struct error err = {0};
        json_t *original = json_pack("{s:s, s:s}", "name", rows[i].name,
                                     "description", rows[i].description);

        assert_int_equal(undo_changed(&undo, "1", original, &err),
                         rows[i].kept ? 0 : -1);
        assert_int_equal(undo.len, rows[i].kept ? 1 : 0);
        assert_int_equal(error_is_set(&err), !rows[i].kept);
        json_decref(original);
        undo_clear(&undo);
    }
}

static void a_masked_member_name_is_refused_as_well(void **state)
{
    struct undo undo = {0};
    struct error err = {0};
    json_t *original = json_pack("{s:s}", "[masked]", "snap");

    (void)state;
    assert_int_equal(undo_changed(&undo, "1", original, &err), -1);
    assert_int_equal(undo.len, 0);
    json_decref(original);
}

static void only_what_can_be_written_back_is_kept(void **state)
{
    struct undo undo = {0};
    struct error err = {0};
    json_t *original =
        json_pack("{s:s, s:n, s:s, s:{}}", "name", "snap", "description",
                  "status", "available", "metadata");

    (void)state;
    assert_int_equal(undo_changed(&undo, "1", original, &err), 0);
    assert_int_equal(json_object_size(undo.entries[0].original), 3);
    assert_true(
        json_is_null(json_object_get(undo.entries[0].original, "description")));
    json_decref(original);
    undo_clear(&undo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_masked_text_is_never_kept_to_be_written_back),
        cmocka_unit_test(a_masked_member_name_is_refused_as_well),
        cmocka_unit_test(only_what_can_be_written_back_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
