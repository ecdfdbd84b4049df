#include "tests/unit/reports/sample.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/* The report parsed back; any complaint of libxml2 fails the test. */
static xmlDocPtr parse(struct sample *sample)
{
    char *text = sample_report(sample, "junit");
    xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), "junit.xml", NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOBLANKS |
                                      XML_PARSE_PEDANTIC);

    assert_non_null(doc);
    assert_null(xmlGetLastError());
    assert_null(doc->intSubset);
    free(text);
    return doc;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           !strcmp((const char *)node->name, name);
}

/* The index-th child element of that name, from 0. */
static xmlNodePtr child(xmlNodePtr node, const char *name, size_t index)
{
    for (xmlNodePtr at = node->children; at; at = at->next)
        if (is_element(at, name) && index-- == 0)
            return at;
    return NULL;
}

static size_t children(xmlNodePtr node, const char *name)
{
    size_t count = 0;

    while (child(node, name, count))
        count++;
    return count;
}

static void assert_attribute(xmlNodePtr node, const char *name,
                             const char *want)
{
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);

    assert_non_null(text);
    assert_string_equal((const char *)text, want);
    xmlFree(text);
}

static size_t number(xmlNodePtr node, const char *name)
{
    xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
    size_t value;

    assert_non_null(text);
    value = strtoul((const char *)text, NULL, 10);
    xmlFree(text);
    return value;
}

static void assert_text(xmlNodePtr node, const char *expected)
{
    xmlChar *text = xmlNodeGetContent(node);

    assert_string_equal((char *)text, expected);
    xmlFree(text);
}

static void each_verdict_has_its_element(void **state)
{
    static const struct {
        const char *element; /* NULL: no child at all */
        const char *type;
        const char *message;
        const char *body; /* how it starts */
    } rows[VERDICT_COUNT] = {
        [VERDICT_PASS] = {0},
        [VERDICT_FAIL] = {"failure", "assay.fail", "the status is another",
                          "the status is another\n\nfinding: "},
        [VERDICT_ERROR] = {"error", "assay.error", "the reason",
                           "the reason\n\nrequest: PUT "},
        [VERDICT_SKIP] = {"skipped", NULL, "the reason", "the reason\n"},
        [VERDICT_WAIVED] = {"skipped", NULL, "waived: the reason",
                            "waived: the reason\n"},
        [VERDICT_STALE] = {"failure", "assay.stale", "stale: the reason",
                           "stale: the reason\n"},
    };
    struct sample sample;
    xmlDocPtr doc;
    xmlNodePtr suite;

    (void)state;
    sample_init(&sample, "");
    doc = parse(&sample);
    suite = child(xmlDocGetRootElement(doc), "testsuite", 0);
    for (size_t i = 0; i < VERDICT_COUNT; i++) {
        xmlNodePtr testcase = child(suite, "testcase", i);
        xmlNodePtr outcome = testcase->children;
        xmlChar *body;

        assert_attribute(testcase, "classname", "evs.a");
        assert_attribute(testcase, "time", "1.234567");
        assert_true(is_element(testcase->last, "system-out"));
        assert_text(testcase->last, "it was stored\n");
        if (!rows[i].element) {
            assert_ptr_equal(outcome, testcase->last);
            continue;
        }
        assert_true(is_element(outcome, rows[i].element));
        assert_ptr_equal(outcome->next, testcase->last);
        assert_attribute(outcome, "message", rows[i].message);
        if (rows[i].type)
            assert_attribute(outcome, "type", rows[i].type);
        else
            assert_null(xmlHasProp(outcome, (const xmlChar *)"type"));
        body = xmlNodeGetContent(outcome);
        assert_memory_equal(body, rows[i].body, strlen(rows[i].body));
        xmlFree(body);
    }
    xmlFreeDoc(doc);
    sample_clear(&sample);
}

/* Counters of one testsuite against its children. */
static void assert_counts(xmlNodePtr suite, size_t sum[4])
{
    static const struct {
        const char *counter;
        const char *element;
    } rows[] = {
        {"failures", "failure"}, {"errors", "error"}, {"skipped", "skipped"}};
    size_t tests = children(suite, "testcase");

    assert_int_equal(number(suite, "tests"), tests);
    sum[3] += tests;
    for (size_t r = 0; r < 3; r++) {
        size_t count = 0;

        for (size_t i = 0; i < tests; i++)
            count += children(child(suite, "testcase", i), rows[r].element);
        assert_int_equal(number(suite, rows[r].counter), count);
        sum[r] += count;
    }
}

static void the_counters_are_those_of_the_children(void **state)
{
    static const char *const texts[] = {"", HOSTILE};

    (void)state;
    for (size_t t = 0; t < 2; t++) {
        struct sample sample;
        xmlDocPtr doc;
        xmlNodePtr root;
        size_t sum[4] = {0};

        sample_init(&sample, texts[t]);
        doc = parse(&sample);
        root = xmlDocGetRootElement(doc);
        assert_true(is_element(root, "testsuites"));
        assert_int_equal(children(root, "testsuite"), 2);
        for (size_t i = 0; i < 2; i++)
            assert_counts(child(root, "testsuite", i), sum);
        assert_int_equal(number(root, "failures"), sum[0]);
        assert_int_equal(number(root, "errors"), sum[1]);
        assert_int_equal(number(root, "skipped"), sum[2]);
        assert_int_equal(number(root, "tests"), sum[3]);
        assert_int_equal(sum[0], 2);
        assert_int_equal(sum[1], 1);
        assert_int_equal(sum[2], 2);
        assert_int_equal(sum[3], SAMPLE_LEN);
        assert_attribute(root, "time", "0.840000");
        xmlFreeDoc(doc);
        sample_clear(&sample);
    }
}

static void a_suite_has_known_attributes_and_its_properties(void **state)
{
    static const char *const known[] = {
        "name", "tests", "failures", "time", "timestamp", "errors", "skipped"};
    struct sample sample;
    xmlDocPtr doc;
    xmlNodePtr suite, properties;

    (void)state;
    sample_init(&sample, "");
    doc = parse(&sample);
    suite = child(xmlDocGetRootElement(doc), "testsuite", 1);
    for (xmlAttrPtr at = suite->properties; at; at = at->next) {
        bool found = false;

        for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
            found |= !strcmp((const char *)at->name, known[i]);
        assert_true(found);
    }
    assert_attribute(suite, "timestamp", "2026-01-02T03:04:05");
    properties = suite->children;
    assert_true(is_element(properties, "properties"));
    assert_attribute(child(properties, "property", 0), "name", "assay.version");
    assert_attribute(child(properties, "property", 0), "value", "0.1.0");
    assert_true(children(properties, "property") >= 9);
    properties = properties->last;
    assert_attribute(properties, "name", "observed.run");
    assert_attribute(properties, "value", "reads lag by 3 ms");
    xmlFreeDoc(doc);
    sample_clear(&sample);
}

static void a_name_holds_the_id_below_the_suite_and_the_title(void **state)
{
    struct sample sample;
    xmlDocPtr doc;
    xmlNodePtr suite;

    (void)state;
    sample_init(&sample, "");
    doc = parse(&sample);
    suite = child(xmlDocGetRootElement(doc), "testsuite", 0);
    assert_attribute(child(suite, "testcase", 1), "name",
                     "fail/256 a name of 256 bytes is refused");
    xmlFreeDoc(doc);
    sample_clear(&sample);
}

static void hostile_text_comes_back_visible(void **state)
{
    struct sample sample;
    xmlDocPtr doc;
    xmlNodePtr failure;
    xmlChar *body;

    (void)state;
    sample_init(&sample, HOSTILE);
    doc = parse(&sample);
    failure = child(
        child(child(xmlDocGetRootElement(doc), "testsuite", 0), "testcase", 1),
        "failure", 0);
    body = xmlNodeGetContent(failure);
    /* in sentences every control is visible, in contents line ends stay */
    assert_has((const char *)body, "]]> \\u001b[31m\\u0007 \\xff\\xfe # SKIP");
    assert_has((const char *)body, "\\u0085\\ufffe\\xed\\xa0\\x80");
    assert_has((const char *)body, "{\"answer\":1}]]>");
    assert_has((const char *)body, "end\\u0000\n");
    xmlFree(body);
    xmlFreeDoc(doc);
    sample_clear(&sample);
}

static void xmllint_finds_nothing(void **state)
{
    struct sample sample;
    struct error err = {0};
    char *path = sample_path();
    char *command = xasprintf("xmllint --noout '%s' 2>&1", path);

    (void)state;
    sample_init(&sample, HOSTILE);
    assert_int_equal(sample_write(&sample, "junit", path, &err), 0);
    assert_int_equal(system(command), 0);
    free(command);
    sample_remove(path);
    sample_clear(&sample);
}

static void a_large_content_is_cut_with_a_remark(void **state)
{
    struct sample sample;
    struct response *response;
    char *text;

    (void)state;
    sample_init(&sample, "");
    response = &sample.results[1].exchanges.items[0].response;
    free(response->content);
    response->content_len = 100000;
    response->content = xcalloc(response->content_len + 1, 1);
    memset(response->content, 'x', response->content_len);
    text = sample_report(&sample, "junit");
    assert_has(text, "x\n(cut: 100000 bytes, all in results.json)\n");
    assert_true(strlen(text) < 40000);
    free(text);
    sample_clear(&sample);
}

static void what_the_run_did_not_do_is_an_error(void **state)
{
    static const struct {
        const char *abort_text;
        size_t sent;
        bool has_leftover;
        size_t errors; /* with the one of the sample */
    } rows[] = {{NULL, SAMPLE_LEN, false, 1},
                {"the target is gone", SAMPLE_LEN, false, 2},
                {NULL, 0, false, 1},
                {NULL, SAMPLE_LEN, true, 2},
                {"interrupted", SAMPLE_LEN, true, 3}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct sample sample;
        xmlDocPtr doc;

        sample_init(&sample, "");
        sample.plan.len = rows[i].sent;
        sample.summary.abort_text = xstrdup(rows[i].abort_text);
        if (rows[i].has_leftover)
            sample_add_leftover(&sample);
        doc = parse(&sample);
        assert_int_equal(number(xmlDocGetRootElement(doc), "errors"),
                         rows[i].errors);
        xmlFreeDoc(doc);
        sample_clear(&sample);
    }
}

static void a_void_waiver_is_a_failure_of_its_own(void **state)
{
    struct sample sample;
    xmlDocPtr doc;
    xmlNodePtr suite;

    (void)state;
    sample_init(&sample, "");
    sample_add_waivers(&sample);
    doc = parse(&sample);
    suite = child(xmlDocGetRootElement(doc), "testsuite", 2);
    assert_attribute(suite, "name", "assay.waivers");
    assert_int_equal(number(suite, "tests"), 3);
    assert_int_equal(number(suite, "failures"), 1);
    assert_int_equal(number(suite, "skipped"), 1);
    assert_attribute(child(suite, "testcase", 1), "name",
                     "/waivers/1 evs.a/unused");
    assert_attribute(child(child(suite, "testcase", 1), "failure", 0),
                     "message", "what to do");
    assert_attribute(child(child(suite, "testcase", 1), "failure", 0), "type",
                     "assay.waiver");
    assert_text(child(child(suite, "testcase", 1), "failure", 0), "what to do");
    assert_null(child(suite, "testcase", 0)->children);
    assert_non_null(child(child(suite, "testcase", 2), "skipped", 0));
    /* the others stay what they were */
    assert_int_equal(number(xmlDocGetRootElement(doc), "errors"), 1);
    xmlFreeDoc(doc);
    sample_clear(&sample);
}

static void a_result_that_never_came_is_an_error(void **state)
{
    struct sample sample;
    struct writer writer = {0};
    struct error err = {0};
    char *path = sample_path(), *text;
    size_t len;

    (void)state;
    sample_init(&sample, "");
    assert_int_equal(
        report_format_find("junit")->open(path, &sample.options, &writer, &err),
        0);
    assert_int_equal(writer.begin(writer.state, &sample.info, &err), 0);
    assert_int_equal(writer.result(writer.state, &sample.results[0], &err), 0);
    assert_int_equal(writer.end(writer.state, &sample.summary, &err), 0);
    writer.free(writer.state);
    text = file_read(path, 1 << 20, &len, ERROR_INTERNAL, &err);
    assert_has(text, "not every planned testcase has a result");
    free(text);
    sample_remove(path);
    sample_clear(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_verdict_has_its_element),
        cmocka_unit_test(the_counters_are_those_of_the_children),
        cmocka_unit_test(a_suite_has_known_attributes_and_its_properties),
        cmocka_unit_test(a_name_holds_the_id_below_the_suite_and_the_title),
        cmocka_unit_test(hostile_text_comes_back_visible),
        cmocka_unit_test(xmllint_finds_nothing),
        cmocka_unit_test(a_large_content_is_cut_with_a_remark),
        cmocka_unit_test(what_the_run_did_not_do_is_an_error),
        cmocka_unit_test(a_void_waiver_is_a_failure_of_its_own),
        cmocka_unit_test(a_result_that_never_came_is_an_error),
    };
    int failed =
        cmocka_run_group_tests_name("reports/junit", tests, NULL, NULL);

    xmlCleanupParser();
    return failed;
}
