/* test_ledger.c - clauses begun from a page, and held against it. */
#include "tests/unit/test.h"

#include "tests/unit/derive/page.h"

#include "base/json.h"
#include "base/pointer.h"
#include "derive/ledger.h"
#include "derive/schema.h"

static void a_digest_is_of_the_text_with_its_blanks_collapsed(void **state)
{
    /* sha256sum of "a b" */
    static const char expected[] =
        "sha256:c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6"
        "d65";
    static const char *const same[] = {"a b", " a\n\t b ", "a  b"};
    char digest[LEDGER_DIGEST_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
        ledger_digest(same[i], digest);
        assert_string_equal(digest, expected);
    }
    ledger_digest("ab", digest);
    assert_string_not_equal(digest, expected);
}

static const char markup[] = "<div id=\"d\"><p id=\"x\">a\n <b>b</b></p>\n"
                             "<table><tr>\n<td>name</td>\n<td>a b</td></tr>"
                             "<tr><td>size</td></tr></table></div>";

static void elements_are_found_by_id_row_and_digest(void **state)
{
    struct ledger_page *page = ledger_page_new(markup, strlen(markup));
    char digest[LEDGER_DIGEST_SIZE];

    (void)state;
    ledger_digest("a b", digest);
    assert_string_equal(ledger_page_digest(page, "x"), digest);
    assert_null(ledger_page_digest(page, "y"));
    assert_true(ledger_page_has(page, digest));
    ledger_digest("name a b", digest);
    assert_string_equal(ledger_page_row(page, 3, "name"), digest);
    assert_null(ledger_page_row(page, 3, "other"));
    assert_null(ledger_page_row(page, 9, "name"));
    assert_true(ledger_page_is_wide(page, "d"));
    assert_false(ledger_page_is_wide(page, "x"));
    ledger_page_free(page);
}

/* Two elements of one id: whoever goes on behind the second starts anew. */
static void paragraphs_of_one_id_come_to_an_end(void **state)
{
    static const char row[] =
        "<table><tr id=\"r\"><td><p id=\"a\">1</p><p id=\"b\">2</p>"
        "<p id=\"a\">3</p><p id=\"c\">4</p></td></tr></table>";
    struct ledger_page *page = ledger_page_new(row, strlen(row));

    (void)state;
    assert_string_equal(ledger_page_next(page, "r", "a"), "b");
    assert_string_equal(ledger_page_next(page, "r", "b"), "c");
    assert_null(ledger_page_next(page, "r", "c"));
    ledger_page_free(page);
}

static const char *const request[] = {
    "name|String|Yes|A maximum of 255 bytes.</p>"
    "<p id=\"page__more\">It is best short.",
    NULL};

static json_t *skeleton(void)
{
    struct derived_page page =
        page_derive(&(struct page_parts){.request = request});
    struct ledger_page *elements =
        ledger_page_new(page.bytes, strlen(page.bytes));
    json_t *schemas = json_pack("{so}", "request",
                                schema_derive(page.contract, PART_REQUEST));
    json_t *ledger = ledger_skeleton(page.contract, NULL, schemas, elements);

    json_decref(schemas);
    ledger_page_free(elements);
    page_clear(&page);
    return ledger;
}

static const json_t *clause_of(const json_t *ledger, const char *id)
{
    const json_t *clause;
    size_t i;

    json_array_foreach(json_object_get(ledger, "clauses"), i, clause)
        if (!strcmp(json_member_text(clause, "id", ""), id))
            return clause;
    fail_msg("no clause %s", id);
    return NULL;
}

static void each_thing_a_row_promises_is_a_clause(void **state)
{
    static const struct {
        const char *id, *element, *text, *schema;
    } cases[] = {
        {"uri/format", "line", "PUT /v1/things", NULL},
        {"request/name/type", "r1c1", "String",
         "page/request.json#/properties/name/type"},
        {"request/name/mandatory", "r1c2", "Yes",
         "page/request.json#/required"},
        {"request/name/max-bytes", "r1c3", "A maximum of 255 bytes.",
         "page/request.json#/properties/name/maxBytes"},
        {"request/name", "r1c3", "A maximum of 255 bytes.", NULL},
        {"request/name/note", "more", "It is best short.", NULL},
        {"status/200", "ok", "200", NULL},
    };
    json_t *ledger = skeleton();

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const json_t *clause = clause_of(ledger, cases[i].id);
        char digest[LEDGER_DIGEST_SIZE];

        ledger_digest(cases[i].text, digest);
        assert_string_equal(json_member_text(clause, "element", "(null)"),
                            cases[i].element);
        assert_string_equal(json_member_text(clause, "digest", ""), digest);
        if (cases[i].schema)
            assert_string_equal(
                json_string_value(pointer_get(clause, "/schema/0")),
                cases[i].schema);
        else
            assert_non_null(json_object_get(clause, "untested"));
    }
    json_decref(ledger);
}

/* The only page there is. */
static struct ledger_page *find_page(void *with, const char *id)
{
    return strcmp(id, "page") ? NULL : with;
}

/* Hold the page's own ledger against another markup of it. */
static char *checked(const char *from, const char *to,
                     struct ledger_tally *tally)
{
    struct derived_page page =
        page_derive(&(struct page_parts){.request = request});
    const char *at = strstr(page.bytes, from);
    json_t *ledger = skeleton();
    struct ledger_page *elements;
    struct buffer lines;
    char *bytes;

    assert_non_null(at);
    bytes = xasprintf("%.*s%s%s", (int)(at - page.bytes), page.bytes, to,
                      at + strlen(from));
    elements = ledger_page_new(bytes, strlen(bytes));
    buffer_init(&lines, 0);
    ledger_check(ledger, "l.json", &(struct ledger_pages){find_page, elements},
                 tally, &lines);
    ledger_page_free(elements);
    free(bytes);
    json_decref(ledger);
    page_clear(&page);
    return buffer_take(&lines);
}

static void a_changed_element_accuses_its_clauses_and_no_others(void **state)
{
    static const struct {
        const char *from, *to, *lines;
    } cases[] = {
        {"255", "255", ""},
        {"A maximum", "A \n maximum", ""},
        {"255", "64",
         "l.json: clause request/name/max-bytes: element #r1c3 of page has "
         "another text\n"
         "l.json: clause request/name: element #r1c3 of page has another "
         "text\n"},
        {">Yes<", ">No<",
         "l.json: clause request/name/mandatory: element #r1c2 of page has "
         "another text\n"},
        {"id=\"page__ok\"", "",
         "l.json: clause status/200: element #ok is gone from page\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct ledger_tally tally = {0};
        char *lines = checked(cases[i].from, cases[i].to, &tally);

        assert_string_equal(lines, cases[i].lines);
        assert_int_equal(tally.changed == 0, !*cases[i].lines);
        assert_true(tally.same > 0);
        free(lines);
    }
}

static void a_clause_without_an_element_is_found_by_its_text(void **state)
{
    struct ledger_page *elements = ledger_page_new(markup, strlen(markup));
    char digest[LEDGER_DIGEST_SIZE];
    struct ledger_tally tally = {0};
    struct buffer lines;
    json_t *ledger;

    (void)state;
    ledger_digest("name a b", digest);
    ledger = json_pack(
        "{s{ss, ss}, s[{ss, sn, ss}, {ss, sn, ss}, {ss, ss, sn, ss}]}",
        "source", "file", "page.html", "prefix", "", "clauses", "id", "there",
        "element", "digest", digest, "id", "away", "element", "digest",
        "sha256:0", "id", "unseen", "page", "another", "element", "digest",
        "sha256:0");
    buffer_init(&lines, 0);
    ledger_check(ledger, "l.json", &(struct ledger_pages){find_page, elements},
                 &tally, &lines);
    assert_string_equal(buffer_text(&lines),
                        "l.json: clause away: no element of page has its text "
                        "any more\n");
    assert_int_equal(tally.same, 1);
    assert_int_equal(tally.changed, 1);
    assert_int_equal(tally.unseen, 1);
    buffer_clear(&lines);
    json_decref(ledger);
    ledger_page_free(elements);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digest_is_of_the_text_with_its_blanks_collapsed),
        cmocka_unit_test(elements_are_found_by_id_row_and_digest),
        cmocka_unit_test(paragraphs_of_one_id_come_to_an_end),
        cmocka_unit_test(each_thing_a_row_promises_is_a_clause),
        cmocka_unit_test(a_changed_element_accuses_its_clauses_and_no_others),
        cmocka_unit_test(a_clause_without_an_element_is_found_by_its_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
