/* test_text.c */
#include "tests/unit/test.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* RFC 3629: what begins a sequence, what must follow, what is too large. */
static const struct utf8_row {
    const char *bytes;
    size_t len;
    uint32_t code_point; /* when used is not 0 */
    size_t used;         /* 0: not well-formed */
} utf8_rows[] = {
    {"", 0, 0, 0},
    {"\0", 1, 0, 1},
    {"\x7F", 1, 0x7F, 1},
    {"\xC2\x80", 2, 0x80, 2},
    {"\xDF\xBF", 2, 0x7FF, 2},
    {"\xE0\xA0\x80", 3, 0x800, 3},
    {"\xED\x9F\xBF", 3, 0xD7FF, 3},
    {"\xEE\x80\x80", 3, 0xE000, 3},
    {"\xEF\xBF\xBF", 3, 0xFFFF, 3},
    {"\xF0\x90\x80\x80", 4, 0x10000, 4},
    {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
    {"\x80", 1, 0, 0}, /* continuation first */
    {"\xBF", 1, 0, 0},
    {"\xC0\x80", 2, 0, 0}, /* overlong NUL */
    {"\xC1\xBF", 2, 0, 0}, /* overlong */
    {"\xE0\x9F\xBF", 3, 0, 0},
    {"\xF0\x8F\xBF\xBF", 4, 0, 0},
    {"\xED\xA0\x80", 3, 0, 0}, /* surrogates */
    {"\xED\xBF\xBF", 3, 0, 0},
    {"\xF4\x90\x80\x80", 4, 0, 0}, /* above U+10FFFF */
    {"\xF5\x80\x80\x80", 4, 0, 0},
    {"\xF8\x88\x80\x80\x80", 5, 0, 0},
    {"\xFE", 1, 0, 0},
    {"\xFF", 1, 0, 0},
    {"\xC3", 1, 0, 0}, /* cut */
    {"\xE2\x82", 2, 0, 0},
    {"\xF0\x9F\x98", 3, 0, 0},
    {"\xC3\x28", 2, 0, 0}, /* no continuation */
    {"\xE2\x28\xA1", 3, 0, 0},
    {"\xE2\x82\x28", 3, 0, 0},
    {"\xF0\x9F\x98\xC0", 4, 0, 0},
};

static void only_well_formed_sequences_decode(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(utf8_rows) / sizeof(utf8_rows[0]); i++) {
        const struct utf8_row *row = &utf8_rows[i];
        uint32_t c = 12345;
        size_t used = utf8_decode(row->bytes, row->len, &c);

        if (used != row->used || (used && c != row->code_point))
            fail_msg("row %zu: used %zu, U+%04X", i, used, (unsigned)c);
        assert_int_equal(utf8_is_valid(row->bytes, row->len),
                         row->len == 0 || used == row->len);
    }
}

static void encoding_is_the_inverse(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(utf8_rows) / sizeof(utf8_rows[0]); i++) {
        const struct utf8_row *row = &utf8_rows[i];
        char bytes[4];

        if (!row->used)
            continue;
        assert_int_equal(utf8_encode(row->code_point, bytes), row->used);
        assert_memory_equal(bytes, row->bytes, row->used);
    }
}

static void a_bad_byte_anywhere_makes_a_text_bad(void **state)
{
    char text[] = "abc\xC3\xA4xyz";

    (void)state;
    assert_true(utf8_is_valid(text, strlen(text)));
    for (size_t i = 0; i < sizeof(text) - 1; i++) {
        char was = text[i];

        text[i] = '\xFF';
        assert_false(utf8_is_valid(text, sizeof(text) - 1));
        text[i] = was;
    }
}

static void units_are_counted(void **state)
{
    static const struct {
        const char *text;
        size_t len;
        size_t points;
        size_t utf16;
    } rows[] = {
        {"", 0, 0, 0},
        {"abc", 3, 3, 3},
        {"a\0b", 3, 3, 3},
        {"\xC3\xA4\xE2\x82\xAC", 5, 2, 2},
        {"\xF0\x9F\x98\x80", 4, 1, 2},
        {"\xF0\x9F\x98", 3, 3, 3}, /* stray bytes, one each */
        {"\xFFx", 2, 2, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_int_equal(utf8_code_points(rows[i].text, rows[i].len),
                         rows[i].points);
        assert_int_equal(utf8_utf16_units(rows[i].text, rows[i].len),
                         rows[i].utf16);
    }
}

static void nothing_shown_can_move_the_cursor(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        size_t max;
        const char *shown;
    } rows[] = {
        {"plain \xC3\xA4", 8, 0, "plain \xC3\xA4"},
        {"a\nb\x1B[2J", 7, 0, "a\\u000ab\\u001b[2J"},
        {"\0\x7F", 2, 0, "\\u0000\\u007f"},
        {"\xC2\x9B", 2, 0, "\\u009b"},
        {"\xE2\x80\xAE", 3, 0, "\\u202e"},
        {"\xE2\x80\xA8", 3, 0, "\\u2028"},
        {"\xFF\xC3", 2, 0, "\\xff\\xc3"},
        {"abcdef", 6, 3, "abc... (6 bytes)"},
        {"abc", 3, 3, "abc"},
        {"a\xE2\x82\xAC"
         "b",
         5, 2, "a\xE2\x82\xAC... (5 bytes)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *shown = text_visible(rows[i].bytes, rows[i].len, rows[i].max);

        assert_string_equal(shown, rows[i].shown);
        free(shown);
    }
}

static void globs_match_whole_texts(void **state)
{
    static const struct {
        const char *pattern;
        const char *text;
        bool matches;
    } rows[] = {
        {"", "", true},
        {"", "a", false},
        {"*", "", true},
        {"*", "a/b", true},
        {"a*", "abc", true},
        {"a*", "ba", false},
        {"*c", "abc", true},
        {"*b", "abc", false},
        {"a?c", "abc", true},
        {"a?c", "ac", false},
        {"?", "", false},
        {"a*b*c", "a-b-b-c", true},
        {"a*b*c", "a-c-b", false},
        {"**", "x", true},
        {"name-*/emoji*", "name-limit/emoji-256", true},
        {"abc", "ab", false},
        {"ab", "abc", false},
        {"[a]", "a", false},
        {"[a]", "[a]", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (text_glob(rows[i].pattern, rows[i].text) != rows[i].matches)
            fail_msg("%s against %s", rows[i].pattern, rows[i].text);
}

static void many_stars_do_not_explode(void **state)
{
    char text[20001];

    (void)state;
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    assert_false(text_glob("*a*a*a*a*a*a*a*a*a*a*b", text));
}

static void hex_is_lower_case(void **state)
{
    char hex[7];

    (void)state;
    text_hex((const unsigned char *)"\x00\xAB\xFF", 3, hex);
    assert_string_equal(hex, "00abff");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_sequences_decode),
        cmocka_unit_test(encoding_is_the_inverse),
        cmocka_unit_test(a_bad_byte_anywhere_makes_a_text_bad),
        cmocka_unit_test(units_are_counted),
        cmocka_unit_test(nothing_shown_can_move_the_cursor),
        cmocka_unit_test(globs_match_whole_texts),
        cmocka_unit_test(many_stars_do_not_explode),
        cmocka_unit_test(hex_is_lower_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
