/* test_lint.c - where pages contradict themselves and each other. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

#include "derive/lint.h"
#include "derive/schema.h"

#define PAGES_MAX 16

/* Parts of a page in the shape that docutils gives them. */
#define HEAD(title, line)                                                      \
    "<h1>" title                                                               \
    "</h1><h4>Function</h4><p>It is done.</p><h4>URI</h4><p>" line             \
    "</p>" PATH_TABLE
#define PATH_TABLE                                                             \
    "<table><thead><tr><th>Parameter</th><th>Mandatory</th><th>Description"    \
    "</th></tr></thead><tr><td>id</td><td>Yes</td><td>Which.</td></tr></"      \
    "table>"
#define ASK_TABLE(rows)                                                        \
    "<table><thead><tr><th>Parameter</th><th>Type</th><th>Mandatory</th>"      \
    "<th>Description</th></tr></thead>" rows "</table>"
#define ANSWER_TABLE(rows)                                                     \
    "<table><thead><tr><th>Parameter</th><th>Type</th><th>Description</th>"    \
    "</tr></thead>" rows "</table>"
#define REQUEST(rows)  "<h4>Request</h4>" ASK_TABLE(rows)
#define RESPONSE(rows) "<h4>Response</h4>" ANSWER_TABLE(rows)
#define MEMBERS(name, table)                                                   \
    "<p id=\"m-" name "\">Parameters in the <strong>" name                     \
    "</strong> field</p>" table
#define ASK(name, type, words)                                                 \
    "<tr><td>" name "</td><td>" type "</td><td>No</td><td>" words "</td></tr>"
#define ANSWER(name, type, words)                                              \
    "<tr><td>" name "</td><td>" type "</td><td>" words "</td></tr>"
#define SEE(name)                                                              \
    "For details, see <a href=\"#m-" name "\">Parameters in the " name         \
    " field</a>."
#define EXAMPLE(text) "<h4>Example Request</h4><pre>" text "</pre>"
#define ANSWERS(text) "<h4>Example Response</h4><pre>" text "</pre>"
#define CODES         "<h4>Status Code</h4><p>200</p>"

struct source {
    const char *file, *html;
};

/* Kinds that come of deriving, and those that are no matter here. */
static bool is_of_interest(const struct remark *remark, const char *kinds)
{
    return strstr(kinds, remark->kind) != NULL;
}

/* "page kind: text" of the kinds named, sorted; new memory. */
static char *lint(const struct source *sources, const char *kinds)
{
    struct document *pages[PAGES_MAX];
    struct contract *contracts[PAGES_MAX];
    struct lint_page lints[PAGES_MAX];
    struct remarks remarks = {0};
    struct buffer buf;
    size_t len = 0;

    buffer_init(&buf, 0);
    for (; sources[len].file; len++) {
        struct error err = {0};

        pages[len] = document_read(sources[len].file, sources[len].html,
                                   strlen(sources[len].html), &err);
        assert_non_null(pages[len]);
    }
    for (size_t i = 0; i < len; i++) {
        size_t passed[3] = {0};

        contracts[i] = contract_derive(
            pages[i], (const struct document *const *)pages, len, &remarks);
        lints[i] = (struct lint_page){pages[i], contracts[i]};
        if (!contracts[i])
            fail_msg("%s: %s", sources[i].file, remarks.items[0].text);
        examples_check(contracts[i], &remarks, passed);
        lint_page(&lints[i], &remarks);
    }
    lint_pages(lints, len, &remarks);
    remarks_sort(&remarks);
    for (size_t i = 0; i < remarks.len; i++)
        if (is_of_interest(&remarks.items[i], kinds))
            buffer_printf(&buf, "%s %s: %s\n", remarks.items[i].page,
                          remarks.items[i].kind, remarks.items[i].text);
    remarks_clear(&remarks);
    for (size_t i = 0; i < len; i++) {
        contract_free(contracts[i]);
        document_free(pages[i]);
    }
    return buffer_take(&buf);
}

static void assert_lint(const struct source *sources, const char *kinds,
                        const char *expected)
{
    char *text = lint(sources, kinds);

    assert_string_equal(text, expected);
    free(text);
}

#define ASSERT_PAGE(html, kinds, expected)                                     \
    assert_lint((const struct source[]){{"s/p.html", html}, {0}}, kinds,       \
                expected)

static void request_lines_must_fit_the_uri(void **state)
{
    static const char kinds[] = "example-uri example-query";

    (void)state;
    ASSERT_PAGE(HEAD("Getting a Book", "GET /v3/books/{id}")
                    EXAMPLE("GET https://{endpoint}/v3/books/7") CODES,
                kinds, "");
    ASSERT_PAGE(HEAD("Getting a Book", "GET /v3/books/{id}")
                    EXAMPLE("GET https://{endpoint}/v3/book/7") CODES,
                kinds,
                "p example-uri: GET /v3/book/7 does not fit the page's GET "
                "/v3/books/{id}\n");
    ASSERT_PAGE(HEAD("Getting a Book", "GET /v3/books/{id}")
                    EXAMPLE("PUT {endpoint}/v3/books/7") CODES,
                kinds,
                "p example-uri: PUT /v3/books/7 does not fit the page's GET "
                "/v3/books/{id}\n");
    ASSERT_PAGE(HEAD("Getting a Book", "GET /v3/books/{id}?all={all}")
                    EXAMPLE("GET https://h/v3/books/7?all=1&depth=2") CODES,
                kinds,
                "p example-query: this request uses \"depth\" in its query, "
                "which no table describes\n");
}

static void a_title_names_what_the_method_does(void **state)
{
    static const char kinds[] = "title-differs example-absent";

    (void)state;
    ASSERT_PAGE(HEAD("Deleting a Book", "DELETE /v3/books/{id}") CODES, kinds,
                "");
    ASSERT_PAGE(HEAD("Creating a Book", "GET /v3/books/{id}") CODES, kinds,
                "p title-differs: the page is called \"Creating a Book\", and "
                "its method is GET\n");
    ASSERT_PAGE(HEAD("Updating a Book", "PUT /v3/books/{id}")
                    REQUEST(ASK("name", "String", "It.")) CODES,
                kinds,
                "p example-absent: no example shows a content that the tables "
                "describe\n");
}

static void a_next_page_is_a_call_of_the_same_uri(void **state)
{
    static const char kinds[] = "example-link";

    (void)state;
    ASSERT_PAGE(HEAD("Listing Books", "GET /v3/{id}/books")
                    RESPONSE(ANSWER("books_links", "Array", "More.")) ANSWERS(
                        "{\"books_links\": [{\"rel\": \"next\", \"href\": "
                        "\"https://h:1/v3/7/books?marker=1\"}]}") CODES,
                kinds, "");
    ASSERT_PAGE(
        HEAD("Listing Books", "GET /v3/{id}/books")
            RESPONSE(ANSWER("books_links", "Array", "More."))
                ANSWERS("{\"books_links\": [{\"rel\": \"next\", \"href\": "
                        "\"https://h:1/v3/7/rooms?marker=1\"}]}") CODES,
        kinds,
        "p example-link: the link \"next\" leads to /v3/7/rooms and not to the "
        "page's /v3/{id}/books\n");
}

static void a_key_is_not_the_value(void **state)
{
    static const char kinds[] = "example-key";
    static const struct source sources[] = {
        {"s/get.html", HEAD("Getting a Tag", "GET /v3/tags/{id}")
                           RESPONSE(ANSWER("tag", "Object", "It."))
                               EXAMPLE("GET https://h/v3/tags/blue") ANSWERS(
                                   "{\"tag\": {\"colour\": \"blue\"}}") CODES},
        {"s/delete.html", HEAD("Deleting a Tag", "DELETE /v2/tags/{id}")
                              EXAMPLE("DELETE https://h/v2/tags/blue") CODES},
        {"s/good.html",
         HEAD("Getting a Tag", "GET /v3/labels/{id}")
             RESPONSE(ANSWER("tag", "Object", "It."))
                 EXAMPLE("GET https://h/v3/labels/colour")
                     ANSWERS("{\"tag\": {\"colour\": \"blue\"}}") CODES},
        {0}};

    (void)state;
    assert_lint(sources, kinds,
                "delete example-key: {id} is \"blue\" in this request, which "
                "is the value and not the name of a member\n"
                "get example-key: {id} is \"blue\" in this request, which is "
                "the value and not the name of a member\n");
}

static void values_must_follow_their_own_rules(void **state)
{
    static const char kinds[] = "text-type default-invalid "
                                "constraint-contradiction placeholder-name "
                                "sides-differ";

    (void)state;
    ASSERT_PAGE(
        HEAD("Renaming", "PUT /v3/books/{id}") REQUEST(
            ASK("lent", "String",
                "The value can be <strong>true</strong> or <strong>false"
                "</strong>.") ASK("floor", "Integer",
                                  "The value ranges from 1 to 5. The default "
                                  "value is 0.")
                ASK("age", "Integer",
                    "The value ranges from 1 to 5.</p><p>The maximum value is "
                    "9.") ASK("pages", "Integer",
                              "The default value is <strong>many</strong>.")
                    ASK("key_val", "String", "One or more pairs."))
            RESPONSE(ANSWER("lent", "Boolean", "It.")) CODES,
        kinds,
        "p constraint-contradiction: the words of \"age\" do not agree about "
        "maximum: [5,9]\n"
        "p default-invalid: the default 0 of \"floor\" breaks its own "
        "minimum\n"
        "p default-invalid: the default \"many\" of \"pages\" breaks its own "
        "type\n"
        "p placeholder-name: the row \"key_val\" stands for any name and is "
        "written like one\n"
        "p sides-differ: \"lent\" is string in the request and boolean in the "
        "answer\n"
        "p text-type: \"lent\" is a string, and its words leave it true and "
        "false\n");
}

static void members_that_no_example_shows_are_listed(void **state)
{
    static const char kinds[] = "example-unseen exclusive-members";

    (void)state;
    ASSERT_PAGE(
        HEAD("Getting", "GET /v3/books/{id}") RESPONSE(
            ANSWER("book", "Object", SEE("book"))
                ANSWER("error", "Object", SEE("error")))
            MEMBERS("book", ANSWER_TABLE(ANSWER("id", "String", "It.")
                                             ANSWER("mark", "String", "It.")
                                                 ANSWER("rare", "String",
                                                        "It is returned only "
                                                        "when it is there.")))
                MEMBERS("error",
                        ANSWER_TABLE(ANSWER("message", "String", "It.") ANSWER(
                            "code", "String",
                            "It."))) "<h4>Example Response</h4><pre>{\"book\": "
                                     "{\"id\": "
                                     "\"7\"}}</pre><p>or</p><pre>{\"error\": "
                                     "{\"message\": \"m\", \"code\": "
                                     "\"c\"}}</pre>" CODES,
        kinds,
        "p example-unseen: no example shows \"mark\"\n"
        "p exclusive-members: \"book\" and \"error\" are rows of one "
        "table, and no example has both\n");
}

static void words_must_use_the_names_of_the_tables(void **state)
{
    static const char kinds[] = "name-differs prose-differs";

    (void)state;
    ASSERT_PAGE(HEAD("Renaming", "PUT /v3/books/{id}")
                    REQUEST(ASK("volume", "Object", SEE("book")))
                        MEMBERS("book", ASK_TABLE(ASK("name", "String", "It.")))
                            CODES,
                kinds,
                "p name-differs: the words before this table call \"book\" "
                "what its row calls \"volume\"\n"
                "p name-differs: the row \"volume\" sends its reader to the "
                "members of \"book\"\n");
    ASSERT_PAGE(HEAD("Renaming", "PUT /v3/books/{id}") REQUEST(
                    ASK("name", "String",
                        "It comes with parameters <strong>name</strong>, "
                        "<strong>depth</strong> and <strong>id</strong>. The "
                        "<strong>counts</strong> parameter is ignored. For "
                        "parameter <strong>x</strong> of the API, see it.</p>"
                        "<p>The value is <strong>low</strong>.")) CODES,
                kinds,
                "p prose-differs: the words speak of \"counts\", and no table "
                "has it\n"
                "p prose-differs: the words speak of \"depth\", and no table "
                "has it\n");
}

static void pages_of_one_resource_must_agree(void **state)
{
    static const char kinds[] = "pages-differ member-absent";
    static const struct source sources[] = {
        {"s/a.html",
         HEAD("Creating", "POST /v3/{id}/books")
             RESPONSE(ANSWER("book", "Object", SEE("book"))) MEMBERS(
                 "book", ANSWER_TABLE(ANSWER("pages", "Integer", "It.") ANSWER(
                             "name", "String", "A maximum of 9 bytes.")
                                          ANSWER("mark", "String",
                                                 "The reserved field.")))
                 CODES},
        {"s/b.html",
         HEAD("Listing", "GET /v3/{id}/books") RESPONSE(
             ANSWER("books", "Array of objects", SEE("books")))
             MEMBERS("books",
                     ANSWER_TABLE(ANSWER("pages", "String", "It.") ANSWER(
                         "name", "String", "A maximum of 8 bytes.")
                                      ANSWER("mark", "String", "Its mark.")))
                 CODES},
        {"s/c.html",
         HEAD("Creating", "POST /v2/{id}/books")
             RESPONSE(ANSWER("book", "Object", SEE("book"))) MEMBERS(
                 "book", ANSWER_TABLE(ANSWER("pages", "Integer", "It.") ANSWER(
                             "name", "String", "A maximum of 7 bytes.")))
                 CODES},
        {"t/d.html",
         HEAD("Creating", "POST /v3/{id}/books")
             RESPONSE(ANSWER("book", "Object", SEE("book"))) MEMBERS(
                 "book", ANSWER_TABLE(ANSWER("pages", "Float", "It."))) CODES},
        {0}};

    (void)state;
    assert_lint(sources, kinds,
                "b pages-differ: \"mark\": reserved is not stated here, and "
                "stated on a\n"
                "b pages-differ: \"name\": maxBytes is 8 here, and 9 on a\n"
                "b pages-differ: \"pages\": type is string here, and integer "
                "on a\n"
                "c member-absent: \"book\" of the answer lacks \"mark\", which "
                "a describes\n");
}

#define QUERY(rows)                                                            \
    "<p>Request filter parameters</p>" ASK_TABLE(rows)                         \
        RESPONSE(ANSWER("books", "Array", "It."))
#define LINK(href) "<p>How to get it, see <a href=\"" href "\">there</a>.</p>"

static void versions_and_siblings_are_compared(void **state)
{
    static const char kinds[] = "parameter-absent link-other-version";
    static const struct source sources[] = {
        {"s/list2.html", HEAD("Listing", "GET /v2/{id}/books")
                             QUERY(ASK("limit", "Integer", "It.")) CODES},
        {"s/list3.html", HEAD("Listing", "GET /v3/{id}/books")
                             QUERY(ASK("limit", "Integer", "It.")
                                       ASK("depth", "Integer", "It.")) CODES},
        {"s/put2.html",
         HEAD("Putting", "PUT /v2/books/{id}") LINK("list3.html") CODES},
        {"s/put3.html",
         HEAD("Putting", "PUT /v3/books/{id}") LINK("list3.html") CODES},
        {0}};

    (void)state;
    assert_lint(sources, kinds,
                "list2 parameter-absent: list3 has \"depth\" in its query, and "
                "this page does not\n"
                "put2 link-other-version: this page of v2 sends its reader to "
                "list3 of v3, and list2 is the same call in v2\n");
}

static void a_section_that_all_others_have_is_missed(void **state)
{
#define PLAIN(n)                                                               \
    {                                                                          \
        "s/" n ".html", HEAD("Getting", "GET /v3/" n "/{id}") CODES            \
    }
    static const struct source few[] = {
        PLAIN("a"),
        PLAIN("b"),
        PLAIN("c"),
        {"s/d.html", HEAD("Getting", "GET /v3/d/{id}")},
        {0}};

    (void)state;
    assert_lint(few, "section-absent", "");
}

/* Most pages have it: nine of ten, of six at least. */
static void a_habit_of_many_pages_is_expected_of_all(void **state)
{
    struct source sources[PAGES_MAX] = {{0}};
    char *html[PAGES_MAX], *files[PAGES_MAX];

    (void)state;
    for (size_t i = 0; i + 1 < PAGES_MAX; i++) {
        files[i] = xasprintf("s/%zu.html", i);
        html[i] = xasprintf(HEAD("Getting", "GET /v3/%zu/{id}") "%s", i,
                            i == 3 ? "" : CODES "<h4>Error Codes</h4><p>x</p>");
        sources[i] = (struct source){files[i], html[i]};
    }
    assert_lint(
        sources, "section-absent",
        "3 section-absent: the section \"error code\" is missing, which "
        "14 of 15 pages of this kind have\n"
        "3 section-absent: the section \"status code\" is missing, "
        "which 14 of 15 pages of this kind have\n");
    for (size_t i = 0; i + 1 < PAGES_MAX; i++) {
        free(html[i]);
        free(files[i]);
    }
}

/* The register's case that our other pages cannot show: a code as a number. */
static void a_failure_is_held_against_its_table(void **state)
{
    ASSERT_PAGE(
        HEAD("Getting", "GET /v3/books/{id}") RESPONSE(
            ANSWER("book", "Object", SEE("book"))
                ANSWER("error", "Object", SEE("error")))
            MEMBERS("book", ANSWER_TABLE(ANSWER("id", "String", "It.")))
                MEMBERS("error",
                        ANSWER_TABLE(ANSWER("message", "String", "It.")
                                         ANSWER("code", "String", "It.")))
                    ANSWERS("{\"book\": {\"id\": \"7\"}}")
                        ANSWERS("{\"error\": {\"message\": \"m\", \"code\": "
                                "400}}") CODES,
        "example-type",
        "p example-type: \"code\" is an integer here, its table says string\n");
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(request_lines_must_fit_the_uri),
        cmocka_unit_test(a_title_names_what_the_method_does),
        cmocka_unit_test(a_next_page_is_a_call_of_the_same_uri),
        cmocka_unit_test(a_key_is_not_the_value),
        cmocka_unit_test(values_must_follow_their_own_rules),
        cmocka_unit_test(members_that_no_example_shows_are_listed),
        cmocka_unit_test(words_must_use_the_names_of_the_tables),
        cmocka_unit_test(pages_of_one_resource_must_agree),
        cmocka_unit_test(versions_and_siblings_are_compared),
        cmocka_unit_test(a_section_that_all_others_have_is_missed),
        cmocka_unit_test(a_habit_of_many_pages_is_expected_of_all),
        cmocka_unit_test(a_failure_is_held_against_its_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
