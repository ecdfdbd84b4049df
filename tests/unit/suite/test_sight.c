/* test_sight.c - which checks a run makes, given what it can see. */
#include "tests/unit/test.h"

#include "suite/sight.h"

#include <jansson.h>
#include <string.h>

static struct frame_read before[] = {
    {"before", "things.get", "snapshot"},
    {"neighbour-before", "things.get", "neighbour"}};
static struct frame_read after[] = {
    {"after", "things.get", "snapshot"},
    {"neighbour-after", "things.get", "neighbour"}};
static struct operation operation = {
    .before = before, .before_len = 2, .after = after, .after_len = 2};
static struct step steps[] = {{.id = "one", .operation = &operation},
                              {.id = "two", .operation = &operation}};
static struct testcase testcase = {.steps = steps, .steps_len = 2};

static bool reaches(const struct run_sight *sight, const char *text)
{
    json_t *spec = json_loads(text, 0, NULL);
    struct check check = {.spec = spec};
    bool answer;

    assert_non_null(spec);
    check.kind = json_string_value(json_object_get(spec, "check"));
    check.when = json_string_value(json_object_get(spec, "when"));
    answer = sight_reaches(sight, &testcase, &steps[1], &check);
    json_decref(spec);
    return answer;
}

static void checks_of_reads_that_are_not_made_are_not_made(void **state)
{
    static const struct {
        const char *check;
        bool alone;   /* with one snapshot and reads */
        bool blindly; /* with both snapshots and no reads */
    } rows[] = {
        {"{\"check\":\"status\"}", true, true},
        {"{\"check\":\"status\",\"of\":\"answer\"}", true, true},
        {"{\"check\":\"status\",\"of\":\"after\"}", true, false},
        {"{\"check\":\"status\",\"of\":\"neighbour-after\"}", false, false},
        {"{\"check\":\"status\",\"when\":\"neighbour\"}", false, true},
        {"{\"check\":\"status\",\"of\":\"one.answer\"}", true, true},
        {"{\"check\":\"status\",\"of\":\"one.after\"}", true, false},
        {"{\"check\":\"unchanged\"}", true, false},
        {"{\"check\":\"order\"}", true, false},
        {"{\"check\":\"order\",\"from\":\"before\",\"to\":\"answer\"}", true,
         false},
        {"{\"check\":\"same\"}", true, false},
        {"{\"check\":\"same\",\"as\":\"one.answer\"}", true, true},
        {"{\"check\":\"one-of\",\"as\":[\"before\",\"neighbour-after\"]}", true,
         false},
        {"{\"check\":\"one-of\",\"as\":[\"neighbour-after\"]}", false, false},
    };
    json_t *one = json_pack("[s]", "snapshot");
    json_t *both = json_pack("[s, s]", "snapshot", "neighbour");
    const struct run_sight alone = {one, false}, blindly = {both, true};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (reaches(&alone, rows[i].check) != rows[i].alone ||
            reaches(&blindly, rows[i].check) != rows[i].blindly)
            fail_msg("%s", rows[i].check);
        assert_true(reaches(NULL, rows[i].check));
    }
    json_decref(one);
    json_decref(both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_of_reads_that_are_not_made_are_not_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
