/* test_contract_places.c - path, query, header or content; and the URI. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

static void rows_go_where_the_uri_and_the_method_put_them(void **state)
{
    static const struct {
        const char *page;
        const char *outline;
    } rows[] = {
        {"body-in-uri-table", "path /library_id string!\n"
                              "request /reader string!\n"
                              "request /notify boolean?\n"},
        {"query-in-request", "path /library_id unknown!\n"
                             "query /limit integer?\n"
                             "query /sort string?\n"},
        {"query-in-uri-line", "path /library_id unknown!\n"
                              "query /author unknown?\n"},
        {"placeholder-unused", "path /library_id string!\n"},
        {"placeholder-slip", "path /library_id unknown!\n"
                             "path /book_id unknown!\n"},
        {"uri-without-heading", "path /library_id unknown!\n"},
        {"columns-swapped", "path /library_id unknown!\n"
                            "request /title string!\n"
                            "request /copies integer?\n"
                            "request /shelf string\n"},
        {"wrapper-elided", "path /library_id unknown!\n"
                           "response /books array of object!\n"
                           "response /books/0/id string\n"
                           "response /books/0/title string\n"},
        {"array-at-top", "path /library_id unknown!\n"
                         "response /0/id string\n"},
        {"response-empty-object", "path /library_id unknown!\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_outline(rows[i].page, rows[i].outline);
}

static void what_was_guessed_or_is_wrong_is_remarked(void **state)
{
    static const struct {
        const char *page;
        const char *kind;
        size_t times;
    } rows[] = {
        {"body-in-uri-table", "body-in-uri-table", 1},
        {"query-in-request", "query-in-request", 1},
        {"query-in-uri-line", "placeholder-undocumented", 0},
        {"placeholder-unused", "placeholder-unused", 1},
        {"columns-swapped", "columns-swapped", 1},
        {"columns-swapped", "presence-unknown", 1},
        {"duplicate-row", "duplicate-row", 1},
        {"duplicate-row", "row-lost", 0},
        {"placeholder-slip", "name-differs", 1},
        {"wrapper-elided", "wrapper-undocumented", 1},
        {"several-uris", "several-uris", 1},
        {"t0-nested", "several-uris", 0},
        {"t0-nested", "row-lost", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document *page = page_load(rows[i].page);
        struct remarks remarks = {0};
        struct contract *contract = contract_derive(page, NULL, 0, &remarks);

        assert_non_null(contract);
        assert_null(remarks_refusal(&remarks));
        if (remarks_count(&remarks, rows[i].kind) != rows[i].times)
            fail_msg("%s: %zu x %s", rows[i].page,
                     remarks_count(&remarks, rows[i].kind), rows[i].kind);
        contract_free(contract);
        remarks_clear(&remarks);
        document_free(page);
    }
}

static void a_row_that_repeats_comes_to_the_node_of_the_first(void **state)
{
    struct document *page = page_load("duplicate-row");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);

    (void)state;
    assert_int_equal(contract->rows, 4);
    assert_int_equal(contract->rows_used, 4);
    assert_int_equal(contract->response.len, 2);
    assert_int_equal(contract->response.nodes[0]->type->kind, TYPE_STRING);
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

static void a_uri_line_is_method_path_and_query(void **state)
{
    static const struct {
        const char *line;
        const char *method;
        const char *path;
        const char *query;
    } rows[] = {
        {"GET /", "GET", "/", ""},
        {"PUT /v3/books", "PUT", "/v3/books", ""},
        {"DELETE  /v3/books/all", "DELETE", "/v3/books/all", ""},
        {"GET https://{endpoint}/v3/books", "GET", "/v3/books", ""},
        {"GET /v3/books?limit={limit}&all=True", "GET", "/v3/books",
         "limit={limit}&all=True"},
        {"POST /v3/books?limit={limit} ", "POST", "/v3/books", "limit={limit}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *html = xasprintf("<h4>URI</h4><p>%s</p>", rows[i].line);
        struct document *page = page_read(html);
        struct remarks remarks = {0};
        struct contract *contract = contract_derive(page, NULL, 0, &remarks);

        assert_non_null(contract);
        assert_int_equal(contract->uris_len, 1);
        assert_string_equal(contract->uris[0].method, rows[i].method);
        assert_string_equal(contract->uris[0].path, rows[i].path);
        assert_string_equal(contract->uris[0].query, rows[i].query);
        contract_free(contract);
        remarks_clear(&remarks);
        document_free(page);
        free(html);
    }
}

static void the_first_uri_is_the_operation_and_others_are_aliases(void **state)
{
    struct document *page = page_load("several-uris");
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);

    (void)state;
    assert_int_equal(contract->uris_len, 2);
    assert_string_equal(contract->uris[0].path, "/v2.1/{library_id}/books");
    assert_string_equal(contract->uris[1].path, "/v2/{library_id}/books");
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_go_where_the_uri_and_the_method_put_them),
        cmocka_unit_test(what_was_guessed_or_is_wrong_is_remarked),
        cmocka_unit_test(a_row_that_repeats_comes_to_the_node_of_the_first),
        cmocka_unit_test(a_uri_line_is_method_path_and_query),
        cmocka_unit_test(the_first_uri_is_the_operation_and_others_are_aliases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
