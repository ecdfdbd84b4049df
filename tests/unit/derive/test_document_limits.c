/* test_document_limits.c - pages that are none, or too much. */
#include "tests/unit/test.h"

#include "derive/document.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

static void check_refused(const char *bytes, size_t len, const char *reason)
{
    struct error err = {0};
    struct document *page = document_read("p.html", bytes, len, &err);

    if (page)
        fail_msg("read, and should be refused: %s", reason);
    assert_int_equal(err.kind, ERROR_USAGE);
    assert_string_equal(err.where, "p.html");
    if (!strstr(err.text, reason))
        fail_msg("\"%s\" says nothing of \"%s\"", err.text, reason);
}

static void what_is_no_page_is_refused_with_a_reason(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *reason;
    } rows[] = {
        {"", 0, "no HTML element"},
        {"plain words", 11, "no HTML element"},
        {"1 < 2", 5, "no HTML element"},
        {"<!-- a comment -->", 18, "no HTML element"},
        {"<p>caf\xE9</p>", 11, "not UTF-8"},
        {"<p>a\0b</p>", 10, "NUL"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        check_refused(rows[i].bytes, rows[i].len, rows[i].reason);
}

struct heap {
    const char *before;
    const char *each;
    size_t times;
    const char *reason; /* NULL: is read */
};

static void read_heap(const struct heap *heap)
{
    struct error err = {0};
    struct buffer page;

    buffer_init(&page, 0);
    buffer_add_text(&page, heap->before);
    for (size_t i = 0; i < heap->times; i++)
        buffer_add_text(&page, heap->each);
    if (heap->reason) {
        check_refused(buffer_text(&page), page.len, heap->reason);
    } else {
        struct document *read =
            document_read("p.html", buffer_text(&page), page.len, &err);

        if (!read)
            fail_msg("%zu x %s: %s", heap->times, heap->each, err.text);
        document_free(read);
    }
    buffer_clear(&page);
}

static void too_much_of_anything_is_refused(void **state)
{
    static const struct heap rows[] = {
        {"", "<div>", 100, NULL},
        {"", "<div>", 200, "nested"},
        {"", "<div>", 1000000, "nested"},
        {"", "<p>x", 9000, NULL},
        {"", "<p>x", 30000, "texts and cells"},
        {"<p>", "<b>x</b>", 30000, "texts and cells"},
        {"<p ", "a=1 ", 2000, "tag of more"},
        {"", "<p>0123456789</p>", 500000, "8388608 bytes"},
        {"<table>", "<tr><td>x<td>x", 3500, NULL},
        {"<table><tr>", "<td>x", 65, "columns"},
        {"<table><tr>", "<td colspan=63>x", 2, "columns"},
        {"", "<table><tr><td>", 8, NULL},
        {"", "<table><tr><td>", 9, "nested"},
        {"<table><tr><td rowspan=65000 colspan=60>x", "<tr><td>y", 9000,
         "texts and cells"},
        {"", "<a name=x></a>", 5000, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        read_heap(&rows[i]);
}

static void copies_of_a_long_cell_count_as_text(void **state)
{
    char *word = xcalloc(200001, 1);
    char *html;

    (void)state;
    memset(word, 'w', 200000);
    html = xasprintf("<table><tr><td colspan=64>%s", word);
    check_refused(html, strlen(html), "bytes of text");
    free(html);
    free(word);
}

static void many_anchors_before_a_table_are_refused(void **state)
{
    struct buffer page;

    (void)state;
    buffer_init(&page, 0);
    for (int i = 0; i < 100; i++)
        buffer_printf(&page, "<a name=x%d></a>", i);
    buffer_add_text(&page, "<table><tr><td>x</table>");
    check_refused(buffer_text(&page), page.len, "anchors");
    buffer_clear(&page);
}

static void a_file_that_is_not_there_is_our_error(void **state)
{
    struct error err = {0};

    (void)state;
    assert_null(document_load("fixtures/pages/there-is-none.html", &err));
    assert_int_equal(err.kind, ERROR_USAGE);
}

static void a_byte_order_mark_is_no_text(void **state)
{
    static const char bytes[] = "\xEF\xBB\xBF<h1>T</h1>";
    struct error err = {0};
    struct document *page =
        document_read("a/b.c.html", bytes, sizeof(bytes) - 1, &err);

    (void)state;
    assert_non_null(page);
    assert_string_equal(page->title, "T");
    assert_string_equal(page->id, "b.c");
    assert_int_equal(page->len, 1);
    document_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_page_is_refused_with_a_reason),
        cmocka_unit_test(too_much_of_anything_is_refused),
        cmocka_unit_test(copies_of_a_long_cell_count_as_text),
        cmocka_unit_test(many_anchors_before_a_table_are_refused),
        cmocka_unit_test(a_file_that_is_not_there_is_our_error),
        cmocka_unit_test(a_byte_order_mark_is_no_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
