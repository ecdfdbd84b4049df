/* test_examples.c - what the pres of a page hold, and what is wrong with it. */
#include "tests/unit/test.h"

#include "tests/unit/derive/pages.h"

#include "derive/schema.h"

#include "base/json.h"

/* What one section of HTML holds as examples. */
struct reading {
    struct document *page;
    struct contract *contract;
    struct remarks remarks;
};

static struct reading read_examples(const char *html, enum example_role role)
{
    struct reading reading = {.page = page_read(html)};

    reading.contract = xcalloc(1, sizeof(*reading.contract));
    reading.contract->page = xstrdup("p");
    reading.contract->file = xstrdup("p.html");
    for (size_t i = 0; i < reading.page->len; i++)
        examples_read(reading.contract, &reading.page->sections[i], role,
                      &reading.remarks);
    return reading;
}

static void reading_clear(struct reading *reading)
{
    contract_free(reading->contract);
    remarks_clear(&reading->remarks);
    document_free(reading->page);
}

/* "request 200 start-line content": one line for each example. */
static char *outline(const struct contract *contract)
{
    static const char *const roles[] = {"request", "response", "error",
                                        "other"};
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < contract->examples_len; i++) {
        const struct example *example = &contract->examples[i];
        char *content =
            example->content
                ? json_text(example->content)
                : xstrdup(example->problem ? example->problem : "nothing");

        buffer_printf(&buf, "%s %d %s %s\n", roles[example->role],
                      example->status,
                      example->start_line ? example->start_line : "-", content);
        free(content);
    }
    return buffer_take(&buf);
}

static void pres_are_told_apart(void **state)
{
    static const struct {
        const char *html, *expected;
        enum example_role role;
    } cases[] = {
        {"<h4>Request</h4><p>Example request</p>"
         "<pre>PUT https://{endpoint}/v2/a\n{\"a\": 1}</pre>",
         "request 0 PUT https://{endpoint}/v2/a {\"a\":1}\n", EXAMPLE_REQUEST},
        {"<h4>Example Request</h4><pre>GET https://h/v2.1/a\nGET "
         "https://h/v2/a\n</pre>",
         "request 0 GET https://h/v2.1/a nothing\n", EXAMPLE_REQUEST},
        {"<h4>Example Requests</h4><pre>POST\n\nhttps://h/v3/a\n\n{\"a\": "
         "1}</pre>",
         "request 0 POST https://h/v3/a {\"a\":1}\n", EXAMPLE_REQUEST},
        {"<h4>Example Request</h4><pre>PUT /a HTTP/1.1\nContent-Type: "
         "application/json\nX-Auth-Token: abc\n\n{\"a\": 1}</pre>",
         "request 0 PUT /a HTTP/1.1 {\"a\":1}\n", EXAMPLE_REQUEST},
        {"<h4>Response</h4><p>Example response</p><pre>{\"a\": 1}</pre><p>or"
         "</p><pre>{\"error\": {\"message\": \"m\", \"code\": \"c\"}}</pre>",
         "response 0 - {\"a\":1}\n"
         "error 0 - {\"error\":{\"message\":\"m\",\"code\":\"c\"}}\n",
         EXAMPLE_RESPONSE},
        {"<h4>Response</h4><p>Example response</p><pre>{\"a\": 1} or {\"b\": "
         "2}</pre>",
         "response 0 - {\"a\":1}\nresponse 0 - {\"b\":2}\n", EXAMPLE_RESPONSE},
        {"<h4>Example Responses</h4><p>Status code: 201</p><p>Created</p>"
         "<pre>{\"a\": 1}</pre><p>Status code: 403</p><pre>{\"b\": 1}</pre>",
         "response 201 - {\"a\":1}\nerror 403 - {\"b\":1}\n", EXAMPLE_RESPONSE},
        {"<h4>Samples</h4><p>Sample request</p><pre>GET https://h/a</pre>"
         "<p>Successful sample response</p><pre>{\"a\": 1}</pre>"
         "<p>Failed sample response</p><pre>{\"a\": 2}</pre>",
         "request 0 GET https://h/a nothing\nresponse 0 - {\"a\":1}\n"
         "error 0 - {\"a\":2}\n",
         EXAMPLE_OTHER},
        {"<h4>Samples</h4><pre>GET https://h/a</pre><pre>{\"is_success\": "
         "false, \"error_code\": \"E\", \"error_msg\": \"m\"}</pre>",
         "request 0 GET https://h/a nothing\nerror 0 - {\"is_success\":false,"
         "\"error_code\":\"E\",\"error_msg\":\"m\"}\n",
         EXAMPLE_OTHER},
        {"<h4>Example Response</h4><pre>HTTP/1.1 200 OK\n\n[1]</pre>",
         "response 200 - [1]\n", EXAMPLE_RESPONSE},
        {"<h4>Example Response</h4><pre>&lt;html&gt;</pre><pre></pre>",
         "response 0 - nothing\nresponse 0 - nothing\n", EXAMPLE_RESPONSE},
        {"<h4>Request</h4><table><tr><th>Parameter</th></tr><tr><td>a<pre>{"
         "\"a\": 1}</pre></td></tr></table>",
         "other 0 - {\"a\":1}\n", EXAMPLE_REQUEST},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct reading reading = read_examples(cases[i].html, cases[i].role);
        char *text = outline(reading.contract);

        if (strcmp(text, cases[i].expected))
            fail_msg("%s\n%s  is not\n%s", cases[i].html, text,
                     cases[i].expected);
        assert_int_equal(reading.remarks.len, 0);
        free(text);
        reading_clear(&reading);
    }
}

static void what_is_no_json_says_why_and_where(void **state)
{
    static const struct {
        const char *text, *cause;
        int line;
        size_t column;
    } cases[] = {
        {"{\n\"a\": 1,\n}", "a comma after the last value", 3, 1},
        {"[1,\n2,]", "a comma after the last value", 2, 3},
        {"{\n\"a\": 1 // one\n}", "a // comment", 2, 8},
        {"{\"a\": \"b\nc\"}", "a line break inside a string", 1, 9},
        {"{\"a\": 1\n\"b\": 2}", "a comma is missing", 2, 1},
        {"{\"a\": {}\n{}}", "a comma is missing", 2, 1},
        {"{a: 1}", "without quotation marks", 1, 2},
        {"{\"a\": ,\n\"b\": 1}", "a member without a value", 1, 7},
        {"{\"a\": \"\"b\"}", "a doubled quotation mark", 1, 9},
        {"{\"a\": 'b'}", "a string in single quotes", 1, 7},
        {"{\"a\": 1,, \"b\": 2}", "two commas", 1, 9},
        {"{\"a\": 1, ...}", "an ellipsis", 1, 10},
        {"{\"a\": [1, ...]}", "an ellipsis", 1, 11},
        {"{\"a\": xxx}", "a value that is not JSON", 1, 7},
        {"{\"a\": {\"b\": 1}", "the end is missing", 1, 15},
        {"{\"a\" 1}", "a colon is missing", 1, 6},
        {"{\"a\": [1}}", "a bracket of the wrong kind", 1, 9},
        {"{\"a\": 1} and so on", "stray characters", 1, 10},
        {"{\"a\": 1 b}", "stray characters", 1, 9},
        {"\"a\": {\n}", "no object or array", 1, 1},
        {"{\"a\": 99999999999999999999}", "beyond what can be read", 1, 27},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *html = xasprintf(
            "<h4>Example Response</h4>\n<pre id=\"e\">%s</pre>", cases[i].text);
        struct reading reading = read_examples(html, EXAMPLE_RESPONSE);
        const struct example *example = &reading.contract->examples[0];
        char *place = xasprintf("line %d column %zu: ", cases[i].line + 1,
                                cases[i].column);

        assert_int_equal(reading.remarks.len, 1);
        assert_null(example->content);
        if (strncmp(example->problem, place, strlen(place)) ||
            !strstr(example->problem, cases[i].cause))
            fail_msg("%s\n  %s\n  %s%s", cases[i].text, example->problem, place,
                     cases[i].cause);
        assert_string_equal(reading.remarks.items[0].kind, "example-not-json");
        assert_string_equal(reading.remarks.items[0].element, "e");
        assert_int_equal(reading.remarks.items[0].line, cases[i].line + 1);
        free(place);
        free(html);
        reading_clear(&reading);
    }
}

static void hostile_pres_are_survived(void **state)
{
    static const char *const units[] = {"[",    "{\"a\":",        "GET /a\n",
                                        "\"\\", "{\"a\": 1} or ", "//"};

    (void)state;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
        const size_t len = strlen(units[i]), count = 20000 / len;
        char *words = xcalloc(count * len + 1, 1), *html;
        struct reading reading;

        for (size_t j = 0; j < count; j++)
            memcpy(words + j * len, units[i], len);
        html = xasprintf("<h4>Example Response</h4><pre>%s</pre>", words);
        reading = read_examples(html, EXAMPLE_RESPONSE);
        assert_true(reading.contract->examples_len <= 200);
        reading_clear(&reading);
        free(words);
        free(html);
    }
}

#define PAGE(request, response, example)                                       \
    "<h1>Renaming a Book</h1><h4>URI</h4><p>PUT /v3/books/{id}</p>"            \
    "<table><thead><tr><th>Parameter</th><th>Mandatory</th><th>Description"    \
    "</th></tr></thead><tr><td>id</td><td>Yes</td><td>It.</td></tr></table>"   \
    "<h4>Request</h4><table><thead><tr><th>Parameter</th><th>Type</th>"        \
    "<th>Mandatory</th><th>Description</th></tr></thead>" request "</table>"   \
    "<h4>Response</h4><table><thead><tr><th>Parameter</th><th>Type</th>"       \
    "<th>Description</th></tr></thead>" response "</table>" example            \
    "<h4>Status Code</h4><p>200</p>"
#define ASKED(name, type, must, words)                                         \
    "<tr><td>" name "</td><td>" type "</td><td>" must "</td><td>" words        \
    "</td></tr>"
#define ANSWERED(name, type, words)                                            \
    "<tr><td>" name "</td><td>" type "</td><td>" words "</td></tr>"
#define REQUEST                                                                \
    ASKED("title", "String", "Yes", "A maximum of 5 bytes.")                   \
    ASKED("pages", "Integer", "No", "How many.")
#define RESPONSE                                                               \
    ANSWERED("title", "String", "Its title.")                                  \
    ANSWERED("tags", "Object", "Its tags.")
#define EXAMPLES(request, response)                                            \
    "<h4>Example Request</h4><pre>PUT https://h/v3/books/7\n" request          \
    "</pre><h4>Example Response</h4><pre>" response "</pre>"

/* Kinds of remarks about examples, in order; new memory. */
static char *example_kinds(const struct remarks *remarks)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t i = 0; i < remarks->len; i++)
        if (!strncmp(remarks->items[i].kind, "example-", 8) ||
            !strcmp(remarks->items[i].kind, "object-is-array"))
            buffer_printf(&buf, "%s %s\n", remarks->items[i].kind,
                          remarks->items[i].pointer);
    return buffer_take(&buf);
}

static void examples_are_held_against_the_tables(void **state)
{
    static const struct {
        const char *request, *response, *expected;
        size_t strict, null_tolerant, types_only;
    } cases[] = {
        {"{\"title\": \"Sea\"}", "{\"title\": \"Sea\", \"tags\": {}}", "", 2, 2,
         2},
        {"{\"title\": \"Sea\"}", "{\"title\": null}", "example-null /title\n",
         1, 2, 2},
        {"{\"title\": 7}", "{\"title\": \"Sea\"}", "example-type /title\n", 1,
         1, 1},
        {"{\"pages\": 7}", "{\"title\": \"Sea\"}", "example-missing /title\n",
         1, 1, 2},
        {"{\"title\": \"The Sea\"}", "{\"title\": \"Sea\"}",
         "example-constraint /title\n", 1, 1, 2},
        {"{\"title\": \"Sea\", \"x\": 1}", "{\"title\": \"Sea\"}",
         "example-undocumented /x\n", 1, 1, 2},
        {"{\"title\": \"Sea\"}", "{\"tags\": [{}]}", "object-is-array /tags\n",
         1, 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char *examples = xasprintf(EXAMPLES("%s", "%s"), cases[i].request,
                                   cases[i].response);
        char *html = xasprintf(PAGE(REQUEST, RESPONSE, "%s"), examples);
        struct document *page = page_read(html);
        struct remarks remarks = {0};
        struct contract *contract = contract_derive(page, NULL, 0, &remarks);
        size_t passed[3] = {0};
        char *kinds;

        assert_non_null(contract);
        assert_int_equal(examples_check(contract, &remarks, passed), 2);
        kinds = example_kinds(&remarks);
        assert_string_equal(kinds, cases[i].expected);
        assert_int_equal(passed[STRICT], cases[i].strict);
        assert_int_equal(passed[NULL_TOLERANT], cases[i].null_tolerant);
        assert_int_equal(passed[TYPES_ONLY], cases[i].types_only);
        free(kinds);
        contract_free(contract);
        remarks_clear(&remarks);
        document_free(page);
        free(html);
        free(examples);
    }
}

/* Each place is told once, however many items have it. */
static void the_same_fault_in_many_items_is_one_remark(void **state)
{
    const char *html = PAGE(
        REQUEST,
        ANSWERED("books", "Array of Book objects",
                 "For details, see <a href=\"#t9\">Table 9</a>."),
        "<a name=\"t9\"></a><table id=\"t9\"><caption>Table 9 Book"
        "</caption><thead><tr><th>Parameter</th><th>Type</th><th>"
        "Description</th></tr></thead>" ANSWERED(
            "id", "String",
            "It.") "</table>" EXAMPLES("{\"title\": \"Sea\"}",
                                       "{\"books\": [{\"id\": 1}, {\"id\": 2}, "
                                       "{\"id\": null}]}"));
    struct document *page = page_read(html);
    struct remarks remarks = {0};
    struct contract *contract = contract_derive(page, NULL, 0, &remarks);
    size_t passed[3] = {0};
    char *kinds;

    (void)state;
    examples_check(contract, &remarks, passed);
    kinds = example_kinds(&remarks);
    assert_string_equal(kinds, "example-type /books/0/id\n"
                               "example-null /books/2/id\n");
    free(kinds);
    contract_free(contract);
    remarks_clear(&remarks);
    document_free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pres_are_told_apart),
        cmocka_unit_test(what_is_no_json_says_why_and_where),
        cmocka_unit_test(hostile_pres_are_survived),
        cmocka_unit_test(examples_are_held_against_the_tables),
        cmocka_unit_test(the_same_fault_in_many_items_is_one_remark),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
