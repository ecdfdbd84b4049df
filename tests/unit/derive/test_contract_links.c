/* test_contract_links.c - which table explains which member. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

static void members_come_from_the_table_that_is_meant(void **state)
{
    static const struct {
        const char *page;
        const char *outline;
    } rows[] = {
        /* the anchor of an item, doubled and short */
        {"link-to-item", "path /library_id unknown!\n"
                         "response /book object\n"
                         "response /book/id string\n"
                         "response /cover object\n"
                         "response /cover/colour string\n"},
        /* a table that explains its own row */
        {"link-to-own-table",
         "path /library_id unknown!\n"
         "response /tree object\n"
         "response /tree/id string\n"
         "response /tree/branches array of object as \"/tree\"\n"},
        {"link-back-to-root", "path /library_id unknown!\n"
                              "response /child object\n"
                              "response /child/name string\n"
                              "response /child/parent object as \"\"\n"},
        /* no link at all */
        {"caption-names-member", "path /library_id unknown!\n"
                                 "response /book object\n"
                                 "response /book/id string\n"
                                 "response /pages array of object\n"
                                 "response /pages/0/number integer\n"},
        {"caption-names-type", "path /library_id unknown!\n"
                               "response /book object\n"
                               "response /book/id string\n"},
        /* one table for two members: its rows count once */
        {"shared-table", "path /library_id unknown!\n"
                         "response /first object\n"
                         "response /first/id string\n"
                         "response /last object\n"
                         "response /last/id string\n"},
        {"link-contradicts-caption", "path /library_id unknown!\n"
                                     "response /shelf object\n"
                                     "response /shelf/id string\n"
                                     "response /shelf/books array\n"
                                     "response /shelf/books/0/isbn string\n"},
        {"table-called-otherwise", "path /library_id unknown!\n"
                                   "response /tags array of object\n"
                                   "response /tags/0/key string\n"
                                   "response /tags/0/value string\n"},
        {"caption-singular", "path /library_id unknown!\n"
                             "response /readers array of object\n"
                             "response /readers/0/reader object\n"
                             "response /readers/0/reader/name string\n"},
        {"caption-spelled-otherwise", "path /library_id unknown!\n"
                                      "response /book_covers map of object\n"
                                      "response /book_covers/paper string\n"
                                      "response /count integer\n"},
        /* the table beside the row, not the one of the answer */
        {"table-of-other-section", "path /library_id unknown!\n"
                                   "request /desk object!\n"
                                   "request /desk/lamp string?\n"
                                   "response /desk object\n"
                                   "response /desk/lamp string\n"
                                   "response /desk/id string\n"},
        {"map-of-labels", "path /library_id unknown!\n"
                          "request /labels object!\n"
                          "request /labels/key_val string? any\n"},
        {"unresolved-object", "path /library_id unknown!\n"
                              "response /book object unresolved\n"
                              "response /tags array of object unresolved\n"
                              "response /names array of string\n"},
        {"link-dangling", "path /library_id unknown!\n"
                          "response /book object unresolved\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_outline(rows[i].page, rows[i].outline);
}

static void what_is_wrong_with_links_is_remarked(void **state)
{
    static const struct {
        const char *page;
        const char *kind;
        size_t times;
    } rows[] = {
        {"link-to-item", "link-dangling", 0},
        {"link-dangling", "link-dangling", 1},
        {"link-dangling", "unresolved-object", 1},
        {"unresolved-object", "unresolved-object", 2},
        {"link-contradicts-caption", "link-contradicts", 1},
        {"table-called-otherwise", "name-differs", 1},
        {"caption-names-member", "name-differs", 0},
        {"caption-singular", "name-differs", 0},
        {"caption-spelled-otherwise", "name-differs", 1},
        {"members-of-a-string", "text-type", 1},
        {"members-of-a-string", "row-lost", 1},
        {"t0-flat", "link-contradicts", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document *page = page_load(rows[i].page);
        struct remarks remarks = {0};

        contract_free(contract_derive(page, NULL, 0, &remarks));
        if (remarks_count(&remarks, rows[i].kind) != rows[i].times)
            fail_msg("%s: %zu x %s", rows[i].page,
                     remarks_count(&remarks, rows[i].kind), rows[i].kind);
        remarks_clear(&remarks);
        document_free(page);
    }
}

static void a_type_without_members_is_believed(void **state)
{
    struct document *page = page_load("members-of-a-string");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);

    (void)state;
    assert_int_equal(contract->response.len, 2);
    assert_int_equal(contract->response.nodes[0]->type->kind, TYPE_STRING);
    assert_int_equal(contract->response.nodes[0]->len, 0);
    assert_int_equal(contract->rows, 5);
    assert_int_equal(contract->rows_used, 3);
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

/* Tables that each explain both rows of the one before: 2^n members. */
static char *doubling_page(int tables)
{
    struct buffer html;

    buffer_init(&html, 0);
    buffer_add_text(&html, "<h4>URI</h4><p>GET /v1</p><h4>Response</h4>");
    for (int i = 0; i < tables; i++)
        buffer_printf(&html,
                      "<table id=t%d><thead><tr><th>Parameter<th>Type</thead>"
                      "<tr><td>a<td><a href='#t%d'>Object</a>"
                      "<tr><td>b<td><a href='#t%d'>Object</a></table>",
                      i, i + 1, i + 1);
    return buffer_take(&html);
}

static void tables_that_double_members_meet_a_limit(void **state)
{
    char *html = doubling_page(20);
    struct document *page = page_read(html);
    struct remarks remarks = {0};

    (void)state;
    assert_null(contract_derive(page, NULL, 0, &remarks));
    assert_string_equal(remarks_refusal(&remarks)->kind, "beyond-limit");
    assert_true(remarks.len < 20);
    remarks_clear(&remarks);
    document_free(page);
    free(html);
}

static void a_chain_of_tables_meets_a_limit(void **state)
{
    char *html = doubling_page(60);
    struct document *page = page_read(html);
    struct remarks remarks = {0};

    (void)state;
    assert_null(contract_derive(page, NULL, 0, &remarks));
    assert_string_equal(remarks_refusal(&remarks)->kind, "beyond-limit");
    remarks_clear(&remarks);
    document_free(page);
    free(html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_come_from_the_table_that_is_meant),
        cmocka_unit_test(what_is_wrong_with_links_is_remarked),
        cmocka_unit_test(a_type_without_members_is_believed),
        cmocka_unit_test(tables_that_double_members_meet_a_limit),
        cmocka_unit_test(a_chain_of_tables_meets_a_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
