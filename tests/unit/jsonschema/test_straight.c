/* test_straight.c - the short way of matching agrees with the long one. */
#include "tests/unit/test.h"

#include "jsonschema/pattern.h"
#include "jsonschema/straight.h"

#include <stdlib.h>
#include <string.h>

static const char *const taken[] = {
    "^$",
    "^",
    "^a",
    "^a*$",
    "^a+b*c?$",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "^[a-z][a-z]{2,}$",
    "^[a-c]{0}b$",
    "^[a-c]{2,4}-[a-c]{1,2}$",
    "^a{2,3}",
    "^\\d+\\.\\d*$",
    "^\\w{1,3}$",
    "^[\\w.-]+$",
    "^[\\d]{2}\\-?$",
    "^\\^\\$\\[$",
    "^[-a]+$",
    "^[a-]+$",
    "^[]a$",
    "^[.*]a$",
    "^x-[a-z0-9-]+$",
    "^/[a-c]*/[0-9]+/$",
};

static const char *const refused[] = {
    "a",     "^a|b$",    "^(a)$",      "^a*a$",
    "^a.b$", "^[^a]$",   "^\\s$",      "^a+?$",
    "^\\bx", "^a*b?a",   "^\xC3\xA4$", "^[\xC3\xA4]$",
    "^a$b",  "^\\x61$",  "^(?=a)a$",   "^[a-c]*[c-e]+$",
    "^\\W$", "^[a\\D]$", "a$",
};

/* A repeatable choice. */
static unsigned next(unsigned *seed, unsigned count)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % count;
}

static void compare(const char *text, const struct pattern *pattern,
                    const struct straight *straight, struct match_room *room,
                    unsigned *seed)
{
    static const char alphabet[] = "aabc0129-./x_^$[*\xC3";
    char subject[16];
    size_t len = next(seed, 12);

    for (size_t i = 0; i < len; i++)
        subject[i] = alphabet[next(seed, sizeof(alphabet) - 2)];
    if (len > 3 && next(seed, 8) == 0)
        memcpy(subject + 1, "\xC3\xA4", 2);
    if (straight_matches(straight, subject, len) !=
        (pattern_match(pattern, room, subject, len) == PATTERN_MATCH))
        fail_msg("%s and \"%.*s\"", text, (int)len, subject);
}

static void what_is_taken_matches_as_the_pattern_does(void **state)
{
    struct match_room *room = match_room_new();
    unsigned seed = 1;
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
        const char *text = taken[i];
        struct pattern *pattern = pattern_new(text, strlen(text), NULL);
        struct straight *straight =
            pattern ? straight_new(text, strlen(text)) : NULL;

        count += straight != NULL;
        for (int k = 0; straight && k < 3000; k++)
            compare(text, pattern, straight, room, &seed);
        free(straight);
        pattern_free(pattern);
    }
    assert_int_equal(count, sizeof(taken) / sizeof(*taken));
    match_room_free(room);
}

static void what_may_need_a_second_look_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        struct straight *straight =
            straight_new(refused[i], strlen(refused[i]));

        if (straight)
            fail_msg("%s was taken", refused[i]);
    }
}

static void patterns_of_our_schemas_are_taken(void **state)
{
    static const struct {
        const char *pattern;
        const char *text;
        bool matches;
    } rows[] = {
        {"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}$",
         "2021-01-14T06:50:33.105312", true},
        {"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}$",
         "2021-01-14T06:50:33.10531", false},
        {"^[a-z0-9]+$", "abc9", true},
        {"^[a-z0-9]+$", "abc9\n", false},
        {"^[a-z0-9]+$", "", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct straight *straight =
            straight_new(rows[i].pattern, strlen(rows[i].pattern));

        assert_non_null(straight);
        assert_int_equal(
            straight_matches(straight, rows[i].text, strlen(rows[i].text)),
            rows[i].matches);
        free(straight);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_matches_as_the_pattern_does),
        cmocka_unit_test(what_may_need_a_second_look_is_refused),
        cmocka_unit_test(patterns_of_our_schemas_are_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
