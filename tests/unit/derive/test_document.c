/* test_document.c - pages as they are written. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

static void check_text(const struct section *section, size_t n,
                       enum text_kind kind, int depth, const char *expected)
{
    const struct text *text = &section_block(section, BLOCK_TEXT, n)->text;

    assert_string_equal(text->text, expected);
    assert_int_equal(text->kind, kind);
    assert_int_equal(text->depth, depth);
}

static void every_block_of_a_page_is_one_text(void **state)
{
    struct document *page = page_load("texts");
    const struct section *section = page_section(page, "Function");
    static const struct {
        enum text_kind kind;
        int depth;
        const char *text;
    } rows[] = {
        {TEXT_PARAGRAPH, 0, "Some words, with strong ones, a name and a link."},
        {TEXT_PARAGRAPH, 0, "Loose text"},
        {TEXT_ITEM, 1, "An item"},
        {TEXT_ITEM, 2, "One further in"},
        {TEXT_ITEM, 1, "As a paragraph"},
        {TEXT_PARAGRAPH, 1, "And its second"},
        {TEXT_PARAGRAPH, 0, "Loose again"},
        {TEXT_PARAGRAPH, 0, "First\nsecond line"},
        {TEXT_NOTE, 0, "Mind the step."},
        {TEXT_ITEM, 1, "A"},
        {TEXT_ITEM, 1, "B"},
    };
    const size_t len = sizeof(rows) / sizeof(*rows);

    (void)state;
    for (size_t i = 0; i < len; i++)
        check_text(section, i, rows[i].kind, rows[i].depth, rows[i].text);
    assert_int_equal(section->len, len);
    assert_string_equal(page->title, "All Kinds of Text");
    assert_string_equal(page->id, "texts");
    document_free(page);
}

static void marked_words_are_spans_of_their_text(void **state)
{
    struct document *page = page_load("texts");
    const struct section *section = page_section(page, "Function");
    const struct text *text = &section_block(section, BLOCK_TEXT, 0)->text;
    static const struct {
        enum span_kind kind;
        const char *words;
        const char *href;
    } rows[] = {
        {SPAN_STRONG, "strong ones", NULL},
        {SPAN_CODE, "name", NULL},
        {SPAN_LINK, "a link", "other.html#x"},
    };

    (void)state;
    assert_int_equal(text->spans_len, 3);
    for (size_t i = 0; i < text->spans_len; i++) {
        const struct span *span = &text->spans[i];

        assert_int_equal(span->kind, rows[i].kind);
        assert_int_equal(span->len, strlen(rows[i].words));
        assert_memory_equal(text->text + span->start, rows[i].words, span->len);
        if (rows[i].href)
            assert_string_equal(span->href, rows[i].href);
        else
            assert_null(span->href);
    }
    document_free(page);
}

static void a_text_has_the_id_of_the_nearest_element(void **state)
{
    struct document *page = page_load("texts");
    const struct section *section = page_section(page, "Function");
    static const char *const ids[] = {"p1", "p2", "li1", "li2", "li3", "p3"};

    (void)state;
    assert_string_equal(section->heading.element, "s1");
    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
        assert_string_equal(section_block(section, BLOCK_TEXT, i)->text.element,
                            ids[i]);
    assert_int_equal(section_block(section, BLOCK_TEXT, 0)->text.line, 3);
    document_free(page);
}

static void a_pre_keeps_its_white_space_and_loses_its_markup(void **state)
{
    struct document *page = page_load("pre-with-markup");
    const struct section *section = page_section(page, "Samples");

    (void)state;
    assert_string_equal(section_block(section, BLOCK_PRE, 0)->text.text,
                        "{\n  \"name\": \"Ada\",\n  \"shelf\": 3\n}");
    assert_string_equal(section_block(section, BLOCK_PRE, 0)->text.element,
                        "pre1");
    assert_string_equal(section_block(section, BLOCK_PRE, 1)->text.text,
                        "one\ntwo");
    document_free(page);
}

static void a_pre_inside_a_cell_is_marked_and_no_text_of_the_cell(void **state)
{
    struct document *page = page_load("pre-with-markup");
    const struct section *section = page_section(page, "Samples");
    const struct table *table = &section_block(section, BLOCK_TABLE, 0)->table;
    char *words = cell_text(&table->rows[0].cells[1]);

    (void)state;
    assert_false(section_block(section, BLOCK_PRE, 0)->in_table);
    assert_true(section_block(section, BLOCK_PRE, 2)->in_table);
    assert_string_equal(words, "Such as");
    free(words);
    document_free(page);
}

static void letters_of_all_alphabets_stay(void **state)
{
    struct document *page = page_load("non-ascii");
    const struct section *section = page_section(page, "Function");

    (void)state;
    assert_string_equal(page->title, "Bücher – ein Überblick");
    check_text(section, 0, TEXT_PARAGRAPH, 0,
               "Les livres d’été : 本 and 📖 stay as they are.");
    document_free(page);
}

static void what_does_not_fit_together_is_read_as_far_as_it_goes(void **state)
{
    struct document *page = page_load("malformed");
    const struct table *table =
        &section_block(page_section(page, "URI"), BLOCK_TABLE, 0)->table;
    char *words = cell_text(&table->rows[1].cells[2]);

    (void)state;
    assert_string_equal(page->title, "Tags That Do Not Fit");
    assert_int_equal(table->len, 2);
    assert_false(table->ragged);
    assert_string_equal(words, "Its name & more.");
    free(words);
    check_text(page_section(page, "Response"), 0, TEXT_PARAGRAPH, 0, "None");
    document_free(page);
}

static void three_dialects_of_one_page_read_alike(void **state)
{
    static const char *const names[] = {"t0-nested", "t0-flat", "t0-docutils"};
    static const char *const headings[] = {
        "Renaming a Book", "Function", "Constraints",  "URI",
        "Request",         "Response", "Status Codes", "Error Codes"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct document *page = page_load(names[i]);
        const struct section *request = page_section(page, "Request");

        assert_string_equal(page->title, "Renaming a Book");
        assert_int_equal(page->len, sizeof(headings) / sizeof(*headings));
        for (size_t j = 0; j < page->len; j++)
            assert_string_equal(page->sections[j].heading.text, headings[j]);
        assert_string_equal(
            section_block(request, BLOCK_TABLE, 1)->table.lead.text,
            "Parameters in the book field");
        document_free(page);
    }
}

static void the_digest_is_of_the_bytes(void **state)
{
    struct document *page = page_read("<p>abc</p>");

    (void)state;
    assert_string_equal(page->digest, "25d0f020f6881a92742eadf0dda2a864"
                                      "025b35ec0008886497ed1d21efe99d20");
    document_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_of_a_page_is_one_text),
        cmocka_unit_test(marked_words_are_spans_of_their_text),
        cmocka_unit_test(a_text_has_the_id_of_the_nearest_element),
        cmocka_unit_test(a_pre_keeps_its_white_space_and_loses_its_markup),
        cmocka_unit_test(a_pre_inside_a_cell_is_marked_and_no_text_of_the_cell),
        cmocka_unit_test(letters_of_all_alphabets_stay),
        cmocka_unit_test(what_does_not_fit_together_is_read_as_far_as_it_goes),
        cmocka_unit_test(three_dialects_of_one_page_read_alike),
        cmocka_unit_test(the_digest_is_of_the_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
