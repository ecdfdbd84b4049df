#include "reports/failure.h"

#include "base/buffer.h"
#include "base/text.h"
#include "reports/curl.h"
#include "reports/evidence.h"

#include <stdlib.h>
#include <string.h>

#define MORE_FINDINGS 1   /* after the first, one line each */
#define ANSWER_MAX    160 /* bytes of an answer's content that are shown */

static const struct {
    const char *word;
    const char *color;
} words[VERDICT_COUNT] = {
    [VERDICT_PASS] = {"pass", "\033[32m"},
    [VERDICT_FAIL] = {"FAIL", "\033[31m"},
    [VERDICT_ERROR] = {"ERROR", "\033[33m"},
    [VERDICT_SKIP] = {"skip", "\033[36m"},
    [VERDICT_WAIVED] = {"waived", "\033[36m"},
    [VERDICT_STALE] = {"STALE", "\033[31m"},
};

const char *failure_word(enum verdict verdict)
{
    return words[verdict].word;
}

const char *failure_color(enum verdict verdict, bool color)
{
    return color ? words[verdict].color : "";
}

const char *failure_color_end(bool color)
{
    return color ? "\033[0m" : "";
}

/* One labelled line; takes the text. */
static void line(FILE *out, const char *label, char *text)
{
    fprintf(out, "  %-9s %s\n", label, text);
    free(text);
}

static void print_head(FILE *out, const struct result *result,
                       const struct failure_style *style)
{
    char *id = evidence_text(result->testcase->id, SENTENCE_MAX);
    char *title = evidence_text(result->testcase->title, SENTENCE_MAX);

    fprintf(out, "%s%s%s %s\n  %s\n",
            failure_color(result->verdict, style->color),
            failure_word(result->verdict), failure_color_end(style->color), id,
            title);
    free(id);
    free(title);
}

static void print_request(FILE *out, const struct exchange *exchange)
{
    if (!exchange)
        return;
    line(out, "request", evidence_request(exchange));
    if (exchange->transport != TRANSPORT_OK)
        line(out, transport_name(exchange->transport),
             evidence_text(exchange->transport_text, SENTENCE_MAX));
}

/* Is it about the whole answer, so that its content tells more? */
static bool is_about_all(const struct finding *finding)
{
    return finding &&
           (!finding->instance_location || !*finding->instance_location);
}

/* What came back, and in which later read when it was not the answer. */
static void print_shown(FILE *out, const struct finding *finding,
                        const struct exchange *exchange,
                        const struct exchange *cause)
{
    if (finding && exchange && exchange != cause)
        line(out, "shown by", evidence_request(exchange));
    if (is_about_all(finding) && exchange && exchange->response.content_len)
        line(out, "content",
             text_visible(exchange->response.content,
                          exchange->response.content_len, ANSWER_MAX));
}

static void print_finding(FILE *out, const struct finding *finding)
{
    line(out, "finding", evidence_text(finding->message, SENTENCE_MAX));
    line(out, "at", evidence_place(finding));
    if (!finding->expected && !finding->actual)
        return;
    if (finding->expected)
        line(out, "expected", evidence_value(finding->expected, VALUE_MAX));
    line(out, "actual", evidence_value(finding->actual, VALUE_MAX));
}

static void print_more(FILE *out, const struct result *result,
                       const struct failure_style *style)
{
    size_t shown = style->all_findings ? result->findings.len : MORE_FINDINGS;
    const struct finding *finding;
    size_t i = 1;

    for (; i <= shown && (finding = evidence_finding(result, i)); i++) {
        char *place = evidence_place(finding);
        char *message = evidence_text(finding->message, VALUE_MAX);

        fprintf(out, "  %-9s %s: %s\n", "also", place, message);
        free(place);
        free(message);
    }
    if (result->findings.len > i)
        fprintf(
            out, "  and %zu more finding%s: see --verbose or the JSON report\n",
            result->findings.len - i, result->findings.len - i == 1 ? "" : "s");
}

/* The id is ours but comes from a file: quoted like any other word. */
static char *again(const struct result *result, const char *retry)
{
    struct buffer text;

    buffer_init(&text, 0);
    buffer_printf(&text, "%s --include ", retry);
    shell_word(&text, result->testcase->id, strlen(result->testcase->id));
    return buffer_take(&text);
}

void failure_print(FILE *out, const struct result *result,
                   const struct failure_style *style)
{
    const struct finding *first = evidence_finding(result, 0);
    const struct exchange *exchange = evidence_exchange(result, first);
    const struct exchange *cause = evidence_cause(result, exchange);

    print_head(out, result, style);
    if (result->reason || !first)
        line(out, "reason", evidence_sentence(result));
    line(out, "clause", evidence_clause(result->testcase, first));
    print_request(out, cause);
    print_shown(out, first, exchange, cause);
    if (first) {
        print_finding(out, first);
        print_more(out, result, style);
    }
    if (cause)
        line(out, "repeat", evidence_curl(result, cause));
    line(out, "again", again(result, style->retry));
    fputc('\n', out);
}
