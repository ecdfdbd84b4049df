/* test_pattern.c - expressions of ECMA-262 on PCRE2. */
#include "tests/unit/test.h"

#include "jsonschema/pattern.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool matches(const char *text, const char *subject)
{
    struct match_room *room = match_room_new();
    struct pattern *pattern = pattern_new(text, strlen(text), NULL);
    enum pattern_result result;

    assert_non_null(pattern);
    result = pattern_match(pattern, room, subject, strlen(subject));
    assert_int_not_equal(result, PATTERN_LIMIT);
    pattern_free(pattern);
    match_room_free(room);
    return result == PATTERN_MATCH;
}

static void an_expression_matches_what_ecma_262_says(void **state)
{
    static const struct {
        const char *text, *subject;
        bool matches;
    } rows[] = {
        {"", "", true},
        {"^a$", "a\n", false},
        {"^\\d+$", "12", true},
        {"^\\d+$", "\u0661", false},
        {"^\\D$", "\u0661", true},
        {"\\w", "\u00e4", false},
        {"\u00e4\\b", "\u00e4b", true},
        {"\\cj", "\n", true},
        {"^[\\b]$", "\b", true},
        {"[]", "a", false},
        {"[^]", "\n", true},
        {"^[^\\s]$", "\ufeff", false},
        {"^[^\\S]$", "\ufeff", true},
        {"(?:(a)|b)\\1c", "bc", true},
        {"\\1(a)", "a", true},
        {"[.a.]b", ".b", true},
        {"^[:a:=b=]+$", ":=ab", true},
        {"^[^\\p{LC}\\W]$", "\U0001F600", false},
        {"^[^\\p{LC}\\D]$", "\U0001F600", false},
        {"^\\W\\D$", "\U0001F600\u0661", true},
        {"^\\p{Assigned}$", "a", true},
        {"^\\P{Assigned}$", "a", false},
        {"^\\P{Assigned}$", "\u0378", true},
        {"^\\p{LC}$", "\u01c5", true},
        {"^\\p{gc=Nd}$", "\u0661", true},
        {"^[\\p{Script_Extensions=Grek}]$", "\u0342", true},
        {"^\\p{Emoji}$", "\U0001F600", true},
        {"^[\\u{1F600}-\\u{1F64F}]$", "\U0001F601", true},
        {"(?<=a+)b", "aab", true},
        {"(?<=a+)b", "b", false},
        {"(?<=x+y?z{2,3})b", "xyzzb", true},
        {"(?<=x+y?z{2,3})b", "xzzzb", true},
        {"(?<=x+y?z{2,3})b", "xyzb", false},
        {"(?<=^a{0,2})b", "aab", true},
        {"(?<=^a{0,2})b", "aaab", false},
        {"(?<!\\$\\d{1,3})x", "$123x", false},
        {"(?<!\\$\\d{1,3})x", "123x", true},
        {"(?<=a*|b)c", "c", true},
        {"(?<=(?<=a+)b)c", "aabc", true},
        {"(?<=(?<=a+)b)c", "bbc", false},
        {"(?<=[ab]{2}?|\\)+)c", "abc", true},
        {"(?<=[ab]{2}?|\\)+)c", "))c", true},
        {"(?<n>a)\\k<n>", "aa", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (matches(rows[i].text, rows[i].subject) != rows[i].matches)
            fail_msg("%s on %s", rows[i].text, rows[i].subject);
}

static void a_wrong_expression_is_refused_with_a_reason(void **state)
{
    static const struct {
        const char *text, *reason;
    } rows[] = {
        {"(", "( has no )"},
        {"(?<=a", "( has no )"},
        {"a)", ") stands alone"},
        {"(?=a)*", "follows an assertion"},
        {"(?<!a){2}", "follows an assertion"},
        {"^*", "does not follow a repeatable item"},
        {"(?<=\\B{1})", "does not follow a repeatable item"},
        {"(?<=^*a)", "does not follow a repeatable item"},
        {"a**", "a quantifier follows a quantifier"},
        {"(?<=a**)b", "a quantifier follows a quantifier"},
        {"(?<=a{3,1})b", "out of order"},
        {"(?<=(a)b+)c", "not fixed length"},
        {"(?<=ab+)c", "not fixed length"},
        {"(?<=[", "[ has no ]"},
        {"(?P<a>b)", "this kind of group"},
        {"(?#a)", "this kind of group"},
        {"(?i)a", "this kind of group"},
        {"(?>a)", "this kind of group"},
        {"(?|a)", "this kind of group"},
        {"(*UCP)a", "this kind of group"},
        {"\\p{Xan}", "\\p names a property"},
        {"\\p{L&}", "\\p names a property"},
        {"\\p{^Lu}", "\\p names a property"},
        {"\\p{Greek}", "\\p names a property"},
        {"\\P{sc=^Greek}", "\\P names a property"},
        {"\\p{Script=Nope}", "unknown property"},
        {"\\p{Script=}", "\\p names a property"},
        {"\\p{x=Lu}", "\\p names a property"},
        {"\\p{}", "\\p names a property"},
        {"\\pL", "\\p needs {property}"},
        {"\\p{Lu", "\\p needs {property}"},
        {"\\u{110000}", "code point"},
        {"\\u{D800}", "code point"},
        {"\\u{FFFFFFFFFF}", "\\u{ needs hexadecimal digits"},
        {"a{0,70000}", "number too big"},
        {"(((a{999}){999}){999})", "too large"},
        {"\\Qa\\E", "\\Q is not an escape"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *text = rows[i].text;
        char *problem = NULL;

        if (pattern_new(text, strlen(text), &problem))
            fail_msg("%s is not refused", text);
        if (!strstr(problem, rows[i].reason))
            fail_msg("%s: %s", text, problem);
        free(problem);
    }
}

/* "(((...)))", to be freed. */
static char *nested(size_t depth)
{
    char *text = xcalloc(2 * depth + 1, 1);

    memset(text, '(', depth);
    memset(text + depth, ')', depth);
    return text;
}

static void groups_are_nested_up_to_a_limit(void **state)
{
    static const struct {
        size_t depth;
        bool is_fine;
    } rows[] = {{1, true}, {250, true}, {251, false}, {9999, false}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *text = nested(rows[i].depth);
        struct pattern *pattern = pattern_new(text, strlen(text), NULL);

        assert_int_equal(pattern != NULL, rows[i].is_fine);
        pattern_free(pattern);
        free(text);
    }
}

/* Each lookbehind would hold 100 times the one inside it. */
static void a_translation_has_a_longest_length(void **state)
{
    static const char one[] = "(?<=ba{0,99}";
    char text[201 * sizeof(one)] = "";
    char *problem = NULL;

    (void)state;
    for (size_t i = 0; i < 200; i++)
        memcpy(text + i * strlen(one), one, strlen(one));
    memset(text + strlen(text), ')', 200);
    assert_null(pattern_new(text, strlen(text), &problem));
    assert_string_equal(problem, "is too long in the syntax of PCRE2");
    free(problem);
}

static void a_search_without_end_is_given_up(void **state)
{
    static const char text[] = "^(a|aa|aaa)*$";
    char subject[201] = "";
    struct match_room *room = match_room_new();
    struct pattern *pattern = pattern_new(text, strlen(text), NULL);

    (void)state;
    memset(subject, 'a', 199);
    subject[199] = 'b';
    assert_int_equal(pattern_match(pattern, room, subject, 200), PATTERN_LIMIT);
    assert_int_equal(pattern_match(pattern, room, subject, 199), PATTERN_MATCH);
    pattern_free(pattern);
    match_room_free(room);
}

static void nul_is_a_character_of_the_text_only(void **state)
{
    struct match_room *room = match_room_new();
    struct pattern *pattern = pattern_new("^\\0b$", 5, NULL);
    char *problem = NULL;

    (void)state;
    assert_int_equal(pattern_match(pattern, room, "\0b", 2), PATTERN_MATCH);
    assert_int_equal(pattern_match(pattern, room, "\0", 1), PATTERN_NO_MATCH);
    assert_null(pattern_new("a\0b", 3, &problem));
    assert_string_equal(problem, "holds U+0000; write \\0");
    free(problem);
    assert_null(pattern_new("\\p{Lu\0}", 8, NULL));
    pattern_free(pattern);
    match_room_free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expression_matches_what_ecma_262_says),
        cmocka_unit_test(a_wrong_expression_is_refused_with_a_reason),
        cmocka_unit_test(groups_are_nested_up_to_a_limit),
        cmocka_unit_test(a_translation_has_a_longest_length),
        cmocka_unit_test(a_search_without_end_is_given_up),
        cmocka_unit_test(nul_is_a_character_of_the_text_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
