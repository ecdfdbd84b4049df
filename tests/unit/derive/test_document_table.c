/* test_document_table.c - rows, spans, captions and anchors of tables. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

static void check_row(const struct row *row, const char *expected)
{
    struct buffer cells;

    buffer_init(&cells, 0);
    for (size_t i = 0; i < row->len; i++) {
        char *words = cell_text(&row->cells[i]);

        buffer_printf(&cells, "%s%s", i ? "|" : "", words);
        free(words);
    }
    assert_string_equal(buffer_text(&cells), expected);
    buffer_clear(&cells);
}

static const struct table *table_of(const struct document *page,
                                    const char *heading, size_t n)
{
    return &section_block(page_section(page, heading), BLOCK_TABLE, n)->table;
}

static void cells_that_span_are_filled_in(void **state)
{
    struct document *page = page_load("table-spans");
    const struct table *table = table_of(page, "Response", 0);

    (void)state;
    check_row(&table->header, "Parameter|Type|Description");
    check_row(&table->rows[0], "width|Integer|In cm.");
    check_row(&table->rows[1], "height|Integer|In cm, too.");
    check_row(&table->rows[2], "both|both|A remark.");
    assert_false(table->ragged);
    document_free(page);
}

static void the_header_is_in_thead_or_all_th(void **state)
{
    struct document *page = page_load("table-spans");

    (void)state;
    assert_int_equal(table_of(page, "Response", 1)->header.len, 0);
    assert_int_equal(table_of(page, "Response", 1)->len, 1);
    check_row(&table_of(page, "Response", 2)->header, "Parameter|Type");
    assert_int_equal(table_of(page, "Response", 2)->len, 1);
    document_free(page);
}

static void a_short_row_makes_a_table_ragged(void **state)
{
    struct document *page = page_load("row-ragged");

    (void)state;
    assert_false(table_of(page, "URI", 0)->ragged);
    assert_true(table_of(page, "Response", 0)->ragged);
    document_free(page);
}

static void a_table_in_a_cell_is_a_table_of_its_own(void **state)
{
    struct document *page = page_load("table-in-cell");

    (void)state;
    check_row(&table_of(page, "Response", 0)->rows[0],
              "size|One of\nas it is.");
    check_row(&table_of(page, "Response", 1)->rows[0], "A4|21 x 29.7 cm");
    assert_string_equal(table_of(page, "Response", 1)->element, "inner");
    document_free(page);
}

static bool has_anchor(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->anchors_len; i++) {
        if (strcmp(table->anchors[i], name) == 0)
            return true;
    }
    return false;
}

static void every_way_to_point_at_a_table_is_an_anchor(void **state)
{
    struct document *page = page_load("anchors");
    static const struct {
        size_t table;
        const char *name;
        bool is_anchor;
    } rows[] = {
        {0, "long__flat", true}, {0, "flat", true},
        {0, "li1", false},       {1, "in-item", true},
        {1, "li1", true},        {1, "short1", true},
        {2, "li1", false},       {2, "second-in-item", true},
        {3, "lead-p", true},     {3, "li1", false},
        {4, "in-div", true},     {4, "div1", true},
        {4, "before", true},     {4, "lead-p", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const struct table *table = table_of(page, "Response", rows[i].table);

        if (has_anchor(table, rows[i].name) != rows[i].is_anchor)
            fail_msg("table %zu, %s", rows[i].table, rows[i].name);
    }
    document_free(page);
}

static void an_anchor_is_kept_once(void **state)
{
    struct document *page = page_load("anchors");

    (void)state;
    assert_int_equal(table_of(page, "Response", 0)->anchors_len, 2);
    document_free(page);
}

static void a_caption_and_a_lead_keep_their_marks(void **state)
{
    struct document *page = page_load("anchors");
    const struct text *lead = &table_of(page, "Response", 1)->lead;
    const struct text *caption = &table_of(page, "Response", 4)->caption;

    (void)state;
    assert_string_equal(lead->text, "In the first item");
    assert_int_equal(lead->spans_len, 1);
    assert_int_equal(lead->spans[0].start, 7);
    assert_int_equal(lead->spans[0].len, 5);
    assert_string_equal(caption->text, "Table 4 Named");
    assert_string_equal(table_of(page, "Response", 2)->lead.text, "");
    document_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_that_span_are_filled_in),
        cmocka_unit_test(the_header_is_in_thead_or_all_th),
        cmocka_unit_test(a_short_row_makes_a_table_ragged),
        cmocka_unit_test(a_table_in_a_cell_is_a_table_of_its_own),
        cmocka_unit_test(every_way_to_point_at_a_table_is_an_anchor),
        cmocka_unit_test(an_anchor_is_kept_once),
        cmocka_unit_test(a_caption_and_a_lead_keep_their_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
