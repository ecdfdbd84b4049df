#include "reports/page_result.h"

#include "base/alloc.h"
#include "reports/curl.h"
#include "reports/evidence.h"

#include <stdlib.h>
#include <string.h>

const char *page_verdict_css(enum verdict verdict)
{
    static const char *const css[VERDICT_COUNT] = {
        [VERDICT_PASS] = "good",  [VERDICT_FAIL] = "wrong",
        [VERDICT_ERROR] = "open", [VERDICT_SKIP] = "dim",
        [VERDICT_WAIVED] = "dim", [VERDICT_STALE] = "wrong"};

    return css[verdict];
}

/* A row of a list of facts; takes the text. */
static void put_row(xmlTextWriterPtr page, const char *title,
                    const char *element, char *text)
{
    html_open(page, "tr", NULL);
    html_element(page, "th", NULL, title);
    html_open(page, "td", NULL);
    html_element(page, element, NULL, text);
    html_close(page);
    html_close(page);
    html_line(page);
    free(text);
}

static void put_finding(xmlTextWriterPtr page, const struct testcase *testcase,
                        const struct finding *finding)
{
    put_row(page, finding->level == LEVEL_MUST ? "finding" : "advice", "b",
            evidence_text(finding->message, SENTENCE_MAX));
    put_row(page, "clause", "span", evidence_clause(testcase, finding));
    put_row(page, "at", "code", evidence_place(finding));
    if (finding->expected)
        put_row(page, "expected", "pre",
                evidence_value(finding->expected, PAGE_CONTENT_MAX));
    if (finding->expected || finding->actual)
        put_row(page, "actual", "pre",
                evidence_value(finding->actual, PAGE_CONTENT_MAX));
}

static void put_findings(xmlTextWriterPtr page, const struct result *result)
{
    const struct finding *finding;

    for (size_t i = 0; (finding = evidence_finding(result, i)); i++)
        put_finding(page, result->testcase, finding);
}

/* Contents are shown as text; what is none of it becomes visible. */
static void put_content(xmlTextWriterPtr page, const char *title,
                        const char *content, size_t len)
{
    if (content && len)
        put_row(page, title, "pre", xml_text(content, len, PAGE_CONTENT_MAX));
}

static void put_exchange(xmlTextWriterPtr page, const char *title,
                         const struct exchange *exchange)
{
    put_row(page, title, "code", evidence_request(exchange));
    if (exchange->transport != TRANSPORT_OK)
        put_row(page, transport_name(exchange->transport), "span",
                evidence_text(exchange->transport_text, SENTENCE_MAX));
    put_content(page, "sent", exchange->request.content,
                exchange->request.content_len);
    put_content(page, "answer", exchange->response.content,
                exchange->response.content_len);
}

static char *again(const struct result *result, const char *retry)
{
    struct buffer text;

    buffer_init(&text, 0);
    buffer_printf(&text, "%s --include ", retry);
    shell_word(&text, result->testcase->id, strlen(result->testcase->id));
    return buffer_take(&text);
}

/* "FAIL suite/testcase" and the sentence that is not true. */
static void put_head(xmlTextWriterPtr page, const struct result *result)
{
    html_open(page, "h3", NULL);
    html_element(page, "span", page_verdict_css(result->verdict),
                 verdict_name(result->verdict));
    html_text(page, " ");
    html_text(page, result->testcase->id);
    html_close(page);
    html_element(page, "p", NULL, result->testcase->title);
}

void page_failure(xmlTextWriterPtr page, const struct result *result,
                  const char *retry)
{
    const struct finding *first = evidence_finding(result, 0);
    const struct exchange *exchange = evidence_exchange(result, first);
    const struct exchange *cause = evidence_cause(result, exchange);

    html_open(page, "section",
              result->verdict == VERDICT_ERROR ? "case undecided" : "case");
    put_head(page, result);
    html_open(page, "table", "facts");
    if (result->reason || !first)
        put_row(page, "reason", "span", evidence_sentence(result));
    if (!first)
        put_row(page, "clause", "span",
                evidence_clause(result->testcase, NULL));
    put_findings(page, result);
    if (cause)
        put_exchange(page, "request", cause);
    if (exchange && exchange != cause)
        put_exchange(page, "shown by", exchange);
    if (cause)
        put_row(page, "repeat", "pre", evidence_curl(result, cause));
    put_row(page, "again", "pre", again(result, retry));
    html_close(page);
    html_close(page);
    html_line(page);
}

static void put_clauses(xmlTextWriterPtr page, const struct testcase *testcase)
{
    for (size_t i = 0; i < testcase->clauses_len; i++) {
        const struct clause *clause = testcase->clauses[i];
        char *text =
            xasprintf("%s  (%s, %s, %s)", clause->id,
                      clause->page ? clause->page : "no page",
                      basis_name(clause->basis), level_name(clause->level));

        put_row(page, "clause", "span", text);
    }
}

void page_line(xmlTextWriterPtr page, const struct result *result)
{
    const struct testcase *testcase = result->testcase;

    html_open(page, "details", NULL);
    html_open(page, "summary", NULL);
    html_element(page, "span", page_verdict_css(result->verdict),
                 verdict_name(result->verdict));
    html_text(page, " ");
    html_element(page, "code", NULL, testcase->id);
    html_text(page, " ");
    html_element(page, "span", "dim", testcase->title);
    html_close(page);
    html_open(page, "table", "facts");
    if (result->reason)
        put_row(page, "reason", "span", evidence_sentence(result));
    put_clauses(page, testcase);
    put_findings(page, result);
    for (size_t i = 0; i < result->observations.len; i++)
        put_row(
            page, "observed", "span",
            evidence_text(result->observations.items[i].text, SENTENCE_MAX));
    for (size_t i = 0; i < result->exchanges.len; i++)
        put_row(page, i ? "then" : "asked", "code",
                evidence_request(&result->exchanges.items[i]));
    html_close(page);
    html_close(page);
    html_line(page);
}
