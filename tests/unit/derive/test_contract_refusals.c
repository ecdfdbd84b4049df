/* test_contract_refusals.c - pages that nothing may be derived from. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

static void check_refused(const struct document *page, const char *kind)
{
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);
    const struct remark *refusal = remarks_refusal(&remarks);

    if (contract)
        fail_msg("%s is derived, and should be refused: %s", page->id, kind);
    assert_non_null(refusal);
    assert_string_equal(refusal->kind, kind);
    assert_string_equal(refusal->page, page->id);
    assert_true(strlen(refusal->text) > 10);
    remarks_clear(&remarks);
}

static void a_page_without_a_sure_meaning_is_refused(void **state)
{
    static const struct {
        const char *page;
        const char *kind;
    } rows[] = {
        {"no-endpoint", "no-endpoint"},
        {"texts", "no-endpoint"},
        {"answers-task", "no-endpoint"},
        {"malformed-uri", "malformed-uri"},
        {"several-operations", "several-operations"},
        {"several-roots", "several-roots"},
        {"several-configs", "several-roots"},
        {"links-in-a-circle", "several-roots"},
        {"placeholder-undocumented", "placeholder-undocumented"},
        {"placeholder-other", "placeholder-undocumented"},
        {"orphan-for-two", "several-roots"},
        {"row-ragged", "row-ragged"},
        {"type-unknown", "type-unknown"},
        {"response-elsewhere", "response-elsewhere"},
        {"response-undocumented", "response-undocumented"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document *page = page_load(rows[i].page);

        check_refused(page, rows[i].kind);
        document_free(page);
    }
}

static void a_request_that_only_an_example_shows_is_refused(void **state)
{
    struct document *page =
        page_read("<h4>URI</h4><p>POST /v1/books</p>"
                  "<h4>Request</h4><p>None</p><h4>Response</h4><p>None</p>"
                  "<h4>Example Request</h4><pre>{\"title\": \"Emma\"}</pre>");

    (void)state;
    check_refused(page, "request-undocumented");
    document_free(page);
}

static void a_line_that_is_no_uri_is_no_endpoint(void **state)
{
    static const struct {
        const char *line;
        const char *kind;
    } rows[] = {
        {"get /v1/books", "no-endpoint"},
        {"GETTING /v1/books", "no-endpoint"},
        {"None", "no-endpoint"},
        {"GET v1/books", "malformed-uri"},
        {"GET /v1/my books", "malformed-uri"},
        {"GET /v1/{}", "malformed-uri"},
        {"GET /v1/{a{b}}", "malformed-uri"},
        {"GET /v1/{a b}", "malformed-uri"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *html = xasprintf("<h4>URI</h4><p>%s</p>", rows[i].line);
        struct document *page = page_read(html);

        check_refused(page, rows[i].kind);
        document_free(page);
        free(html);
    }
}

static void other_pages_are_asked_when_they_are_given(void **state)
{
    static const struct {
        const char *page;
        const char *other;
        const char *outline;
        const char *kind;
        const char *from;
    } rows[] = {
        {"response-elsewhere", "answers-task",
         "path /library_id unknown!\n"
         "response /job_id string\n"
         "response /state object\n"
         "response /state/done boolean\n",
         "response-elsewhere", "answers-task"},
        {"placeholder-undocumented", "placeholder-beside",
         "path /library_id unknown!\n"
         "path /book_id unknown!\n",
         "placeholder-undocumented", "placeholder-beside"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct document *page = page_load(rows[i].page);
        struct document *other = page_load(rows[i].other);
        const struct document *pages[] = {page, other};
        struct remarks remarks = {0};
        struct contract *contract = contract_derive(page, pages, 2, &remarks);
        char *outline;

        assert_non_null(contract);
        outline = contract_outline(contract);
        assert_string_equal(outline, rows[i].outline);
        assert_int_equal(remarks_count(&remarks, rows[i].kind), 1);
        assert_null(remarks_refusal(&remarks));
        assert_int_equal(contract->rows, contract->rows_used);
        free(outline);
        contract_free(contract);
        remarks_clear(&remarks);
        document_free(page);
        document_free(other);
    }
}

static void a_row_from_another_page_says_so(void **state)
{
    struct document *page = page_load("response-elsewhere");
    struct document *other = page_load("answers-task");
    const struct document *pages[] = {other};
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, pages, 1, &remarks);

    (void)state;
    assert_string_equal(contract->response.nodes[0]->origin.page,
                        "answers-task");
    assert_string_equal(contract->path.nodes[0]->origin.page,
                        "response-elsewhere");
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
    document_free(other);
}

static void of_other_pages_the_one_with_the_closest_path_is_asked(void **state)
{
    struct document *page = page_load("placeholder-undocumented");
    struct document *near = page_load("placeholder-beside");
    struct document *far = page_load("t0-nested");
    const struct document *orders[][2] = {{near, far}, {far, near}};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct remarks remarks = {0};
        struct contract *contract =
            contract_derive(page, orders[i], 2, &remarks);

        assert_string_equal(contract->path.nodes[1]->name, "book_id");
        assert_string_equal(contract->path.nodes[1]->origin.page,
                            "placeholder-beside");
        contract_free(contract);
        remarks_clear(&remarks);
    }
    document_free(page);
    document_free(near);
    document_free(far);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_without_a_sure_meaning_is_refused),
        cmocka_unit_test(a_request_that_only_an_example_shows_is_refused),
        cmocka_unit_test(a_line_that_is_no_uri_is_no_endpoint),
        cmocka_unit_test(other_pages_are_asked_when_they_are_given),
        cmocka_unit_test(a_row_from_another_page_says_so),
        cmocka_unit_test(of_other_pages_the_one_with_the_closest_path_is_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
