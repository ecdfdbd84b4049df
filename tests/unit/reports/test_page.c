#include "tests/unit/reports/sample.h"

#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/* The page as a tree: it is XML, and so nothing broke out of its element. */
static xmlDocPtr parsed(const char *text)
{
    xmlDocPtr doc =
        xmlReadMemory(text, (int)strlen(text), "page", "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR);

    if (!doc)
        fail_msg("the page is not well formed");
    return doc;
}

static size_t count_elements(const xmlNode *node, const char *name)
{
    size_t count = 0;

    for (; node; node = node->next)
        count += (node->type == XML_ELEMENT_NODE &&
                  !strcmp((const char *)node->name, name)) +
                 count_elements(node->children, name);
    return count;
}

static size_t elements(const char *text, const char *name)
{
    xmlDocPtr doc = parsed(text);
    size_t count = count_elements(xmlDocGetRootElement(doc), name);

    xmlFreeDoc(doc);
    return count;
}

static void failures_come_before_the_list_of_all(void **state)
{
    struct sample sample;
    char *text;
    const char *failed, *undecided, *all;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "html");
    failed = strstr(text, "<h2>Failures</h2>");
    undecided = strstr(text, "<h2>Without verdict</h2>");
    all = strstr(text, "<h2>Testcases</h2>");
    assert_non_null(failed);
    assert_non_null(undecided);
    assert_non_null(all);
    assert_true(failed < undecided && undecided < all);
    assert_int_equal(elements(text, "details"), SAMPLE_LEN);
    assert_int_equal(elements(text, "section"), 3); /* fail, stale, error */
    free(text);
    sample_clear(&sample);
}

static void a_failure_has_all_that_a_reader_needs(void **state)
{
    static const char *const parts[] = {
        "evs.a/fail/256",
        "a name of 256 bytes is refused",
        "request/name/max-bytes  (evs_04_3058 #p600",
        "the status is another",
        "put.answer, /snapshot/name",
        "<th>expected</th><td><pre>400</pre>",
        "<th>actual</th>",
        "{&quot;snapshot&quot;:{}}",
        "<th>answer</th>",
        "curl -sS",
        "assay run --x 'y' --include 'evs.a/fail/256'"};
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "html");
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        assert_has(text, parts[i]);
    free(text);
    sample_clear(&sample);
}

static void the_head_says_who_and_by_what(void **state)
{
    static const char *const parts[] = {"http://h",
                                        "evs_04_3058 Updating (2024-05-06)",
                                        "SHA-256 aaaaaaaaaa",
                                        "18446744073709551615",
                                        "2026-01-02T03:04:05",
                                        "712 requests in 0.840000 s",
                                        "TLS was not verified",
                                        "The target does not conform.",
                                        "reads lag by 3 ms"};
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "html");
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        assert_has(text, parts[i]);
    free(text);
    sample_clear(&sample);
}

/* As many elements of each kind as without, and no raw control byte. */
static void hostile_texts_stay_texts(void **state)
{
    static const char *const hostile[] = {
        HOSTILE, "</script><script>alert(1)</script><!-- <![CDATA[ & ' \"",
        "</pre></td></table></section><h2>Failures</h2>",
        "\x01\x02\x0b\x7f\xc2\x9b\xf4\x90\x80\x80\xc0\xaf"};
    static const char *const names[] = {"script", "section", "details",
                                        "table",  "h2",      "pre",
                                        "img",    "b",       "style"};
    struct sample sample;
    char *plain;

    (void)state;
    sample_init(&sample, "");
    plain = sample_report(&sample, "html");
    sample_clear(&sample);
    for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
        char *text;

        sample_init(&sample, hostile[i]);
        text = sample_report(&sample, "html");
        for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
            assert_int_equal(elements(text, names[k]),
                             elements(plain, names[k]));
        assert_true(utf8_is_valid(text, strlen(text)));
        for (const char *at = text; *at; at++)
            assert_true((unsigned char)*at >= 0x20 || *at == '\n' ||
                        *at == '\r' || *at == '\t');
        free(text);
        sample_clear(&sample);
    }
    assert_int_equal(elements(plain, "script"), 0);
    free(plain);
}

static void nothing_is_fetched_from_elsewhere(void **state)
{
    static const char *const parts[] = {"src=",    "href=",   "url(",
                                        "@import", "<script", "<link"};
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    text = sample_report(&sample, "html");
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
        assert_null(strstr(text, parts[i]));
    free(text);
    sample_clear(&sample);
}

static void the_first_sentence_tells_of_waivers(void **state)
{
    static const struct {
        int exit_status;
        size_t waived;
        const char *want;
    } rows[] = {{0, 0, ">The target conforms.<"},
                {0, 2, ">The target conforms, but for what is waived.<"},
                {1, 2, ">The target does not conform.<"}};

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct sample sample;
        char *text;

        sample_init(&sample, "");
        sample.summary.exit_status = rows[i].exit_status;
        sample.summary.counts[VERDICT_WAIVED] = rows[i].waived;
        text = sample_report(&sample, "html");
        assert_non_null(strstr(text, rows[i].want));
        free(text);
        sample_clear(&sample);
    }
}

static void leftovers_are_shown(void **state)
{
    struct sample sample;
    char *text;

    (void)state;
    sample_init(&sample, "");
    sample_add_leftover(&sample);
    text = sample_report(&sample, "html");
    assert_has(text, "Left changed on the target");
    assert_has(text, "snapshot 1: name");
    free(text);
    sample_clear(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_come_before_the_list_of_all),
        cmocka_unit_test(a_failure_has_all_that_a_reader_needs),
        cmocka_unit_test(the_head_says_who_and_by_what),
        cmocka_unit_test(hostile_texts_stay_texts),
        cmocka_unit_test(nothing_is_fetched_from_elsewhere),
        cmocka_unit_test(the_first_sentence_tells_of_waivers),
        cmocka_unit_test(leftovers_are_shown),
    };

    return cmocka_run_group_tests_name("reports/page", tests, NULL, NULL);
}
