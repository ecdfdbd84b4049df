#include "tests/unit/certify/scene.h"

#include "base/pointer.h"
#include "certify/bundle.h"
#include "certify/statement.h"
#include "reports/certificate_html.h"
#include "suite/library.h"

#include <libxml/parser.h>

static const char *const good[] = {"pass", "pass", "pass", "skip"};

/* The certificate of a run with these verdicts; the caller decrefs. */
static json_t *made(const char *const verdicts[4], bool judged_again)
{
    json_t *facts = scene_facts(), *results = scene_results(verdicts);
    json_t *subject = scene_subject(), *certificate;
    struct bundle bundle = {0};

    bundle_put(&bundle, "results.json", xstrdup("{}"), 2);
    bundle_put(&bundle, "certificate.json", xstrdup("old"), 3);
    certificate = certificate_make(&(struct certificate_input){
        results, subject, facts, &bundle, judged_again});
    assert_non_null(certificate);
    bundle_clear(&bundle);
    json_decref(facts);
    json_decref(results);
    json_decref(subject);
    return certificate;
}

static bool is_certified(const json_t *certificate)
{
    return json_is_true(json_object_get(certificate, "certified"));
}

static void only_a_good_and_judged_run_is_certified(void **state)
{
    static const struct {
        const char *verdicts[4];
        bool judged_again, certified;
    } rows[] = {{{"pass", "pass", "pass", "skip"}, true, true},
                {{"pass", "waived", "pass", "skip"}, true, true},
                {{"pass", "skip", "pass", "skip"}, true, true},
                {{"pass", "pass", "pass", "skip"}, false, false},
                {{"pass", "fail", "pass", "skip"}, true, false},
                {{"pass", "error", "pass", "skip"}, true, false},
                {{"pass", NULL, "pass", "skip"}, true, false}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *certificate = made(rows[i].verdicts, rows[i].judged_again);

        assert_int_equal(is_certified(certificate), rows[i].certified);
        assert_int_equal(
            json_array_size(json_object_get(certificate, "reasons")) == 0,
            rows[i].certified);
        json_decref(certificate);
    }
}

static void every_testcase_of_the_suites_is_listed(void **state)
{
    static const char *const verdicts[] = {"pass", NULL, "fail", "skip"};
    static const char *const wanted[] = {"pass", "not run", "fail", "skip"};
    json_t *certificate = made(verdicts, true), *testcase;
    const json_t *list = json_object_get(certificate, "testcases");
    size_t i;

    (void)state;
    assert_int_equal(json_array_size(list), SCENE_TESTCASES);
    json_array_foreach(list, i, testcase)
        assert_string_equal(json_member_text(testcase, "verdict", ""),
                            wanted[i]);
    json_decref(certificate);
}

static void the_target_is_described_by_its_answers(void **state)
{
    static const struct {
        const char *at, *text;
    } rows[] = {{"/fingerprint/servers", "[\"made up/1\"]"},
                {"/fingerprint/http_versions", "[\"1.1\"]"},
                {"/fingerprint/tls", "[\"TLSv1.3 X\"]"},
                {"/fingerprint/clock_ahead_s", "{\"min\":5,\"max\":5}"},
                {"/base_url", "\"http://h\""}};
    json_t *certificate = made(good, true);
    const json_t *target = json_object_get(certificate, "target");

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char *text = json_text(pointer_get(target, rows[i].at));

        assert_string_equal(text, rows[i].text);
        free(text);
    }
    json_decref(certificate);
}

static void it_lists_the_files_but_its_own(void **state)
{
    json_t *certificate = made(good, true);
    const json_t *files = json_object_get(certificate, "files");

    (void)state;
    assert_int_equal(json_array_size(files), 1);
    assert_string_equal(
        json_member_text(json_array_get(files, 0), "sha256", ""),
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    json_decref(certificate);
}

static void the_same_run_gives_the_same_bytes(void **state)
{
    json_t *one = made(good, true), *other = made(good, true);
    char *text = certificate_text(one), *again = certificate_text(other);
    char *page = certificate_html(one), *page_again = certificate_html(other);

    (void)state;
    assert_string_equal(text, again);
    assert_string_equal(page, page_again);
    free(text);
    free(again);
    free(page);
    free(page_again);
    json_decref(one);
    json_decref(other);
}

static void the_command_is_quoted_for_a_shell(void **state)
{
    json_t *facts = scene_facts(), *results = scene_results(good);
    json_t *subject = scene_subject(), *certificate;
    struct bundle bundle = {0};

    (void)state;
    json_object_set_new(json_object_get(results, "target"), "base_url",
                        json_string("http://h/$(id)'"));
    certificate = certificate_make(
        &(struct certificate_input){results, subject, facts, &bundle, true});
    assert_string_equal(json_member_text(certificate, "reproduce", ""),
                        "assay run --base-url 'http://h/$(id)'\\''' "
                        "--project-id P --dialect d --profile p --seed 7");
    json_decref(certificate);
    json_decref(facts);
    json_decref(results);
    json_decref(subject);
}

static void the_statement_has_the_result_and_three_lists(void **state)
{
    static const struct {
        const char *verdicts[4], *result, *passed, *warned, *failed;
    } rows[] = {{{"pass", "pass", "pass", "skip"},
                 "PASSED",
                 "[\"s/a\",\"s/b\",\"s/c\"]",
                 "[]",
                 "[]"},
                {{"pass", "waived", "pass", "pass"},
                 "WARNED",
                 "[\"s/a\",\"s/c\",\"s/d\"]",
                 "[\"s/b\"]",
                 "[]"},
                {{"pass", "waived", "error", NULL},
                 "FAILED",
                 "[\"s/a\"]",
                 "[\"s/b\"]",
                 "[\"s/c\",\"s/d\"]"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        json_t *certificate = made(rows[i].verdicts, true), *statement;
        char *text = statement_text(certificate, "c0", "da");
        const char *const wanted[] = {rows[i].passed, rows[i].warned,
                                      rows[i].failed};
        static const char *const names[] = {"passedTests", "warnedTests",
                                            "failedTests"};
        const json_t *predicate;

        statement = json_loads(text, 0, NULL);
        predicate = json_object_get(statement, "predicate");
        assert_string_equal(json_member_text(predicate, "result", ""),
                            rows[i].result);
        for (size_t k = 0; k < 3; k++) {
            char *list = json_text(json_object_get(predicate, names[k]));

            assert_string_equal(list, wanted[k]);
            free(list);
        }
        assert_string_equal(json_string_value(pointer_get(
                                statement, "/subject/0/digest/sha256")),
                            "c0");
        json_decref(statement);
        json_decref(certificate);
        free(text);
    }
}

static void a_record_says_on_its_page_that_it_is_none(void **state)
{
    static const char *const verdicts[] = {"pass", "fail", "pass", "skip"};
    json_t *record = made(verdicts, true), *certificate = made(good, true);
    char *bad = certificate_html(record), *page = certificate_html(certificate);

    (void)state;
    assert_non_null(strstr(bad, "<title>Not certified</title>"));
    assert_non_null(strstr(bad, "<p class=\"banner\">Not certified</p>"));
    assert_non_null(strstr(bad, "1 testcase failed"));
    assert_null(strstr(page, "Not certified"));
    assert_non_null(strstr(page, "Certificate of conformance"));
    free(bad);
    free(page);
    json_decref(record);
    json_decref(certificate);
}

/* What the target and its files say is shown, and does nothing. */
static void hostile_texts_stay_texts(void **state)
{
    static const char hostile[] =
        "</td><script>alert(1)</script>&amp;\"'\x01\x1b[31m\xe2\x80\xae";
    static const char *const places[] = {"/target/fingerprint/servers/0",
                                         "/testcases/0/reason", "/reproduce",
                                         "/subject/product"};

    (void)state;
    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
        json_t *certificate = made(good, true);
        char *parent = xstrdup(places[i]), *page;
        char *name = strrchr(parent, '/');
        json_t *holder;
        xmlDocPtr doc;

        *name++ = '\0';
        holder = pointer_get(certificate, parent);
        if (json_is_array(holder))
            json_array_set_new(holder, 0, json_string(hostile));
        else
            json_object_set_new(holder, name, json_string(hostile));
        page = certificate_html(certificate);
        doc = xmlReadMemory(page, (int)strlen(page), "page", "UTF-8",
                            XML_PARSE_NONET | XML_PARSE_NOERROR);
        assert_non_null(doc);
        assert_null(strstr(page, "<script"));
        assert_non_null(strstr(page, "alert(1)"));
        xmlFreeDoc(doc);
        free(page);
        free(parent);
        json_decref(certificate);
    }
}

/* What the writer makes and what the schema says are the same. */
static void certificates_and_records_are_valid(void **state)
{
    static const char *const rows[][4] = {{"pass", "pass", "pass", "skip"},
                                          {"pass", "waived", "skip", "pass"},
                                          {"fail", "error", "stale", NULL}};
    const char *root = getenv("ASSAY_SOURCE_DIR");
    struct problems problems = {0};
    struct error err = {0};
    struct library *library =
        library_load(root ? root : ".", NULL, 0, &problems, &err);
    const struct schema *schema;

    (void)state;
    assert_non_null(library);
    if (schema_book_add(library->book, "c",
                        SCHEMAS_BASE_URI "assay/certificate.json", &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    schema = schema_book_find(library->book, "c");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct schema_output output = {0};
        json_t *certificate = made(rows[i], true);

        if (schema_validate(schema, certificate, &output) != SCHEMA_VALID)
            fail_msg("%s %s", output.units[0].instance_location,
                     output.units[0].message);
        /* the schema sees a certificate that contradicts itself */
        json_object_set_new(certificate, "certified",
                            json_boolean(!is_certified(certificate)));
        schema_output_clear(&output);
        assert_int_equal(schema_validate(schema, certificate, NULL),
                         SCHEMA_INVALID);
        json_decref(certificate);
    }
    library_free(library);
    problems_clear(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_good_and_judged_run_is_certified),
        cmocka_unit_test(every_testcase_of_the_suites_is_listed),
        cmocka_unit_test(the_target_is_described_by_its_answers),
        cmocka_unit_test(it_lists_the_files_but_its_own),
        cmocka_unit_test(the_same_run_gives_the_same_bytes),
        cmocka_unit_test(the_command_is_quoted_for_a_shell),
        cmocka_unit_test(the_statement_has_the_result_and_three_lists),
        cmocka_unit_test(a_record_says_on_its_page_that_it_is_none),
        cmocka_unit_test(hostile_texts_stay_texts),
        cmocka_unit_test(certificates_and_records_are_valid),
    };

    return cmocka_run_group_tests_name("certify/certificate", tests, NULL,
                                       NULL);
}
