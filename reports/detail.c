#include "reports/detail.h"

#include "base/buffer.h"
#include "reports/evidence.h"
#include "reports/xml.h"

#include <stdlib.h>

#define PART_MAX ((size_t)16 * 1024) /* of one content */
#define BODY_MAX ((size_t)64 * 1024) /* where the findings stop */

/* Takes the value. */
static void add_line(struct buffer *text, const char *label, char *value)
{
    buffer_printf(text, "%s: %s\n", label, value);
    free(value);
}

static void add_content(struct buffer *text, const char *label,
                        const char *content, size_t len)
{
    char *safe;

    if (!content || !len)
        return;
    safe = xml_text(content, len, PART_MAX);
    buffer_printf(text, "\n%s:\n%s\n", label, safe);
    free(safe);
}

static void add_finding(struct buffer *text, const struct result *result,
                        const struct finding *finding)
{
    buffer_add_text(text, "\n");
    add_line(text, "finding", evidence_text(finding->message, SENTENCE_MAX));
    add_line(text, "clause", evidence_clause(result->testcase, finding));
    add_line(text, "at", evidence_place(finding));
    if (finding->expected)
        add_line(text, "expected", evidence_value(finding->expected, 2000));
    if (finding->expected || finding->actual)
        add_line(text, "actual", evidence_value(finding->actual, 2000));
}

char *detail_text(const struct result *result, const char *message)
{
    const struct finding *finding = evidence_finding(result, 0);
    const struct exchange *shown = evidence_exchange(result, finding);
    const struct exchange *exchange = evidence_cause(result, shown);
    struct buffer text;

    buffer_init(&text, 0);
    buffer_printf(&text, "%s\n", message);
    for (size_t i = 0;
         text.len < BODY_MAX && (finding = evidence_finding(result, i)); i++)
        add_finding(&text, result, finding);
    if (exchange) {
        buffer_add_text(&text, "\n");
        add_line(&text, "request", evidence_request(exchange));
        if (exchange->transport_text)
            add_line(&text, "transport",
                     evidence_text(exchange->transport_text, SENTENCE_MAX));
        add_content(&text, "request content", exchange->request.content,
                    exchange->request.content_len);
        add_content(&text, "response content", exchange->response.content,
                    exchange->response.content_len);
        if (shown != exchange) {
            add_line(&text, "shown by", evidence_request(shown));
            add_content(&text, "its content", shown->response.content,
                        shown->response.content_len);
        }
        buffer_add_text(&text, "\n");
        add_line(&text, "repeat", evidence_curl(result, exchange));
    }
    return buffer_take(&text);
}
