#include "tests/unit/certify/scene.h"

#include "certify/standing.h"

static void each_operation_has_its_level(void **state)
{
    static const struct {
        const char *verdicts[SCENE_TESTCASES];
        const char *level;
    } rows[] = {
        {{"pass", "pass", "pass", "pass"}, "full"},
        {{"pass", "pass", "pass", "skip"}, "full"},
        {{"pass", "waived", "pass", "skip"}, "full with waivers"},
        {{"pass", "skip", "pass", "skip"}, "core"},
        {{"pass", "skip", "waived", "pass"}, "core with waivers"},
        {{"pass", "pass", "pass", "fail"}, "none"},
        {{"pass", "error", "pass", "pass"}, "none"},
        {{"pass", "stale", "pass", "pass"}, "none"},
        {{"pass", NULL, "pass", "pass"}, "none"},
        {{"pass", "pass", "pass", NULL}, "none"},
        {{"skip", "skip", "skip", "skip"}, "none"},
        {{"waived", "waived", "skip", "skip"}, "none"},
        {{NULL, NULL, NULL, NULL}, "none"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *facts = scene_facts();
        json_t *results = scene_results(rows[i].verdicts);
        json_t *levels = standing_levels(results, facts);

        assert_int_equal(json_array_size(levels), 1);
        assert_string_equal(
            json_member_text(json_array_get(levels, 0), "level", ""),
            rows[i].level);
        json_decref(levels);
        json_decref(results);
        json_decref(facts);
    }
}

static const char *const good[] = {"pass", "pass", "pass", "skip"};

static void a_good_run_meets_no_obstacle(void **state)
{
    json_t *facts = scene_facts(), *results = scene_results(good);
    json_t *obstacles = standing_obstacles(results, facts);
    char *other = standing_other_edition(results, facts);

    (void)state;
    assert_int_equal(json_array_size(obstacles), 0);
    assert_null(other);
    json_decref(obstacles);
    json_decref(results);
    json_decref(facts);
}

static void assert_says(const json_t *obstacles, const char *sentence)
{
    json_t *item;
    size_t i;

    json_array_foreach(obstacles, i, item) {
        if (strstr(json_string_value(item), sentence))
            return;
    }
    fail_msg("no obstacle says \"%s\"", sentence);
}

/* One member of a good run changed. */
static void each_obstacle_has_its_sentence(void **state)
{
    static const struct {
        const char *change, *sentence;
    } rows[] = {
        {"{'signal': 15}", "ended by signal 15"},
        {"{'aborted': 'the deadline passed'}", "early: the deadline passed"},
        {"{'planned': 5}", "5 testcases were planned, and 4 have a result"},
        {"{'scope': 'part', 'scope_reason': 'testcases were selected'}",
         "only a part of the suites was run: testcases were selected"},
        {"{'leftovers': [{'what': 'w', 'reason': 'r'}]}", "left 1 thing"},
        {"{'exit_status': 4}", "exit status 4"},
        {"{'counts': {'pass': 4, 'fail': 0, 'error': 0, 'skip': 0}}",
         "the counts of the results are not those"},
        {"{'counts': {'pass': 0, 'fail': 1}}", "1 testcase failed"},
        {"{'counts': {'error': 2}}", "2 testcases ended without a verdict"},
        {"{'counts': {'stale': 1}}", "under a waiver that is void"},
        {"{'counts': {}}", "no testcase passed"},
        {"{'target': {'insecure': true}}", "TLS was not verified"},
        {"{'testcases': []}", "4 testcases of the suites without a result"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *facts = scene_facts(), *results = scene_results(good);
        json_t *change = quoted(rows[i].change), *obstacles;

        json_object_update(results, change);
        obstacles = standing_obstacles(results, facts);
        assert_says(obstacles, rows[i].sentence);
        json_decref(obstacles);
        json_decref(change);
        json_decref(results);
        json_decref(facts);
    }
}

static void testcases_that_no_suite_has_or_twice_are_noticed(void **state)
{
    static const char *const ids[] = {"s/x", "s/a"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        json_t *facts = scene_facts(), *results = scene_results(good);
        json_t *obstacles;

        json_array_append_new(json_object_get(results, "testcases"),
                              scene_testcase(ids[i], "pass"));
        obstacles = standing_obstacles(results, facts);
        assert_says(obstacles, "is not in the suites, or has two results");
        json_decref(obstacles);
        json_decref(results);
        json_decref(facts);
    }
}

static void another_edition_of_a_suite_is_named(void **state)
{
    json_t *facts = scene_facts(), *results = scene_results(good);
    json_t *suite = json_array_get(json_object_get(results, "suites"), 0);
    char *other;

    (void)state;
    json_object_set_new(suite, "digest", json_string("bbbb"));
    other = standing_other_edition(results, facts);
    assert_string_equal(
        other, "the run was made with another edition of suites/s.json");
    free(other);
    json_decref(results);
    json_decref(facts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_operation_has_its_level),
        cmocka_unit_test(a_good_run_meets_no_obstacle),
        cmocka_unit_test(each_obstacle_has_its_sentence),
        cmocka_unit_test(testcases_that_no_suite_has_or_twice_are_noticed),
        cmocka_unit_test(another_edition_of_a_suite_is_named),
    };

    return cmocka_run_group_tests_name("certify/standing", tests, NULL, NULL);
}
