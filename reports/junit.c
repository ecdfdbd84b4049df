/*
 * junit.c - JUnit XML as Jenkins, GitLab, Azure Pipelines and strict XSDs
 * take it: testsuites / testsuite / testcase, one child at most, no DOCTYPE,
 * no attribute that a schema does not know; extras are properties.
 *
 * JUnit wants its counters in attributes that stand before the children, so
 * a suite's testcases wait in memory as finished XML until the end. Passing
 * ones are some 150 bytes each; the texts of the others share one budget.
 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "reports/evidence.h"
#include "reports/detail.h"
#include "reports/formats.h"
#include "reports/junit_properties.h"
#include "reports/xml.h"

#include <stdlib.h>
#include <string.h>

/* GitLab takes files under 30 MB. */
#define TEXTS_MAX ((size_t)20 * 1024 * 1024)

/* The counters that JUnit knows. */
struct tally {
    size_t tests;
    size_t failures;
    size_t errors;
    size_t skipped;
    int64_t duration_us;
};

struct junit_suite {
    const char *id;    /* borrowed from the plan */
    struct buffer xml; /* its finished testcase elements */
    struct tally tally;
};

struct junit {
    struct output out;
    struct buffer properties; /* finished XML, the same in every suite */
    char timestamp[20];       /* of the start, UTC, without zone */
    size_t planned;
    size_t texts; /* bytes of detail kept so far */
    struct junit_suite *suites;
    size_t suites_len;
    size_t suites_cap;
};

/* One row a verdict: the child element, its type, the message's start. */
static const struct {
    const char *element; /* NULL: none */
    const char *type;    /* closed set; NULL: the element has none */
    const char *prefix;
    size_t tally; /* offset of the counter, 0 for none */
} rows[VERDICT_COUNT] = {
    [VERDICT_PASS] = {NULL, NULL, "", 0},
    [VERDICT_FAIL] = {"failure", "assay.fail", "",
                      offsetof(struct tally, failures)},
    [VERDICT_ERROR] = {"error", "assay.error", "",
                       offsetof(struct tally, errors)},
    [VERDICT_SKIP] = {"skipped", NULL, "", offsetof(struct tally, skipped)},
    [VERDICT_WAIVED] = {"skipped", NULL,
                        "waived: ", offsetof(struct tally, skipped)},
    [VERDICT_STALE] = {"failure", "assay.stale",
                       "stale: ", offsetof(struct tally, failures)},
};

static void put_seconds(xmlTextWriterPtr xml, int64_t us)
{
    char text[SECONDS_TEXT_SIZE];

    seconds_text(us, text);
    xml_attribute(xml, "time", text);
}

static void put_tally(xmlTextWriterPtr xml, const struct tally *tally)
{
    const struct {
        const char *name;
        size_t count;
    } counts[] = {{"tests", tally->tests},
                  {"failures", tally->failures},
                  {"errors", tally->errors},
                  {"skipped", tally->skipped}};

    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
        xmlTextWriterWriteFormatAttribute(xml, BAD_CAST counts[i].name, "%zu",
                                          counts[i].count);
    put_seconds(xml, tally->duration_us);
}

static int junit_begin(void *state, const struct run_info *info,
                       struct error *err)
{
    struct junit *junit = state;
    xmlTextWriterPtr xml = xml_to_buffer(&junit->properties);

    snprintf(junit->timestamp, sizeof(junit->timestamp), "%.19s",
             info->started);
    junit->planned = info->plan->len;
    junit_properties(xml, info);
    xmlFreeTextWriter(xml);
    return output_check(&junit->out, err);
}

static struct junit_suite *suite_named(struct junit *junit, const char *id)
{
    for (size_t i = junit->suites_len; i-- > 0;)
        if (!strcmp(junit->suites[i].id, id))
            return &junit->suites[i];
    junit->suites = xgrow(junit->suites, junit->suites_len, &junit->suites_cap,
                          sizeof(*junit->suites));
    junit->suites[junit->suites_len] = (struct junit_suite){.id = id};
    return &junit->suites[junit->suites_len++];
}

static void put_outcome(struct junit *junit, xmlTextWriterPtr xml,
                        const struct result *result)
{
    char *sentence = evidence_sentence(result);
    char *message = xasprintf("%s%s", rows[result->verdict].prefix, sentence);
    char *text = junit->texts < TEXTS_MAX ? detail_text(result, message)
                                          : xasprintf("%s\n(detail left out: "
                                                      "see results.json)\n",
                                                      message);

    junit->texts += strlen(text);
    xmlTextWriterStartElement(xml, BAD_CAST rows[result->verdict].element);
    xml_attribute(xml, "message", message);
    if (rows[result->verdict].type)
        xml_attribute(xml, "type", rows[result->verdict].type);
    xmlTextWriterWriteString(xml, BAD_CAST text);
    xmlTextWriterEndElement(xml);
    free(text);
    free(message);
    free(sentence);
}

/* What a testcase has shown, as text: it has no properties everywhere. */
static void put_seen(xmlTextWriterPtr xml, const struct observations *list)
{
    if (!list->len)
        return;
    xmlTextWriterStartElement(xml, BAD_CAST "system-out");
    for (size_t i = 0; i < list->len; i++) {
        const char *text = list->items[i].text;
        char *safe = xml_text(text, strlen(text), 0);

        xmlTextWriterWriteString(xml, BAD_CAST safe);
        xmlTextWriterWriteString(xml, BAD_CAST "\n");
        free(safe);
    }
    xmlTextWriterEndElement(xml);
}

/* "testcase/row title": the id without the suite's, which is the class. */
static char *case_name(const struct testcase *testcase)
{
    size_t len = strlen(testcase->suite->id);
    bool has_prefix = !strncmp(testcase->id, testcase->suite->id, len) &&
                      testcase->id[len] == '/';

    return xasprintf("%s %s", testcase->id + (has_prefix ? len + 1 : 0),
                     testcase->title ? testcase->title : "");
}

static void count(struct tally *tally, enum verdict verdict, int64_t us)
{
    tally->tests++;
    tally->duration_us += us > 0 ? us : 0;
    if (rows[verdict].tally)
        ++*(size_t *)((char *)tally + rows[verdict].tally);
}

static int junit_result(void *state, const struct result *result,
                        struct error *err)
{
    struct junit *junit = state;
    struct junit_suite *suite = suite_named(junit, result->testcase->suite->id);
    xmlTextWriterPtr xml = xml_to_buffer(&suite->xml);
    char *name = case_name(result->testcase);

    count(&suite->tally, result->verdict, result->duration_us);
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    xml_attribute(xml, "classname", suite->id);
    xml_attribute(xml, "name", name);
    put_seconds(xml, result->duration_us);
    if (rows[result->verdict].element)
        put_outcome(junit, xml, result);
    put_seen(xml, &result->observations);
    xmlTextWriterEndElement(xml);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
    xmlFreeTextWriter(xml);
    free(name);
    return output_check(&junit->out, err);
}

/* A testcase of our own: which suite, what became of it. */
struct own_case {
    const char *suite;
    const char *name;
    enum verdict verdict;
    const char *type;    /* of a failure or error */
    const char *message; /* unless it passes */
};

static void add_own(struct junit *junit, const struct own_case *own)
{
    struct junit_suite *suite = suite_named(junit, own->suite);
    xmlTextWriterPtr xml = xml_to_buffer(&suite->xml);
    const char *element = rows[own->verdict].element;

    count(&suite->tally, own->verdict, 0);
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    xml_attribute(xml, "classname", suite->id);
    xml_attribute(xml, "name", own->name);
    put_seconds(xml, 0);
    if (element) {
        char *safe = xml_text(own->message, strlen(own->message), 0);

        xmlTextWriterStartElement(xml, BAD_CAST element);
        xml_attribute(xml, "message", own->message);
        if (rows[own->verdict].type)
            xml_attribute(xml, "type", own->type);
        xmlTextWriterWriteString(xml, BAD_CAST safe);
        xmlTextWriterEndElement(xml);
        free(safe);
    }
    xmlTextWriterEndElement(xml);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
    xmlFreeTextWriter(xml);
}

/* So that a run cut short never looks green. */
static void add_trouble(struct junit *junit, const char *name,
                        const char *message)
{
    add_own(junit, &(struct own_case){"assay", name, VERDICT_ERROR, "assay.run",
                                      message});
}

/* One for each waiver, so that a pipeline sees one that is void. */
static void add_waivers(struct junit *junit,
                        const struct waiver_results *waivers)
{
    for (size_t i = 0; i < waivers->len; i++) {
        const struct waiver_result *item = &waivers->items[i];
        enum verdict verdict = waiver_state_fails(item->state) ? VERDICT_STALE
                               : item->state == WAIVER_USED    ? VERDICT_PASS
                                                               : VERDICT_SKIP;
        char *name = xasprintf("%s %s", item->pointer,
                               json_member_text(item->entry, "testcase", ""));

        add_own(junit, &(struct own_case){"assay.waivers", name, verdict,
                                          "assay.waiver", item->text});
        free(name);
    }
}

/* What JUnit has no place for but a pipeline must not miss. */
static void add_troubles(struct junit *junit, const struct summary *summary)
{
    size_t results = 0;

    for (size_t i = 0; i < junit->suites_len; i++)
        results += junit->suites[i].tally.tests;
    if (summary->abort_text)
        add_trouble(junit, "the run was completed", summary->abort_text);
    else if (junit->planned == 0)
        add_trouble(junit, "the run was completed", "nothing was selected");
    else if (results < junit->planned)
        add_trouble(junit, "the run was completed",
                    "not every planned testcase has a result");
    for (size_t i = 0; i < summary->leftovers_len; i++) {
        char *name = xasprintf("%s is as it was", summary->leftovers[i].what);

        add_trouble(junit, name, summary->leftovers[i].reason);
        free(name);
    }
}

static struct tally total(const struct junit *junit)
{
    struct tally all = {0};

    for (size_t i = 0; i < junit->suites_len; i++) {
        const struct tally *one = &junit->suites[i].tally;

        all.tests += one->tests;
        all.failures += one->failures;
        all.errors += one->errors;
        all.skipped += one->skipped;
        all.duration_us += one->duration_us;
    }
    return all;
}

static void put_suite(xmlTextWriterPtr xml, const struct junit *junit,
                      const struct junit_suite *suite)
{
    xmlTextWriterStartElement(xml, BAD_CAST "testsuite");
    xml_attribute(xml, "name", suite->id);
    put_tally(xml, &suite->tally);
    xml_attribute(xml, "timestamp", junit->timestamp);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
    xmlTextWriterStartElement(xml, BAD_CAST "properties");
    xmlTextWriterWriteRaw(xml, BAD_CAST buffer_text(&junit->properties));
    xmlTextWriterEndElement(xml);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
    xmlTextWriterWriteRaw(xml, BAD_CAST buffer_text(&suite->xml));
    xmlTextWriterEndElement(xml);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
}

static int junit_end(void *state, const struct summary *summary,
                     struct error *err)
{
    struct junit *junit = state;
    xmlTextWriterPtr properties = xml_to_buffer(&junit->properties);
    xmlTextWriterPtr xml = xml_to_file(junit->out.stream);
    struct tally all;

    junit_observations(properties, &summary->observations);
    xmlFreeTextWriter(properties);
    add_troubles(junit, summary);
    add_waivers(junit, &summary->waivers);
    all = total(junit);
    all.duration_us = summary->duration_us;
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(xml, BAD_CAST "testsuites");
    xml_attribute(xml, "name", "assay");
    put_tally(xml, &all);
    xmlTextWriterWriteString(xml, BAD_CAST "\n");
    for (size_t i = 0; i < junit->suites_len; i++)
        put_suite(xml, junit, &junit->suites[i]);
    xmlTextWriterEndDocument(xml);
    xmlFreeTextWriter(xml);
    if (output_check(&junit->out, err) < 0)
        return -1;
    return output_commit(&junit->out, err);
}

static void junit_free(void *state)
{
    struct junit *junit = state;

    for (size_t i = 0; i < junit->suites_len; i++)
        buffer_clear(&junit->suites[i].xml);
    free(junit->suites);
    buffer_clear(&junit->properties);
    output_discard(&junit->out);
    free(junit);
}

int junit_open(const char *path, const struct report_options *options,
               struct writer *writer, struct error *err)
{
    struct junit *junit = xcalloc(1, sizeof(*junit));

    (void)options;
    if (output_open(&junit->out, path, err) < 0) {
        free(junit);
        return -1;
    }
    *writer = (struct writer){.state = junit,
                              .begin = junit_begin,
                              .result = junit_result,
                              .end = junit_end,
                              .free = junit_free};
    return 0;
}
