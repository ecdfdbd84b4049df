/* test_contract.c - pages of each shape as contracts. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

static const char *const renaming = "path /library_id unknown!\n"
                                    "path /book_id unknown!\n"
                                    "request /book object!\n"
                                    "request /book/title string?\n"
                                    "request /book/note string?\n"
                                    "response /book object\n"
                                    "response /book/id string\n"
                                    "response /book/title string\n"
                                    "response /book/labels object unresolved\n"
                                    "error /error object\n"
                                    "error /error/message string\n"
                                    "error /error/code string\n";

static void three_dialects_of_one_page_are_one_contract(void **state)
{
    (void)state;
    assert_outline("t0-nested", renaming);
    assert_outline("t0-flat", renaming);
    assert_outline("t0-docutils", renaming);
}

static void every_shape_of_page_is_derived(void **state)
{
    static const struct {
        const char *page;
        const char *outline;
    } rows[] = {
        {"t1-returned-values", "path /library_id unknown!\n"
                               "path /shelf_id unknown!\n"
                               "response /shelf object\n"
                               "response /shelf/id string\n"
                               "response /shelf/books array of object\n"
                               "response /shelf/books/0/id string\n"
                               "response /shelf/books/0/due string\n"
                               "response /shelf/floor integer\n"},
        {"t2-flat", "query /marker string?\n"
                    "query /limit integer?\n"
                    "response /shelves array\n"
                    "response /shelves/0/id string\n"},
        {"t3-generated", "path /library_id string!\n"
                         "query /dry_run boolean?\n"
                         "header /X-Auth-Token string!\n"
                         "request /reader object!\n"
                         "request /reader/name string!\n"
                         "request /reader/cards array of object?\n"
                         "request /reader/cards/0/number string!\n"
                         "response /reader_id string\n"
                         "error /error_code string\n"
                         "error /error_msg string\n"},
        {"t4-samples", "path /library_id string!\n"
                       "path /loan_id integer!\n"
                       "request /reason string!\n"
                       "response /is_success boolean\n"
                       "response /error_code string\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_outline(rows[i].page, rows[i].outline);
}

static void a_page_tells_its_shape_and_codes(void **state)
{
    static const struct {
        const char *page;
        const char *shape;
        size_t statuses;
        int code;
        const char *reason;
        bool is_success;
    } rows[] = {
        {"t0-nested", "T0", 1, 200, "", true},
        {"t0-docutils", "T0", 1, 200, "", true},
        {"t1-returned-values", "T1", 0, 0, "", false},
        {"t2-flat", "T2", 2, 200, "OK", true},
        {"t3-generated", "T3", 2, 201, "Created", true},
        {"t4-samples", "T4", 0, 0, "", false},
        {"status-bullets", "T0", 2, 202, "", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document *page = page_load(rows[i].page);
        struct remarks remarks = {0};
        struct contract *contract = contract_derive(page, NULL, 0, &remarks);

        assert_string_equal(contract->template_name, rows[i].shape);
        assert_int_equal(contract->statuses_len, rows[i].statuses);
        assert_int_equal(remarks_count(&remarks, "no-status-codes"),
                         rows[i].statuses == 0);
        if (rows[i].statuses > 0) {
            assert_int_equal(contract->statuses[0].code, rows[i].code);
            assert_string_equal(contract->statuses[0].reason, rows[i].reason);
            assert_int_equal(contract->statuses[0].is_success,
                             rows[i].is_success);
        }
        contract_free(contract);
        remarks_clear(&remarks);
        document_free(page);
    }
}

static void codes_of_failure_are_no_success(void **state)
{
    struct document *page = page_load("status-bullets");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);

    (void)state;
    assert_int_equal(contract->statuses[1].code, 404);
    assert_string_equal(contract->statuses[1].reason, "Not Found");
    assert_false(contract->statuses[1].is_success);
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

static void a_node_knows_its_row(void **state)
{
    struct document *page = page_load("t0-nested");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);
    const struct node *title = contract->request.nodes[0]->children[0];
    const struct table *table =
        &section_block(page_section(page, "Request"), BLOCK_TABLE, 1)->table;

    (void)state;
    assert_string_equal(title->name, "title");
    assert_string_equal(title->description, "A maximum of 255 bytes.");
    assert_string_equal(title->origin.page, "t0-nested");
    assert_string_equal(title->origin.table, table->element);
    assert_string_equal(title->origin.row, table->rows[0].element);
    assert_string_equal(title->origin.type_el,
                        cell_element(&table->rows[0].cells[1]));
    assert_string_equal(title->origin.mandatory_el,
                        cell_element(&table->rows[0].cells[2]));
    assert_string_equal(title->origin.text_el,
                        cell_element(&table->rows[0].cells[3]));
    assert_int_equal(title->origin.line, table->rows[0].line);
    assert_int_equal(title->origin.table_index, 2);
    assert_int_equal(title->origin.row_index, 0);
    assert_non_null(traits_find(&title->traits, "maxBytes"));
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

static void success_or_error_and_the_named_fault_are_seen(void **state)
{
    struct document *page = page_load("t0-nested");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);
    const struct section *response = page_section(page, "Response");
    const char *element = NULL;

    (void)state;
    for (size_t i = 0; i < response->len; i++) {
        if (strcmp(response->blocks[i].text.text, "or") == 0)
            element = response->blocks[i].text.element;
    }
    assert_true(contract->error_has_fault);
    assert_string_equal(contract->alternatives_el, element);
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

static void what_a_page_states_in_sentences_is_kept(void **state)
{
    struct document *page = page_load("t0-flat");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);

    (void)state;
    assert_int_equal(contract->statements_len, 2);
    assert_string_equal(contract->statements[0].text,
                        "This call gives a book another name.");
    assert_string_equal(contract->statements[1].text,
                        "A book that is lent cannot be renamed.");
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_dialects_of_one_page_are_one_contract),
        cmocka_unit_test(every_shape_of_page_is_derived),
        cmocka_unit_test(a_page_tells_its_shape_and_codes),
        cmocka_unit_test(codes_of_failure_are_no_success),
        cmocka_unit_test(a_node_knows_its_row),
        cmocka_unit_test(success_or_error_and_the_named_fault_are_seen),
        cmocka_unit_test(what_a_page_states_in_sentences_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
